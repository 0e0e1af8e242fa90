"""Figures that contradict each other, that cannot be, or that nobody takes up."""

import re
from collections.abc import Iterable, Iterator, Sequence

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Severity, Words, rule
from luoshi.checking.rules.dates import for_one_year
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
        for targets in comparable(cluster):
            if conflict := judge(case, targets):
                yield conflict
    yield from two_meanings(case, numeric)


def comparable(cluster: Sequence[Target]) -> Iterator[list[Target]]:
    """Parts of a cluster that measure alike: one basis, one period, additions kept apart from totals."""
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in cluster:
        basis: str = "amount" if target.basis in ("level", "count", "amount", "other") else target.basis
        groups.setdefault((basis, target.period or ""), []).append(target)
    undated = {basis: groups.pop((basis, "")) for basis, period in list(groups) if not period}
    for (basis, _), targets in groups.items():
        targets.extend(undated.get(basis, []))
    dated = {basis for basis, _ in groups}
    yield from groups.values()
    yield from (targets for basis, targets in undated.items() if basis not in dated)


def judge(case: Case, targets: list[Target]) -> Finding | None:
    kinds = {naming.kind(target) for target in targets} - {None}
    if len(kinds) == 2:
        targets = [target for target in targets if naming.kind(target) != "stock"]
    targets = in_different_sentences(case, targets)
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
    said = [(figure(target), case.name_of(target.annex)) for target in distinct(targets)]
    return case.find(
        "conflicting-target",
        severity,
        Words(
            f"{targets[0].indicator} has {what.en}: {'; '.join(f'{value} in {part.en}' for value, part in said)}.",
            f"{targets[0].indicator}{what.zh}：{'；'.join(f'{part.zh}为{value}' for value, part in said)}。",
        ),
        [target.span for target in targets],
        indicator=targets[0].indicator,
        values=[figure(target) for target in targets],
    )


def in_different_sentences(case: Case, targets: Iterable[Target]) -> list[Target]:
    """One target per sentence: a sentence that lists several figures of one kind speaks of different things."""
    by_sentence: dict[Span, list[Target]] = {}
    for target in targets:
        by_sentence.setdefault(case.sentence_of(target.span.start), []).append(target)
    return [found[0] for found in by_sentence.values() if len({target.value for target in found}) == 1]


def distinct(targets: Iterable[Target]) -> list[Target]:
    seen: dict[str, Target] = {}
    for target in targets:
        seen.setdefault(figure(target), target)
    return list(seen.values())


def figure(target: Target) -> str:
    """The figure as a reader would write it: ≥7.5%."""
    sign = {">=": "≥", "<=": "≤", "=": "", "~": "≈", "range": "", "qualitative": ""}.get(
        target.comparator, target.comparator
    )
    value = "" if target.value is None else f"{target.value:g}"
    upper = "" if target.value_max is None else f"–{target.value_max:g}"
    return f"{sign}{value}{upper}{target.unit or ''}"


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


_RATE = re.compile(
    r"(?:覆盖|达标|合格|优良|办结|满意|普及|入学|巩固|参保|签约|利用|处理|回收|知晓|响应|解决|化解|失业|城镇化|通达|治理)率$|比重$|占比$"
)
_MAY_EXCEED = re.compile(r"增长|增速|增幅|完成率|拉动|同比|翻|倍|投入产出|储备率|担保|覆盖率(?=.*拨备)")


@rule(
    "impossible-value",
    name="Impossible value",
    explanation="The figure cannot be: a share or a rate above 100 %, or below nothing.",
    remedy="Look up the figure and correct it, or name the measure for what it is.",
    zh=("数值不可能", "数值不可能成立：占比或比率超过100%，或低于零。", "核对后改正，或把指标名称写准确。"),
)
def impossible(case: Case) -> Iterator[Finding]:
    for target in case.draft.targets:
        if target.value is None or target.unit not in ("%", "％"):
            continue
        rate = target.basis == "share" or bool(_RATE.search(target.indicator))
        if rate and target.value > 100 and target.basis != "growth" and not _MAY_EXCEED.search(target.quote):
            yield case.find(
                "impossible-value",
                "error",
                Words(
                    f"{target.indicator} cannot be {figure(target)}: a share ends at 100 %.",
                    f"{target.indicator}不可能为{figure(target)}：占比以100%为限。",
                ),
                [target.span],
            )


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
    below = [target for target in case.draft.targets if target.annex != "0"]
    keys = {naming.name_of(target.indicator).key for target in below}
    rest = case.text[min(part.span.start for part in case.annexes) :]
    squeezed = "".join(rest.replace("**", "").split())
    orphans: dict[bool, list[Target]] = {False: [], True: []}
    for target in case.draft.targets:
        name = naming.name_of(target.indicator)
        if target.annex != "0" or target.value is None or name.key in keys or len(name.key) < 2:
            continue
        if any(
            naming.alike(name, naming.name_of(other.indicator)) >= 0.8 or contained(name.key, other) for other in below
        ):
            continue
        orphans[name.key in squeezed].append(target)
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


def contained(key: str, other: Target) -> bool:
    """The annex may spell the indicator out: 高企 stands in 新认定高企."""
    name = naming.name_of(other.indicator)
    if name.marks[PEOPLE] != naming.name_of(key).marks[PEOPLE]:
        return False  # the income of rural people does not take up the income of all
    return len(key) >= 3 and len(name.key) >= 3 and (key in name.key or name.key in key)


_CHANGE = re.compile(r"提高|提升|下降|降低|压减|压缩|减少|缩短|增加(?!值)")
_NO_NATURAL_BASE = re.compile(r"压减|压缩|缩短")  # a yearly plan compares with last year; a time limit has no last year
_BASE = re.compile(r"同比|较|比(?!重|例|率)|由|从|年均|上年|去年|基础上|以来|累计|在.{1,12}基础")


@rule(
    "no-baseline",
    name="No base",
    explanation="A change is ordered without saying from where it is measured.",
    remedy="Name the base: the year, the value, and where it is published.",
    zh=("缺少基数", "要求变动，却没有说从哪个基数算起。", "写明基期、基数及其出处。"),
)
def no_baseline(case: Case) -> Iterator[Finding]:
    change = _NO_NATURAL_BASE if for_one_year(case) else _CHANGE
    for target in case.draft.targets:
        doubled = target.unit == "番"
        if target.value is None or target.unit not in ("%", "个百分点", "番"):
            continue
        if not doubled and not change.search(target.quote):
            continue
        sentence = case.sentence_of(target.span.start)
        before = case.text[max(sentence.start, target.span.start - 40) : target.span.end]
        if (
            not _BASE.search(before)
            and target.basis != "level"
            and not re.search(r"(?:提高|提升|下降|降低)[到至]", target.quote)
        ):
            yield case.find(
                "no-baseline",
                "info",
                Words(
                    f"{target.indicator}: a change of {figure(target)} with no base to measure it from.",
                    f"{target.indicator}：要求变动{figure(target)}，没有写明基数。",
                ),
                [target.span],
            )
