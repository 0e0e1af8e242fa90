"""One sheet of a version under review: its text with its marks, its items, and how far the work has come."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from luoshi.extraction.note_words import in_chinese
from luoshi.plans.coverage import Coverage, Unread, find_unread, measure
from luoshi.plans.marking import Paragraph, lay_out
from luoshi.plans.models import DraftItem, Finding, Part, PlanVersion, Reading, Section
from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, Mark, marks_of
from luoshi.plans.sheets import Heading, Sheet, cut_sheets, sheet_at

State = DraftItem.State


@dataclass(frozen=True, slots=True)
class Outline:
    """How a version is cut into sheets, from its parts and sections."""

    sheets: Sequence[Sheet]
    parts: Sequence[Part]
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class SheetWork:
    """A sheet and what is left to do on it."""

    sheet: Sheet
    items: int
    pending: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which items of a sheet are listed; an empty field lets everything through."""

    state: str = ""
    kind: str = ""
    findings: bool = False

    @property
    def active(self) -> bool:
        return bool(self.state or self.kind or self.findings)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the review page shows."""

    version: PlanVersion
    sheet: Sheet
    work: Sequence[SheetWork]
    paragraphs: Sequence[Paragraph]
    items: Sequence[DraftItem]
    hidden: int  # items of the sheet that the filters leave out
    coverage: Coverage
    unread: Sequence[Unread] = field(default=())
    notes: Sequence[dict[str, object]] = field(default=())

    @property
    def before(self) -> Sheet | None:
        return self.work[self.sheet.number - 2].sheet if self.sheet.number > 1 else None

    @property
    def after(self) -> Sheet | None:
        return self.work[self.sheet.number].sheet if self.sheet.number < len(self.work) else None


def outline(version: PlanVersion, text: str) -> Outline:
    """The sheets of a version. Two queries."""
    parts = list(version.parts.all())
    sections = list(Section.objects.filter(part__version=version).order_by("start"))
    headings = [Heading(part.start, part.title, 0) for part in parts]
    headings += [Heading(section.start, section.title, 1) for section in sections]
    return Outline(cut_sheets(text, headings), parts, sections)


def reading_of(version: PlanVersion) -> Reading:
    """The text without the stored draft, which only publication and export need."""
    return Reading.objects.defer("draft").get(version=version)


def review_page(version: PlanVersion, *, number: int = 0, at: int | None = None, filters: Filters) -> ReviewPage:
    """The sheet of that number, or the one that holds the character `at`; by default the first with work left."""
    reading = reading_of(version)
    plan = outline(version, reading.text)
    places = list(version.items.order_by("start").values_list("start", "end", "state"))
    work = _work(plan.sheets, places)
    sheet = sheet_at(plan.sheets, at) if at is not None else _chosen(work, number)
    over = list(_with_findings(version.items.filter(start__lt=sheet.end, end__gt=sheet.start)))
    mine = [item for item in over if sheet.start <= item.start < sheet.end]
    shown = [item for item in mine if _passes(item, filters)]
    marks = [mark for item in over for mark in _item_marks(item)]
    unread = _unread(reading.text, sheet, over)
    paragraphs = lay_out(
        reading.text,
        sheet.start,
        sheet.end,
        [*marks, *headings(reading.text, plan, sheet), *(Mark(one.start, one.end, "unread") for one in unread)],
    )
    notes = [_worded(note) for note in reading.notes if sheet.start <= note["span"][0] < sheet.end]
    body = [(part.start, part.end) for part in plan.parts] or [(0, len(reading.text))]
    return ReviewPage(
        version, sheet, work, paragraphs, shown, len(mine) - len(shown), _coverage(body, places), unread, notes
    )


def _worded(note: dict[str, Any]) -> dict[str, Any]:
    """A note with its message in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    return note | {"message": in_chinese(note["code"], note["message"])} if chinese else note


def coverage_of(version: PlanVersion) -> Coverage:
    """How far a version's review has come. Two queries."""
    body = list(version.parts.values_list("start", "end")) or [(0, version.characters)]
    return _coverage(body, list(version.items.values_list("start", "end", "state")))


