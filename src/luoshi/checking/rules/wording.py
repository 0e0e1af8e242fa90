"""A figure in one place, and mere words or a pointer to the upper level in another."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words
from luoshi.core.spans import Span
from luoshi.extraction.draft import Target

ByName = Mapping[str, list[Target]]


def figure_against_words(case: Case) -> Iterator[Finding]:
    """旅游收入增长20% here, 旅游收入同步增长 there: where a figure is given, words elsewhere leave it open again."""
    figures, in_words = defaultdict[str, list[Target]](list), defaultdict[str, list[Target]](list)
    for target in case.draft.targets:
        name = naming.name_of(target.indicator)
        if name.specific:
            (figures if target.value is not None else in_words)[name.key].append(target)
    pointers = pointing_up(case, figures)
    for key, targets in figures.items():
        open_again = [target.span for target in elsewhere(targets, in_words.get(key, []))] + pointers.get(key, [])
        if open_again:
            yield reopened(case, targets, open_again)
    for key, targets in in_words.items():
        if key not in figures and len({target.annex for target in targets}) > 1 and len(directions(targets)) > 1:
            yield two_directions(case, targets)


def elsewhere(numbers: Sequence[Target], words: Sequence[Target]) -> list[Target]:
    """What is said in words in a part that gives no figure itself, of the same measure."""
    parts, bases = {target.annex for target in numbers}, {target.basis for target in numbers}
    return [target for target in words if target.annex not in parts and target.basis in bases]


_POINTER = re.compile(
    r"(?:按照|根据|对照|完成|达到|落实)[^，。；：\n]{0,12}?(?:上级|国家|[省市厅局部](?!级))[^，。；：\n]{0,8}?(?:下达|要求|核定|分解)"
)


def pointing_up(case: Case, figures: ByName) -> dict[str, list[Span]]:
    """Sentences such as 完成上级下达…任务 that name an indicator for which another sentence gives a figure."""
    found = defaultdict[str, list[Span]](list)
    for match in _POINTER.finditer(case.normal.text):
        span = case.normal.span(*match.span())
        sentence = case.sentence_of(span.start)
        words = naming.unified(case.text[sentence.start : sentence.end])
        for key, targets in figures.items():
            if len(key) >= 4 and key in words and not any(sentence.contains(target.span) for target in targets):
                found[key].append(span)
    return found


def reopened(case: Case, targets: Sequence[Target], spans: Sequence[Span]) -> Finding:
    first = targets[0]
    words = Words(
        f"{first.indicator} has a figure in {case.name_of(first.annex).en} ({figure(first)}) and only words elsewhere.",
        f"{first.indicator}在{case.name_of(first.annex).zh}有数值（{figure(first)}），在别处只有文字。",
    )
    return case.find("conflicting-target", "info", words, [first.span, *spans], indicator=first.indicator)


_DIRECTIONS = (
    ("steady", re.compile(r"保持|稳定|合理区间|持平|不变")),
    ("up", re.compile(r"提升|提高|增长|扩大|上升|增加")),
    ("down", re.compile(r"下降|降低|减少|缩小|削减")),
)


def directions(targets: Sequence[Target]) -> set[str]:
    """Where the words point: up, down or nowhere. Words that point in no known way are left out."""
    said = {next((name for name, words in _DIRECTIONS if words.search(target.quote)), "") for target in targets}
    return said - {""}


def two_directions(case: Case, targets: Sequence[Target]) -> Finding:
    words = Words(
        f"{targets[0].indicator} is to do one thing here and another there: "
        f"{'; '.join(target.quote for target in targets)}.",
        f"{targets[0].indicator}各处要求不一致：{'；'.join(target.quote for target in targets)}。",
    )
    return case.find("conflicting-target", "info", words, [target.span for target in targets])
