"""Working groups in the wordings and layouts of other places."""

import pytest

from luoshi.extraction.tests.reading import draft_of, names

PLAN = "青禾县实施方案\n一、重点任务\n1.抓好甲事。做细。（县甲局牵头）\n二、组织保障\n"


@pytest.mark.parametrize(
    ("words", "holders", "members", "office"),
    [
        (
            "成立甲事指挥部，组成人员如下：\n指 挥 长：刘一二  县长\n副指挥长：何三四  副县长\n"
            "          张五六  副县长\n"
            "成    员：赵七八  县发改局局长\n          钱九十  县财政局局长\n"
            "          各乡镇乡镇长\n指挥部下设办公室，办公室设在县应急局。\n",
            ["刘一二县长", "何三四副县长", "张五六副县长"],
            ["县发改局", "县财政局"],
            "县应急局",
        ),
        (
            "甲事工作专班组成人员\n组  长：张一三  副县长\n成  员：赵六  县发改局副局长\n办公室设在县商务局。\n",
            ["张一三副县长"],
            ["县发改局"],
            "县商务局",
        ),
        (
            "建立甲事联席会议制度，召集人由副县长担任，县民政局、县残联为成员单位，办公室设在县民政局。\n",
            ["副县长"],
            ["县民政局", "县残联"],
            "县民政局",
        ),
        (
            "成立工作专班。由分管副县长担任召集人，成员单位包括县工信局、县科技局。专班办公室设在县工信局。\n",
            ["分管副县长"],
            ["县工信局", "县科技局"],
            "县工信局",
        ),
        (
            "甲事工作专班由副县长任召集人，县商务局局长任副召集人；成员由县商务局、县文旅局组成；办公室设县商务局。\n",
            ["副县长", "县商务局局长"],
            ["县商务局", "县文旅局"],
            "县商务局",
        ),
        (
            "组建由县委副书记牵头的甲事攻坚指挥部，县农业农村局、县水利局为成员单位，办公室设在县水利局。\n",
            ["县委副书记"],
            ["县农业农村局", "县水利局"],
            "县水利局",
        ),
        (
            "成立由县委书记、县长任双组长的甲事领导小组，副组长由分管农业、水利的副县长担任，县委办、县政府办为成员，"
            "领导小组下设办公室（设在县政府办）。\n",
            ["县委书记", "县长", "分管农业、水利的副县长"],
            ["县委办", "县政府办"],
            "县政府办",
        ),
        (
            "成立以副县长为组长，县林业局、县水利局等部门负责人为成员的生态修复工作专班，办公室设在县林业局。\n",
            ["副县长"],
            ["县林业局", "县水利局"],
            "县林业局",
        ),
    ],
)
def test_it_reads_a_group_whole(words: str, holders: list[str], members: list[str], office: str) -> None:
    (group,) = draft_of(PLAN + words).groups
    assert sorted(convenor.who for convenor in group.convenors) == sorted(holders)
    assert names(group.members) == members
    assert group.office == office
