"""Notations met in plans of other places: one short plan for each."""

import pytest

from luoshi.extraction.tests.reading import draft_of, names, task_of, who

TASKS = (
    "1.抓好甲事。做细做实。（县甲局牵头，县财政局配合）\n2.抓好乙事。做细做实。（县乙局牵头，县财政局配合）\n"
    "3.抓好丙事。做细做实。（县丙局牵头，县财政局配合）\n4.抓好丁事。做细做实。（县丁局牵头，县财政局配合）\n"
)


@pytest.mark.parametrize(
    ("clause", "leads", "supports"),
    [
        ("主办：经济发展局，协办：财政分局、科创中心；时限：2026年12月。", ["经济发展局"], ["财政分局", "科创中心"]),
        ("（牵头：县工信局；配合：县财政局；落实：县经开区）", ["县工信局"], ["县财政局", "县经开区"]),
        ("\n主抓单位：县招商局\n协办单位：县商务局\n办结时限：12月", ["县招商局"], ["县商务局"]),
        ("\n责任处室：规划科（牵头）、产权科\n责任企业：县城投集团", ["规划科"], ["产权科", "县城投集团"]),
        ("\n（投资促进局；协助部门：规划建设局、行政审批局）", ["投资促进局"], ["规划建设局", "行政审批局"]),
        ("由县消防大队牵头，县住建局、县水务公司配合，10月底前完成。", ["县消防大队"], ["县住建局", "县水务公司"]),
        ("由县应急局、县数据局牵头，建成监测平台。", ["县应急局", "县数据局"], []),
        ("（由县住建局牵头组织实施，县财政局、县城投集团予以配合）", ["县住建局"], ["县财政局", "县城投集团"]),
        ("（县教育局主要负责，县编办配合）", ["县教育局"], ["县编办"]),
        ("（责任主体：县城投公司；监管单位：县住建局）", ["县城投公司"], ["县住建局"]),
        ("——县市场监管局牵头，县公安局、县卫健局配合", ["县市场监管局"], ["县公安局", "县卫健局"]),
        ("（牵头单位：县发改局 责任单位：县财政局 县工信局）", ["县发改局"], ["县财政局", "县工信局"]),
        ("〔县科技局、县工信局、县经开区〕", ["县科技局", "县工信局", "县经开区"], []),
    ],
)
def test_it_reads_who_leads_and_who_supports(clause: str, leads: list[str], supports: list[str]) -> None:
    task = task_of(f"青禾县2026年工作方案\n一、重点任务\n1.抓好甲事。做细做实。{clause}\n")
    assert (names(task.leads), names(task.supports)) == (leads, supports)


def test_places_without_a_name_are_collectives() -> None:
    task = task_of(
        "青禾县工作方案\n一、任务\n1.抓好甲事。做细。（牵头单位：县公路中心；配合单位：沿线乡镇、属地政府）\n"
    )
    assert who(task)[:3] == (["县公路中心"], [], ["沿线乡镇", "属地政府"])


@pytest.mark.parametrize("numbers", [("㈠", "㈡"), ("⒈", "⒉"), ("⑴", "⑵"), ("1-1 ", "1-2 "), ("1.1 ", "1.2 ")])
def test_it_knows_rare_numbers(numbers: tuple[str, str]) -> None:
    items = "".join(f"{number}抓好此事。做细做实。（县甲局牵头，县财政局配合）\n" for number in numbers)
    draft = draft_of(f"青禾县实施方案\n一、重点任务\n{items}")
    assert [task.title for task in draft.tasks] == ["抓好此事", "抓好此事"]


def test_it_counts_the_tasks_of_a_plan_without_numbers() -> None:
    draft = draft_of("青禾县实施方案\n抓好甲事。做细。（县甲局牵头）\n抓好乙事。做实。（县乙局牵头）\n")
    assert [(task.number, task.title) for task in draft.tasks] == [("1", "抓好甲事"), ("2", "抓好乙事")]


@pytest.mark.parametrize(
    "title", ["三、工作专班", "三、统筹调度\n（一）日常会商。及时会商。\n（二）信息互通。及时互通。"]
)
def test_a_chapter_that_names_nobody_among_those_that_do_is_no_work(title: str) -> None:
    closing = "成立甲事工作专班，由副县长任组长，县甲局为成员单位。"
    draft = draft_of(f"青禾县实施方案\n一、甲类任务\n{TASKS}{title}\n{closing}\n")
    assert len(draft.tasks) == 4


