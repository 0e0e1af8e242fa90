"""项目清单: the rows of the plan's project tables, and projects that its tasks name."""

import re
from collections.abc import Iterator

from luoshi.core.spans import Span
from luoshi.exporting.book import Column, Row, Sheet
from luoshi.exporting.named_projects import named
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft, PlanTable
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText

FIELDS = ("项目名称", "建设内容及规模", "总投资", "年度投资", "起止时间", "责任单位")
NAME = 3  # where the name stands among the values of a found row
# A column of a project table belongs to the first field whose words its head holds; the order decides.
_HEADS = (
    ("项目名称", re.compile(r"项目名称|工程名称|实事名称|名称|^项目$")),
    ("责任单位", re.compile(r"责任|牵头|单位$|业主|主体")),
    ("起止时间", re.compile(r"起止|年限|时间|时限|工期|周期|进度安排")),
    ("年度投资", re.compile(r"20\d\d年.*投资|年度.*投资|当年.*投资|计划投资|本年")),
    ("总投资", re.compile(r"总投资|投资额|投资估算|投资规模|投资|概算")),
    ("建设内容及规模", re.compile(r"内容|规模|概况|性质|目标")),
)
_SERIAL = re.compile(r"^(序号|编号|No\.?|#)$", re.IGNORECASE)
_TOTAL = re.compile(r"^(合计|总计|小计|共计)")


def projects(draft: PlanDraft, document: Document, normal: NormalText, places: Places) -> Sheet:
    """Rows of tables and boxes of projects first, then projects named in the words of a task or a box."""
    columns = [
        Column("序号", 6, brief=True, centred=True), Column("来源", 9), Column("表或部分", 16),
        Column("类别", 14), Column("项目名称", 24, brief=True), Column("建设内容及规模", 34, brief=True),
        Column("总投资", 14, brief=True, centred=True), Column("年度投资", 14, centred=True),
        Column("起止时间", 14, brief=True, centred=True), Column("责任单位", 16, brief=True), Column("其他", 14),
    ]  # fmt: skip
    tabled = list(_tabled(draft, document))
    found = [*tabled, *named(draft, normal, places, {str(row.values[NAME]) for row in tabled})]
    rows = [Row([number, *row.values], row.source) for number, row in enumerate(found, 1)]
    return Sheet("项目清单", columns, rows, held=5)


def _tabled(draft: PlanDraft, document: Document) -> Iterator[Row]:
    for table in draft.tables:
        if table.kind in ("projects", "livelihood"):
            yield from _rows(table, document) if table.columns else _boxed(table, document)


def _boxed(table: PlanTable, document: Document) -> Iterator[Row]:
    """The items of a box that call themselves a project or a programme, each with what it says."""
    at = table.span.start
    for row in table.rows:
        label, words = squeeze(row[0] or ""), squeeze(row[-1] or "") if len(row) > 1 else None
        span, at = _place(document, table, row, at)
        if label.endswith(("工程", "项目")):
            yield Row(["专栏", squeeze(table.title), None, label, words, None, None, None, None, None], span)


def _rows(table: PlanTable, document: Document) -> Iterator[Row]:
    heads = [_field(head) for head in table.columns]
    group, at = None, table.span.start
    for row in table.rows:
        printed = [cell for cell in row if cell]
        if _is_group(row):
            group = squeeze(printed[0])
            continue
        if not printed or _TOTAL.match(squeeze(printed[0])):
            continue
        fields = _fields(table, heads, row)
        name = fields.get("项目名称")
        if name:
            span, at = _place(document, table, row, at)
            values = [fields.get(field) for field in FIELDS]
            yield Row(["项目表", squeeze(table.title), group, *values, fields.get("其他")], span)


def _is_group(row: list[str | None]) -> bool:
    """A line across the table, such as 一、产业项目; a merge may repeat it in every cell."""
    return len(row) > 2 and len({cell for cell in row if cell}) == 1 and not _TOTAL.match(next(c for c in row if c))


def _field(head: str) -> str | None:
    head = squeeze(head)
    if _SERIAL.match(head):
        return None
    return next((field for field, words in _HEADS if words.search(head)), "其他")


def _fields(table: PlanTable, heads: list[str | None], row: list[str | None]) -> dict[str, str]:
    """What a row says, by field; a unit that the head names (万元) follows its figure."""
    said: dict[str, str] = {}
    for head, field, cell in zip(table.columns, heads, row, strict=False):
        if not field or not cell:
            continue
        text = squeeze(cell)
        unit = re.search(r"[（(](万元|亿元|元)[）)]", head)
        text += unit[1] if unit and re.fullmatch(r"[\d.,，]+", text) else ""
        if field == "其他":
            text = f"{squeeze(head)}：{text}"
        said[field] = f"{said[field]}；{text}" if field in said else text
    return said


def _place(document: Document, table: PlanTable, row: list[str | None], at: int) -> tuple[Span, int]:
    """Where a row stands: its longest cell, looked for after the row before."""
    longest = max((cell for cell in row if cell), key=len)
    start = document.text.find(longest, at, table.span.end)
    if start < 0:
        return table.span, at
    return Span(start, start + len(longest)), start
