"""Comma-separated values, in any of the text encodings and with any usual separator."""

import csv
import io

from luoshi.reading.compose import CellDraft, Composer, TableDraft
from luoshi.reading.document import Document
from luoshi.reading.source import Source

SEPARATORS = ",\t;|，"
SUFFIXES = {".csv": 60, ".tsv": 60, ".tab": 60}
PROSE = {".txt", ".md", ".markdown", ".html", ".htm"}
PROBE = 50_000  # characters looked at to find the separator


class CsvReader:
    title = "CSV"

    def suits(self, source: Source) -> int:
        if source.text is None or source.suffix in PROSE:
            return 0
        if source.suffix in SUFFIXES:
            return SUFFIXES[source.suffix]
        return 30 if _separator(source.text, 3) else 0

    def read(self, source: Source) -> Document:
        text = source.text or ""
        separator = _separator(text, 2) or ","
        composer = Composer()
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        composer.table(
            TableDraft([[CellDraft(field.replace("\r\n", "\n")) for field in row] for row in rows if any(row)])
        )
        return composer.document(source, "text/csv")


def _separator(text: str, least: int) -> str | None:
    """The separator that gives every row the same number of fields, at least `least`; the one giving most."""
    probe = text[:PROBE]
    if len(text) > PROBE:
        probe = probe[: probe.rfind("\n") + 1]
    best, width = None, least - 1
    for separator in SEPARATORS:
        rows = [row for row in csv.reader(io.StringIO(probe, newline=""), delimiter=separator) if any(row)]
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and max(widths) > width:
            best, width = separator, max(widths)
    return best


READER = CsvReader()
