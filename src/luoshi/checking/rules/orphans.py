"""Figures of the overall plan that no annex takes up."""

from collections.abc import Iterator, Sequence

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.extraction.draft import Target


@rule(
    "orphan-target",
    name="Target nobody takes up",
    explanation="The overall plan promises a figure that no annex takes up, so no task works towards it.",
    remedy="Add the figure to the annex of the responsible working group, or drop it.",
    zh=(
        "目标无承接",
        "总体方案提出的目标没有任何附件承接，因而没有任务为它出力。",
        "写入责任专班的附件，或从总体方案中删去。",
    ),
)
def orphan(case: Case) -> Iterator[Finding]:
    if not case.annexes or case.overall is None:
        return
    below = Annexes(case)
    orphans: dict[bool, list[Target]] = {False: [], True: []}
    for target in case.draft.targets:
        key = naming.name_of(target.indicator).key
        if target.annex == "0" and target.value is not None and len(key) > 1 and not below.take_up(target):
            orphans[key in below.words].append(target)
    for named, targets in orphans.items():
        if targets:
            names = [target.indicator for target in targets]
            spans = [target.span for target in targets]
            yield case.find(
                "orphan-target", "info" if named else "warning", orphan_words(names, named), spans, indicators=names
            )


SHOWN = 6  # names in a sentence; all of them stand at the places


def orphan_words(names: Sequence[str], named: bool) -> Words:
    some = "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
    if named:
        return Words(
            f"Targets of the overall plan that the annexes mention without a figure ({len(names)}): {some}.",
            f"总体方案有{len(names)}个目标在附件中只提到名称、没有数值：{some}。",
        )
    return Words(
        f"{len(names)} targets of the overall plan are taken up by no annex: {some}.",
        f"总体方案有{len(names)}个目标没有任何附件承接：{some}。",
    )


PEOPLE = 2  # the set of marks that tells 城镇, 农村 and 城乡 apart
RATHER = 0.8  # how alike two names must be where only one thing can be meant
HALF = 0.5  # of a name's pairs of characters, found beside the same figure
TELLING = 100  # a figure from here on, or with a decimal point, is not written twice by chance


class Annexes:
    """What the annexes say, so that a figure of the overall plan is looked up in them."""

    def __init__(self, case: Case) -> None:
        self.targets = [target for target in case.draft.targets if target.annex != "0"]
        self.numeric = [target for target in self.targets if target.value is not None]
        self.names = {naming.name_of(target.indicator) for target in self.numeric}
        self.keys = {name.key for name in self.names}
        self.shorter = {(short, name.marks) for name in self.names for short in naming.shortened(name.key)}
        self.by_figure: dict[tuple[float | None, str], list[Target]] = {}
        for target in self.numeric:
            self.by_figure.setdefault((target.value, naming.counter(target.unit)), []).append(target)
        start = min(part.span.start for part in case.annexes)
        self.words = naming.unified(case.text[start:].replace("**", ""))

    def take_up(self, target: Target) -> bool:
        """Whether an annex gives a figure for this indicator, under this name or one like it."""
        name = naming.name_of(target.indicator)
        if name.key in self.keys or (name.key, name.marks) in self.shorter:
            return True
        if any(naming.alike(name, other) >= RATHER or contains(name, other) for other in self.names):
            return True
        return any(
            same_figure(name, target, other)
            for other in self.by_figure.get((target.value, naming.counter(target.unit)), ())
        )


def contains(one: naming.Name, other: naming.Name) -> bool:
    """The annex may spell the indicator out: 高企 stands in 新认定高企."""
    if one.marks[PEOPLE] != other.marks[PEOPLE]:
        return False  # the income of rural people does not take up the income of all
    return min(len(one.key), len(other.key)) >= 3 and (one.key in other.key or other.key in one.key)


def same_figure(name: naming.Name, target: Target, other: Target) -> bool:
    """The same figure with words that overlap: 亿元项目10个 and 投资1亿元项目10个."""
    wanted = naming.bigrams(name.key)
    found = wanted & naming.bigrams(naming.unified(other.quote))
    telling = (target.value or 0) >= TELLING or (target.value or 0) % 1 != 0
    return bool(found) and (telling or len(found) >= HALF * len(wanted))
