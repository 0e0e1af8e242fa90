"""Which items of a part are its tasks: the level that carries the responsibility or, lacking any, the leaves."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.extraction.clauses import Clause
from luoshi.extraction.lines import Line
from luoshi.extraction.outline import Node, title_of
from luoshi.extraction.topics import topic_of

_LABEL = re.compile(r"[-—•●◆·]*(?P<label>[^，。；：（）\n]{2,24})[：。]")
_RUN_IN = re.compile(r"(?P<label>[^，。；：（）\n—]{4,26})。(?=[^\n]{16})")
_CHAPTERS = ("volume", "chapter", "section", "han", "han-bracket")
_LISTING = re.compile(r"^(?!.*(?:任务|责任|工作|措施|举措|实事)).*(?:清单|名单|目录|名录|一览表)(?:（[^（）]*）)?$")
_LAST_RULE = re.compile(
    r"(?:本|此|该)(?:措施|方案|办法|意见|规定|细则|政策|计划|通知|文件|[^。；，]{2,4}(?:计划|方案))[^。；\n]{0,50}(?:解释|施行|实施之日|执行|有效期|生效)"
)
_GROUP = re.compile("(?!成立|组建|建立|设立)[^，。；：]{2,16}(?:组|专班)")
_MOST = 0.6
_ENOUGH, _NEARLY_ALL = 4, 0.7


@dataclass(slots=True)
class Work:
    """One task: its number, heading and text, with the clauses that close it."""

    number: str
    title: tuple[int, int]
    start: int
    end: int
    clauses: list[Clause] = field(default_factory=list)
    inherited: bool = False
    node: Node | None = None


def find_unnumbered(text: str, lines: Sequence[Line], clauses: Sequence[Clause]) -> list[Work]:
    """The tasks of a part that numbers nothing: its paragraphs that close in a clause, counted."""
    found: list[Work] = []
    starts = [clause.start for clause in clauses]
    for line in lines:
        own = list(clauses[bisect_left(starts, line.start) : bisect_left(starts, line.end)])
        if own and own[0].start > line.start:
            title = title_of(text, line.start, own[0].start)
            found.append(Work(str(len(found) + 1), title, line.start, line.end, own))
    return found if len(found) > 1 else []


def find_work(text: str, nodes: Sequence[Node], clauses: Sequence[Clause], title: str) -> list[Work]:
    """The tasks of one part in order of appearance. In a mere list (of projects, of firms) only a clause makes one."""
    borne = _assign(nodes, clauses)
    lifted = _lift(nodes, borne)
    found: list[Work] = []
    for node in nodes:
        found += _work_of(text, node, borne, lifted, bool(clauses))
    if _LISTING.search(title):
        return [work for work in found if work.clauses]
    return _without_bare_chapters(found)


def _without_bare_chapters(found: list[Work]) -> list[Work]:
    """Where nearly every task below a chapter names who does it, a chapter that names nobody at all is no work."""
    borne = {_chapter(work) for work in found if work.clauses}
    bearing = Counter(bool(work.clauses) for work in found if _chapter(work) in borne and work.node and work.node.depth)
    if bearing[True] < _ENOUGH or bearing[True] < _NEARLY_ALL * bearing.total():
        return found
    return [work for work in found if _chapter(work) in borne]


def _chapter(work: Work) -> int:
    node = work.node
    while node is not None and node.parent is not None:
        node = node.parent
    return node.start if node else work.start


def _assign(nodes: Sequence[Node], clauses: Sequence[Clause]) -> dict[int, list[Clause]]:
    """The clauses of each item by its start: those in its own text."""
    starts = [node.start for node in nodes]
    borne: dict[int, list[Clause]] = defaultdict(list)
    for clause in clauses:
        at = bisect_right(starts, clause.start) - 1
        if at >= 0:
            parent = nodes[at].parent
            bearer = parent if clause.above and parent else nodes[at]
            borne[bearer.start].append(clause)
    return borne


def _lift(nodes: Sequence[Node], borne: dict[int, list[Clause]]) -> set[int]:
    """Where only the last of several sub-items ends in a clause, again and again, it closes the item above them.

    Returns the starts of the items lifted to; their clauses are moved to them.
    """
    last_only: dict[str, list[Node]] = defaultdict(list)
    several: Counter[str] = Counter()
    for node in nodes:
        children = node.children
        if len(children) < 2 or any(child.children for child in children):
            continue
        bearing = [bool(borne.get(child.start)) for child in children]
        if sum(bearing) > 1 or (any(bearing) and not bearing[-1]):
            several[node.marker.kind] += 1
        elif bearing[-1] and not borne.get(node.start):
            last_only[node.marker.kind].append(node)
    lifted: set[int] = set()
    for kind, parents in last_only.items():
        if len(parents) >= 2 and len(parents) > several[kind]:
            for parent in parents:
                borne[parent.start] = borne.pop(parent.children[-1].start)
                lifted.add(parent.start)
    return lifted


def _work_of(
    text: str, node: Node, borne: dict[int, list[Clause]], lifted: set[int], document_has_clauses: bool
) -> list[Work]:
    own = borne.get(node.start, [])
    if _LAST_RULE.match(text, node.marker.end, node.own_end):
        return []  # 本措施由…负责解释，自…起施行
    if _GROUP.fullmatch(text, *node.title) and topic_of(text, node) == "mechanism":
        return []  # one of the groups within a group: 综合协调组。由…牵头
    if node.start in lifted:
        return [Work(node.path, _heading(text, node, own), node.start, node.end, own, node=node)]
    if node.children or _within(node, lifted):
        return []
    if own:
        return _labelled(text, node, own) or [_whole(text, node, own)]
    if topic_of(text, node) != "work":
        return []
    inherited = _inherited(node, borne)
    if inherited:
        work = _whole(text, node, inherited)
        work.inherited = True
        return [work]
    return (not document_has_clauses and _run_in(text, node)) or [_whole(text, node, [])]


def _whole(text: str, node: Node, clauses: list[Clause]) -> Work:
    return Work(node.path, _heading(text, node, clauses), node.start, node.own_end, clauses, node=node)


def _heading(text: str, node: Node, clauses: list[Clause]) -> tuple[int, int]:
    start, end = node.title
    for clause in clauses:
        if start <= clause.start < end:
            end = clause.start
    while end > start and text[end - 1] in "。；：，、":
        end -= 1
    return start, end


def _within(node: Node, lifted: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if above.start in lifted:
            return True
        above = above.parent
    return False


def _inherited(node: Node, borne: dict[int, list[Clause]]) -> list[Clause]:
    """The clauses of the nearest item above that has any in its own heading."""
    above = node.parent
    while above is not None:
        if borne.get(above.start):
            return borne[above.start]
        above = above.parent
    return []


def _labelled(text: str, node: Node, own: list[Clause]) -> list[Work]:
    """Unnumbered children, each a paragraph with its own label and its own clause."""
    bearing = [line for line in node.lines if any(line.start <= clause.start < line.end for clause in own)]
    if len(bearing) < 2 or bearing[0] is node.lines[0]:
        return []
    if not all(_LABEL.match(text, line.start, line.end) for line in bearing):
        return []
    bounds = [line.start for line in bearing[1:]] + [node.own_end]
    return [
        _child(text, node, line, end, [clause for clause in own if line.start <= clause.start < end], _LABEL)
        for line, end in zip(bearing, bounds, strict=True)
    ]


def _run_in(text: str, node: Node) -> list[Work]:
    """The measures of a chapter that numbers none: paragraphs that open with a short heading."""
    body = node.lines[1:]
    headed = [line for line in body if _RUN_IN.match(text, line.start, line.end)]
    if node.marker.kind not in _CHAPTERS or len(headed) < 2 or len(headed) < _MOST * len(body):
        return []
    bounds = [line.start for line in headed[1:]] + [node.own_end]
    return [_child(text, node, line, end, [], _RUN_IN) for line, end in zip(headed, bounds, strict=True)]


def _child(text: str, node: Node, line: Line, end: int, clauses: list[Clause], heading: "re.Pattern[str]") -> Work:
    found = heading.match(text, line.start, line.end)
    title = found.span("label") if found else (line.start, line.end)
    return Work(f"{node.path}/{text[title[0] : title[1]]}", title, line.start, end, clauses, node=node)
