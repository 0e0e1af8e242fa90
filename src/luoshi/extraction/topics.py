"""What a heading is about: goals, the machinery that carries the plan, its background, or work to be done."""

import re
from typing import Literal

from luoshi.extraction.outline import Node

Topic = Literal["goal", "mechanism", "background", "work"]

_GOAL = re.compile(
    r"^.{0,9}目标(?:要求|定位|愿景|指标)?$|^(?:主要|核心|发展|预期|约束性)指标$|^(?:目标愿景|远景展望|总体愿景)$"
)
_GOAL_WITH_TASKS = re.compile(
    "^(?:工作|年度|总体|主要|攻坚|创建)?目标(?:和|与|及)?任务$|^任务目标$"
)  # of its own, without items
_MECHANISM = re.compile(
    r"^(?:强化|加强|完善|健全|建立|切实加强)?(?:组织(?:领导|保障|实施|推进|机制|架构|机构)|保障(?:措施|机制|体系|机制和措施)|"
    r"(?:组织|指挥|责任|领导|推进)体系|组成人员|(?:人员|机构)(?:组成|设置)|推进机制|工作(?:机制|要求|保障|步骤|安排|制度)|(?:成立|组建|建立)?(?:工作|行动)?(?:专班|领导小组|指挥部)(?:设置|组成|机制|职责)?|实施(?:保障|步骤|机制|要求|阶段)|(?:时间|进度|步骤)安排|方法步骤|"
    r"(?:有关|相关|其他|活动|纪律|报送|几点)(?:要求|事项)|(?:抓好|狠抓|强化|督促|工作)(?:组织|工作)?(?:落实|实施)|(?:领导|工作|办事)机构|(?:工作|议事|会议)规则|会议制度|(?:工作|部门|主要|单位)?职责(?:分工)?|附则|监督(?:考核|检查|评估|保障)|督导(?:考核|检查)|考核(?:评价|督导|奖惩)|"
    r"规划实施(?:保障)?|.{0,10}(?:推进|抓好|确保)规划(?:的)?实施|组织(?:领导|保障)(?:和|与|及).{2,6})(?:措施|落实)?$"
)
_BACKGROUND = re.compile(
    r"^(?:现实|发展|工作|规划|编制|政策)(?:基础|环境|形势|背景|现状)(?:和.{2,8}|与.{2,8})?$|^(?:面临(?:的)?)?形势.{0,8}$|^指导(?:思想|方针)$|"
    r"^(?:基本|工作|总体|遵循)?原则$|^(?:总体|基本)(?:要求|思路|考虑|思想|部署)$|^(?:重大)?意义$|^总则$|^适用范围$|^编制依据$|"
    r"^(?:基本|有关|总体)?(?:情况|概况)$|^(?:活动|工作|行动|演练|整治|检查|培训|适用|实施|会议|创建|评选|编制)?(?:主题|时间|地点|背景|对象|范围|依据|口号|名称)$|^(?:工作)?回顾$|^(?:主要)?(?:成效|成就|问题)$|^名词解释$|^战略导向$"
)
_EDGE = "。；：、，"


def topic_of(text: str, node: Node) -> Topic:
    """The topic of an item: its own heading's, else that of the nearest heading above it that has one."""
    at: Node | None = node
    while at is not None:
        title = text[at.title[0] : at.title[1]].strip(_EDGE)
        own = _own_topic(title, at.depth)
        if own == "work" and not at.children and _GOAL_WITH_TASKS.match(title):
            return "goal"
        if own != "work":
            return own
        at = at.parent
    return "work"


def names_a_goal(text: str, node: Node) -> bool:
    """Whether an item's own heading announces goals."""
    return bool(_GOAL.match(text[node.title[0] : node.title[1]].strip(_EDGE)))


def _own_topic(title: str, depth: int) -> Topic:
    if depth > 1 or len(title) > 16:
        return "work"
    if _GOAL.match(title):
        return "goal"
    if _MECHANISM.match(title):
        return "mechanism"
    return "background" if _BACKGROUND.match(title) else "work"
