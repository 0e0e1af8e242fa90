"""luoshi read: what a file says, as the text all spans point into."""

import json
from pathlib import Path
from typing import Any

import click

from luoshi.cli.files import read_document, write_text
from luoshi.reading import Document
from luoshi.reading.document import Cell, Table


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
@click.option("--json", "as_json", is_flag=True, help="Print blocks and tables with their places, as JSON.")
@click.option("--limit-mb", type=click.IntRange(1), default=100, show_default=True, help="The largest file accepted.")
def read(file: Path, output: Path | None, as_json: bool, limit_mb: int) -> None:
    """Print the text of FILE (docx, pdf, ofd, html, md, txt, xlsx, csv …; scans with luoshi[ocr])."""
    document = read_document(file, limit=limit_mb * 1024 * 1024)
    for warning in document.warnings:
        click.echo(f"{file}: {warning}", err=True)
    write_text(_json(document) if as_json else document.text, output)


def _json(document: Document) -> str:
    data = {
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "characters": len(document.text),
        "text": document.text,
        "blocks": [
            {"kind": b.kind, "span": list(b.span), "page": b.page, "paragraph": b.paragraph, "level": b.level}
            for b in document.blocks
        ],
        "tables": [_table(table) for table in document.tables],
        "warnings": list(document.warnings),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _table(table: Table) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "page": table.page, "span": list(table.span), "rows": rows}


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"text": cell.text, "span": list(cell.span), "rows": cell.rows, "columns": cell.columns}
