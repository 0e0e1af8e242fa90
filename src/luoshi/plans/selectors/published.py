"""Reads over published plans: lists, the outline, a sentence in its context."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from luoshi.plans.marking import Paragraph, lay_out
from luoshi.plans.models import Indicator, Part, Plan, PlanVersion, Target, Task, TaskUnit
from luoshi.plans.payloads import Mark
from luoshi.plans.selectors.review import headings, outline, reading_of
from luoshi.plans.sheets import Sheet, sheet_at

State = PlanVersion.State
BINDING = (State.PUBLISHED, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A sheet of the source with one stretch of it pointed out."""

    version: PlanVersion
    sheets: Sequence[Sheet]
    sheet: Sheet
    paragraphs: Sequence[Paragraph]
    start: int
    end: int

    @property
    def before(self) -> Sheet | None:
        return self.sheets[self.sheet.number - 2] if self.sheet.number > 1 else None

    @property
    def after(self) -> Sheet | None:
        return self.sheets[self.sheet.number] if self.sheet.number < len(self.sheets) else None


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part with how much it holds."""

    part: Part
    tasks: int
    targets: int
    indicators: int


def plans(*, within: QuerySet[Plan], kept: QuerySet[Plan], text: str = "") -> QuerySet[Plan]:
    """The published plans of `within` and all of `kept`, each with its versions; drafts only of those kept."""
    mine = Q(plan__in=kept.values("pk"))
    versions = PlanVersion.objects.select_related("job").filter(Q(state__in=BINDING) | mine).order_by("-number")
    published = PlanVersion.objects.filter(plan=OuterRef("pk"), state=State.PUBLISHED)
    found = (
        Plan.objects.filter(Q(Exists(published)) & Q(pk__in=within.values("pk")) | Q(pk__in=kept.values("pk")))
        .prefetch_related(Prefetch("versions", queryset=versions, to_attr="shown"))
        .annotate(
            published_version=Subquery(published.values("pk")[:1]),
            published_at=Subquery(published.values("published_at")[:1]),
        )
    )
    if text:
        found = found.filter(Q(title__icontains=text) | Q(issuer__icontains=text) | Q(document_number__icontains=text))
    return found.order_by("-created_at", "-pk")


def version_in_force(plan: Plan) -> PlanVersion | None:
    """The version that binds today."""
    return plan.versions.filter(state=State.PUBLISHED).select_related("plan").first()


def outline_of(version: PlanVersion) -> list[OutlinePart]:
    """The parts in order, with the numbers of tasks, targets and indicators in each. Four queries.

    A half whose items are counted with its annex is left out.
    """
    counts = _counts(version)
    parts = [OutlinePart(part, *(one.get(part.pk, 0) for one in counts)) for part in version.parts.all()]
    return [one for one in parts if one.part.kind != Part.Kind.HALF or one.tasks or one.targets or one.indicators]


def _counts(version: PlanVersion) -> list[dict[int | None, int]]:
    return [
        dict(rows.order_by().values_list("part").annotate(Count("pk")))
        for rows in (version.tasks, version.targets, version.indicators)
    ]


def tasks(
    version: PlanVersion, *, text: str = "", part: int | None = None, unit: int | None = None, role: str = ""
) -> QuerySet[Task]:
    """The tasks of a version with their parties, filtered in SQL."""
    parties = TaskUnit.objects.select_related("unit").order_by("order")
    found = version.tasks.select_related("part").prefetch_related(Prefetch("parties", queryset=parties))
    if text:
        found = found.filter(Q(title__icontains=text) | Q(text__icontains=text) | Q(number=text))
    if part:
        found = found.filter(part=part)
    if unit or role:
        party = TaskUnit.objects.filter(task=OuterRef("pk"))
        party = party.filter(unit=unit) if unit else party
        found = found.filter(Exists(party.filter(role=role) if role else party))
    return found.order_by("order", "pk")


def targets(version: PlanVersion, *, text: str = "", part: int | None = None) -> QuerySet[Target]:
    """The targets of a version with their tasks."""
    found = version.targets.select_related("part", "task")
    if text:
        found = found.filter(Q(indicator__icontains=text) | Q(quote__icontains=text))
    if part:
        found = found.filter(part=part)
    return found.order_by("order", "pk")


def indicators(version: PlanVersion) -> QuerySet[Indicator]:
    """The rows of the indicator tables of a version."""
    return version.indicators.select_related("part").order_by("order", "pk")


def source_page(version: PlanVersion, *, start: int = 0, end: int = 0, number: int = 0) -> SourcePage:
    """The sheet of that number, or the one where a stretch begins, with the stretch pointed out."""
    reading = reading_of(version)
    plan = outline(version, reading.text)
    chosen = plan.sheets[number - 1] if 1 <= number <= len(plan.sheets) else sheet_at(plan.sheets, start)
    marks = list(headings(reading.text, plan, chosen))
    if start < end:
        marks.append(Mark(start, end, "here"))
    return SourcePage(version, plan.sheets, chosen, lay_out(reading.text, chosen.start, chosen.end, marks), start, end)
