"""The tables and boxes of a real five-year plan, transcribed by hand."""

from pathlib import Path

import pytest

from luoshi.extraction.tables import FoundTables
from luoshi.extraction.tests.tables_support import found, from_text

pytestmark = pytest.mark.seeds

# no, group, name, unit, target, growth aimed at, achieved, growth achieved. "" stands for a cell that is not printed.
ACHIEVED = """
1||地区生产总值|亿元|4820|9以上|4001.55|7.1
2||规模工业增加值|亿元|—|10左右|—|6.7
3||固定资产投资|亿元|[18000]|18|—|11.8
4||公共财政预算收入|亿元|510|11左右|333.5|2
5||社会消费品零售总额|亿元|1880|13|1574|9
6||进出口总额|亿美元|50|35|60.5|39.5
7||服务业增加值占GDP比重|%|47|—|48|—
8|城镇化率|常住人口城镇化率|%|＞60|—|60.8|—
||户籍人口城镇化率|%|＞40|—|36.54|—
9||研发经费投入占GDP比重（%）|%|2.5|—|2.2|—
10||每万人发明专利拥有量|件|3|—|3.14|—
11|互联网普及率|固定宽带家庭普及率|%|＞85|—|90|—
||移动宽带用户普及率|%|＞90|—|87|—
12||耕地保有量|万亩|479|—|500|—
13||新增建设用地规模|万亩|[15]|—|[10.5]|—
14||万元GDP用水量下降|%|[18]|—|[30.5]|—
15||非化石能源占一次能源消费比重|%|1.96|—|16|—
16|森林增长|森林覆盖率|%|45.3|—|45.31|—
||森林蓄积量|万立方米|2300|—|2546|—
17|地表水质量|好于Ⅲ类水体比例|%|98.3|—|96.8|—
||劣Ⅴ类水体比例|%|0|0|0|—
18|空气质量|中心城区空气质量优良天数比率|%|＞80|—|90.7|—
||中心城区细颗粒物（PM2.5）浓度下降|%|[17]|—|[36]|—
19|主要污染物排放总量|化学需氧量|%|完成省下达任务||[13.98]|
||氨氮||||[19.46]|
||二氧化硫||||[36.65]|
||氮氧化物||||[13.30]|
20||居民人均可支配收入|元|30532|10|28577|8.6
21||城镇新增就业人数|万人|[26]|—|[29.61]|—
22||农村贫困人口脱贫|万人|[35.2]|—|[40.1]|—
23||城镇棚户区改造|万户|[15.4]|—|[13.5]|—
24||劳动年龄人口平均受教育年限|年|11|—|11.41|—
25||基本养老保险参保率|%|＞95|—|100|—
"""

PLANNED = """
经济发展|1|地区生产总值增长（%）|4.2|—|7.5|预期性
|2|全员劳动生产率增长（%）|—|—|7.5以上|预期性
|3|制造业增加值占GDP比例（%）|31.8|33|—|预期性
|4|产业投资占固定资产投资比重（%）|65|68|—|预期性
|5|最终消费支出对GDP贡献率（%）|61.1|62|—|预期性
|6|对外贸易依存度（%）|10.5|15.6|—|预期性
|7|地方一般公共预算收入占GDP比重（%）|3.8|3.8|—|预期性
|8|常住人口城镇化率（%）|60.8|65|—|预期性
创新驱动|9|全社会研发经费投入增长（%）|—|—|15|预期性
|10|每万人口高价值发明专利拥有量（件）|—|4|—|预期性
|11|数字经济核心产业增加值占GDP比重（%）|—|11|—|预期性
民生福祉|12|居民人均可支配收入增长（%）|5.6|—|7.5以上|预期性
|13|城镇调查失业率（%）|5.5|—|5.5以内|预期性
|14|劳动年龄人口平均受教育年限（年）|11.41|11.51|—|约束性
|15|每千人口拥有执业（助理）医师数（人）|2.35|2.8|—|预期性
|16|基本养老保险参保率（%）|100|100|—|预期性
|17|每千人口拥有3岁以下婴幼儿托位数（个）|0.62|4.5|—|预期性
|18|人均预期寿命（岁）|77|78|—|预期性
绿色生态|19|单位GDP能源消耗降低（%）|—|完成省下达任务||约束性
|20|单位GDP二氧化碳排放降低（%）|—|完成省下达任务||约束性
|21|城市空气质量优良天数比例（%）|90.7|86|—|约束性
|22|地表水达到或优于Ⅲ类水体比例（%）|93.8|94.1以上|—|约束性
|23|森林覆盖率（%）|45.31|45.31|—|约束性
安全保障|24|粮食综合生产能力（万吨）|283|290|—|约束性
|25|能源综合生产能力（万吨标准煤）|20|50|—|约束性
|26|亿元GDP生产安全事故死亡率（人/亿元）|0.026|0.015|—|约束性
"""

