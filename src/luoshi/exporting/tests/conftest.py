"""A small plan, read and extracted by hand, so that these tests depend on no grammar."""

import pytest

from luoshi.checking.finding import Finding, Place, Words
from luoshi.core.spans import Span
from luoshi.exporting.book import Book
from luoshi.exporting.gather import gather
from luoshi.extraction.draft import (
    Convenor,
    Deadline,
    Group,
    Meta,
    Part,
    PlanDraft,
    PlanTable,
    Source,
    Target,
    Task,
    Unit,
)
from luoshi.reading.document import Block, Document

TEXT = """松汀县河湖治理方案
=HYPERLINK("http://example.invalid","点我")
1.清理河道。依据《松汀县河道管理办法》，加快柳湾大桥建设，6月底前清淤12公里，发放奖补资金30万元。（县水利局牵头，县财政局配合）
2.保护水源。水质达标率100%。（县水利局、县财政局负责）
序号 项目名称 总投资（万元） 责任单位
1 柳湾大桥 5800 县交通运输局
成立河湖治理工作专班，由副县长任召集人，县水利局、县财政局为成员单位，办公室设在县水利局。
"""


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def unit(name: str, after: int) -> Unit:
    return Unit(name, span(name, after))


def line(number: int) -> Span:
    start = sum(len(each) + 1 for each in TEXT.split("\n")[: number - 1])
    return Span(start, start + len(TEXT.split("\n")[number - 1]))


@pytest.fixture
def document() -> Document:
    blocks = [Block("paragraph", line(number), page=1 if number < 4 else 2) for number in range(1, 8)]
    return Document("plan.docx", "application/x-test", "0" * 64, TEXT, blocks)


@pytest.fixture
def draft() -> PlanDraft:
    first, second = line(3), line(4)
    due = Deadline("6月底前", "2026-06-30", span("6月底前"))
    led = Task("0:1", "0", "1", "清理河道", first, [unit("县水利局", first.start)], [unit("县财政局", first.start)])
    led.basis, led.deadline = "explicit", due
    shared = Task("0:2", "0", "2", "保护水源", second, [unit("县水利局", second.start), unit("县财政局", second.start)])
    shared.basis = "joint"
    target = Target("t1", "0", "0:1", "清淤12公里", span("清淤12公里"), "清淤", "=", 12.0, unit="公里", deadline=due)
    group = Group("0", "河湖治理工作专班", line(7), [Convenor("召集人", "副县长")], "县水利局")
    group.members = [unit("县水利局", line(7).start), unit("县财政局", line(7).start)]
    table = PlanTable("0", "项目表", "projects", Span(line(5).start, line(6).end))
    table.columns = ["序号", "项目名称", "总投资（万元）", "责任单位"]
    table.rows = [["一、桥梁", "一、桥梁", "一、桥梁", "一、桥梁"], ["1", "柳湾大桥", "5800", "县交通运输局"]]
    return PlanDraft(
        Source("plan.docx", "application/x-test", "0" * 64, len(TEXT)),
        Meta(title="松汀县河湖治理方案"),
        parts=[Part("0", "overall", "松汀县河湖治理方案", Span(0, len(TEXT)))],
        tasks=[led, shared],
        targets=[target],
        groups=[group],
        tables=[table],
    )


@pytest.fixture
def findings() -> list[Finding]:
    words = Words("A share above 100 %.", "=占比超过100%")
    return [Finding("impossible-value", "error", words, [Place(span("水质达标率100%"), 4, "水质达标率100%")])]


@pytest.fixture
def book(draft: PlanDraft, document: Document, findings: list[Finding]) -> Book:
    return gather(draft, document, findings)
