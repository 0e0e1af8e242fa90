"""The words of tables: what a column heading says its column holds, and what a cell's look says it is."""

import re
from enum import Enum
from functools import lru_cache

from luoshi.reading.widths import one_width, simplified


class Role(Enum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    INDICATOR = "indicator"
    MEASURE = "measure"  # the unit of measurement
    FIGURE = "figure"
    GROWTH = "growth"
    NATURE = "nature"
    PROJECT = "project"
    WORKS = "works"  # what is built, where, from when to when, by what money
    TASK = "task"
    CONTENT = "content"
    GOAL = "goal"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    LEADER = "leader"
    DEADLINE = "deadline"
    REMARK = "remark"


# Ordered: the first pattern found in a heading decides. Bracketed units are taken off before.
_HEADINGS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"^(?:序号|编号|项次|序次|行次|序)$|^(?:任务|项目|事项)(?:序号|编号)$|^N[oO]\.?$"),
    (Role.REMARK, r"^(?:备注|说明|附注)$|^第?[一二三四]季度(?:目标|任务|进度|计划)?$|^\d{1,2}月份?(?:目标|进度)?$"),
    (Role.NATURE, r"^(?:指标)?(?:属性|性质)$|^指标类型$"),
    (
        Role.CATEGORY,
        r"^(?:类别|类型|分类|领域|大类|门类|板块|方面|一级指标|重点领域|维度)$|类别$|领域$|^行动(?:名称)?$|^专项行动$|任务分类$",
    ),
    (Role.LEADER, r"领导|责任人|负责人|召集人|联系人|包抓人"),
    (
        Role.DEADLINE,
        r"时限|期限|时间节点|完成时间|办结时间|时间(?:安排|要求|进度|表)|完成节点|进度(?:安排|要求)|^时间$|^节点$",
    ),
    (
        Role.WORKS,
        r"投资|建设(?:内容|规模|地点|性质|年限|起止|周期|期限|工期|阶段|情况|单位|业主)|(?:开工|竣工|投产)时间|业主|项目(?:单位|法人|内容|概况|进展|类型|性质)|资金(?:来源|需求)|起止年|实施地点|用地",
    ),
    (Role.PROJECT, r"^(?:重点|重大|工程)?项目(?:名称)?$|工程名称|^实事(?:项目)?(?:名称)?$"),
    (Role.LEAD, r"牵头|主责|主办|首责|第一责任|主管(?:单位|部门)"),
    (Role.SUPPORT, r"(?:配合|协同|协办|参与|参加|支持|协作|协助|相关责任)(?:单位|部门|主体)?"),
    (Role.RESPONSIBLE, r"(?:责任|承办|落实|实施|承担|负责|完成)(?:单位|部门|主体|科室|股室)|^责任分工$|^任务分工$"),
    (Role.GROWTH, r"年均|增速|增幅|增长率|增长(?:\(?%\)?)?$|累计"),
    (Role.INDICATOR, r"(?:^|主要|核心|二级|三级|具体|考核)指标(?:名称)?$|^指标(?:名称|内容)?$|^目标名称$"),
    (
        Role.FIGURE,
        r"^(?:19|20)\d\d(?:年|$)|基期|基准|目标值|完成值|规划目标|实际(?:完成|值)|现状|预计(?:值|完成)|指标值|(?:19|20)\d\d年?(?:目标|实际|完成|预计|基期|基数)|^目标$(?=\d)|^完成情况$",
    ),
    (Role.GOAL, r"目标|成效|成果|绩效|预期"),
    (Role.MEASURE, r"^(?:计量)?单位$"),
    (
        Role.TASK,
        r"^(?:工作|重点|主要|改革|整改|具体|年度|核心|目标)?任务(?:名称|事项|项目|清单)?$|^(?:重点|主要)?工作(?:事项|任务|名称|项目)?$|^(?:工作|重点|改革|服务|整改)?事项(?:名称)?$|^任务$|^(?:重点)?工作$|^(?:反馈|存在|主要|具体|整改|突出)?(?:的)?问题(?:描述|表现|清单|内容)?$|^实事内容$",
    ),
    (Role.CONTENT, r"内容|举措|措施|要求|任务|做法|工作安排|事项"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_TAIL = re.compile(r"[（(\[【][^（()）]*[）)\]】]$")
_NOT_HEADING = re.compile(
    r"[。；，,;！“]|：.|^.{9,}(?:计划|安排|汇总|名单|目录)$|^.{6,}(?:分解|分工)$|(?:表|清单|台账|方案|附件)\d*$|^附|^专栏|^[\d.]+$|^[（(]?[一二三四五六七八九十\d]+[）)、.．]"
)


_TRADITIONAL = re.compile("[務類單標額責導牽頭時間點節數據實際進資開專備註說預約屬號領協參達長劃計產業項稱對將內]")


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return simplified(text) if _TRADITIONAL.search(text) else one_width(text)


def bare(heading: str) -> str:
    """A heading without its bracketed unit: 总投资（万元） → 总投资."""
    return _TAIL.sub("", heading) or heading


@lru_cache(maxsize=8192)
def role_of(heading: str) -> Role | None:
    """What a column so headed holds; None when the words are not known or are no heading."""
    if not heading or len(heading) > 16 or _NOT_HEADING.search(heading):
        return None
    words = bare(_plain(heading))
    return next((role for role, pattern in _COMPILED if pattern.search(words)), None)


class Look(Enum):
    """What a cell looks like, whatever its column says."""

    BLANK = "blank"
    DASH = "dash"
    INDEX = "index"
    FIGURE = "figure"
    DELEGATED = "delegated"  # a goal in words: the figure comes from above, or the present level is kept
    NATURE = "nature"
    MEASURE = "measure"
    DATE = "date"
    ORGANS = "organs"  # a list of units
    TEXT = "text"


_NUMBER = r"[+\-－±]?\d[\d,，]*(?:\.\d+)?"
_COMPARED = r"(?:[≥≤＞＜><≈~约]=?|超过?|不低于|不少于|不高于|不超过|大于|小于|达到?|突破|控制在|左右)?"
_CLOSING = r"(?:以上|以内|以下|左右|个百分点|[%％‰]|[倍万亿千百]?[元人个件亩吨家项户所座条公里]*)*"
_MEASURES = (
    r"[%％‰]|(?:[百千万亿]+)?(?:元|美元|人|人次|户|亩|公顷|吨|吨标准煤|立方米|平方米|平方公里|公里|千瓦|千瓦时|件|个|家|所|张|床|岁|年|"
    r"项|座|条|套|辆|架|标箱|TEU|天|次|分|度|名|册|处|台|种|倍|部|所|批|例|方|斤|头|羽|株|微克/立方米|个百分点|百分点|位)"
    r"(?:/[\u4e00-\u9fff\w]{1,6})?|位次|名次|[\u4e00-\u9fff]{1,3}/[\u4e00-\u9fff\w]{1,6}"
)
_ORGAN = (
    r"[\u4e00-\u9fff（）()、·“”/]*(?:[局委办厅院会处队站所社校园镇乡县区市厂场库部科股室组]|中心|公司|集团|街道|银行|政府|大厅|法院|联|支队|单位|部门)"
    r"(?:[（(][^（）()]*[）)])?(?:等(?:部门|单位)?)?"
)
_LOOKS: tuple[tuple[Look, str], ...] = (
    (Look.DASH, r"[—–－\-―/]{1,3}"),
    (Look.INDEX, r"\d{1,3}[.．、]?|[一二三四五六七八九十]{1,3}|[（(]\d{1,3}[）)]|[①-⑳]"),
    (Look.NATURE, r"[（(]?(?:预期|约束|参考|导向|指导|监测|引导|鼓励)性?[）)]?(?:指标)?"),
    (
        Look.FIGURE,
        rf"{_COMPARED}(?:[\[【［(（]?{_COMPARED}{_NUMBER}{_CLOSING}[\]】］)）]?|{_NUMBER}[—–\-~～至]{_NUMBER}){_CLOSING}",
    ),
    (Look.MEASURE, _MEASURES),
    (
        Look.DELEGATED,
        r"(?:按照?|以|达到|完成|控制在)?[\u4e00-\u9fff]{0,8}(?:下达|核定|分解)[\u4e00-\u9fff]{0,8}|完成[\u4e00-\u9fff]{0,6}任务|(?:基本)?(?:持续|逐步|稳步|保持|只增不减|高于|低于|不断)[\u4e00-\u9fff]{0,12}|与[\u4e00-\u9fff]{2,10}同步|[\u4e00-\u9fff]{0,4}(?:基本)?同步",
    ),
    (
        Look.DATE,
        r"(?:20\d\d年)?(?:\d{1,2}月(?:份|底|末|\d{1,2}日)?前?|[上下]半年|[一二三四]季度|年?底前?|年内|全年)(?:[至—-].+)?(?:前|底前|完成)?"
        r"|20\d\d年|20\d\d[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|长期(?:坚持|推进|任务)?|持续(?:推进|实施)|常态化(?:推进)?|每[年月季周]度?|即时|立行立改",
    ),
    (Look.ORGANS, rf"(?:{_ORGAN})(?:[、，,；;]{_ORGAN})*"),
)
_LOOK_PATTERNS = tuple((look, re.compile(pattern)) for look, pattern in _LOOKS)
_LONGEST_TYPED = 120


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """What a squeezed cell looks like."""
    if not text:
        return Look.BLANK
    if len(text) > _LONGEST_TYPED:
        return Look.TEXT
    text = _plain(text)
    return next((look for look, pattern in _LOOK_PATTERNS if pattern.fullmatch(text)), Look.TEXT)


_EXPECTED: dict[Role, Look] = {
    Role.NUMBER: Look.INDEX,
    Role.MEASURE: Look.MEASURE,
    Role.FIGURE: Look.FIGURE,
    Role.GROWTH: Look.FIGURE,
    Role.NATURE: Look.NATURE,
    Role.LEAD: Look.ORGANS,
    Role.RESPONSIBLE: Look.ORGANS,
    Role.SUPPORT: Look.ORGANS,
    Role.DEADLINE: Look.DATE,
}


def expected_look(role: Role | None) -> Look:
    """What the cells of a column with this role look like."""
    return _EXPECTED.get(role, Look.TEXT) if role else Look.TEXT


_FITS: dict[tuple[Look, Look], float] = {  # (cell, column) where neither equal nor -1.5
    (Look.DASH, Look.FIGURE): 2.0,
    (Look.DASH, Look.MEASURE): 0.5,
    (Look.DASH, Look.DATE): 0.0,
    (Look.DASH, Look.ORGANS): 0.0,
    (Look.DASH, Look.TEXT): 0.0,
    (Look.DELEGATED, Look.FIGURE): 2.0,
    (Look.DELEGATED, Look.TEXT): 1.0,
    (Look.DELEGATED, Look.DATE): 0.5,
    (Look.INDEX, Look.FIGURE): 2.5,
    (Look.INDEX, Look.TEXT): -1.0,
    (Look.FIGURE, Look.TEXT): -1.0,
    (Look.FIGURE, Look.INDEX): -2.0,
    (Look.NATURE, Look.TEXT): -2.0,
    (Look.MEASURE, Look.TEXT): 0.0,
    (Look.MEASURE, Look.FIGURE): -1.0,
    (Look.DATE, Look.TEXT): 0.0,
    (Look.DATE, Look.FIGURE): -1.0,
    (Look.ORGANS, Look.TEXT): 1.5,
    (Look.TEXT, Look.ORGANS): -0.5,
    (Look.TEXT, Look.DATE): -0.5,
    (Look.TEXT, Look.FIGURE): -2.0,
    (Look.TEXT, Look.INDEX): -6.0,
    (Look.ORGANS, Look.INDEX): -6.0,
}


def fit(cell: Look, column: Look) -> float:
    """How well a cell suits a column: 3 for its own kind, 0 for an empty cell, below 0 for a stranger."""
    if cell is Look.BLANK:
        return 0.0
    if cell is column:
        return 3.0
    return _FITS.get((cell, column), -1.5)