PARKS = """
木里港先进制造业聚集区|装备制造|高端生物医药
金凤湖生态示范区||总部经济
高铁新城||总部经济
临空经济区（拟建）||现代物流
临港高新技术产业开发区|装备制造、电子信息|现代物流
综合保税区|电子信息|国际贸易及保税加工
自贸片区|新材料|
长岭片区|石油化工|
巴陵片区||
云溪片区||化工新材料
"""

PROJECTS = {6, 7, *range(11, 19), 20, 21, *range(23, 29)}
ITEMS = {3: 5, 4: 5, 6: 7, 7: 6, 8: 7, 9: 6, 10: 7, 11: 7, 12: 6, 13: 4, 14: 5, 15: 4, 16: 3, 17: 6, 18: 5}
ITEMS |= {20: 3, 21: 5, 22: 6, 23: 4, 24: 3, 25: 6, 26: 6, 27: 3, 28: 4}


@pytest.fixture(scope="module")
def plan(shared: Path) -> FoundTables:
    path = next((shared / "seeds").glob("003_*.txt"))
    return found(from_text(path.read_text("utf-8")))


def transcribed(rows: str) -> list[list[str | None]]:
    return [[cell or None for cell in row.split("|")] for row in rows.strip().splitlines()]


def test_it_reads_the_33_rows_of_what_was_achieved(plan: FoundTables) -> None:
    rows = [
        [no, *((name, None) if group is None and no else (group, name)), *rest]
        for no, group, name, *rest in transcribed(ACHIEVED)
    ]
    assert plan.tables[0].rows == rows
    assert plan.tables[0].columns[4:] == [
        "规划目标/2020年",
        "规划目标/年均增长(%)",
        "实际完成/2020年",
        "实际完成/年均增长(%)",
    ]
    assert len(plan.tables[0].notes) == 1


def test_it_reads_the_26_rows_of_what_is_planned(plan: FoundTables) -> None:
    assert plan.tables[1].rows == transcribed(PLANNED)
    assert plan.tables[1].columns == ["类别", "序号", "指标名称", "2020年", "2025年", "年均增速", "属性"]


def test_it_reads_the_parks_under_a_divided_heading(plan: FoundTables) -> None:
    parks = plan.tables[4]
    assert [row[2:] for row in parks.rows[:10]] == transcribed(PARKS)
    assert len(parks.rows) == 26
    assert [row[0] for row in parks.rows if row[0]] == [str(number) for number in range(1, 11)]
    assert parks.rows[-1] == [None, None, "林角佬片区", "整体“退二进三”", None]


def test_it_finds_all_28_boxes_with_their_kinds(plan: FoundTables) -> None:
    assert [table.title.split()[0] for table in plan.tables] == [f"专栏{number}" for number in range(1, 29)]
    kinds = {number: table.kind for number, table in enumerate(plan.tables, start=1)}
    assert {number for number, kind in kinds.items() if kind == "projects"} == PROJECTS
    assert {number for number, kind in kinds.items() if kind == "indicators"} == {1, 2}
    assert {number for number, kind in kinds.items() if kind == "other"} == {5, 19}


def test_it_finds_every_item_of_the_boxes_of_prose(plan: FoundTables) -> None:
    counts = {number: len(table.rows) for number, table in enumerate(plan.tables, start=1) if not table.columns}
    assert counts == ITEMS
    assert all(row[0] and row[1] for table in plan.tables if not table.columns for row in table.rows)


def test_its_indicators_carry_categories_units_and_numbers_down(plan: FoundTables) -> None:
    achieved = [indicator for indicator in plan.indicators if indicator.table == 1]
    planned = [indicator for indicator in plan.indicators if indicator.table == 2]
    assert (len(achieved), len(planned)) == (33, 26)
    assert [indicator.category for indicator in planned] == (
        ["经济发展"] * 8 + ["创新驱动"] * 3 + ["民生福祉"] * 7 + ["绿色生态"] * 5 + ["安全保障"] * 3
    )
    assert [indicator.nature for indicator in planned].count("约束性") == 9
    nitrogen = achieved[24]
    assert (nitrogen.no, nitrogen.category, nitrogen.name) == ("19", "主要污染物排放总量", "氨氮")
    assert (nitrogen.unit, nitrogen.target, nitrogen.actual) == ("%", "完成省下达任务", "[19.46]")


def test_a_ceiling_under_the_growth_heading_is_a_target(plan: FoundTables) -> None:
    unemployment = next(each for each in plan.indicators if each.table == 2 and each.no == "13")
    assert (unemployment.target, unemployment.growth) == ("5.5以内", None)
