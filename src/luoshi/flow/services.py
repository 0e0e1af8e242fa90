"""The only way a state changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.flow import clock
from luoshi.flow.definition import PREVIOUS, StageGraph
from luoshi.flow.definition import Transition as Way
from luoshi.flow.errors import NotAllowed, NotOpen, Stale
from luoshi.flow.models import Subject, Transition
from luoshi.flow.signals import moved

Kind = TypeVar("Kind", bound=Subject)
# A gate looks at the subject: None is open, a sentence says why it is shut, an empty text hides the way altogether.
Gate = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, under which roles towards this subject. Without a user it is the system itself."""

    user_id: int | None
    name: str
    roles: frozenset[str]


SYSTEM_ROLE = "system"
SYSTEM = Actor(None, "系统", frozenset({SYSTEM_ROLE}))


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: a way on that this person may take, or why it is shut for now."""

    way: Way
    shut: str = ""

    @property
    def label(self) -> str:
        return self.way.label.in_language(get_language() or "zh")

    @property
    def asks_reason(self) -> bool:
        return "reason" in self.way.requires


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked for: a transition with its reason and further fields, and the state the person saw."""

    name: str
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    seen: str = ""


def subject_type(subject: Subject | type[Subject]) -> str:
    """The name under which a subject's rows are kept."""
    return str(subject._meta.label_lower)


def available(subject: Subject, actor: Actor, gates: Mapping[str, Gate]) -> list[Choice]:
    """The ways on that this person's roles allow, in the order of the pack."""
    choices = []
    for way in subject.flow().leaving(subject.state):
        if way.roles & actor.roles:
            shut = _shut(way, subject, gates)
            if shut != "":
                choices.append(Choice(way, shut or ""))
    return choices


def waiting_for(subject: Subject, actor: Actor) -> list[tuple[str, str]]:
    """The ways on that other people may take, each with who they are, in the reader's language."""
    graph, language = subject.flow(), get_language() or "zh"
    found = []
    for way in graph.leaving(subject.state):
        who = [label.in_language(language) for role, label in graph.roles.items() if role in way.roles - {SYSTEM_ROLE}]
        if who and not way.roles & actor.roles:
            found.append((way.label.in_language(language), "、".join(who)))
    return found


def begin(subject: Kind) -> Kind:
    """Put an unsaved subject at the start of its graph."""
    moment = clock.now()
    subject.state = subject.flow().initial
    subject.state_since = moment
    subject.next_due_at = stage_deadline(subject.flow(), subject.state, moment)
    return subject


def advance(*, subject: Subject, step: Step, actor: Actor, gates: Mapping[str, Gate]) -> Transition:
    """Take one way on: rights, fields and gates checked, the state changed if it is still the same, one row written.

    Raises NotAllowed, NotOpen or Stale; nothing is changed then.
    """
    way = _way(subject, step)
    _check(way, subject, step, actor, gates)
    moment = clock.now()
    target = _previous(subject) if way.target == PREVIOUS else way.target
    due = stage_deadline(subject.flow(), target, moment)
    with transaction.atomic():
        same = type(subject)._default_manager.filter(pk=subject.pk, state=subject.state)
        if not same.update(state=target, state_since=moment, next_due_at=due):
            raise Stale(_stale_words(subject))
        row = transition_row(subject, way, target, actor, step)
        row.save()
        subject.state, subject.state_since, subject.next_due_at = target, moment, due
        moved.send(type(subject), subject=subject, row=row, actor=actor)
    return row


def advance_new(subject: Subject, names: Iterable[str], actor: Actor) -> list[Transition]:
    """Take an unsaved subject along a path of ways that lead to a named stage; nobody else can see it yet.

    The state changes in memory; `store_new` writes the rows once the subjects are saved. The caller vouches for gates.
    """
    rows = []
    for name in names:
        step = Step(name)
        way = _way(subject, step)
        if not way.roles & actor.roles:
            raise NotAllowed(_("You do not have the right to do this."))
        rows.append(transition_row(subject, way, way.target, actor, step))
        subject.state = way.target
    subject.next_due_at = stage_deadline(subject.flow(), subject.state, subject.state_since)
    return rows


def store_new(pairs: Iterable[tuple[Subject, list[Transition]]]) -> None:
    """Write, in bulk, the rows that `advance_new` made for subjects which are saved by now."""
    rows = []
    for subject, made in pairs:
        for row in made:
            row.subject_id = subject.pk
            rows.append(row)
    Transition.objects.bulk_create(rows, batch_size=1000)


def transition_row(subject: Subject, way: Way, target: str, actor: Actor, step: Step) -> Transition:
    """The unsaved row of a change."""
    graph = subject.flow()
    return Transition(
        graph=graph.id,
        graph_version=graph.version,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        name=way.name,
        old=subject.state,
        new=target,
        actor_id=actor.user_id,
        actor_name=actor.name,
        at=clock.now(),
        reason=step.reason.strip(),
        data=dict(step.data),
    )


def stage_deadline(graph: StageGraph, state: str, entered: datetime) -> datetime | None:
    """When the stage's time is up, if it has a clock."""
    limit = graph.stage(state).clock
    return clock.deadline(entered, limit.workdays) if limit else None


def _way(subject: Subject, step: Step) -> Way:
    way = subject.flow().ways.get(step.name)
    if way is None or subject.state not in way.sources or (step.seen and step.seen != subject.state):
        raise Stale(_stale_words(subject))
    return way


def _check(way: Way, subject: Subject, step: Step, actor: Actor, gates: Mapping[str, Gate]) -> None:
    if not way.roles & actor.roles:
        raise NotAllowed(_("You do not have the right to do this."))
    for name in way.requires:
        given = step.reason.strip() if name == "reason" else step.data.get(name)
        if not given:
            raise NotOpen(_("Please write a reason.") if name == "reason" else _("Something is missing: %s.") % name)
    shut = _shut(way, subject, gates)
    if shut is not None:
        raise NotOpen(shut or _("This is not possible here."))


def _shut(way: Way, subject: Subject, gates: Mapping[str, Gate]) -> str | None:
    for name in way.gates:
        shut = gates[name](subject)
        if shut is not None:
            return shut
    return None


def _previous(subject: Subject) -> str:
    last = Transition.objects.filter(
        subject_type=subject_type(subject), subject_id=subject.pk, new=subject.state
    ).last()
    if last is None:
        raise Stale(_stale_words(subject))
    return last.old


def _stale_words(subject: Subject) -> str:
    last = Transition.objects.filter(subject_type=subject_type(subject), subject_id=subject.pk).last()
    if last is None:
        return _("This has changed since you opened the page. Please look at it again.")
    label = subject.flow().stage(last.new).label.in_language(get_language() or "zh")
    return _("%(who)s was first: it is now “%(state)s”. Nothing was changed by you.") % {
        "who": last.actor_name,
        "state": label,
    }
