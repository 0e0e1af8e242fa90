"""One project, park, slogan or figure printed under two names."""

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words
from luoshi.core.spans import Span

_KIND = re.compile(r"示范区|研究院|科技园|产业园|工业园|科技城|电站|电厂|实验室|博物馆|机场|枢纽|基地|大桥|公园|水库")
LONGEST = 16  # characters before the kind that may belong to the name
INSERTED = 4  # characters that one of the two names may have more
SHARED = 8  # characters that the names must share, besides the kind at their end
SHARED_LITTLE = 5  # so many are enough where the insertion is no more than a word
_GRADES = re.compile(r"示范|特色|重点|核心|[省市县区]级|国家|以上|新|的")  # a grade tells two things apart
_VERBS = re.compile(r"^(?:加快|积极|全力|推进|推动|创建|建设|打造|支持|依托|以|含|和)+")
_BOUNDARY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9·]")


def named_twice(case: Case) -> Iterator[Finding]:
    """国家农业高新技术示范区 here, 国家农业高新技术产业示范区 there."""
    printed: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    text = case.normal.text
    for match in _KIND.finditer(text):
        before = _BOUNDARY.split(text[max(match.start() - LONGEST, 0) : match.start()])[-1]
        printed[match.group()][before].append(Span(match.start() - len(before), match.end()))
    told: set[tuple[str, str]] = set()
    for kind, names in printed.items():
        for one, other in pairs(sorted(names)):
            short, long = shared_names(one, other)
            short, long = _VERBS.sub("", short), _VERBS.sub("", long)
            if short and (short, long) not in told:
                told.add((short, long))
                yield finding(case, short + kind, long + kind, [*names[one], *names[other]])


def pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names whose last two characters agree, or whose last characters differ by an insertion only."""
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if one and other and not one.endswith(other) and not other.endswith(one):
                yield one, other


def shared_names(one: str, other: str) -> tuple[str, str]:
    """The two names cut to what they share and the one insertion between; empty texts if they are not one name."""
    for short, long in ((one, other), (other, one)):
        end = common_end(short, long)
        for inserted in range(1, INSERTED + 1):
            start = common_end(short[: len(short) - end], long[: len(long) - end - inserted])
            enough = SHARED_LITTLE if inserted <= 2 else SHARED
            more = long[len(long) - end - inserted : len(long) - end]
            if start >= 2 and start + end >= enough and not _GRADES.search(more):
                return short[len(short) - end - start :], long[len(long) - end - inserted - start :]
    return "", ""


def common_end(one: str, other: str) -> int:
    """How many characters two texts share at their ends."""
    pairs = enumerate(zip(reversed(one), reversed(other), strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def finding(case: Case, one: str, other: str, spans: list[Span]) -> Finding:
    words = Words(
        f"«{one}» and «{other}» are probably one thing under two names.",
        f"“{one}”和“{other}”可能是同一事物的两种叫法。",
    )
    return case.find("title-mismatch", "info", words, [case.normal.span(*span) for span in spans], names=[one, other])


_LABELLED = re.compile(r"“([^“”\n]{2,10})”([\u4e00-\u9fff]{2,8}?(?:体系|格局|布局|机制|模式|集群))")


def labelled_twice(case: Case) -> Iterator[Finding]:
    """“一核两带”特色产业体系 here, “3+5”特色产业体系 there: one of the two may be another level's."""
    labels: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for match in _LABELLED.finditer(case.normal.text):
        if len(match.group(2)) > LABELLED:
            labels[match.group(2)][match.group(1)].append(case.normal.span(*match.span()))
    for thing, printed in labels.items():
        if len(printed) > 1:
            said = "、".join(f"“{label}”" for label in printed)
            words = Words(
                f"{thing} goes by {len(printed)} labels: {said}. Are all of them of this level?",
                f"“{thing}”前有{len(printed)}种提法：{said}，请核对是否都是本级的。",
            )
            yield case.find("title-mismatch", "info", words, [span for spans in printed.values() for span in spans])


LABELLED = 4  # characters that a thing's name must have more than, so that two labels cannot mean two things


def figure_under_two_names(case: Case) -> Iterator[Finding]:
    """技术合同成交额 and 技术合同交易成交额 with one figure in two parts."""
    numeric = [target for target in case.draft.targets if target.value is not None]
    for short, long in naming.near_pairs(numeric, of_one_figure=True):
        shared = {target.value for target in short} & {target.value for target in long}
        for value in sorted(number for number in shared if number is not None):
            one = next(target for target in short if target.value == value)
            other = next((target for target in long if target.value == value and target.annex != one.annex), None)
            if other is not None and one.basis == other.basis:
                words = Words(
                    f"One figure ({figure(one)}) goes by two names: {one.indicator}, {other.indicator}.",
                    f"同一个数（{figure(one)}）有两种叫法：{one.indicator}、{other.indicator}。",
                )
                spans = [target.span for target in [*short, *long] if target.value == value]
                yield case.find("title-mismatch", "info", words, spans)
