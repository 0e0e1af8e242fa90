"""专班名册, 检查结果 and 原文."""

from collections.abc import Iterator, Sequence

from luoshi.checking import known_rules
from luoshi.checking.finding import SEVERITIES, Finding
from luoshi.core.spans import Span
from luoshi.exporting.book import Column, Passage, Row, Sheet, Value
from luoshi.exporting.book_tasks import called
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import Group, PlanDraft
from luoshi.extraction.note_words import in_chinese

SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}


def roster(draft: PlanDraft, places: Places) -> Sheet:
    """Convenors, office and members of every working group, one a row."""
    columns = [
        Column("序号", 6, brief=True, centred=True), Column("专班", 30, brief=True), Column("部分", 24),
        Column("角色", 14, brief=True, centred=True), Column("单位或职务", 34, brief=True),
        Column("是否牵头本附件任务", 12, centred=True),
    ]  # fmt: skip
    rows = [row for group in draft.groups for row in _group(group, draft, places)]
    return Sheet("专班名册", columns, [Row([n, *row.values], row.source) for n, row in enumerate(rows, 1)])


def _group(group: Group, draft: PlanDraft, places: Places) -> Iterator[Row]:
    name, part = squeeze(group.name), places.part(group.annex)
    leads = {called(unit) for task in draft.tasks if task.annex == group.annex for unit in task.leads}
    for convenor in group.convenors:
        yield Row([name, part, convenor.role, convenor.who, None], convenor.span or group.span)
    if group.office:
        yield Row([name, part, "专班办公室", group.office, None], group.span)
    for unit in group.members:
        yield Row([name, part, "成员单位", called(unit), "是" if called(unit) in leads else None], unit.span)


def findings(found: Sequence[Finding], places: Places) -> Sheet:
    """What the checker found, one row a place, the gravest first."""
    columns = [
        Column("序号", 6, brief=True, centred=True), Column("级别", 8, brief=True, centred=True),
        Column("规则", 18), Column("说明", 52, brief=True), Column("处", 6, centred=True),
        Column("原文", 48, brief=True), Column("规则代号", 18), Column("接受理由", 20),
    ]  # fmt: skip
    rows, rules = list[Row](), known_rules()
    for number, finding in enumerate(sorted(found, key=lambda each: SEVERITIES.index(each.severity)), 1):
        rule = rules.get(finding.rule)
        head: list[Value] = [number, SEVERITY_NAMES[finding.severity], rule.name.zh if rule else finding.rule]
        head.append(finding.words.zh)
        tail = [finding.rule, finding.accepted]
        mark = "" if finding.accepted else finding.severity
        if not finding.places:
            rows.append(Row([*head, None, None, *tail], None, mark))
        for index, place in enumerate(finding.places, 1):
            rows.append(Row([*head, index, squeeze(place.quote), *tail], place.span, mark))
    return Sheet("检查结果", columns, rows)


def notes(draft: PlanDraft, places: Places) -> Sheet:
    """What the reading could not take in or had to repair."""
    columns = [Column("序号", 6, centred=True), Column("代码", 22), Column("说明", 60), Column("原文", 60)]
    rows = [
        Row([number, note.code, in_chinese(note.code, note.message), _around(note.span, places)], note.span)
        for number, note in enumerate(draft.notes, 1)
    ]
    return Sheet("识读说明", columns, rows)


def _around(span: Span, places: Places) -> str:
    """The words a note is about; where it is a mere point between two characters, the sentence around it."""
    return places.quote(span) if span.end - span.start > 1 else places.sentence(span.start)


def source(passages: Sequence[Passage]) -> Sheet:
    """The source text, passage by passage; the other lists point here."""
    columns = [Column("行号", 8, centred=True), Column("页", 6, centred=True), Column("原文", 120)]
    return Sheet("原文", columns, [Row([p.line, p.page, p.text]) for p in passages], held=1)
