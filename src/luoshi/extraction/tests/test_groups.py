"""Working groups: convenors, office, members."""

import pytest

from luoshi.extraction.draft import Group
from luoshi.extraction.tests.reading import draft_of, names

MEMBERS = ["县发改局", "县财政局", "县水利局"]


def group_of(paragraph: str) -> Group:
    (group,) = draft_of(f"修渠方案\n一、任务\n1. 修渠。清淤。\n二、推进机制\n{paragraph}\n").groups
    return group


@pytest.mark.parametrize(
    "paragraph",
    [
        "成立修渠工作专班，由副县长任召集人，县发改局、县财政局、县水利局等为成员单位。专班办公室设在县水利局，负责日常工作。",
        "成立修渠工作专班，由副县长担任召集人，成员单位包括县发改局、县财政局、县水利局等，专班办公室设在县水利局，负责调度。",
        "成立修渠工作专班。由副县长任召集人，县发改局、县财政局、县水利局主要负责人为成员，办公室设在县水利局。",
        "组建修渠工作专班，由副县长召集人，县发改局、县财政局及县水利局为成员单位，工作专班办公室设县水利局。",
    ],
)
def test_it_reads_a_group(paragraph: str) -> None:
    group = group_of(paragraph)
    assert (group.name, group.office, names(group.members)) == ("修渠工作专班", "县水利局", MEMBERS)
    assert [(convenor.role, convenor.who) for convenor in group.convenors] == [("召集人", "副县长")]


def test_a_post_printed_once_belongs_to_each_unit() -> None:
    group = group_of(
        "成立修渠工作专班，由县政府办副主任任第一召集人，县水利局和县财政局主要负责人及公安局政委任召集人，县发改局为成员单位。"
    )
    assert [(convenor.role, convenor.who) for convenor in group.convenors] == [
        ("第一召集人", "县政府办副主任"),
        ("召集人", "县水利局主要负责人"),
        ("召集人", "县财政局主要负责人"),
        ("召集人", "公安局政委"),
    ]


def test_members_that_stand_for_several_are_collectives() -> None:
    group = group_of("成立修渠工作专班，由副县长任召集人，县发改局、县水利局和各镇（街道）、场等为成员单位。")
    assert (names(group.members), names(group.collectives)) == (["县发改局", "县水利局"], ["各镇（街道）、场"])


def test_it_reads_a_roll_printed_line_by_line() -> None:
    group = group_of(
        "成立修渠领导小组。\n组长：李建国\n副组长：周明\n成员：县发改局、县财政局\n领导小组办公室设在县水利局。"
    )
    assert [(convenor.role, convenor.who) for convenor in group.convenors] == [("组长", "李建国"), ("副组长", "周明")]
    assert (names(group.members), group.office) == (["县发改局", "县财政局"], "县水利局")


def test_a_group_only_mentioned_is_not_set_up() -> None:
    assert draft_of("修渠方案\n一、推进机制\n七项攻坚分别建立工作专班，逐项抓好落实，由召集人调度。").groups == []


def test_members_named_with_their_holders_are_units() -> None:
    group = group_of(
        "成立修渠领导小组，组长由副县长李建国担任，成员由县发改局局长周明、县水利局局长、县政府办副主任王强组成。"
    )
    assert [(convenor.role, convenor.who) for convenor in group.convenors] == [("组长", "副县长李建国")]
    assert names(group.members) == ["县发改局", "县水利局", "县政府办"]


def test_it_reads_a_roll_of_persons() -> None:
    group = group_of("成立修渠领导小组。\n组　长：李建国　县长\n成　员：周　明　县发改局局长、王　强　县水利局局长")
    assert names(group.members) == ["县发改局", "县水利局"]


def test_a_group_may_be_named_after_its_roll() -> None:
    group = group_of(
        "成立由县长任组长，分管副县长任副组长，县财政局、县水利局为成员的修渠领导小组，领导小组办公室设在县水利局。"
    )
    assert (group.name, group.office, names(group.members)) == ("修渠领导小组", "县水利局", ["县财政局", "县水利局"])
    assert [convenor.role for convenor in group.convenors] == ["组长", "副组长"]
