"""Tasks and units: nobody, nobody in particular, the wrong one, or one under two names."""

from luoshi.checking.tests.plans import FIRST, SECOND, findings, plan, quotes


def test_it_says_nothing_of_a_sound_plan() -> None:
    for rule in (
        "no-unit",
        "no-lead",
        "member-missing",
        "unknown-unit",
        "alias-unit",
        "duplicate-unit",
        "title-mismatch",
    ):
        assert findings(plan(), rule) == [], rule


def test_it_finds_a_task_without_a_unit() -> None:
    found = findings(plan(first=FIRST.replace("（县发改局牵头，县工信局配合）", "")), "no-unit")
    assert [finding.severity for finding in found] == ["error"]
    assert "建设产业园区" in quotes(found)


def test_it_finds_a_task_for_an_unnamed_collective() -> None:
    found = findings(
        plan(first=FIRST.replace("（县发改局牵头，县工信局配合）", "（相关部门按职责分工负责）")), "no-unit"
    )
    assert [finding.severity for finding in found] == ["warning"]
    assert "相关部门" in found[0].message


def test_it_finds_units_without_a_lead() -> None:
    found = findings(
        plan(first=FIRST.replace("县发改局牵头，县工信局配合", "县发改局、县工信局按职责分工负责")), "no-lead"
    )
    assert len(found) == 1
    assert len(found[0].places) == 1


def test_it_finds_a_unit_that_is_no_member_of_the_group() -> None:
    found = findings(plan(first=FIRST.replace("县商务局配合", "县水利局配合")), "member-missing")
    assert len(found) == 1
    assert list(found[0].data["units"]) == ["县水利局"]


def test_it_finds_a_misspelt_unit() -> None:
    text = FIRST.replace("县商务局配合", "县自燃资源局配合")
    members = SECOND.replace("县教育局牵头", "县自然资源局牵头")
    found = findings(
        plan(first=text, second=members).replace("县民政局、县教育局、", "县民政局、县自然资源局、县教育局、"),
        "unknown-unit",
    )
    assert [finding.data.get("meant") for finding in found] == ["县自然资源局"]


def test_it_finds_one_unit_under_two_names() -> None:
    text = plan().replace("县财政局、县商务局等", "县财政局、县发改委、县商务局等")
    found = findings(text, "alias-unit")
    assert [sorted(finding.data["units"]) for finding in found] == [["县发改委", "县发改局"]]


def test_it_keeps_units_of_two_levels_apart() -> None:
    text = plan().replace("县财政局、县商务局等", "县财政局、市商务局、县商务局等")
    assert findings(text, "alias-unit") == []


def test_it_finds_a_unit_named_twice_in_a_bracket() -> None:
    found = findings(plan(first=FIRST.replace("县商务局配合", "县商务局、县财政局配合")), "duplicate-unit")
    assert [finding.data["unit"] for finding in found] == ["县财政局"]


def test_it_finds_one_figure_under_two_lead_units() -> None:
    found = findings(
        plan(
            first=FIRST.replace("逐户制定方案", "新建标准厂房18万平方米"),
            second=SECOND.replace("开发公益岗位", "新建标准厂房18万平方米"),
        ),
        "conflicting-lead",
    )
    assert len(found) == 1
    assert "县工信局" in found[0].message and "县人社局" in found[0].message


def test_one_unit_alone_needs_no_lead() -> None:
    alone = FIRST.replace("县发改局牵头，县工信局配合", "县发改局负责")
    assert findings(plan(first=alone), "no-lead") == []
    assert findings(plan(first=alone), "no-unit") == []


def test_one_figure_under_one_lead_in_two_parts_is_no_conflict() -> None:
    second = SECOND.replace("县人社局牵头", "县工信局牵头").replace("开发公益岗位", "新建标准厂房18万平方米")
    text = plan(first=FIRST.replace("逐户制定方案", "新建标准厂房18万平方米"), second=second)
    assert findings(text, "conflicting-lead") == []


def test_a_unit_may_stand_in_two_brackets_of_one_task() -> None:
    two = FIRST.replace(
        "逐户制定方案。（县工信局牵头，县财政局配合）",
        "逐户制定方案。（县工信局牵头，县财政局配合）组织银企对接。（县财政局牵头，县商务局配合）",
    )
    assert findings(plan(first=two), "duplicate-unit") == []


def test_towns_answer_each_for_itself() -> None:
    towns = FIRST.replace("（县发改局牵头，县工信局配合）", "（各镇人民政府负责）")
    assert findings(plan(first=towns), "no-unit") == []
