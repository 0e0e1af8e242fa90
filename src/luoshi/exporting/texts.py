"""The lists as JSON and as CSV."""

import csv
import io
import json
from typing import Any

from luoshi.exporting.book import Book, Row, Sheet
from luoshi.exporting.book_groups import source
from luoshi.exporting.cells import defused

SCHEMA = "luoshi.lists/1"
PLACE = ("页", "行号")


def as_json(book: Book) -> bytes:
    """`luoshi.lists/1`: every list as objects under their column titles, each with its source."""
    lists = {sheet.name: [_object(book, sheet, row) for row in sheet.rows] for sheet in book.sheets}
    data = {"schema": SCHEMA, "title": book.title, "source": book.source_name, "lists": lists}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _object(book: Book, sheet: Sheet, row: Row) -> dict[str, Any]:
    made: dict[str, Any] = dict(zip((column.title for column in sheet.columns), row.values, strict=True))
    passage = book.passage(row)
    if row.source is not None and passage is not None:
        made["source"] = {"span": list(row.source), "line": passage.line, "page": passage.page}
    return made


def as_csv(book: Book) -> list[tuple[str, bytes]]:
    """One file a list: its name, and its bytes in UTF-8 with the mark by which Excel knows it (BOM)."""
    return [(f"{sheet.name}.csv", _file(book, sheet)) for sheet in [*book.sheets, source(book.passages)]]


def _file(book: Book, sheet: Sheet) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    linked = any(row.passage is not None for row in sheet.rows)
    writer.writerow([*(column.title for column in sheet.columns), *(PLACE if linked else ())])
    for row in sheet.rows:
        values = [defused(value) if isinstance(value, str) else value for value in row.values]
        passage = book.passage(row)
        where = [passage.page, passage.line] if passage else [None, None]
        writer.writerow([*values, *(where if linked else ())])
    return target.getvalue().encode("utf-8-sig")
