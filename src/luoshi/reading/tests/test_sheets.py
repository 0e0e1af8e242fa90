"""Workbooks and CSV: values as printed, merges kept, one table a sheet."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from luoshi.reading import ReadingError, read
from luoshi.reading.sheets import printed
from luoshi.reading.tests.makers import zipped


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "重点任务"
    for row in (["清单"], ["序号", "任务", "占比"], [1, "抓项目", 0.075], [2, None, 8]):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    sheet["C4"].number_format = '0.0"亿元"'
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B4")
    book.create_sheet("指标").append(["名称", "目标"])
    book.create_sheet("空")
    hidden = book.create_sheet("底稿")
    hidden.append(["隐"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_workbook_prints_what_its_sheets_show(tmp_path: Path) -> None:
    document = read(workbook(tmp_path / "a.xlsx"))
    assert document.text.splitlines() == [
        "重点任务",
        "清单\t\t",
        "序号\t任务\t占比",
        "1\t抓项目\t7.5%",
        "2\t\t8.0亿元",
        "指标",
        "名称\t目标",
    ]
    assert [table.title for table in document.tables] == ["重点任务", "指标"]
    assert any("底稿" in warning for warning in document.warnings)


def test_merges_are_kept(tmp_path: Path) -> None:
    rows = read(workbook(tmp_path / "a.xlsx")).tables[0].rows
    spans = [[cell and (cell.rows, cell.columns) for cell in row] for row in rows]
    assert spans == [[(1, 3), None, None], [(1, 1)] * 3, [(1, 1), (2, 1), (1, 1)], [(1, 1), None, (1, 1)]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.05, "0%", "5%"),
        (None, "0", ""),
        (True, "0", "TRUE"),
    ],
)
def test_numbers_print_as_their_format_says(value: object, code: str, text: str) -> None:
    assert printed(value, code) == text


def test_a_sheet_of_absurd_size_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "甲"
    book.worksheets[0]["XFD1048576"] = "乙"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ReadingError, match="1048576 rows by 16384 columns"):
        read(tmp_path / "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_csv_is_read_with_any_separator_and_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["序号", "任务", "单位"], ["1", '"抓\n项目"', "县发改局"], ["2", "补短板", "县财政局"]]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    document = read(path)
    assert document.text == "序号\t任务\t单位\n1\t抓 项目\t县发改局\n2\t补短板\t县财政局\n"
    assert [cell and cell.text for cell in document.tables[0].rows[1]] == ["1", "抓\n项目", "县发改局"]


SPACES = "urn:oasis:names:tc:opendocument:xmlns"
CELL = "<c><t>{}</t></c>"
ODS = (
    "<table name='Sheet1'>"
    "<r><c number-columns-spanned='2'><t>任务</t></c><covered/><c number-columns-repeated='16000'/></r>"
    f"<r number-rows-repeated='2'>{CELL.format('甲')}{CELL.format('7.5%')}</r>"
    "<r number-rows-repeated='1000000'><c number-columns-repeated='16384'/></r></table>"
)


def ods_content() -> str:
    """ODS above under its full names."""
    content = re.sub(r" (name|number-\w+-\w+)=", r" table:\1=", ODS)
    full = {
        "table": "table:table",
        "r": "table:table-row",
        "c": "table:table-cell",
        "covered": "table:covered-table-cell",
        "t": "text:p",
    }
    content = re.sub(r"<(/?)(\w+)", lambda found: f"<{found[1]}{full[found[2]]}", content)
    names = " ".join(f'xmlns:{name}="{SPACES}:{name}:1.0"' for name in ("office", "table", "text"))
    return f"<office:document-content {names}>{content}</office:document-content>"


def test_an_ods_prints_what_it_shows(tmp_path: Path) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    document = read(zipped(tmp_path / "a.ods", {"mimetype": kind, "content.xml": ods_content()}))
    assert document.text == "任务\t\n甲\t7.5%\n甲\t7.5%\n"
    assert document.tables[0].rows[0][1] is None


def test_an_old_workbook_prints_its_numbers_as_their_formats_say() -> None:
    document = read(Path(__file__).parent / "files" / "figures.xls")
    assert document.text.splitlines() == ["占比\t7.5%\t8.0亿元\t1\t25.00%\t60万吨", "表二", "50%"]
    assert document.warnings == []


def test_an_old_workbook_whose_formats_cannot_be_followed_is_read_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("luoshi.reading.biff.FORMAT", 0x0085)
    document = read(Path(__file__).parent / "files" / "figures.xls")
    assert "0.075" in document.text
    assert any("number formats" in warning for warning in document.warnings)


def test_an_old_workbook_under_a_password_is_named_as_such(tmp_path: Path) -> None:
    data = (Path(__file__).parent / "files" / "figures.xls").read_bytes()
    first = data.index(b"\x09\x08")  # the record that opens the workbook; the one after it becomes FILEPASS
    after = first + 4 + int.from_bytes(data[first + 2 : first + 4], "little")
    (tmp_path / "a.xls").write_bytes(data[:after] + b"\x2f\x00" + data[after + 2 :])
    with pytest.raises(ReadingError, match=r"^a\.xls: is encrypted; save it without a password$"):
        read(tmp_path / "a.xls")


def test_formulas_that_nobody_computed_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["粮食", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    assert any("formulas have no stored result" in warning for warning in read(tmp_path / "a.xlsx").warnings)


def test_a_hidden_sheet_of_an_ods_is_left_out_and_told(tmp_path: Path) -> None:
    styles = (
        '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>'
        '</style:style></office:automatic-styles><table:table table:name="底稿" table:style-name="ta2">'
        "<table:table-row><table:table-cell><text:p>隐</text:p></table:table-cell></table:table-row></table:table>"
    )
    name = f'xmlns:style="{SPACES}:style:1.0"><table'
    content = ods_content().replace("><table", f" {name}", 1).replace("<table:table ", f"{styles}<table:table ", 1)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    document = read(zipped(tmp_path / "a.ods", {"mimetype": kind, "content.xml": content}))
    assert "隐" not in document.text
    assert document.warnings == ["the hidden sheet 底稿 was left out"]
