"""政策清单: the documents a plan names and the money it promises."""

import re
from collections.abc import Iterator

from luoshi.core.spans import Span
from luoshi.exporting.book import Column, Row, Sheet
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document

_DOCUMENT = re.compile(r"《([^《》\n]{2,80}(?:\n[^《》\n]{1,40})?)》(?:[（(]([^（）()]{2,12}〔\d{4}〕\d+号)[）)])?")
_KINDS = (
    ("法律法规", re.compile(r"(法|条例|规定|细则)$")),
    ("规划", re.compile(r"(规划|纲要)$")),
    ("方案计划", re.compile(r"(方案|计划|要点|清单)$")),
    ("政策措施", re.compile(r"(意见|办法|措施|政策|若干|条)$")),
    ("通知公告", re.compile(r"(通知|公告|通告|决定|决议|报告|建议|函)$")),
    ("标准规范", re.compile(r"(标准|规范|指南|导则|目录)$")),
)
OTHER = "其他文件"
_MONEY = re.compile(
    r"奖补|补贴|补助|贴息|奖励|资助|减免|退税|免租|担保贷款|消费券|专项资金|引导基金|发展基金|风险补偿|以奖代补"
)
_NO_PROMISE = re.compile(r"未受|审计|整治|拖欠|线索|骗取|违规|追缴")  # money spoken of, not given
_SHORTEST = 5  # characters of a document whose kind its name does not say; shorter ones are works of art
_BRACKET = re.compile(r"^[（〔][^（）〔〕]*[）〕]")
_AMOUNT = re.compile(
    r"(?:不少于|不低于|最高|每[^，,。；]{1,4})?\d[\d.,]*(?:万|亿)?元(?:/[^，。；、]{1,4})?(?:以上|以内)?"
)


def policies(draft: PlanDraft, document: Document, places: Places) -> Sheet:
    """Each document named 《…》 once, with how often; then each promise of money with its amount."""
    columns = [
        Column("序号", 6, brief=True, centred=True), Column("类型", 12, brief=True, centred=True),
        Column("名称", 38, brief=True), Column("文号或金额", 18, brief=True, centred=True),
        Column("提及次数", 8, centred=True), Column("部分", 16, brief=True), Column("原文", 50),
    ]  # fmt: skip
    found = [*_documents(draft, document, places), *_promises(draft, document, places)]
    rows = [Row([number, *row.values], row.source) for number, row in enumerate(found, 1)]
    return Sheet("政策清单", columns, rows, held=3)


def _documents(draft: PlanDraft, document: Document, places: Places) -> Iterator[Row]:
    own = {squeeze(title) for title in (draft.meta.title, draft.meta.notice_title) if title}
    found: dict[str, list[re.Match[str]]] = {}
    for match in _DOCUMENT.finditer(document.text):
        name = squeeze(match[1])
        if name not in own and (len(name) >= _SHORTEST or _kind(name) != OTHER):
            found.setdefault(name, []).append(match)
    for name, matches in found.items():
        first = matches[0]
        number = next((match[2] for match in matches if match[2]), None)
        part = places.part(places.annex_at(first.start()))
        sentence = places.sentence(first.start())
        yield Row([_kind(name), f"《{name}》", number, len(matches), part, sentence], Span(*first.span()))


def _kind(name: str) -> str:
    bare = re.sub(r"（[^（）]*）$", "", name)
    return next((kind for kind, words in _KINDS if words.search(bare)), OTHER)


def _promises(draft: PlanDraft, document: Document, places: Places) -> Iterator[Row]:
    for task in draft.tasks:
        title = squeeze(task.title)
        for start, sentence in _sentences(document.text, task.span):
            money = _MONEY.search(sentence)
            if money is None or squeeze(sentence).endswith(title):
                continue
            span = Span(start + money.start(), start + money.end())
            parts = [part for part in re.split(r"[，,；;]", sentence) if _MONEY.search(part)]
            promised = "，".join(squeeze(part) for part in parts if not _NO_PROMISE.search(part))
            if not promised:
                continue
            amount = _AMOUNT.search(promised)
            named = _BRACKET.sub("", promised)[:80]
            values = ["资金支持", named, amount[0] if amount else None, 1]
            yield Row([*values, places.part(task.annex), places.sentence(span.start)], span)


def _sentences(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The sentences of a task with their offsets, responsibility brackets left out."""
    for match in re.finditer(
        r"[^。；;\n（）〔〕]+(?:（[^（）牵头负责]{1,20}）[^。；;\n（）〔〕]*)*", text[span.start : span.end]
    ):
        yield span.start + match.start(), match[0]
