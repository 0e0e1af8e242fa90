"""Ruled tables in a PDF become tables: merged cells merged, pages joined."""

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Paragraph, Table

from luoshi.reading import Document, read
from luoshi.reading.tests.makers import SMALL, pdf

GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
HEAD = ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"]


def table(rows: list[list[str]], *style: tuple[object, ...], repeat: int = 0) -> Table:
    cells = [[Paragraph(text, SMALL) for text in row] for row in rows]
    return Table(cells, colWidths=[40, 150, 70, 100, 80], style=[GRID, *style], repeatRows=repeat)


def shown(document: Document) -> list[list[tuple[str, int, int] | None]]:
    rows = document.tables[0].rows
    return [[(cell.text, cell.rows, cell.columns) if cell else None for cell in row] for row in rows]


def test_merged_cells_stay_merged(tmp_path: Path) -> None:
    rows = [["类别", "", "甲", "乙", "丙"], ["工业", "项目", "1", "2", "3"], ["", "企业", "4", "5", "6"]]
    document = read(pdf(tmp_path / "a.pdf", [table(rows, ("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2)))]))
    assert shown(document) == [
        [("类别", 1, 2), None, ("甲", 1, 1), ("乙", 1, 1), ("丙", 1, 1)],
        [("工业", 2, 1), ("项目", 1, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
        [None, ("企业", 1, 1), ("4", 1, 1), ("5", 1, 1), ("6", 1, 1)],
    ]


@pytest.fixture(scope="module")
def long_rows() -> list[list[str]]:
    task = "推进{}号项目建设，完成年度投资任务，及时报送进展情况"
    return [[str(n), task.format(n), "县发改局", "县财政局、县工信局", "2026年12月底"] for n in range(1, 201)]


def test_a_table_over_many_pages_is_one_table_with_one_head(tmp_path: Path, long_rows: list[list[str]]) -> None:
    path = pdf(tmp_path / "a.pdf", ["清河县重点任务清单", table([HEAD, *long_rows], repeat=1), "附注在表后。"])
    document = read(path)
    assert [[cell and cell.text for cell in row] for row in document.tables[0].rows] == [HEAD, *long_rows]
    assert len(document.tables) == 1
    body = [block for block in document.blocks if block.kind != "furniture"]
    assert [document.text[block.span.start : block.span.end] for block in (body[0], body[-1])] == [
        "清河县重点任务清单",
        "附注在表后。",
    ]


def test_rows_know_their_pages(tmp_path: Path, long_rows: list[list[str]]) -> None:
    document = read(pdf(tmp_path / "a.pdf", [table([HEAD, *long_rows], repeat=1)]))
    pages = [block.page or 0 for block in document.blocks if block.kind == "row"]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 3


def test_every_cell_points_to_its_text(tmp_path: Path, long_rows: list[list[str]]) -> None:
    document = read(pdf(tmp_path / "a.pdf", [table([HEAD, *long_rows[:20]])]))
    cells = [cell for row in document.tables[0].rows for cell in row if cell]
    assert [document.text[cell.span.start : cell.span.end] for cell in cells] == [cell.text for cell in cells]
