"""The same tasks as a table, in the files and layouts in which offices keep such tables."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from hypothesis import strategies as st

from luoshi.extraction.tests.plan_model import ModelPart, ModelPlan, ModelTask

HEADINGS = {
    "number": ["序号", "编号", "序 号"],
    "category": ["类别", "重点领域", "工作类别"],
    "task": ["重点任务", "工作任务", "任务名称", "主要内容", "工作事项"],
    "lead": ["牵头单位", "主责单位", "牵头部门", "牵头责任单位"],
    "support": ["配合单位", "责任单位", "协同单位", "参与单位"],
    "due": ["完成时限", "时间节点", "时限要求", "完成时间"],
}


@dataclass(frozen=True)
class TableNotation:
    """Which words head the columns, and how the cells are laid out."""

    heads: tuple[str, ...]
    categories: bool  # a column of merged section names
    repeated_after: int  # rows after which the headings are printed again; 0 never
    titled: bool


table_notations = st.builds(
    TableNotation,
    heads=st.tuples(*(st.sampled_from(words) for words in HEADINGS.values())),
    categories=st.booleans(),
    repeated_after=st.sampled_from([0, 0, 3]),
    titled=st.booleans(),
)


@dataclass(frozen=True)
class Laid:
    """A table as text: heading, rows, and (first row, count) of the merges of its category column."""

    title: str
    head: list[str]
    rows: list[list[str]]
    merges: list[tuple[int, int]]
    repeated_after: int = 0


def laid_out(part: ModelPart, notation: TableNotation, first: int = 1) -> Laid:
    """The part's tasks as rows, numbered from `first`."""
    rows: list[list[str]] = []
    merges: list[tuple[int, int]] = []
    for name, tasks in part.sections:
        merges.append((len(rows), len(tasks)))
        rows += [_row(str(first + len(rows) + at), name if at == 0 else "", task) for at, task in enumerate(tasks)]
    head = list(notation.heads)
    if not notation.categories:
        head, rows, merges = _without_category(head), [_without_category(row) for row in rows], []
    title = f"{part.title}任务分工表" if notation.titled else ""
    return Laid(title, head, rows, merges, notation.repeated_after)


def _row(number: str, category: str, task: ModelTask) -> list[str]:
    (segment,) = task.segments
    supports = "、".join([*segment.supports, *segment.collectives])
    due = f"{task.deadline.year}年{task.deadline.month}月底前" if task.deadline else "长期坚持"
    return [number, category, f"{task.title}。{task.body}", "、".join(segment.leads), supports, due]


def _without_category(row: list[str]) -> list[str]:
    return [row[0], *row[2:]]


def _printed(table: Laid) -> list[list[str]]:
    """Heading and rows with the headings that pages repeat."""
    printed = [table.head]
    for at, row in enumerate(table.rows):
        if table.repeated_after and at and at % table.repeated_after == 0:
            printed.append(table.head)
        printed.append(row)
    return printed


def _titled(table: Laid, text: str, title: str = "{}") -> str:
    return f"{title.format(table.title)}\n\n{text}" if table.title else text


def as_markdown(path: Path, table: Laid) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in [table.head, ["---"] * len(table.head), *table.rows]]
    path.write_text(_titled(table, "\n".join(lines) + "\n", "# {}"), "utf-8")


def as_csv(path: Path, table: Laid) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([table.head, *table.rows])


def as_html(path: Path, table: Laid) -> None:
    spans = dict(table.merges)
    rows = ["".join(f"<th>{escape(head)}</th>" for head in table.head)]
    for at, row in enumerate(table.rows):
        cells = ""
        for column, text in enumerate(row):
            if table.merges and column == 1:
                cells += f'<td rowspan="{spans[at]}">{escape(text)}</td>' if at in spans else ""
            else:
                cells += f"<td>{escape(text)}</td>"
        rows.append(cells)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    path.write_text(
        f'<html><head><meta charset="utf-8"></head><body><h1>{table.title}</h1><table>{body}</table></body></html>',
        "utf-8",
    )


def as_word(path: Path, table: Laid) -> None:
    import docx

    document = docx.Document()
    if table.title:
        document.add_paragraph(table.title)
    grid = document.add_table(rows=0, cols=len(table.head))
    for row in _printed(table) if not table.merges else [table.head, *table.rows]:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    for first, count in table.merges:
        if count > 1:
            grid.cell(first + 1, 1).merge(grid.cell(first + count, 1))
    document.save(str(path))


def as_workbook(path: Path, tables: dict[str, Laid]) -> None:
    """One sheet per name."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=False)
    del workbook[workbook.sheetnames[0]]
    for name, table in tables.items():
        sheet = workbook.create_sheet(name)
        above = 0
        if table.title:
            sheet.append([table.title])
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(table.head))
            above = 1
        for row in [table.head, *table.rows]:
            sheet.append(row)
        for first, count in table.merges:
            if count > 1:
                top = above + 2 + first
                sheet.merge_cells(start_row=top, end_row=top + count - 1, start_column=2, end_column=2)
    workbook.save(path)


def as_sheet(path: Path, table: Laid) -> None:
    as_workbook(path, {"Sheet1": table})


def as_flattened_text(path: Path, table: Laid) -> None:
    """One cell a line, empty cells lost."""
    cells = [cell for row in _printed(table) for cell in row if cell]
    path.write_text(_titled(table, "\n".join(cells) + "\n"), "utf-8")


def as_tabbed_text(path: Path, table: Laid) -> None:
    """One cell a line after a TAB, an empty line after each row."""
    rows = ["\n".join(f"\t{cell}" for cell in row) for row in _printed(table)]
    path.write_text(_titled(table, "\n\n".join(rows) + "\n"), "utf-8")


def as_spaced_text(path: Path, table: Laid) -> None:
    """A row a line, cells parted by blanks."""
    path.write_text(
        _titled(table, "\n".join("  ".join(cell for cell in row if cell) for row in _printed(table)) + "\n")
    )


WRITERS: dict[str, tuple[str, Callable[[Path, Laid], None]]] = {
    "markdown": ("表.md", as_markdown),
    "csv": ("表.csv", as_csv),
    "html": ("表.html", as_html),
    "word": ("表.docx", as_word),
    "excel": ("表.xlsx", as_sheet),
    "flattened": ("表.txt", as_flattened_text),
    "tabbed": ("表.txt", as_tabbed_text),
    "spaced": ("表.txt", as_spaced_text),
}


def sheets(plan: ModelPlan, notation: TableNotation) -> dict[str, Laid]:
    """A workbook with one sheet for the overall plan and one for each annex."""
    return {"总体" if annex == "0" else f"附件{annex}": laid_out(part, notation) for annex, part in plan.parts()}
