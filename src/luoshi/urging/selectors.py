"""What the pages of the ladder read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import Visitor, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Task
from luoshi.delivery.rights import visible_tasks
from luoshi.flow import clock
from luoshi.urging import words
from luoshi.urging.engine import with_taken
from luoshi.urging.facts import facts_of, positions
from luoshi.urging.ladder import Facts, Ladder, Next, Step, Taken, next_step
from luoshi.urging.models import Position, Urge
from luoshi.urging.rule import ladder_of

SEEN_BY_UNITS = ("sent", "answered")


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the list is narrowed to. Empty fields do not narrow."""

    state: str = ""
    step: str = ""
    unit: int | None = None
    words: str = ""


def visible_urges(user: Visitor) -> QuerySet[Urge]:
    """The steps on tasks a person may read. A unit does not see what has only been proposed against it."""
    found = Urge.objects.filter(task__in=visible_tasks(user))
    offices = reach(user, Verb.READ_ALL_TASKS)
    if offices.everything:
        return found
    return found.filter(Q(state__in=SEEN_BY_UNITS) | Q(task__group__in=offices.groups))


def urges(user: Visitor, wanted: Criteria) -> QuerySet[Urge]:
    """The list: what awaits a decision first, then the newest."""
    found = visible_urges(user)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.step:
        found = found.filter(step=wanted.step)
    if wanted.unit:
        found = found.filter(task__parties__unit=wanted.unit, task__parties__answers=True)
    if wanted.words:
        found = found.filter(Q(task__title__icontains=wanted.words) | Q(task__number__icontains=wanted.words))
    first = Case(When(state="proposed", then=Value(0)), default=Value(1), output_field=IntegerField())
    found = found.select_related("task", "by").defer("task__light_inputs", "task__last_words")
    return found.order_by(first, "-at", "-pk")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder as a task's page shows it: done, proposed, next, or still ahead."""

    step: Step
    urge: Urge | None = None
    coming: Next | None = None
    is_next: bool = False

    @property
    def label(self) -> str:
        return self.step.label(get_language() or "zh")

    @property
    def acts(self) -> str:
        """Who lets it go out."""
        names = [str(words.DECIDERS[role]) for role in words.DECIDERS if role in self.step.confirm]
        return _("goes out on the word of %s") % "、".join(names) if names else _("goes out by itself")

    @property
    def told(self) -> str:
        """To whom it speaks."""
        names = [str(words.AUDIENCES[name]) for name in self.step.tell]
        return _("tells %s") % "、".join([*names, str(_("the group's robots"))] if self.step.robot else names)

    @property
    def reason(self) -> str:
        if self.coming is None:
            return ""
        zh, en = self.coming.reason(clock.today(), clock.CALENDAR)
        return zh if (get_language() or "zh").startswith("zh") else en


@dataclass(frozen=True, slots=True)
class Picture:
    """A task's ladder: every rung, and every step that was ever taken, the newest first."""

    ladder: Ladder
    facts: Facts | None
    rungs: Sequence[Rung]
    history: Sequence[Urge]


def picture(task: Task, user: User) -> Picture:
    """The ladder of a task for this person: what was done in this run, what comes next and when."""
    ladder = ladder_of()
    history = list(visible_urges(user).filter(task=task).select_related("by").order_by("-at", "-pk"))
    position = positions().filter(task=task).first() or Position(task=task)
    facts = facts_of(position)
    done = {urge.step: urge for urge in reversed(history) if urge.run == position.run and urge.state != "lapsed"}
    coming = foretell(facts, ladder, clock.today())
    following = coming[0].step.name if coming else ""
    ahead = {one.step.name: one for one in coming}
    rungs = [Rung(step, done.get(step.name), ahead.get(step.name), step.name == following) for step in ladder.steps]
    return Picture(ladder, facts if facts.urgeable else None, rungs, history)


def foretell(facts: Facts, ladder: Ladder, today: date) -> list[Next]:
    """The steps to come and their days, if nothing changes and each is taken on its day."""
    found: list[Next] = []
    day = today
    while len(found) < len(ladder.steps):
        coming = next_step(facts, ladder, clock.CALENDAR, day)
        if coming is None:
            break
        found.append(coming)
        day = max(day, coming.on)
        facts = with_taken(facts, Taken(coming.step.name, day))
    return found
