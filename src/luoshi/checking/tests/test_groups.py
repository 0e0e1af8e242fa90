"""Working groups: who is missing, who is idle, and posts that do not exist."""

from luoshi.checking.tests.plans import FIRST, findings, plan

GROUP = "成员单位包括县发改局、县工信局、县财政局、县商务局等"


def test_it_finds_members_without_a_task() -> None:
    text = plan().replace(GROUP, "成员单位包括县发改局、县工信局、县财政局、县商务局、县气象局等")
    (found,) = findings(text, "idle-member")
    assert "县气象局" in found.words.zh and "县工信局" not in found.words.zh


def test_a_member_that_a_table_or_a_sentence_of_the_part_names_is_not_idle() -> None:
    text = plan(first=FIRST.replace("逐户制定方案", "会同县气象局发布预警")).replace(
        GROUP, "成员单位包括县发改局、县工信局、县财政局、县商务局、县气象局等"
    )
    assert findings(text, "idle-member") == []
    assert findings(plan(), "idle-member") == []


def test_a_member_under_another_of_its_names_is_not_idle() -> None:
    text = plan().replace(GROUP, "成员单位包括县发改委、县工信局、县财政局、县商务局等")
    assert findings(text, "idle-member") == []


def test_a_unit_is_a_member_with_its_level_or_without() -> None:
    text = plan(first=FIRST.replace("县商务局配合", "商务局配合"))
    assert findings(text, "member-missing") == []


def test_it_finds_a_body_that_nobody_is_in() -> None:
    text = plan().replace("做强主导产业。", "做强主导产业。建立一个综合协调组，负责日常协调。")
    assert [finding.words.zh for finding in findings(text, "group-incomplete")] == [
        "综合协调组没有写明负责人、成员单位。"
    ]
    composed = plan().replace("做强主导产业。", "做强主导产业。建立综合协调组，由常务副县长任组长，成员单位为各局。")
    assert not any("综合协调组没有写明负责人" in finding.words.zh for finding in findings(composed, "group-incomplete"))


def test_it_finds_a_group_without_an_office() -> None:
    text = plan().replace("专班办公室设在县工信局。", "")
    assert ["办公室" in finding.words.zh for finding in findings(text, "group-incomplete")] == [True]
    assert findings(plan(), "group-incomplete") == []


def test_it_finds_a_post_that_no_government_has() -> None:
    text = plan().replace("由县政府办副主任担任召集人", "由县政府副主任担任召集人", 1)
    assert any("没有这一职务" in finding.words.zh for finding in findings(text, "role-mismatch"))
    assert findings(plan(), "role-mismatch") == []


ANNEX = """
附件{number}

{name}行动实施方案

一、重点任务

1.做好{name}。开展{name}活动。（县{unit}局牵头）
2.宣传{name}。组织{name}宣讲。（县{unit}局牵头）

二、工作专班

{group}"""
TEAM = (
    "成立{name}工作专班，由县政府办副主任担任召集人，成员单位包括县{unit}局、县财政局等。专班办公室设在县{unit}局。\n"
)


def test_it_finds_one_annex_with_two_groups_among_annexes_with_one() -> None:
    last = TEAM.format(name="平安建设行动", unit="司法")
    four = plan().replace(
        "2.民生改善行动实施方案\n", "2.民生改善行动实施方案\n3.生态保护行动实施方案\n4.平安建设行动实施方案\n"
    )
    four += ANNEX.format(
        number=3, name="生态保护", unit="林业", group=TEAM.format(name="生态保护行动", unit="林业")
    ) + ANNEX.format(number=4, name="平安建设", unit="司法", group=last)
    assert not any("专班" in finding.words.zh for finding in findings(four, "count-mismatch"))
    extra = TEAM.format(name="平安宣传行动", unit="司法")
    assert any("设了2个专班" in finding.words.zh for finding in findings(four + extra, "count-mismatch"))


def test_it_counts_the_annexes_that_the_overall_plan_announces() -> None:
    three = plan().replace("做强主导产业。", "做强主导产业。制定“1个总体方案+3个实施方案”。")
    assert [finding.data["found"] for finding in findings(three, "count-mismatch")] == [2]
    two = plan().replace("做强主导产业。", "做强主导产业。制定“1个总体方案+2个实施方案”。")
    assert findings(two, "count-mismatch") == []


def test_it_finds_two_numbers_of_livelihood_items_of_one_level() -> None:
    text = plan(second_target="在完成9件省级民生实事基础上，城镇新增就业3200人。").replace(
        "做强主导产业。", "做强主导产业。办好八大省级、六大市级重点民生实事。"
    )
    assert ["省级" in finding.words.zh for finding in findings(text, "count-mismatch")] == [True]
    alike = text.replace("完成9件", "完成8件")
    assert findings(alike, "count-mismatch") == []


def test_groups_below_a_group_need_no_office_of_their_own() -> None:
    text = plan().replace("专班办公室设在县工信局。", "").replace("专班办公室设在县人社局。", "")
    assert findings(text, "group-incomplete") == []
