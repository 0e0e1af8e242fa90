"""From a read plan to its lists."""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.checking.finding import Finding
from luoshi.exporting import book_groups, book_policies, book_projects, book_targets, book_tasks
from luoshi.exporting.book import Book, Sheet
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document
from luoshi.reading.normal import normalise


def gather(draft: PlanDraft, document: Document, findings: Sequence[Finding] = ()) -> Book:
    """All lists of a plan. Lists that a plan of its kind may lack (indicators, notes) appear only with rows."""
    places = Places(document, draft.parts)
    sheets = [
        book_tasks.tasks(draft, places),
        book_tasks.duties(draft, places),
        book_tasks.loads(draft),
        book_targets.targets(draft, places),
        *_with_rows(book_targets.indicators(draft)),
        book_projects.projects(draft, document, normalise(document), places),
        book_policies.policies(draft, document, places),
        book_groups.roster(draft, places),
        book_groups.findings(findings, places),
        *_with_rows(book_groups.notes(draft, places)),
    ]
    title = squeeze(draft.meta.title or document.name)
    return Book(title, document.name, [_placed(sheet, places) for sheet in sheets], places.passages)


def _with_rows(sheet: Sheet) -> list[Sheet]:
    return [sheet] if sheet.rows else []


def _placed(sheet: Sheet, places: Places) -> Sheet:
    """The list with each row tied to the passage in which its source begins."""
    rows = [row._replace(passage=places.passage(row.source)) if row.source else row for row in sheet.rows]
    return replace(sheet, rows=rows)
