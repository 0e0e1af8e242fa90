"""The answers behind lines, and what is known already: last reports, and figures that somebody has given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from luoshi.delivery.models import Figure, Report, TaskParty
from luoshi.delivery.rights import SEEN_BY_LEAD
from luoshi.plans.models import Plan, Target
from luoshi.rounds.models import Form, Line, Round

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that was reported already for this period, and by whom."""

    value: Decimal
    unit: str
    own: bool


@dataclass(slots=True)
class Answer:
    """A line with its report, the last passed one, its targets, and what is known of their figures."""

    line: Line
    report: Report | None = None
    last: Report | None = None
    targets: Sequence[Target] = ()
    known: dict[int, Known] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        return self.report.revision if self.report else 0

    @property
    def is_settled(self) -> bool:
        """The task is no longer under way and nothing was begun: there is nothing to answer."""
        return self.report is None and self.line.task.stage.life != "open"

    @property
    def is_editable(self) -> bool:
        return self.report.is_editable if self.report else not self.is_settled

    @property
    def is_answered(self) -> bool:
        """Something stands there that could be submitted, or has been."""
        return self.is_settled or (self.report is not None and bool(self.report.words.strip()))

    def figures(self) -> dict[int, Decimal]:
        """The figures to show for each target: stored in the draft, else known for the period, else the last ones."""
        stored = {figure.target_id: figure.value for figure in self.report.figures.all()} if self.report else {}
        if stored:
            return stored
        last = {figure.target_id: figure.value for figure in self.last.figures.all()} if self.last else {}
        return last | {pk: known.value for pk, known in self.known.items()}

    def percent(self) -> Decimal | None:
        """The percentage to show: the draft's, else the last one."""
        if self.report is not None:
            return self.report.percent
        return self.last.percent if self.last else None


def report_of(line: Line) -> Report | None:
    """The unit's report of a line's task for the round's period, if it was begun."""
    form = line.form
    wanted = Report.objects.filter(task=line.task_id, unit=form.unit_id, period=form.round.period)
    return wanted.select_related("task", "author").first()


def answers(form: Form, lines: Sequence[Line], *, knowing: bool = True) -> list[Answer]:
    """Lines with all that their form shows. At most five queries, however many lines.

    `knowing` asks for figures that somebody has reported already: only who fills the form needs them.
    """
    tasks = [line.task_id for line in lines]
    present, last = _reports(form, tasks)
    targets: dict[int, list[Target]] = {}
    asked = Target.objects.filter(task__running__in=tasks).annotate(running=F("task__running")).order_by("order")
    for target in asked:
        targets.setdefault(target.running, []).append(target)
    known = known_figures(form, [target for own in targets.values() for target in own]) if knowing else {}
    found = []
    for line in lines:
        own = targets.get(line.task_id, [])
        facts = {target.pk: known[target.pk] for target in own if target.pk in known}
        report = present.get(line.task_id)
        if report is not None:
            report.task = line.task
        found.append(Answer(line, report, last.get(line.task_id), own, facts))
    return found


def bare_answers(form: Form, lines: Sequence[Line]) -> list[Answer]:
    """Lines with the reports that answer them, and nothing of what is shown beside. One query."""
    wanted = Report.objects.filter(task__in=[line.task_id for line in lines], unit=form.unit_id)
    found = {report.task_id: report for report in wanted.filter(period=form.round.period)}
    for line in lines:
        if line.task_id in found:
            found[line.task_id].task, found[line.task_id].unit = line.task, form.unit
    return [Answer(line, found.get(line.task_id)) for line in lines]


def _reports(form: Form, tasks: Sequence[int]) -> tuple[dict[int, Report], dict[int, Report]]:
    """By task: the unit's report of the form's period, and its last passed one before that; with their figures."""
    mine = Report.objects.filter(task__in=tasks, unit=form.unit_id)
    before = Q(state="passed", period_end__lt=form.round.period_end)
    latest = Report.objects.filter(before, task=OuterRef("task"), unit=form.unit_id).order_by("-period_end", "-pk")
    wanted = mine.filter(Q(period=form.round.period) | before & Q(pk=Subquery(latest.values("pk")[:1])))
    figures = Prefetch("figures", queryset=Figure.objects.order_by("target_id"))
    found = list(wanted.select_related("author").prefetch_related(figures))
    present = {report.task_id: report for report in found if report.period == form.round.period}
    last = {report.task_id: report for report in found if report.period != form.round.period}
    prefetch_related_objects(list(present.values()), "evidence")
    return present, last


def lines_of(form: Form) -> QuerySet[Line]:
    """A form's lines in order, each with its task and sentence."""
    return (
        form.lines.select_related("task__plan_task", "task__part").defer("task__light_inputs").order_by("order", "pk")
    )


def known_figures(form: Form, targets: Sequence[Target]) -> dict[int, Known]:
    """What has been reported for these indicators in the form's period, wherever it was asked: report once.

    The same indicator in the same unit of measure and of the same basis counts as one fact. A unit's own figure, even
    from a draft, comes before one of another unit, of which only answering units' submitted reports are read.
    """
    wanted = {_fact(target): target for target in targets if target.indicator.strip()}
    if not wanted:
        return {}
    answering = TaskParty.objects.filter(task=OuterRef("report__task"), unit=OuterRef("report__unit"), answers=True)
    seen = Q(Exists(answering), report__state__in=SEEN_BY_LEAD)
    same = _same_region(form.round).filter(indicator__in={target.indicator for target in wanted.values()})
    rows = (
        Figure.objects.filter(Q(report__unit=form.unit_id) | seen, report__period=form.round.period)
        .filter(target__in=same.order_by().values("pk"))
        .select_related("target", "report__unit")
        .only("value", "target__indicator", "target__unit", "target__basis", "report__unit__name",
              "report__unit__short_name")
        .order_by("report__saved_at", "pk")
    )  # fmt: skip
    facts: dict[Fact, Known] = {}
    for figure in rows:
        known = Known(figure.value, str(figure.report.unit), figure.report.unit_id == form.unit_id)
        fact = _fact(figure.target)
        if known.own or fact not in facts or not facts[fact].own:
            facts[fact] = known
    return {target.pk: facts[_fact(target)] for target in targets if _fact(target) in facts}


def _same_region(round_: Round) -> QuerySet[Target]:
    """The targets of the round's plan, and of all plans for the same region."""
    plans = Plan.objects.filter(Q(region=round_.plan.region_id) | Q(pk=round_.plan_id)).order_by()
    return Target.objects.filter(version__plan__in=plans.values("pk"))


def _fact(target: Target) -> Fact:
    return target.indicator.strip(), target.unit.strip(), target.basis


def answered(found: Iterable[Answer]) -> int:
    """How many of these lines hold an answer."""
    return sum(answer.is_answered for answer in found)
