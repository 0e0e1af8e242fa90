"""Plain tables: text stays text, names of sheets are allowed and unlike, days and moments are written out."""

from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from luoshi.exporting.tables import Sheet, written


def test_what_looks_like_a_formula_stays_text() -> None:
    with written([Sheet("清单", ["甲"], [["=1+1"], ["＋1"], ["plain"]], [10])]) as file:
        cells = [row[0] for row in load_workbook(file).worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in cells] == [
        ("=1+1", "s", True), ("＋1", "s", True), ("plain", "s", False)
    ]  # fmt: skip


def test_names_of_sheets_are_allowed_and_unlike() -> None:
    sheets = [Sheet(name, ["甲"], [], [10]) for name in ("任务/清单", "任务清单", "长" * 40, "长" * 40, "")]
    with written(sheets) as file:
        names = load_workbook(file).sheetnames
    assert len(set(names)) == 5 and all(0 < len(name) <= 31 for name in names)


def test_days_moments_and_figures_are_written_out() -> None:
    row = [date(2026, 3, 1), datetime(2026, 3, 1, 9, 5), Decimal("7.5"), None]
    with written([Sheet("一", ["日", "时", "数", "空"], [row], [10, 10, 10, 10])]) as file:
        found = [cell.value for cell in load_workbook(file).worksheets[0][2]]
    assert found == ["2026-03-01", "2026-03-01 09:05", 7.5, None]
