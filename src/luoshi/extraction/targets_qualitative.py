"""Goals in words: 实现正增长, 高于全市平均, 动态清零, 全覆盖, 不发生…, 达到省定目标."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from luoshi.extraction import targets_words as words
from luoshi.extraction.draft import Modality, Target, TargetBasis
from luoshi.extraction.targets_context import Context
from luoshi.extraction.targets_naming import name_of, split_subject
from luoshi.extraction.times import Times, period_of
from luoshi.reading.normal import NormalText

if TYPE_CHECKING:
    from luoshi.extraction.targets import Scope

_CLEAR = (
    r"实现正增长|只增不减|稳中有[进升降]|(?:实现)?(?:全面|全部|动态)?清零|全覆盖(?=[，。；、）目\n]|$)|动态“清零”|零发生|零增长|(?:实现)?负增长|破零|“零[一-鿿]{1,3}”|稳定达标|全面达标|保持在合理区间|实现跨越式发展"
    r"|(?:持续)?高于(?=[^，。；、0-9]{0,14}(?:平均|水平|增速|增长|居民))[^，。；、0-9]{2,18}"
    r"|不低于(?=[^，。；、0-9]{0,10}(?:平均|水平|增速))[^，。；、0-9]{2,14}|与经济增[长速][^，。；、]{0,3}同步"
    r"|(?:保持|实现|达到)?两位数(?:以上)?(?:增长|增速)?|(?:与[^，。；、0-9]{1,6})(?:基本)?持平"
    r"|(?<=指标)全面完成|(?<=任务)全面完成"
    r"|(?:达到|完成|符合)[^，。；、0-9“]{0,4}(?:省|国|市|上级|序时)[^，。；、0-9]{0,6}(?:目标|要求|标准|任务)|全部(?:拆除|使用完毕|完成[^，。；、]{0,4}|交付)"
)
_ZERO = (
    r"(?:坚决)?(?:防范)?(?:和|、)?(?:遏制|防止|杜绝|防范)[^，。；]{0,26}?(?:事故|债务|返贫|致贫|事件|拖欠|欠薪)(?:发生)?(?=[，。；、）\n]|$)"
    r"|不发生[^，。；]{2,40}|守[牢住]不[^，。；]{0,25}底线|无劣V类[^，。；]{0,6}"
)
_TREND = (
    r"(?:持续|稳步|不断|进一步|有效|同步|继续)(?:增长|提高|提升|下降|降低|改善|缩小|削减|扩大)"
    r"|(?:持续改善|稳步提高|稳步提升|有效降低|持续降低)(?=[^，。；]{2,40}(?:[，。；]|$))"
)
_GOAL = re.compile(rf"(?P<clear>{_CLEAR})|(?P<zero>{_ZERO})|(?P<trend>{_TREND})")
# How each goal opens. Two characters from a list are searched for many times faster than the goals themselves.
_OPENINGS = """
实现 只增 稳中 稳定 稳步 动态 清零 全覆 全面 全部 零发 零增 “零 负增 破零 保持 持续 高于 不低 不发 不断 与经 与上 与去
两位 达到 完成 符合 坚决 遏制 防止 防范 杜绝 守牢 守住 无劣 进一 有效 同步 继续
"""
_OPENING = re.compile("|".join(f"{pair[0]}(?={pair[1]})" for pair in _OPENINGS.split()))
_CLAUSE_START = "，。；！？\n："
_ITEM_AFTER_NUMBER = re.compile(r".*[0-9][^、]*、")
_ZERO_FRAME = re.compile(
    r"^(?:坚决)?(?:防范)?(?:和|、)?(?:遏制|防止|杜绝|防范|不发生|守[牢住]不(?:发生|新增|出现|产生)?|无)|底线$|发生$"
)
_TREND_NAME = re.compile(
    r"(?:率|比|比重|占比|比例|收入|成本|浓度|质量|总量|水平|差距|指数|数量|投入|投资|增速|事故|排放|能耗|污染|贸易|效益|规模|满意度|标准)$"
)
_AND_NOT = re.compile("、不(?:发生|出现|产生)")
_IS_DEED = re.compile("化解|处置|排查|整治")  # 防范化解债务 is work
_LAST_VERB = re.compile("^.*(?:实现|做到|推进|推动|强化|完成|促进)(?=.)|^对")
_LONGEST = 60


def find_qualitative(
    normal: NormalText, scopes: Sequence["Scope"], context: Context, times: Times
) -> Iterator[tuple[int, Target]]:
    """Targets without a number. Trends (稳步提高) count only in goals sections, where they are promises."""
    text = normal.text
    seen = scopes[0].start
    for scope in scopes:
        for match in _goals(text, max(scope.start, seen), scope.end):
            if (match["trend"] and scope.task is not None) or (
                text[match.start()] != "“" and context.masked(match.start())
            ):
                continue
            if text[match.end() : match.end() + 1].isdigit():
                continue  # 不低于平均增速 3 个百分点: a figure
            if context.looks_back(match.start()):
                continue
            yield from _targets(normal, scope, match, times)
        seen = max(seen, scope.end)


def _goals(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for opening in _OPENING.finditer(text, start, end):
        match = _GOAL.match(text, opening.start(), end) if opening.start() >= start else None
        if match:
            yield match
            start = match.end()


def _targets(normal: NormalText, scope: "Scope", match: re.Match[str], times: Times) -> Iterator[tuple[int, Target]]:
    text = normal.text
    low = max(scope.start, match.start() - _LONGEST)
    clause = max(low, max(text.rfind(mark, low, match.start()) for mark in _CLAUSE_START) + 1)
    if match["trend"] and text[match.end() : match.end() + 1] in ("", "\n") and text[clause - 1 : clause] in ("", "\n"):
        return  # a heading
    names, end = _names(text, clause, match, scope.end)
    start = clause if match["zero"] is None else match.start()
    numbering = words.NUMBERING.match(text, start, match.start())
    start = numbering.end() if numbering else start
    phrase = times.governing(clause, match.start(), scope.start)
    for name in names:
        if name in ("基本", "全面", "全部"):
            continue
        yield (
            start,
            Target(
                id="",
                annex=scope.annex,
                task=scope.task,
                quote=normal.printed(start, end),
                span=normal.span(start, end),
                indicator=name,
                comparator="qualitative",
                basis=_basis(match, name),
                modality=_modality(text, clause, match),
                period=period_of(phrase) if phrase else None,
                deadline=times.deadline(phrase) if phrase else None,
            ),
        )


def _names(text: str, clause: int, match: re.Match[str], limit: int) -> tuple[list[str], int]:
    if match["zero"] is not None:
        name = _ZERO_FRAME.sub("", match[0])
        return [each for each in _AND_NOT.split(name.removesuffix("的")) if not _IS_DEED.match(each)], match.end()
    if text.startswith("坚持", clause):
        return [], match.end()  # a principle: 坚持无禁区、全覆盖
    subject = _subject(text[clause : match.start()])
    if subject.endswith("、"):
        return [], match.end()  # 全覆盖排查、“零放过”: ways of working
    named = name_of(_LAST_VERB.sub("", subject), "", None, counted_after=False)
    if named and (match["trend"] is None or _TREND_NAME.search(named.name)):
        return split_subject(named.name, forced=False), match.end()
    if match["trend"] is not None:
        return _after(text, match, limit)
    return [], match.end()


def _subject(before: str) -> str:
    """The words before the predicate; after a numeric goal (增长5%、高于全省平均) its own subject serves again."""
    item = _ITEM_AFTER_NUMBER.match(before)
    if not item:
        return before
    own = before[item.end() :]
    if own not in ("", "增速", "增幅"):
        return own
    digit = next(place for place, character in enumerate(before) if character.isdigit())
    return before[:digit]


def _after(text: str, match: re.Match[str], limit: int) -> tuple[list[str], int]:
    stop = words.NAME_STOP.search(text, match.end(), min(limit, match.end() + _LONGEST))
    end = stop.start() if stop else min(limit, match.end() + _LONGEST)
    name = text[match.end() : end]
    return (split_subject(name, forced=False), end) if _TREND_NAME.search(name) else ([], end)


def _basis(match: re.Match[str], name: str) -> TargetBasis:
    if words.SHARE.search(name):
        return "share"
    if match["zero"] is not None or "清零" in match[0]:
        return "other"
    return "growth" if "增" in match[0] or "两位数" in match[0] or "增速" in name else "level"


def _modality(text: str, clause: int, match: re.Match[str]) -> Modality:
    before = text[clause : match.start()]
    if any(word in before for word in words.MODALITY["strive"]):
        return "strive"
    if match["zero"] is not None or any(word in before for word in words.MODALITY["must"]):
        return "must"
    return "plan"
