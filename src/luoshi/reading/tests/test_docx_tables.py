"""Word tables keep their merges, and every cell knows where its text is printed."""

from pathlib import Path

import pytest
from docx import Document as Word

from luoshi.reading import Document, read
from luoshi.reading.tests.makers import docx, p


@pytest.fixture
def document(tmp_path: Path) -> Document:
    word = Word()
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "任务"
    table.cell(0, 2).text = "责任单位"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "工业"
    table.cell(1, 1).text = "抓项目"
    table.cell(1, 2).text = "县发改局\n县财政局"
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    word.save(str(tmp_path / "a.docx"))
    return read(tmp_path / "a.docx")


def test_it_prints_a_row_a_line_with_tabs(document: Document) -> None:
    assert document.text == "任务\t\t责任单位\n工业\t抓项目\t县发改局 县财政局\n\t内一 内二\t\n"


def test_merged_cells_stay_merged(document: Document) -> None:
    outer = document.tables[0]
    spans = [[cell and (cell.rows, cell.columns) for cell in row] for row in outer.rows]
    assert spans == [[(1, 2), None, (1, 1)], [(2, 1), (1, 1), (1, 1)], [None, (1, 1), (1, 1)]]


def test_a_cell_keeps_its_lines_and_points_to_where_they_are_printed(document: Document) -> None:
    cell = document.tables[0].rows[1][2]
    assert cell is not None
    assert cell.text == "县发改局\n县财政局"
    assert document.text[cell.span.start : cell.span.end] == "县发改局 县财政局"


def test_a_table_in_a_cell_is_a_table_too(document: Document) -> None:
    inner = document.tables[1]
    assert [[cell and cell.text for cell in row] for row in inner.rows] == [["内一", "内二"]]
    assert [document.text[cell.span.start : cell.span.end] for cell in inner.rows[0] if cell] == ["内一", "内二"]


def test_a_box_of_one_cell_keeps_its_paragraphs(tmp_path: Path) -> None:
    word = Word()
    word.add_table(1, 1).cell(0, 0).text = "专栏1 重大工程\n1. 清河水利枢纽。\n2. 县城防洪。"
    word.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.text.splitlines() == ["专栏1 重大工程", "1. 清河水利枢纽。", "2. 县城防洪。"]
    assert len(document.tables) == 1


def test_a_merge_in_the_old_notation_is_a_merge(tmp_path: Path) -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(text)}</w:tc>"

    rows = [
        cell("任务", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("单位"),
        cell("修渠") + cell("三条") + cell("县水利局"),
    ]
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    table = read(docx(tmp_path / "a.docx", body)).tables[0]
    assert [cell and cell.columns for cell in table.rows[0]] == [2, None, 1]