def next_pending(version: PlanVersion, after: int = 0) -> DraftItem | None:
    """The next undecided item from a character on, going round to the beginning."""
    pending = version.items.filter(state=State.PENDING).order_by("start", "order")
    return pending.filter(start__gte=after).first() or pending.first()


def clean_items(version: PlanVersion, sheet: Sheet | None = None) -> QuerySet[DraftItem]:
    """Undecided items nobody need look at twice: without an open finding and, for tasks, with explicit parties."""
    pending = version.items.filter(state=State.PENDING)
    if sheet is not None:
        pending = pending.filter(start__gte=sheet.start, start__lt=sheet.end)
    flagged = Finding.objects.filter(version=version, accepted_at=None).exclude(severity=Finding.Severity.INFO)
    doubtful = pending.filter(kind=DraftItem.Kind.TASK).exclude(extracted__basis__in=["explicit", "joint"])
    return pending.exclude(findings__in=flagged).exclude(pk__in=doubtful.values("pk"))


def item_card(item_id: int) -> DraftItem:
    """One item as its card shows it."""
    return _with_findings(DraftItem.objects.filter(pk=item_id)).select_related("version__plan").get()


def headings(text: str, plan: Outline, sheet: Sheet) -> Iterable[Mark]:
    """The heading lines of the parts and sections on a sheet."""
    for row in (*plan.parts, *plan.sections):
        if sheet.start <= row.start < sheet.end:
            stop = text.find("\n", row.start, row.end)
            line = stop if stop > 0 else row.end
            sentence = text.find("。", row.start, line)
            yield Mark(row.start, sentence + 1 if sentence > 0 else line, "heading")


def _with_findings(items: QuerySet[DraftItem]) -> QuerySet[DraftItem]:
    open_findings = Finding.objects.filter(accepted_at=None)
    return items.select_related("reviewer").prefetch_related(
        Prefetch("findings", queryset=open_findings, to_attr="open_findings")
    )


def _passes(item: DraftItem, filters: Filters) -> bool:
    if filters.state and item.state != filters.state:
        return False
    if filters.kind and item.kind != filters.kind:
        return False
    return not filters.findings or bool(getattr(item, "open_findings", ()))


def _item_marks(item: DraftItem) -> Iterable[Mark]:
    return marks_of(item.kind, item.start, item.end, item.payload, item.pk) if item.state != State.REJECTED else ()


def _unread(text: str, sheet: Sheet, items: Sequence[DraftItem]) -> list[Unread]:
    kept = [item for item in items if item.state != State.REJECTED]
    units = [
        (mark.start, mark.end)
        for item in kept
        for mark in marks_of(item.kind, item.start, item.end, item.payload, item.pk)
        if mark.kind in {"lead", "support", "collective", "member", GROUP}
    ]
    figures = [(item.start, item.end) for item in kept if item.kind in {TARGET, INDICATOR}]
    return find_unread(text, sheet.start, sheet.end, units=units, figures=figures)


def _work(sheets: Sequence[Sheet], places: Sequence[tuple[int, int, str]]) -> list[SheetWork]:
    starts = [sheet.start for sheet in sheets]
    items, pending = [0] * len(sheets), [0] * len(sheets)
    for start, _end, state in places:
        index = bisect_right(starts, start) - 1
        items[index] += 1
        pending[index] += state == State.PENDING
    return [SheetWork(*row) for row in zip(sheets, items, pending, strict=True)]


def _chosen(work: Sequence[SheetWork], number: int) -> Sheet:
    if 1 <= number <= len(work):
        return work[number - 1].sheet
    return next((one.sheet for one in work if one.pending), work[0].sheet)


def _coverage(body: Sequence[tuple[int, int]], places: Sequence[tuple[int, int, str]]) -> Coverage:
    kept = [(start, end) for start, end, state in places if state in DraftItem.KEPT]
    pending = sum(state == State.PENDING for _start, _end, state in places)
    return measure(body, kept, items=len(places), pending=pending)
