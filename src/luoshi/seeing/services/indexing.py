"""Keep the search index: what was saved is noted, and written in bulk once the transaction holds."""

from collections.abc import Callable, Iterable, Iterator
from threading import local

from django.db import transaction
from django.db.models import Model, QuerySet

from luoshi.delivery.models import Report, Task
from luoshi.orgs.models import Unit, WorkingGroup
from luoshi.plans.models import Reading
from luoshi.plans.selectors.published import BINDING
from luoshi.seeing import fulltext, words
from luoshi.seeing.models import SearchEntry

BATCH = 1000
PRINTED = ("passage", "unit", "group")  # what is shown as the index has it
Found = Iterator[tuple[int, int, str]]
_waiting = local()


def _tasks(ids: Iterable[int]) -> Found:
    rows = Task.objects.filter(pk__in=ids).values_list("pk", "number", "title", "lead_names", "plan_task__text")
    for pk, *texts in rows:
        yield pk, 0, _joined(texts)


def _reports(ids: Iterable[int]) -> Found:
    for pk, *texts in Report.objects.filter(pk__in=ids).values_list("pk", "words", "next_step", "trouble"):
        yield pk, 0, _joined(texts)


def _units(ids: Iterable[int]) -> Found:
    for unit in Unit.objects.filter(pk__in=ids).prefetch_related("aliases"):
        yield unit.pk, 0, _joined([unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all())])


def _groups(ids: Iterable[int]) -> Found:
    for group in WorkingGroup.objects.filter(pk__in=ids).prefetch_related("members"):
        members = (member.printed for member in group.members.all())
        yield group.pk, 0, _joined([group.name, group.plan_part, group.office_text, *members])


def _passages(ids: Iterable[int]) -> Found:
    for version, text in Reading.objects.filter(version__in=ids, version__state__in=BINDING).values_list("pk", "text"):
        place = 0
        for line in text.split("\n"):
            if line.strip():
                yield version, place, line
            place += len(line) + 1


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


SOURCES: dict[str, tuple[Callable[[Iterable[int]], Found], Callable[[], QuerySet[Model]]]] = {
    "task": (_tasks, lambda: Task.objects.all()),
    "passage": (_passages, lambda: Reading.objects.filter(version__state__in=BINDING)),
    "report": (_reports, lambda: Report.objects.all()),
    "unit": (_units, lambda: Unit.objects.all()),
    "group": (_groups, lambda: WorkingGroup.objects.all()),
}


def note(kind: str, ids: Iterable[int]) -> None:
    """These things have changed or gone; their entries follow when the transaction holds."""
    _pending().setdefault(kind, set()).update(ids)
    transaction.on_commit(_write_noted)


def _pending() -> dict[str, set[int]]:
    pending: dict[str, set[int]] | None = getattr(_waiting, "pending", None)
    if pending is None:
        pending = _waiting.pending = {}
    return pending


def _write_noted() -> None:
    pending = dict(_pending())
    _pending().clear()
    for kind, ids in pending.items():
        refresh(kind, ids)


@transaction.atomic
def refresh(kind: str, ids: Iterable[int]) -> int:
    """Write the entries of these things anew, taking out what is gone; returns how many entries there are now."""
    written = 0
    for some in _chunks(sorted(set(ids))):
        old = list(SearchEntry.objects.filter(kind=kind, object_id__in=some))
        fulltext.take_out(old)
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in old]).delete()
        written += _store(kind, some)
    return written


def _store(kind: str, ids: Iterable[int]) -> int:
    source, _all = SOURCES[kind]
    made = [_entry(kind, *row) for row in source(ids) if row[2]]
    stored = SearchEntry.objects.bulk_create(made, batch_size=BATCH)
    fulltext.add(stored)
    return len(stored)


def _entry(kind: str, pk: int, place: int, text: str) -> SearchEntry:
    below = words.folded(text)
    printed = text if kind in PRINTED else ""
    return SearchEntry(
        kind=kind, object_id=pk, place=place, printed=printed, folded=below, grams=fulltext.grams(kind, below)
    )


def rebuild(progress: Callable[[str, int], None] | None = None) -> int:
    """Write the whole index anew; returns the number of entries. `progress` hears the kind and its entries so far."""
    total = 0
    with transaction.atomic():
        fulltext.clear()
        for kind, (_source, everything) in SOURCES.items():
            count = 0
            for some in _chunks(everything().order_by("pk").values_list("pk", flat=True).iterator(BATCH)):
                count += _store(kind, some)
                if progress:
                    progress(kind, count)
            total += count
    return total


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for pk in ids:
        chunk.append(pk)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
