"""Projects that the words of a plan name: 加快柳湾大桥建设, 推进甲、乙等项目. Few and certain rather than many."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.core.spans import Span
from luoshi.exporting.book import Row
from luoshi.exporting.places import Places, squeeze
from luoshi.exporting.project_words import has_own_name, is_asset, is_park, is_work
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.normal import NormalText

PROJECT, PROGRAMME = "具体项目", "专项工程"
_CLAUSE = re.compile(r"[^，,；;。：:〔〕\n]+")
_VERB = (
    "规划建设|布局建设|推进|推动|加快|加速|实施|建成|建设|新建|续建|改扩建|扩建|迁建|开工|启动|抓好|抓紧|抓实|完成|投运|投产|谋划|"
    "争取|做好|打通|加强|开展|支持"
)
_DOING = re.compile(_VERB)
_LEAD = re.compile(
    rf"(?:{_VERB}|重点|全力|大力|积极|统筹|有序|稳步|扎实|深入|持续|全面|着力|尽快|力争|确保|提速|分批|协调|年内|全年|以及|并|再|抓|好|"
    r"\d{4}年(?:年?底)?(?:前|内)?|[一二三四]季度|上半年|下半年|\d{1,2}月底?(?:前)?)+"
)
_LISTED = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十两几]+个)?[^、等，]{0,12}?(?:项目|工程|园区|码头|专用线|机场|学校|医院|公路|水库|电站|基地|场馆)"
)
_TAIL = re.compile(
    r"(?:的?(?:规划建设|建设|建成|落地|落户|投产|投运|投用|开工|竣工|达产|达效|完工|运营|前期工作|工作|施工|实施|进度|验收|通车|交付使用|投入使用|开发|进行|"
    r"取得实质性?进展))+$"
)
_AND = re.compile(r"以及|和|及|与")
_NEVER = re.compile(
    r"的|\d{4}年|[“”《》\s/]|\d+[个批项条座家公处所万]|[一二三四五六七八九十百两几多各每][个批项条座家类所]|第[一二三四]批|"
    r"^各|^[和与]|等.|指标|方式|共建|方面|领域|内容|亿元?项目|投资项目|基金|统一大市场|能力$|\d(?:km|公里|米)|^(?:企业|民营|科研院所|高校)|设立|成立|组建|创建|打造|申报|培育|引进|提高|落实|强化|健全|深化|制度|机制|政策|资金|债券|计划|方案|行动|活动|比例|水平$|为核心|为重点|以下|"
    r"招商|招引|签约|专项债|重点项目|重大项目|示范项目|试点项目|转化项目|产业项目|攻关项目|项目库|项目建设|谋划项目|好项目|大项目|类项目"
)
_PROGRAMME = re.compile(r"(?:^|.*[^大])[\u4e00-\u9fff“”]{4,20}工程$")
_CUTS = {"实施", "完成", "推进", "推动", "启动", "开展"}  # never part of a name
_MOST, _LEAST = 30, 4


class Found(NamedTuple):
    """A name at its place in the normalised text, and whether it names one project or a programme of a kind."""

    name: str
    start: int
    end: int
    kind: str


def named(draft: PlanDraft, normal: NormalText, places: Places, known: set[str]) -> Iterator[Row]:
    """Projects that tasks and boxes name and that are not `known`, each once, as rows without their number."""
    seen = {_key(name) for name in known}
    for span, annex, units in _passages(draft):
        for found in names(normal.text, normal.index(span.start), normal.index(span.end)):
            if not any(other.endswith(_key(found.name)) for other in seen):
                seen.add(_key(found.name))
                source = normal.span(found.start, found.end)
                said = [places.sentence(source.start), None, None, None, units, None]
                yield Row(["文中提及", places.part(annex), found.kind, squeeze(found.name), *said], source)


def _passages(draft: PlanDraft) -> Iterator[tuple[Span, str, str | None]]:
    """Where projects may be named, in the order of the text: tasks with who leads them, and boxes of projects."""
    found = [(t.span, t.annex, "、".join(unit.full or unit.name for unit in t.leads) or None) for t in draft.tasks]
    found += [(table.span, table.annex, None) for table in draft.tables if table.kind == "projects"]
    yield from sorted(found, key=lambda each: each[0])


def _key(name: str) -> str:
    """What two ways of printing one project's name have in common."""
    return re.sub(r"(?:建设|项目|工程)+$", "", squeeze(name))


def names(text: str, start: int, end: int) -> Iterator[Found]:
    """The projects that text[start:end] names."""
    for clause in _CLAUSE.finditer(text, start, end):
        doing = _DOING.search(clause[0])
        if doing:
            yield from _items(text, clause.start() + doing.start(), clause.end())


def _items(text: str, start: int, end: int) -> Iterator[Found]:
    """The names in what is to be done, such as 建设甲水库、乙公路二期 or 推进甲、乙等项目."""
    listed = _LISTED.search(text, start, end)
    for begin, until in _parts(text, start, listed.start() if listed else end):
        found = _item(text, begin, until, listed=listed is not None)
        if found:
            yield found


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at 、, and at an "and" after something complete: 治理与修复项目 is one name, 大桥和水库 are two."""
    while start < end:
        comma = text.find("、", start, end)
        until = comma if comma >= 0 else end
        for mark in _AND.finditer(text, start, until):
            if is_complete(text[start : mark.start()]):
                yield start, mark.start()
                start = mark.end()
        yield start, until
        start = until + 1


def is_complete(words: str) -> bool:
    """Whether a name may end here: after a thing, not after what is done to one."""
    return is_asset(words) or words.endswith(("项目", "工程", "期"))


def _item(text: str, begin: int, end: int, *, listed: bool) -> Found | None:
    lead = _LEAD.match(text, begin, end)
    started = lead is not None or listed
    begin = lead.end() if lead else begin
    inner = list(_DOING.finditer(text, begin, end))
    firm = [verb for verb in inner if verb[0] in _CUTS]
    if firm:
        begin, started = firm[-1].end(), True
    elif inner and inner[-1].end() < end - _LEAST and not is_work(text[begin:end]):
        begin, started = inner[-1].end(), True
    name = _TAIL.sub("", text[begin:end])
    bare = re.sub(r"（[^）]*）$", "", name)
    if not _LEAST <= len(bare) <= _MOST or _NEVER.search(bare):
        return None
    place = (name, begin, begin + len(name))
    if (has_own_name(bare) and (listed or is_asset(bare) or is_work(bare))) or (started and is_park(bare)):
        return Found(*place, PROJECT)
    if started and _PROGRAMME.fullmatch(bare):
        return Found(*place, PROGRAMME)
    return None