def test_a_chapter_whose_tasks_are_rows_of_a_table_is_no_task() -> None:
    rows = "| 序号 | 工作任务 | 牵头单位 | 完成时限 |\n|---|---|---|---|\n"
    rows += "| 1 | 抓好甲事 | 县甲局 | 6月 |\n| 2 | 抓好乙事 | 县乙局 | 7月 |\n"
    draft = draft_of(f"青禾县实施方案\n一、重点任务\n{rows}")
    assert [(task.number, task.title) for task in draft.tasks] == [("一/1", "抓好甲事"), ("一/2", "抓好乙事")]


def test_an_annex_announced_by_the_notice_does_not_end_the_plan() -> None:
    draft = draft_of(
        "青禾县人民政府关于印发《青禾县实施方案》的通知\n各乡镇人民政府：\n现印发给你们。\n附件：重点任务分工表\n"
        f"青禾县人民政府\n2026年3月1日\n青禾县实施方案\n一、重点任务\n{TASKS}"
    )
    assert len(draft.tasks) == 4


def test_a_notice_may_number_its_own_demands() -> None:
    draft = draft_of(
        "索引号：123/2026-1\n发文日期：2026年03月02日\n青禾县人民政府办公室关于印发《青禾县任务分解方案》的通知\n青政办发〔2026〕3号\n"
        "各乡镇人民政府：\n现印发给你们，并就有关事项通知如下。\n一、高度重视。逐项研究。\n二、狠抓落实。按时报送。\n"
        f"青禾县人民政府办公室\n2026年3月1日\n青禾县任务分解方案\n一、重点任务\n{TASKS}"
    )
    assert (draft.meta.title, draft.meta.doc_number) == ("青禾县任务分解方案", "青政办发〔2026〕3号")
    assert [task.number for task in draft.tasks] == ["一/1", "一/2", "一/3", "一/4"]


def test_a_time_without_a_year_is_reckoned_from_the_title() -> None:
    task = task_of("青禾县2026年防汛方案\n一、任务\n1.排查隐患。4月10日前完成。（责任单位：县水利局）\n")
    assert task.deadline and (task.deadline.text, task.deadline.date) == ("4月10日前", "2026-04-10")


@pytest.mark.parametrize("words", ["按季度推进", "按月推进", "长期坚持"])
def test_a_time_may_be_a_beat(words: str) -> None:
    task = task_of(f"青禾县方案\n一、任务\n1.抓好甲事。做细。\n责任单位：县甲局\n完成时限：{words}\n")
    assert task.deadline and (task.deadline.text, task.deadline.date) == (words, None)


def test_targets_are_named_in_the_script_of_the_source() -> None:
    draft = draft_of("青禾縣方案\n一、工作目標\n綠色建築佔比達到40%，節能改造300萬平方米。\n")
    assert [(target.indicator, target.unit) for target in draft.targets] == [
        ("綠色建築佔比", "%"),
        ("節能改造", "萬平方米"),
    ]


def test_it_reads_headings_set_off_by_a_blank_in_a_single_line() -> None:
    filler = "坚持问题导向和目标导向相统一，统筹谋划、协同推进、久久为功，把各项部署落到实处。" * 5
    draft = draft_of(
        f"青禾县商业体系建设方案 为补齐短板，制定本方案。{filler} 一、工作目标 增长7%。 二、主要任务 （一）完善网络 "
        "1.建强设施。新增超市2家。（县商务局牵头，县住建局配合）2.发展配送。补齐短板。（县交通局牵头，县商务局配合）"
        "三、保障措施 （一）加强领导。统筹推进。\n"
    )
    assert draft.meta.title == "青禾县商业体系建设方案"
    assert [(task.number, task.title) for task in draft.tasks] == [
        ("二/（一）/1", "建强设施"),
        ("二/（一）/2", "发展配送"),
    ]


def test_a_table_of_contents_is_no_outline() -> None:
    contents = "目  录\n第一章 规划背景\t1\n第二章 主要任务\t5\n第三章 保障措施……20\n"
    draft = draft_of(
        f"青禾县“十四五”规划\n{contents}第一章 规划背景\n势头良好。\n第二章 主要任务\n第一节 建好场馆\n做细做实。\n"
        "第三章 保障措施\n加强领导。\n"
    )
    assert [task.number for task in draft.tasks] == ["第二章/第一节"]
