"""The lists as an official document in the layout of GB/T 9704-2012."""

from luoshi.exporting import official
from luoshi.exporting.book import Book, Column, Sheet, Value

LEFT_OUT = ("识读说明",)
PART = "部分"  # on paper only its number is shown
NARROWEST = {PART: 11, "完成时限": 17}  # so that 总体方案 and a date stand on one line each
NUMERALS = "一二三四五六七八九十"


def document(book: Book) -> bytes:
    """A .docx with one table a list, of the columns that matter on paper. Lists without rows say so."""
    blocks: list[official.Block] = [official.Title(f"{book.title}工作清单")]
    sheets = [sheet for sheet in book.sheets if sheet.name not in LEFT_OUT]
    blocks.append(official.Paragraph(_introduction(book, sheets)))
    for index, sheet in enumerate(sheets):
        blocks.append(official.Heading(1, f"{NUMERALS[index]}、{sheet.name}"))
        blocks.append(_table(sheet) if sheet.rows else official.Paragraph("无。"))
    return official.rendered(blocks, title=book.title)


def _introduction(book: Book, sheets: list[Sheet]) -> str:
    counts = "，".join(f"{sheet.name}{len(sheet.rows)}条" for sheet in sheets)
    return f"根据《{book.title}》原文逐条整理，共有{counts}。"


def _table(sheet: Sheet) -> official.TableBlock:
    shown = [index for index, column in enumerate(sheet.columns) if column.brief]
    rows: list[list[str | bool | None]] = [[sheet.columns[index].title for index in shown]]
    for row in sheet.rows:
        rows.append([_said(sheet.columns[index], row.values[index]) for index in shown])
    return official.TableBlock(rows, widths=[_width(sheet.columns[index]) for index in shown])


def _width(column: Column) -> float:
    return NARROWEST.get(column.title, max(column.width, 6))


def _said(column: Column, value: Value) -> str:
    if column.title == PART and isinstance(value, str):
        return value.partition(" ")[0]
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
