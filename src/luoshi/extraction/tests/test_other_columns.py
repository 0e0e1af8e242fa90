"""Task tables whose columns are called otherwise, in each file that may hold them."""

from pathlib import Path

import pytest

from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft
from luoshi.extraction.tests.plan_model_tables import WRITERS, Laid
from luoshi.extraction.tests.reading import names
from luoshi.reading import read

Said = list[tuple[str, str, list[str], list[str], list[str], str | None]]

FAULTS = Laid(
    "青禾区环境问题整改清单",
    ["编号", "反馈问题", "整改目标", "整改措施", "责任单位", "督导单位", "责任人", "整改时限"],
    [
        ["一", "雨污混流", "污水收集率达到85%", "新建管网", "区住建局、区水务公司", "区环委办", "张强", "2026年12月底"],
        ["二", "扬尘失管", "裸土覆盖率达到98%", "开展专项执法", "区住建局", "区纪委监委", "刘波", "立行立改"],
    ],
    [],
)  # fmt: skip
REFORMS = Laid(
    "2026年青禾县改革工作台账",
    ["序号", "改革事项", "主要内容", "牵头部门", "参与部门", "成果形式", "完成时间"],
    [
        ["1", "宅基地改革", "盘活闲置宅基地500宗", "县农业农村局", "县自然资源局、县住建局", "实施意见", "2026年6月"],
        ["2", "支付方式改革", "付费覆盖率达到90%以上", "县医保局", "县卫健局", "工作方案", "2026年9月"],
    ],
    [],
)
STREET = Laid(
    "城北街道2026年重点工作责任清单",
    ["序号", "工作任务", "责任领导", "牵头科室", "配合科室", "完成时限"],
    [
        ["1", "建成小微公园3个", "王磊", "城建科", "综合执法队", "6月底"],
        ["2", "完成小区改造12个", "王磊", "城建科", "各社区", "11月底"],
    ],
    [],
)
QUARTERS = Laid(
    "青禾县政府工作报告任务分解",
    ["序号", "工作内容", "分管领导", "责任单位", "一季度", "二季度", "三季度", "四季度"],
    [
        ["1", "规上工业增加值增长8%", "何军", "县经信局", "完成20%", "完成45%", "完成70%", "全面完成"],
        ["2", "新建高标准农田3万亩", "周敏", "县农业农村局", "完成设计", "开工", "完成60%", "竣工验收"],
    ],
    [],
)
ITEMS = Laid(
    "2026年市级民生实事任务分解表",
    ["实事类别", "实事项目", "年度目标", "实施主体", "牵头单位", "监督单位", "完成节点"],
    [
        ["教育", "扩大学位供给", "新增普惠性学位5000个", "各县区政府", "市教育局", "市政府督查室", "8月底"],
        ["健康", "两癌免费筛查", "完成筛查2.6万人", "市妇幼保健院", "市卫健委", "市妇联", "11月底"],
    ],
    [],
)

WANTED: list[tuple[Laid, Said]] = [
    (
        FAULTS,
        [
            ("一", "雨污混流", ["区住建局", "区水务公司"], [], ["张强"], "2026-12-31"),
            ("二", "扬尘失管", ["区住建局"], [], ["刘波"], None),
        ],
    ),
    (
        REFORMS,
        [
            ("1", "宅基地改革", ["县农业农村局"], ["县自然资源局", "县住建局"], [], "2026-06-30"),
            ("2", "支付方式改革", ["县医保局"], ["县卫健局"], [], "2026-09-30"),
        ],
    ),
    (
        STREET,
        [
            ("1", "建成小微公园3个", ["城建科"], ["综合执法队"], ["王磊"], "2026-06-30"),
            ("2", "完成小区改造12个", ["城建科"], [], ["王磊"], "2026-11-30"),
        ],
    ),
    (
        QUARTERS,
        [
            ("1", "规上工业增加值增长8%", ["县经信局"], [], ["何军"], None),
            ("2", "新建高标准农田3万亩", ["县农业农村局"], [], ["周敏"], None),
        ],
    ),
    (
        ITEMS,
        [
            ("1", "扩大学位供给", ["市教育局"], [], [], "2026-08-31"),
            ("2", "两癌免费筛查", ["市卫健委"], ["市妇幼保健院"], [], "2026-11-30"),
        ],
    ),
]


@pytest.mark.parametrize("form", ["word", "excel", "markdown", "html", "flattened"])
@pytest.mark.parametrize(("table", "wanted"), WANTED, ids=[table.title for table, _ in WANTED])
def test_it_reads_the_tasks_of_other_columns(form: str, table: Laid, wanted: Said, tmp_path: Path) -> None:
    name, write = WRITERS[form]
    write(tmp_path / name, table)
    assert said(extract(read(tmp_path / name))) == wanted


def said(draft: PlanDraft) -> Said:
    return [
        (
            task.number,
            task.title,
            names(task.leads),
            names(task.supports),
            names(task.people),
            task.deadline.date if task.deadline else None,
        )
        for task in draft.tasks
    ]


def test_the_target_of_a_term_is_that_of_its_last_year(tmp_path: Path) -> None:
    table = Laid(
        "“十五五”主要指标",
        ["类别", "指标", "单位", "2025年", "2028年", "2030年", "指标属性"],
        [
            ["经济", "地区生产总值", "亿元", "256", "301", "360", "预期性"],
            ["", "城镇化率", "%", "48", "51", "53", "预期性"],
        ],
        [],
    )
    name, write = WRITERS["markdown"]
    write(tmp_path / name, table)
    first, second = extract(read(tmp_path / name)).indicators
    assert (first.baseline, first.target, first.note) == ("256", "360", "2028年：301")
    assert (second.category, second.target, second.unit) == ("经济", "53", "%")
