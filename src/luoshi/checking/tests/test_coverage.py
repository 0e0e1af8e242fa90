"""What the overall plan announces for an annex, and the headings that the annex has."""

from luoshi.checking.tests.plans import findings, plan

WORK = """（一）夯实产业基础

1.培育骨干企业。建立名录。（县工信局牵头，县财政局配合）

（二）{second}

2.建设产业园区。完善道路。（县发改局牵头，县工信局配合）
3.畅通融资渠道。举办对接会。（县财政局牵头，县商务局配合）"""


def told(announced: str, second: str) -> list[str]:
    text = plan(first=WORK.format(second=second)).replace(
        "（一）推进产业升级。做强主导产业。",
        f"（一）推进产业升级。夯实产业基础。培育名录企业，做强产业链。\n{announced}。建设园区，完善配套。",
    )
    return [finding.words.zh for finding in findings(text, "not-covered")]


def test_it_finds_a_field_that_the_annex_calls_otherwise() -> None:
    (words,) = told("提升园区承载能力", "提升园区配套水平")
    assert "提升园区承载能力" in words and "提升园区配套水平" in words


def test_it_is_silent_where_the_headings_are_alike() -> None:
    assert told("提升园区承载能力", "提升园区承载能力") == []


def test_it_is_silent_where_overall_plan_and_annex_do_not_mirror_each_other() -> None:
    assert findings(plan(), "not-covered") == []
