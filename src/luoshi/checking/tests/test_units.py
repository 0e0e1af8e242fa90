"""Names of units: families of names, slips, cut and doubled names, firms and networks."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan
from luoshi.checking.units import is_named, near_miss, same_unit, slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县发改委", "县发改局"),
        ("县市监局", "县市场监督管理局"),
        ("县资规局", "县自然资源局"),
        ("县检察院", "县人民检察院"),
        ("县供销社", "县供销合作社"),
        ("县机关事务管理局", "县机关事务服务中心"),
        ("文旅集团", "县文旅集团"),
        ("县交通局", "县交通运输局"),
    ],
)
def test_one_unit_under_two_names(one: str, other: str) -> None:
    assert same_unit(one, other) and same_unit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县财政局", "市财政局"),
        ("县水利局", "县林业局"),
        ("县政府办", "县政府外事办"),
        ("县委宣传部", "县委组织部"),
        ("县城投公司", "县交投公司"),
        ("县公安局", "县公安局交警大队"),
    ],
)
def test_two_units_that_only_sound_alike(one: str, other: str) -> None:
    assert not same_unit(one, other) and not slip(one, other)


def test_a_hint_is_given_of_short_names_that_differ_by_one_character_but_not_of_two_known_offices() -> None:
    assert near_miss("县科技局", "县科工局")
    assert not near_miss("县民政局", "县民宗局")
    assert not near_miss("县科技局", "县教育局")


def test_a_name_stands_among_names_with_its_level_or_without() -> None:
    assert is_named("党政办公室", {"乡党政办公室"})
    assert is_named("乡党政办公室", {"党政办公室"})
    assert not is_named("县财政局", {"市财政局"})


def names(rule: str, first: str, members: str) -> list[str]:
    text = plan(first=first).replace("成员单位包括县发改局、县工信局、县财政局、县商务局等", f"成员单位包括{members}等")
    return [finding.words.zh for finding in findings(text, rule)]


MEMBERS = "县发改局、县工信局、县财政局、县商务局"


def test_three_names_of_one_unit_are_one_finding() -> None:
    tasks = FIRST.replace("县商务局配合", "县市监局、县市场监管局配合").replace(
        "县财政局配合", "县市监局、县市场监管局配合"
    )
    assert names("alias-unit", tasks, f"{MEMBERS}、县市场监督管理局") == [
        "县市场监督管理局、县市场监管局、县市监局可能是同一个单位。"
    ]


def test_it_finds_a_doubled_character_where_the_rest_is_known() -> None:
    doubled = FIRST.replace("县商务局配合", "县工工商联配合")
    assert "县工工商联里有重复的字，应为县工商联。" in names("unknown-unit", doubled, f"{MEMBERS}、县工商联")
    rightly = FIRST.replace("县商务局配合", "市市场监管局配合")
    assert not any("重复" in words for words in names("unknown-unit", rightly, f"{MEMBERS}、市市场监管局"))


def test_it_finds_a_name_that_was_cut() -> None:
    cut = FIRST.replace("县商务局配合", "县教育局、县人力资源等部门配合")
    assert "“县人力资源”不是完整的单位名称。" in names("unknown-unit", cut, f"{MEMBERS}、县教育局")
    whole = FIRST.replace("县商务局配合", "县教育局、县妇联、县人保财险配合")
    assert not any("完整" in words for words in names("unknown-unit", whole, f"{MEMBERS}、县教育局"))


def test_a_network_has_one_branch_in_a_place() -> None:
    two = FIRST.replace("县商务局配合", "国网云汀供电公司青螺分公司配合")
    assert any("国网青螺供电公司" in words for words in names("unknown-unit", two, f"{MEMBERS}、国网青螺供电公司"))
    other = FIRST.replace("县商务局配合", "国网云汀供电公司配合")
    assert not any("国网青螺" in words for words in names("unknown-unit", other, f"{MEMBERS}、国网青螺供电公司"))


def test_towns_are_addressed_in_one_way() -> None:
    both = FIRST.replace("逐户制定方案", "各镇（街道）摸排").replace("完善园区道路管网", "各乡镇（街道）配合")
    assert any("两种写法" in words for words in names("alias-unit", both, MEMBERS))
    one = FIRST.replace("逐户制定方案", "各镇（街道）摸排").replace("完善园区道路管网", "各镇（街道）配合")
    assert names("alias-unit", one, MEMBERS) == []


def test_a_party_organ_in_another_style_is_told() -> None:
    party = f"{MEMBERS}、县党委组织部、县党委宣传部、县党委统战部"
    odd = FIRST.replace("县商务局配合", "县委编办、县党委组织部配合")
    assert any("写法不统一" in words for words in names("alias-unit", odd, party))
    usual = FIRST.replace("县商务局配合", "县党委组织部配合")
    assert names("alias-unit", usual, party) == []


def test_a_section_of_an_office_and_a_name_with_an_aside_are_whole_names() -> None:
    whole = FIRST.replace("县商务局配合", "德育科、县人社局（劳动监察大队）配合")
    assert not any("完整" in words for words in names("unknown-unit", whole, MEMBERS))
