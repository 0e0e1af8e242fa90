"""Words that stand twice, levels that were not changed, slogans of another place."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan


def leftovers(first: str = FIRST, text: str | None = None) -> list[str]:
    return [finding.words.zh for finding in findings(text or plan(first=first), "leftover")]


LONG = "推动竹木加工企业设备更新改造"


def test_it_finds_the_same_words_twice_in_one_task() -> None:
    twice = FIRST.replace("逐户制定方案", f"{LONG}，选派专员。{LONG}")
    assert any("写了2遍" in words for words in leftovers(twice))
    once = FIRST.replace("逐户制定方案", LONG)
    assert leftovers(once) == []


def test_a_first_sentence_may_say_the_title_again() -> None:
    again = FIRST.replace("培育骨干企业。建立梯度培育名录", f"{LONG}。{LONG}试点，建立名录")
    assert not any("写了2遍" in words for words in leftovers(again))


def test_it_finds_a_sentence_printed_twice_in_a_row() -> None:
    twice = FIRST.replace("逐户制定方案", "选派专员。每周组织夜查巡查。每周组织夜查巡查")
    assert any("连着写了两遍" in words for words in leftovers(twice))
    apart = FIRST.replace("逐户制定方案", "每周组织夜查巡查。选派专员")
    assert leftovers(apart) == []


def test_it_finds_a_sentence_that_speaks_of_another_level() -> None:
    two = FIRST.replace("逐户制定方案", "逐步改善全县乡村教师住宿条件").replace(
        "完善园区道路管网", "逐步改善全省乡村教师住宿条件"
    )
    assert any("全县" in words and "全省" in words for words in leftovers(two))
    one = FIRST.replace("逐户制定方案", "逐步改善全县乡村教师住宿条件").replace("完善园区道路管网", "位居全省前列")
    assert leftovers(one) == []


def test_it_finds_a_slogan_of_another_place() -> None:
    known = "云汀市下达任务，云汀市部署安排，云汀市考核结果。"
    slogans = FIRST.replace("逐户制定方案", "建设健康青螺").replace("完善园区道路管网", "建设健康云汀")
    text = plan(first=slogans).replace("做强主导产业。", f"做强主导产业。{known}")
    assert any("健康云汀" in words for words in leftovers(text=text))
    services = FIRST.replace("逐户制定方案", "建设健康青螺").replace("完善园区道路管网", "做好健康服务市场化")
    assert leftovers(services) == []


def test_it_finds_traders_called_home_to_another_place() -> None:
    two = FIRST.replace("逐户制定方案", "引导“青字号”回归").replace("完善园区道路管网", "引导“云字号”回归")
    assert any("云字号" in words for words in leftovers(two))
    old = FIRST.replace("逐户制定方案", "引导“青字号”回归").replace("完善园区道路管网", "振兴“老字号”")
    assert leftovers(old) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("健全洽谈一备案一开工一验收流程", "推行一企一策一专班服务"),
        ("由县政府办副主任召集人，每月会商", "由县政府办副主任任召集人，每月会商"),
        ("建成产业园 and 2个车间", "建成产业园和2个车间"),
        ("由县工信局、等按职责推进", "由县工信局等按职责推进"),
    ],
)
def test_it_finds_slips_of_scanning_and_typing(wrong: str, right: str) -> None:
    assert leftovers(FIRST.replace("逐户制定方案", wrong)) != []
    assert leftovers(FIRST.replace("逐户制定方案", right)) == []


def test_like_slips_are_one_finding_with_all_their_places() -> None:
    text = plan(first=FIRST.replace("逐户制定方案", "控制PM_{2.5}").replace("完善园区道路管网", "监测PM_{2.5}"))
    (found,) = findings(text, "leftover")
    assert len(found.places) == 2


def test_it_finds_annexes_without_their_mark() -> None:
    unmarked = plan().replace("\n附件2\n\n民生", "\n民生")
    assert any("附件2的标题上方没有" in words for words in leftovers(text=unmarked))
    assert leftovers() == []


def test_it_finds_a_bracket_without_a_verb_among_brackets_that_have_one() -> None:
    more = FIRST + "".join(f"\n{n}.做好第{n}项服务。走访企业。（县工信局牵头）" for n in range(4, 9))
    bare = more.replace("县财政局牵头，县商务局配合", "县财政局、县商务局")
    assert any("没有写“牵头”“负责”" in words for words in leftovers(bare))
    assert leftovers(more) == []


def test_a_comma_in_a_list_of_units_is_a_slip_only_where_a_lead_is_named() -> None:
    comma = FIRST.replace("县工信局配合", "县工信局，县财政局配合")
    assert any("逗号" in words for words in leftovers(comma))
    kinds = FIRST.replace("（县发改局牵头，县工信局配合）", "（责任单位：县发改局、县工信局，青螺银行、青螺保险公司）")
    assert not any("逗号" in words for words in leftovers(kinds))
