"""The envelope: number, titles, organs, dates, addressees, copies."""

import pytest

from luoshi.extraction.draft import Meta
from luoshi.extraction.tests.reading import draft_of

BODY = "一、任务\n1. 修渠。清淤。（县水利局负责）\n"


def meta_of(front: str, back: str = "") -> Meta:
    return draft_of(f"{front}\n{BODY}{back}").meta


NOTICE = (
    "青禾县人民政府办公室文件\n\n青政办发〔2026〕12号\n\n"
    "青禾县人民政府办公室 关于印发《青禾县修渠\n行动方案》的通知\n\n"
    "各乡镇（街道）人民政府（办事处），县直及驻县各单位：\n\n《青禾县修渠行动方案》已经县政府同意，现印发给你们，请认真执行。\n\n"
    "青禾县人民政府办公室\n\n二〇二六年四月十四日\n\n青禾县修渠行动方案\n为修好渠道，制定本方案。"
)
IMPRINT = (
    "抄送：县委各部门，县人武部。\n\n县人大常委会办公室，县政协办公室。\n\n青禾县人民政府办公室\n\n2026年4月15日印发\n"
)


def test_it_reads_the_envelope_of_a_notice() -> None:
    meta = meta_of(NOTICE, IMPRINT)
    assert meta == Meta(
        title="青禾县修渠行动方案",
        notice_title="青禾县人民政府办公室关于印发《青禾县修渠行动方案》的通知",
        doc_number="青政办发〔2026〕12号",
        issuer="青禾县人民政府办公室",
        issue_date="2026-04-14",
        printed_on="2026-04-15",
        addressees=["各乡镇（街道）人民政府（办事处）", "县直及驻县各单位"],
        cc=["县委各部门", "县人武部", "县人大常委会办公室", "县政协办公室"],
    )


def test_the_imprint_is_no_part_of_the_last_task() -> None:
    text = f"{NOTICE}\n{BODY}{IMPRINT}"
    (task,) = draft_of(text).tasks
    assert text[slice(*task.span)].endswith("（县水利局负责）")


@pytest.mark.parametrize("number", ["青政发[2026]3号", "青政办发【2026】12号", "青发改联发〔2026〕第7号", "第12号"])
def test_it_reads_document_numbers(number: str) -> None:
    assert meta_of(f"{number}\n青禾县修渠方案").doc_number == number


def test_it_names_every_organ_of_a_joint_issue() -> None:
    front = (
        "松江市发展和改革委员会\n松江市财政局\n文件\n松发改联发【2026】7号\n松江市发展和改革委员会 松江市财政局\n"
        "关于印发《松江市数字经济方案》的通知\n各县（市、区）发展改革局、财政局，各有关单位：\n请遵照执行。\n"
        "松江市发展和改革委员会　　松江市财政局\n2026年4月14日\n松江市数字经济方案"
    )
    meta = meta_of(front)
    assert meta.issuer == "松江市发展和改革委员会、松江市财政局"
    assert meta.addressees == ["各县（市、区）发展改革局、财政局", "各有关单位"]


def test_a_plan_without_a_notice_has_its_first_lines_as_title() -> None:
    meta = meta_of("青禾县水利发展第十五个\n五年规划纲要\n（2026年1月22日青禾县第八届人民代表大会批准）")
    assert (meta.title, meta.issue_date, meta.notice_title) == (
        "青禾县水利发展第十五个五年规划纲要",
        "2026-01-22",
        None,
    )


def test_a_title_that_is_the_document_names_its_organ() -> None:
    meta = meta_of("云川省人民政府关于加快水利建设的意见\n各市人民政府，省直各单位：\n提出如下意见。")
    assert (meta.issuer, meta.title) == ("云川省人民政府", "云川省人民政府关于加快水利建设的意见")
    assert meta.addressees == ["各市人民政府", "省直各单位"]


def test_a_bare_list_of_tasks_has_no_envelope() -> None:
    assert draft_of(BODY).meta == Meta()


def test_it_reads_the_notice_of_a_joint_party_document() -> None:
    front = (
        "海州市委办公室 海州市人民政府办公室印发《关于推进城市更新的实施方案》的通知\n"
        "各县（区）委、人民政府，市直各单位：\n"
        "请认真贯彻落实。\n中共海州市委办公室\n海州市人民政府办公室\n2026年3月3日\n关于推进城市更新的实施方案"
    )
    meta = meta_of(front)
    assert (meta.title, meta.issuer) == ("关于推进城市更新的实施方案", "海州市委办公室、海州市人民政府办公室")
    assert meta.addressees == ["各县（区）委、人民政府", "市直各单位"]
