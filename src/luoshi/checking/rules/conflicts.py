"""One thing under two figures: in two places, under two bounds, once as a share and once as a growth."""

import re
from collections.abc import Iterable, Iterator, Sequence

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.figures import distinct, each, figure, reworks, scope
from luoshi.checking.finding import Finding, Severity, Words, rule
from luoshi.checking.rules.wording import figure_against_words
from luoshi.core.spans import Span
from luoshi.extraction.draft import Target


@rule(
    "conflicting-target",
    name="Conflicting targets",
    explanation="The same indicator is given different targets in different places, so nobody can say when it is met.",
    remedy="Decide which figure binds and correct the other places.",
    zh=("目标不一致", "同一指标在不同地方的目标值不一致，无法判断何时算完成。", "确定以哪个数为准，改正其余各处。"),
)
def conflicting(case: Case) -> Iterator[Finding]:
    numeric = [target for target in case.draft.targets if target.value is not None]
    for cluster in naming.clusters(numeric):
        for targets in comparable(case, cluster):
            if conflict := judge(case, targets):
                yield conflict
        yield from shared_out(case, cluster)
    yield from nearly_one_name(case, numeric)
    yield from two_meanings(case, numeric)
    yield from figure_against_words(case)


def comparable(case: Case, cluster: Sequence[Target]) -> Iterator[list[Target]]:
    """Parts of a cluster that measure alike: one basis, scope and period; what is renewed apart from what is new."""
    groups: dict[tuple[str, ...], dict[str, list[Target]]] = {}
    for target in cluster:
        if each(case.clause_with(target.span)):
            continue
        before = case.text[case.sentence_of(target.span.start).start : target.span.end]
        basis = target.basis if target.basis in ("growth", "rank") else "level"
        alike = groups.setdefault((basis, scope(before), "reworks" if reworks(target) else ""), {})
        alike.setdefault(target.period or "", []).append(target)
    for periods in groups.values():
        undated = periods.pop("", [])
        yield from ([*targets, *undated] for targets in periods.values())
        if not periods:
            yield undated


def judge(case: Case, targets: list[Target]) -> Finding | None:
    kinds = {naming.kind(target) for target in targets} - {None}
    if len(kinds) == 2:
        targets = [target for target in targets if naming.kind(target) != "stock"]
    targets = apart(case, targets)
    if len(targets) < 2:
        return None
    values = {(target.value, target.value_max) for target in targets}
    bounds = {target.comparator for target in targets}
    if len(values) == 1 and len(bounds) == 1:
        return None
    severity: Severity = "info" if len(values) == 1 else "error"
    what = (
        Words("different targets", "各处目标值不一致")
        if len(values) > 1
        else Words("the same figure under different bounds", "数值相同而界限不同")
    )
    return case.find(
        "conflicting-target",
        severity,
        Words(
            f"{targets[0].indicator} has {what.en}: {said(case, targets).en}.",
            f"{targets[0].indicator}{what.zh}：{said(case, targets).zh}。",
        ),
        [target.span for target in targets],
        indicator=targets[0].indicator,
        values=[figure(target) for target in targets],
    )


def said(case: Case, targets: Sequence[Target]) -> Words:
    """Who says what: 总体方案为≥7.5%；附件1为7.5%."""
    figures = [(figure(target), case.name_of(target.annex)) for target in distinct(targets)]
    return Words(
        "; ".join(f"{value} in {part.en}" for value, part in figures),
        "；".join(f"{part.zh}为{value}" for value, part in figures),
    )


def apart(case: Case, targets: Iterable[Target]) -> list[Target]:
    """One target per sentence, and one per box: a list that gives several figures speaks of different things."""
    by_place: dict[Span, list[Target]] = {}
    for target in sorted(targets, key=lambda target: target.span):
        place = case.box_of(target.span) or case.sentence_of(target.span.start)
        by_place.setdefault(place, []).append(target)
    return [found[0] for found in by_place.values() if len({target.value for target in found}) == 1]


VILLAGES, TOWNS, COUNTIES = 3000, 300, 20  # so many no prefecture has
ENOUGH = {
    **dict.fromkeys(("行政村", "建制村", "村", "社区"), VILLAGES),
    **dict.fromkeys(("街道", "乡镇", "镇", "乡"), TOWNS),
    **dict.fromkeys(("县市区", "县区", "县", "区"), COUNTIES),
}


def shared_out(case: Case, cluster: Sequence[Target]) -> Iterator[Finding]:
    """Every village is to have one, and three hundred in all: somebody must count the villages."""
    kinds = [(target, each(case.clause_with(target.span))) for target in cluster]
    totals = [target for target, kind in kinds if not kind]
    for target, kind in kinds:
        for total in totals if kind else ():
            reach = (total.value or 0) / (target.value or 1)
            if total.basis == target.basis and 1 < reach < ENOUGH[kind]:
                words = Words(
                    f"{target.indicator}: {figure(target)} for every {kind}, and {figure(total)} in all, "
                    f"which is enough for {reach:.0f}.",
                    f"{target.indicator}要求每个{kind}{figure(target)}，总数为{figure(total)}，只够{reach:.0f}个{kind}，"
                    "请核对是否够分。",
                )
                yield case.find("conflicting-target", "info", words, [target.span, total.span])


def nearly_one_name(case: Case, numeric: Sequence[Target]) -> Iterator[Finding]:
    """充电桩 in one part, 公共充电桩 in another, and two figures: one of the two is probably outdated."""
    for one, other in naming.near_pairs(numeric):
        targets = apart(case, [*one, *other])
        kinds = {naming.kind(target) for target in targets} - {None}
        bases = {target.basis for target in targets}
        parts = {target.annex for target in one} & {target.annex for target in other}
        values = {target.value for target in one} & {target.value for target in other}
        if parts or values or len(kinds) == 2 or len(bases) > 1 or len(targets) < 2:
            continue
        names = f"{one[0].indicator} / {other[0].indicator}"
        words = Words(
            f"{names} are probably one thing with different targets: {said(case, targets).en}.",
            f"{one[0].indicator}与{other[0].indicator}可能是同一件事而目标值不同：{said(case, targets).zh}。",
        )
        yield case.find("conflicting-target", "warning", words, [target.span for target in targets], indicator=names)


def two_meanings(case: Case, targets: Sequence[Target]) -> Iterator[Finding]:
    """One figure given once as a share and once as a growth is a slip of the pen in one of the two places."""
    shares: dict[tuple[str, float | None], Target] = {}
    for target in targets:
        if target.unit == "%" and "占" in target.indicator:
            base = naming.name_of(re.sub(r"占.*$", "", target.indicator)).key
            shares.setdefault((base.removesuffix("增加值"), target.value), target)
    for target in targets:
        key = naming.name_of(target.indicator).key.removesuffix("增加值")
        share = shares.get((key, target.value))
        if share and target.basis == "growth" and target.unit == "%" and naming.name_of(target.indicator).specific:
            yield case.find(
                "conflicting-target",
                "warning",
                Words(
                    f"{share.indicator} is {figure(share)} in {case.name_of(share.annex).en}, while {target.indicator} "
                    f"grows by that figure in {case.name_of(target.annex).en}: one is probably meant as the other.",
                    f"{share.indicator}在{case.name_of(share.annex).zh}是占比{figure(share)}，而{target.indicator}"
                    f"在{case.name_of(target.annex).zh}是增长同一个数，两者可能有一处写错。",
                ),
                [share.span, target.span],
                indicator=share.indicator,
            )
