"""Finding things by their words. Each kind is narrowed by the rights of the room it comes from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.accounts.rights import Visitor, can
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Report, Task
from luoshi.delivery.rights import hidden_reports, listed_reports, visible_tasks
from luoshi.orgs.models import Unit, WorkingGroup
from luoshi.plans.models import PlanVersion
from luoshi.plans.rights import readable_plans
from luoshi.plans.templatetags.plans_source import sentence_address
from luoshi.seeing import fulltext, words
from luoshi.seeing.models import SearchEntry

Kind = SearchEntry.Kind
SHOWN = 5
MOST = 1000  # hits that are counted and paged; beyond them the page asks for further words


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it leads, what it is called, where it stands, and the words around the hit."""

    href: str
    title: str
    note: str
    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind: some of them, and how many there are."""

    kind: str
    label: Any
    count: int
    hits: Sequence[Hit]

    @property
    def count_text(self) -> str:
        return f"{MOST}+" if self.count > MOST else str(self.count)


def search(user: Visitor, query: str, kind: str = "", *, start: int = 0, size: int = SHOWN) -> list[Found]:
    """What this person may see of what is asked for: of one kind, or of all that hold any."""
    wanted = words.terms(query)
    kinds = [one for one in Kind if can(user, NEEDED[one]) and kind in ("", one.value)] if wanted else []
    found = [_of_kind(user, one, wanted, start, size) for one in kinds]
    return [one for one in found if one.count or kind]


def _of_kind(user: Visitor, kind: Kind, wanted: list[str], start: int, size: int) -> Found:
    find, show = LOOKS[kind]
    found = find(user, fulltext.matching(kind.value, wanted))
    if kind in FEW:
        hits = list(show(found[: MOST + 1], wanted))
        return Found(kind.value, kind.label, len(hits), [hit for _pk, hit in hits[start : start + size]])
    ids = list(found[: MOST + 1])
    shown = ids[start : start + size]
    by_key = dict(show(shown, wanted)) if shown else {}
    return Found(kind.value, kind.label, len(ids), [by_key[pk] for pk in shown if pk in by_key])


def _find_tasks(user: Visitor, entries: QuerySet[SearchEntry]) -> QuerySet[Any, Any]:
    found = visible_tasks(user).filter(pk__in=entries.values("object_id"))
    return found.order_by("pk").values_list("pk", flat=True)


def _find_reports(user: Visitor, entries: QuerySet[SearchEntry]) -> QuerySet[Any, Any]:
    hidden = hidden_reports(user)
    if hidden is not None:  # a common word stands in tens of thousands of reports: none of them is looked up
        found = entries.exclude(object_id__in=hidden.order_by().values("pk"))
        return found.order_by("-object_id").values_list("object_id", flat=True)
    own = listed_reports(user).filter(pk__in=entries.values("object_id"))
    return own.order_by("-pk").values_list("pk", flat=True)


def _find_passages(user: Visitor, entries: QuerySet[SearchEntry]) -> QuerySet[Any, Any]:
    versions = PlanVersion.objects.filter(plan__in=readable_plans(user).values("pk"))
    found = entries.filter(object_id__in=versions.values("pk"))
    return found.order_by("-object_id", "place").values_list("pk", flat=True)


def _find_units(user: Visitor, entries: QuerySet[SearchEntry]) -> QuerySet[Any]:
    found = Unit.objects.filter(pk__in=entries.values("object_id")).select_related("region")
    return found.annotate(said=_said(Kind.UNIT)).order_by("name", "pk")


def _find_groups(user: Visitor, entries: QuerySet[SearchEntry]) -> QuerySet[Any]:
    found = WorkingGroup.objects.filter(pk__in=entries.values("object_id")).annotate(said=_said(Kind.GROUP))
    return found.order_by("name", "pk")


Shown = Iterable[tuple[int, Hit]]


def _show_tasks(ids: Sequence[int], wanted: list[str]) -> Shown:
    for task in Task.objects.filter(pk__in=ids).select_related("plan_task").defer("light_inputs", "last_words"):
        note = " · ".join(filter(None, [task.number, task.lead_names]))
        text = words.excerpt(task.plan_task.text, wanted)
        yield task.pk, Hit(reverse("delivery:task_detail", args=[task.pk]), task.title, note, text, task.colour)


def _show_reports(ids: Sequence[int], wanted: list[str]) -> Shown:
    zh = (get_language() or "zh").startswith("zh")
    for report in Report.objects.filter(pk__in=ids).select_related("task", "unit"):
        note = f"{report.unit} · {report.period_zh if zh else report.period_en} · {report.state_label}"
        text = words.excerpt("\n".join(filter(None, [report.words, report.next_step, report.trouble])), wanted)
        yield report.pk, Hit(reverse("delivery:report_detail", args=[report.pk]), report.task.title, note, text)


def _show_passages(ids: Sequence[int], wanted: list[str]) -> Shown:
    version = PlanVersion.objects.filter(pk=OuterRef("object_id"))
    known = {"plan": Subquery(version.values("plan__title")), "number": Subquery(version.values("number"))}
    rows: QuerySet[Any] = SearchEntry.objects.filter(pk__in=ids).annotate(**known)
    for row in rows:
        first = max(0, row.folded.find(wanted[0]))
        start = row.place + first
        address = sentence_address(row.object_id, start, start + len(wanted[0]))
        note = _("version %s") % row.number
        yield row.pk, Hit(address, row.plan, note, words.excerpt(row.printed, wanted))


def _show_units(found: Iterable[Any], wanted: list[str]) -> Shown:
    for unit in found:
        others = "、".join(unit.said.split("\n")[1:])
        yield unit.pk, Hit(reverse("seeing:unit", args=[unit.pk]), unit.name, str(unit.region), others)


def _show_groups(found: Iterable[Any], wanted: list[str]) -> Shown:
    for group in found:
        text = words.excerpt("、".join(group.said.split("\n")[1:]), wanted)
        yield group.pk, Hit(reverse("seeing:group", args=[group.pk]), group.name, group.plan_part, text)


def _said(kind: Kind) -> Subquery:
    """What the index keeps of it, as printed."""
    return Subquery(SearchEntry.objects.filter(kind=kind, object_id=OuterRef("pk")).values("printed")[:1])


# Keys in their order, to be shown afterwards; the rows themselves where there are but FEW.
Find = Callable[[Visitor, QuerySet[SearchEntry]], QuerySet[Any, Any]]
Show = Callable[[Any, list[str]], Shown]
FEW = (Kind.UNIT, Kind.GROUP)
NEEDED = {
    Kind.TASK: Verb.READ_TASKS,
    Kind.PASSAGE: Verb.READ_PLANS,
    Kind.REPORT: Verb.READ_TASKS,
    Kind.UNIT: Verb.READ_UNITS,
    Kind.GROUP: Verb.READ_UNITS,
}
LOOKS: dict[Kind, tuple[Find, Show]] = {
    Kind.TASK: (_find_tasks, _show_tasks),
    Kind.PASSAGE: (_find_passages, _show_passages),
    Kind.REPORT: (_find_reports, _show_reports),
    Kind.UNIT: (_find_units, _show_units),
    Kind.GROUP: (_find_groups, _show_groups),
}
