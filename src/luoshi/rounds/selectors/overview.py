"""How a round stands: form by form, in the order of names. No ranking: a late office is reminded, not exposed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from luoshi.accounts.rights import Visitor, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Report, Task
from luoshi.delivery.rights import units_of
from luoshi.rounds.models import Form, Line, Round

IN_REVIEW = ("unit_review", "lead_review", "office_review")
NOT_HANDED_IN = ("", "returned")
STAGES = ("open", "returned", "submitted", "passed")


@dataclass(slots=True)
class Standing:
    """A form in figures. `open` counts lines without a submitted report, drafts included."""

    form: Form
    lines: int = 0
    states: dict[str, int] = field(default_factory=dict)
    settled: int = 0
    last_submitted: datetime | None = None
    due: date | None = None
    today: date | None = None

    @property
    def passed(self) -> int:
        return self.states.get("passed", 0)

    @property
    def returned(self) -> int:
        return self.states.get("returned", 0)

    @property
    def submitted(self) -> int:
        """Lines that are with a reviewer."""
        return sum(self.states.get(state, 0) for state in IN_REVIEW)

    @property
    def open(self) -> int:
        return max(0, self.lines - self.settled - self.passed - self.returned - self.submitted)

    @property
    def stage(self) -> str:
        """Where the form as a whole stands: the least advanced of its lines decides."""
        if self.returned:
            return "returned"
        if self.open:
            return "open"
        return "submitted" if self.submitted else "passed"

    @property
    def percent(self) -> int:
        """The share of lines that were handed in."""
        asked = self.lines - self.settled
        return 100 * (self.passed + self.submitted) // asked if asked else 100

    @property
    def is_late(self) -> bool:
        """Something came in after the last day, or is still missing on a later day."""
        if self.due is None or self.today is None:
            return False
        came_late = self.last_submitted is not None and timezone.localtime(self.last_submitted).date() > self.due
        return came_late or (self.stage in {"open", "returned"} and self.today > self.due)


@dataclass(frozen=True, slots=True)
class Totals:
    """A round in figures: forms by stage, lines handed in, what the round costs."""

    forms: int
    lines: int
    handed_in: int
    stages: dict[str, int]
    late: int
    fields: int
    minutes: int

    @property
    def percent(self) -> int:
        return 100 * self.handed_in // self.lines if self.lines else 0


@dataclass(slots=True)
class Summary:
    """A round in a list. `lines` are those that need an answer."""

    round: Round
    forms: int = 0
    lines: int = 0
    handed_in: int = 0
    minutes: int = 0

    @property
    def percent(self) -> int:
        return 100 * self.handed_in // self.lines if self.lines else 0


def standings(forms: Sequence[Form], today: date) -> list[Standing]:
    """The standing of each of these forms. One query, however many forms."""
    found = {form.pk: Standing(form, due=form.round.due, today=today) for form in forms}
    lines = Line.objects.filter(form__in=list(found)).order_by().values_list("form", "state")
    counted = lines.annotate(Count("pk"), last=Max("submitted_at"), settled=Count("pk", filter=_settled()))
    for form, state, number, last, settled in counted:
        _note(found[form], state, number, last, settled)
    return list(found.values())


def _settled() -> Q:
    """Lines that nobody needs to answer: their task has ended, and no report was begun."""
    mine = Report.objects.filter(
        task=OuterRef("task"), unit=OuterRef("form__unit"), period=OuterRef("form__round__period")
    )
    return Q(~Q(task__state__in=Task.flow().stages_of("open")), ~Exists(mine), state="")


def _note(standing: Standing, state: str, number: int, last: datetime | None, settled: int) -> None:
    standing.lines += number
    standing.settled += settled
    standing.states[state] = number
    if last is not None and (standing.last_submitted is None or last > standing.last_submitted):
        standing.last_submitted = last


def summaries(rounds: Sequence[Round]) -> list[Summary]:
    """Each of these rounds in a line. Two queries, however many there are; only lines not handed in are read."""
    found = {round_.pk: Summary(round_) for round_ in rounds}
    forms = Form.objects.filter(round__in=list(found)).order_by().values_list("round")
    for key, number, minutes, lines in forms.annotate(Count("pk"), Sum("minutes"), Sum("line_count")):
        found[key] = Summary(found[key].round, number, lines, lines, minutes)
    open_lines = Line.objects.filter(form__round__in=list(found), state__in=NOT_HANDED_IN).order_by()
    counted = open_lines.values_list("form__round").annotate(Count("pk"), settled=Count("pk", filter=_settled()))
    for key, number, settled in counted:
        found[key].handed_in -= number
        found[key].lines -= settled
    return list(found.values())


def totals(rows: Sequence[Standing]) -> Totals:
    """All forms together."""
    return Totals(
        forms=len(rows),
        lines=sum(row.lines - row.settled for row in rows),
        handed_in=sum(row.passed + row.submitted for row in rows),
        stages={stage: sum(row.stage == stage for row in rows) for stage in STAGES},
        late=sum(row.is_late for row in rows),
        fields=sum(row.form.fields for row in rows),
        minutes=sum(row.form.minutes for row in rows),
    )


def visible_rounds(user: Visitor) -> QuerySet[Round]:
    """The rounds a person may look into as a whole: the offices'."""
    extent = reach(user, Verb.READ_ALL_TASKS)
    if extent.everything:
        return Round.objects.all()
    if not extent:
        return Round.objects.none()
    asked = Form.objects.filter(round=OuterRef("pk"), unit__in=extent.units)
    theirs = Line.objects.filter(form__round=OuterRef("pk"), task__group__in=extent.groups)
    return Round.objects.filter(Exists(asked) | Exists(theirs))


def visible_forms(user: Visitor) -> QuerySet[Form]:
    """The forms a person may open: those of the own units, and for offices those of their rounds.

    What stands in another unit's drafts is not shown on them (delivery.rights.visible_reports decides).
    """
    return Form.objects.filter(Q(unit__in=units_of(user)) | Q(round__in=visible_rounds(user).order_by().values("pk")))


def own_forms(user: Visitor) -> QuerySet[Form]:
    """The forms that this person fills or reviews for the own units; open rounds first, the nearest day first."""
    found = Form.objects.filter(unit__in=units_of(user)).exclude(round__state="withdrawn")
    return found.select_related("round__plan", "unit").order_by("-round__state", "round__due", "unit__name", "pk")
