"""Where targets cannot stand: inside quotation marks and titles, and in accounts of what has been achieved."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

_MASK = re.compile(r"“[^”\n]{1,60}”|《[^》\n]{1,120}》|〔[^〕\n]{1,12}〕|〈[^〉\n]{1,80}〉")
_HEADING = re.compile(
    r"^(?:(?P<chapter>第[一二三四五六七八九十]+[编篇章])|(?P<section>第[一二三四五六七八九十]+节)|(?P<han>[一二三四五六七八九十]+、)"
    r"|(?P<bracket>（[一二三四五六七八九十]+）)|(?P<box>专栏))[^\n。；]{0,40}$",
    re.M,
)
_LEVELS = {"chapter": 1, "section": 2, "han": 3, "bracket": 4, "box": 5}
_LOOKS_BACK = re.compile(
    r"回顾|成就|发展基础|现实基础|发展现状|基本现状|取得成效|主要成效|发展环境|面临形势|完成情况|基本情况|概况|[动练制]背景|存在问题|主要问题|发展条件"
)
_DONE = re.compile(
    r"获评|获批|荣获|跃升|跃居|圆满|成效显著|成效明显|显著成效|取得[^，。；]{0,12}(?:成就|成效|进展|成果)|基本形成|建成通车|摘帽|全部脱贫"
    r"|已|了|连续[^，。；]{1,3}年|累计|“十[一二三]五”|成功[举办入]|更加完善|不断[增提改健完][^，。；]|有力推进|深入推进|全面完成|较好完成|蓬勃开展"
)
_AHEAD = re.compile(
    r"力争|确保|争取|目标|计划|将[^军领]|推动|加快|打造|到20[0-9]{2}年|“十[四五六]五”|完善|支持|实施|加强|着力"
)
_PARAGRAPH_LIMIT = 1500


@dataclass(slots=True)
class Context:
    """Answers, for any index of one normal text, whether a number there could be a target at all."""

    text: str
    issued: date | None
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _back: list[tuple[int, int]] = field(default_factory=list)
    _told: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for match in _MASK.finditer(self.text):
            self._starts.append(match.start())
            self._ends.append(match.end())
        self._back = _backward_sections(self.text)

    def masked(self, index: int) -> bool:
        """Inside “…”, 《…》 or 〔…〕."""
        place = bisect_right(self._starts, index) - 1
        return place >= 0 and index < self._ends[place]

    def looks_back(self, index: int) -> bool:
        """In a section or a paragraph that tells what has been achieved."""
        place = bisect_right(self._back, (index, len(self.text))) - 1
        if place >= 0 and index < self._back[place][1]:
            return True
        start = self.text.rfind("\n", max(0, index - _PARAGRAPH_LIMIT), index) + 1
        if start not in self._told:
            end = self.text.find("\n", index, index + _PARAGRAPH_LIMIT)
            self._told[start] = _is_account(self.text[start : end if end > 0 else index + 1])
        return self._told[start]


def _is_account(paragraph: str) -> bool:
    done = len(_DONE.findall(paragraph))
    return done >= 3 and done > 2 * len(_AHEAD.findall(paragraph))


def _backward_sections(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    open_level, open_start = 0, 0
    for match in _HEADING.finditer(text):
        level = _LEVELS[match.lastgroup or "box"]
        if open_level and level <= open_level:
            found.append((open_start, match.start()))
            open_level = 0
        if not open_level and _LOOKS_BACK.search(match[0]):
            open_level, open_start = level, match.start()
    if open_level:
        found.append((open_start, len(text)))
    return found
