"""A file of a few kilobytes that would unfold into millions of cells or characters is refused in one sentence."""

import time
import zipfile
from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read

ODS = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>{}</o:spreadsheet></o:body>'
    "</o:document-content>"
)
ROW = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}">'
    "<text:p>{}</text:p></table:table-cell></table:table-row>"
)
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_ods(path: Path, tables: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(tables))
    return path


def make_xlsx(path: Path, cells: str, shared: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {RELATIONS}><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships {RELATIONS}><Relationship Id="b" Type="{OFFICE}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="c" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr("xl/sharedStrings.xml", f"<sst {SHEET}>{shared}</sst>")
        archive.writestr("xl/worksheets/s.xml", f"<worksheet {SHEET}><sheetData>{cells}</sheetData></worksheet>")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ReadingError) as raised:
        read(path)
    return raised.value.cause


def test_it_counts_the_cells_of_all_sheets_together(tmp_path: Path) -> None:
    sheet = f'<table:table table:name="甲">{ROW.format(600, 1000, "甲")}</table:table>'
    assert "more than a million cells" in refusal(make_ods(tmp_path / "a.ods", sheet * 2))


def test_it_stops_where_a_long_text_is_repeated_in_many_cells(tmp_path: Path) -> None:
    sheet = f'<table:table table:name="甲">{ROW.format(400, 10, "甲" * 30_000)}</table:table>'
    assert "more than 50 million characters" in refusal(make_ods(tmp_path / "a.ods", sheet))


def test_it_refuses_a_shared_text_that_fills_the_memory(tmp_path: Path) -> None:
    row = '<row><c t="s"><v>0</v></c></row>' * 2000
    path = make_xlsx(tmp_path / "a.xlsx", row, f"<si><t>{'甲' * 100_000}</t></si>")
    assert "repeats long texts" in refusal(path)


@pytest.mark.parametrize("reference", ['r="XFD1048576"', "r='XFD1048576'", "r = 'xfd1048576'"])
def test_it_sees_a_far_cell_however_its_place_is_written(tmp_path: Path, reference: str) -> None:
    cells = f'<row><c r="A1"><v>1</v></c></row><row><c {reference}><v>1</v></c></row>'
    assert "1048576 rows by 16384 columns" in refusal(make_xlsx(tmp_path / "a.xlsx", cells))


def test_it_stops_at_a_table_of_cells_that_span_a_thousand_rows_each(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><table><tr>{'<td rowspan=1000 colspan=1000>甲</td>' * 30}</tr></table></html>", "utf-8")
    assert "million cells" in refusal(path)


def test_it_prints_an_absurd_list_number_as_digits(tmp_path: Path) -> None:
    from luoshi.reading.word.numerals import printed

    assert printed(999_999_999, "lowerLetter") == "999999999"
    assert printed(2_000_000_000, "upperRoman") == "2000000000"


def test_it_finds_each_of_many_footnotes_at_once(tmp_path: Path) -> None:
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    count = 6000
    body = "".join(f'<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="{n}"/></w:r></w:p>' for n in range(count))
    notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>释</w:t></w:r></w:p></w:footnote>' for n in range(count))
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {words}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships {RELATIONS}><Relationship Id="a" Type="x/footnotes" Target="footnotes.xml"/>'
            "</Relationships>",
        )
        archive.writestr("word/footnotes.xml", f"<w:footnotes {words}>{notes}</w:footnotes>")
    start = time.process_time()
    assert f"注{count}：释" in read(tmp_path / "a.docx").text
    assert time.process_time() - start < 4  # looking each up from the first takes ten times as long
