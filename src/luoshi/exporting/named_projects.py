"""Projects that the words of a task name: 加快柳湾大桥建设, 推进甲、乙等项目. Few and certain rather than many."""

import re
from collections.abc import Iterator

from luoshi.core.spans import Span
from luoshi.exporting.book import Row
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document

_CLAUSE = re.compile(r"[^，,；;：:。（）()〔〕\n]+")
_DOING = re.compile(r"推进|推动|加快|实施|建成|建设|新建|续建|开工|启动|抓好|抓紧|完成|投运")
_PLACES = "大桥|水库|公路|高速|铁路|码头|机场|港区|产业园|工业园|基地|综合楼|大楼|水厂|电厂|电站|泵站|生产线|中试线"
_KIND = re.compile(rf"(?:{_PLACES}|项目|工程|[二三四]期)+(?=建设|改造|扩建|提质|续建|$|等|、|和|及|与)")
_BOUNDARY = re.compile(r"、|以及|和|及|与")
_VAGUE = re.compile(
    r"\d+[个批项条座家]|[一二三四五六七八九十百两几多]+[个批项条座家]"
    r"|重点|重大|优质|各类|各级|相关|有关|这些|一批|更多|已签约|已开工|在建|关键|类项目|级(?:产业)?项目|招商|招引|用于|质效"
    r"|^(?:积极|着力|全力|争取|申报|提高|加强|推动|推进|培育|支持|落实|强化|优化|深化|确保|好|抓|对|向|比|省|国|市|区|县)"
    r"|行动|机制|政策|资金|专项债|债券|转化项目|攻关项目|试点项目|保障工程|攻坚工程"
    r"|^.{0,3}(?:项目|工程)$|^(?:农村|城市|乡村|国省|绿色|水利|度汛|示范|标准化|智能|自动化)*(?:公路|高速|工程|基地|生产线|项目)$"
)


def named(draft: PlanDraft, document: Document, places: Places, known: set[str]) -> Iterator[Row]:
    """Projects that a task names and that are not `known`, each once, as rows of 项目清单 without their number."""
    seen = set(known)
    for task in draft.tasks:
        for name, start in _names(document.text, task.span):
            if name not in seen:
                seen.add(name)
                span = Span(start, start + len(name))
                units = "、".join(unit.full or unit.name for unit in task.leads) or None
                said = [places.sentence(start), None, None, None, units, None]
                yield Row(["文中提及", places.part(task.annex), None, squeeze(name), *said], span)


def _names(text: str, task: Span) -> Iterator[tuple[str, int]]:
    for clause in _CLAUSE.finditer(text, task.start, task.end):
        doing = _DOING.search(clause[0])
        kinds = list(_KIND.finditer(clause[0], doing.end())) if doing else []
        if doing and kinds:
            start = clause.start() + doing.end()
            yield from _items(text[start : clause.start() + kinds[-1].end()], start)


def _items(listed: str, start: int) -> Iterator[tuple[str, int]]:
    """The specific names in a list such as 甲水库、乙公路二期 or 甲、乙等项目."""
    all_named = re.search(r"等(?:[^、]{0,4})(?:项目|工程)$", listed)
    end = all_named.start() if all_named else len(listed)
    begin = 0
    for mark in [*_BOUNDARY.finditer(listed, 0, end), None]:
        stop = mark.start() if mark else end
        item = listed[begin:stop]
        lead = _DOING.match(item)
        while lead:
            begin += lead.end()
            item = item[lead.end() :]
            lead = _DOING.match(item)
        if _is_specific(item, named_by_list=bool(all_named)):
            yield item, start + begin
        begin = mark.end() if mark else end


def _is_specific(item: str, *, named_by_list: bool) -> bool:
    if not 4 <= len(item) <= 30 or _VAGUE.search(item) or re.search(r"[“”《》\s]", item):
        return False
    return named_by_list or any(match.end() == len(item) for match in _KIND.finditer(item))
