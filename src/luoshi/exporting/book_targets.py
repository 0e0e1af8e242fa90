"""目标清单 and 指标清单: what is to be reached, from the text and from the indicator tables."""

from luoshi.core.spans import Span
from luoshi.exporting.book import Column, Row, Sheet, Value
from luoshi.exporting.book_tasks import due
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft, PlanTable

COMPARATORS = {">=": "≥", "<=": "≤", "=": "=", "~": "约", ">": ">", "<": "<", "range": "区间", "qualitative": "定性"}
BASES = {
    "growth": "增速",
    "level": "水平",
    "count": "数量",
    "share": "占比",
    "rank": "位次",
    "amount": "金额",
    "other": "其他",
}
MODALITIES = {"must": "确保", "strive": "力争", "plan": "计划", "expect": "预计"}


def targets(draft: PlanDraft, places: Places) -> Sheet:
    """Every figure or state to be reached, with the sentence that says so."""
    columns = [
        Column("序号", 6, brief=True, centred=True), Column("部分", 14, brief=True), Column("所属任务", 18, brief=True),
        Column("指标", 22, brief=True), Column("关系", 7, brief=True, centred=True),
        Column("目标值", 10, brief=True, centred=True), Column("上限值", 9, centred=True),
        Column("单位", 10, brief=True, centred=True), Column("类型", 8, centred=True), Column("语气", 8, centred=True),
        Column("期间", 8, centred=True), Column("完成时限", 11, brief=True, centred=True), Column("原文", 36),
    ]  # fmt: skip
    titles = {task.id: squeeze(task.title) for task in draft.tasks}
    rows = []
    for number, target in enumerate(draft.targets, 1):
        values: list[Value] = [
            number, places.part(target.annex), titles.get(target.task or ""), target.indicator,
            COMPARATORS.get(target.comparator, target.comparator), target.value, target.value_max, target.unit,
            BASES.get(target.basis, target.basis), MODALITIES.get(target.modality, target.modality), target.period,
            due(target.deadline), places.quote(target.span),
        ]  # fmt: skip
        rows.append(Row(values, target.span))
    return Sheet("目标清单", columns, rows, held=4)


def indicators(draft: PlanDraft) -> Sheet:
    """The rows of the plan's indicator tables, figures as printed."""
    columns = [
        Column("表", 5, centred=True), Column("序号", 6, brief=True, centred=True), Column("类别", 14, brief=True),
        Column("指标", 34, brief=True), Column("单位", 10, brief=True, centred=True),
        Column("基期", 14, brief=True, centred=True), Column("目标", 16, brief=True, centred=True),
        Column("增速", 14, centred=True), Column("属性", 10, brief=True, centred=True), Column("备注", 24),
    ]  # fmt: skip
    tables = [table for table in draft.tables if table.kind == "indicators"]
    rows = []
    for indicator in draft.indicators:
        values: list[Value] = [
            indicator.table, indicator.no, indicator.category, indicator.name, indicator.unit, indicator.baseline,
            indicator.target, indicator.growth, indicator.nature, indicator.note,
        ]  # fmt: skip
        rows.append(Row(values, indicator.span or _table(indicator.table, tables)))
    return Sheet("指标清单", columns, rows, held=4)


def _table(number: int, tables: list[PlanTable]) -> Span | None:
    return tables[number - 1].span if 0 < number <= len(tables) else None
