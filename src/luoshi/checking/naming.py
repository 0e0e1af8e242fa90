"""When do two printed names mean the same indicator? Names are reduced to a key; keys are compared, never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from luoshi.extraction.draft import Target

# Established short forms and their full ones; the left side is what the key keeps.
SAME = (
    ("GDP", r"(?:地区|国内)?生产总值"),
    ("社零", r"社会消费品零售(?:总)?额|社消零(?:总额)?"),
    ("固投", r"固定资产投资(?:总额)?"),
    ("研发经费", r"(?:全社会)?(?:研究与试验发展|研发|R&D|科研)(?:经费(?:投入|支出)?(?:强度)?|投入(?:强度)?|支出|强度)"),
    ("规上", r"规模以上"),
    ("规上工业", r"规模工业"),
    ("进出口", r"(?:外贸)?进出口(?:贸易)?(?:总)?额?"),
    ("城镇化率", r"(?:常住人口)?城镇化率"),
    ("占GDP比重", r"占GDP(?:的)?(?:比重|比率|比例|比)"),
    ("高新技术企业", r"国家高新技术企业|高企"),
    ("一般公共预算收入", r"(?:地方)?一般公共预算(?:地方)?收入"),
    ("一产", r"第?一产业"),
    ("二产", r"第?二产业"),
    ("三产", r"第?三产业"),
    ("服务业", r"三产(?=增加值)"),
    ("产", r"(?<=[一二三])产增加值"),  # 第一产业增长 speaks of its added value
    ("产量", r"总产量"),
    ("产值", r"总产值"),
    ("城镇就业", r"城镇新增就业|新增城镇就业"),
    ("空气优良率", r"(?:城市|中心城区)?(?:环境)?空气(?:质量)?优良(?:天数)?(?:比例|比率|率)|优良天数(?:比例|比率|率)"),
    ("一网通办率", r"政务服务一网通办率?"),
    ("Ⅲ类", r"(?:达到或)?(?:优|好)于(?:或达到)?(?:Ⅲ|III)类"),
    ("亿元", r"亿元?(?:级|以上)"),
    ("占比", r"占全部[\u4e00-\u9fff]{2,4}?的?比[重例率]"),
)
# Short forms that say what is measured all by themselves.
_SHORT = frozenset(["GDP", "社零", "固投", "进出口", "一产", "二产", "三产", "研发经费"])
_SAME = tuple((short, re.compile(pattern)) for short, pattern in SAME)
_HEAD = re.compile(
    r"^(?:(?:全[年区市县省州]|今年|当年|每年|年内|全力|力争|确保|争取|实现|完成|新增|净增|新培育|培育|培养|新建|建成|建设|改造|打造"
    r"|引进|引育|认定|新认定|推广|推进|组织|开展|落实|支持|争创|创建|谋划|储备|发展|带动|支撑|累计|总共|共|达到|突破|保持|其中|以上|年(?=[^均]))的?)+"
)
_TAIL = re.compile(
    r"(?:同比|年均|平均)?(?:增长|增速|增幅|提高|提升|上升|下降|降低|减少|达到?|稳定|保持|控制|完成|突破|不低于|总量|总数|数量|数|率先|建设|改造|任务|目标|入库)+$"
)
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_NOISE = re.compile(r"[“”‘’\"'《》、，,（）()\s的]")
_KINDS = {
    "flow": re.compile(r"新增|净增|新建|新培育|培育|引进|引育|新认定|新开工"),
    "stock": re.compile(r"总量|总数|累计|保有量|存量|达到"),
}
# Words that make two otherwise similar names two different things.
_SETS = tuple(
    re.compile(pattern)
    for pattern in (
        r"国家级|省级|市级|区级|县级|镇级|村级",
        r"国家(?!级)|全国|省(?!级)",
        r"城镇|农村|城乡|城市|乡村",
        r"工业|服务业|农业|文化|贸易|批零|住餐|建筑|外贸|科技|旅游|物流|高技术|制造业|种植|水产|一产|二产|三产",
        r"收入|支出|利润|税收|投资|产值|增加值|面积|产量|人次|人数|户数|里程|浓度|密度",
        r"率|额|量|值",
        r"省外|境外|海外|外资|内资|民间|政府",
        r"新生儿|老年|残疾|儿童|妇女|职工|居民|学生|党员|高校",
        r"较大|重大|一般",
        r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+",
        r"首创|自主|重点|示范|试点",
    )
)
GENERIC = frozenset(
    [
        "项目",
        "活动",
        "企业",
        "平台",
        "培训",
        "场次",
        "资金",
        "总投资",
        "任务",
        "人才",
        "农户",
        "村",
        "家庭",
        "群众",
        "单位",
        "产品",
        "基地",
        "学校",
        "医院",
        "房屋",
        "道路",
        "设备",
        "投资",
        "收入",
    ]
)
_COUNTERS = str.maketrans({"户": "家", "个": "家"})


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's key, and what keeps it apart from its look-alikes."""

    key: str
    marks: tuple[frozenset[str], ...]

    @property
    def specific(self) -> bool:
        """Long enough, and not a word like 项目 that means another thing in every sentence."""
        return self.key in _SHORT or (len(self.key) >= 3 and self.key not in GENERIC)


def unified(text: str) -> str:
    """A text without blanks and quotation marks, its established names in one short form."""
    squeezed = _NOISE.sub("", text)
    for short, pattern in _SAME:
        squeezed = pattern.sub(short, squeezed)
    return squeezed


@lru_cache(maxsize=65536)
def name_of(printed: str) -> Name:
    """The key of a printed indicator name: short forms unified, verbs and time words taken off."""
    text = unified(_ASIDE.sub("", printed) or printed)
    stripped = _TAIL.sub("", _HEAD.sub("", text)) or text
    return Name(stripped, tuple(frozenset(words.findall(stripped)) for words in _SETS))


def alike(one: Name, other: Name) -> float:
    """From 0 to 1: how surely two names mean one indicator. 1 is the same key; below 0.85 means nothing."""
    if one.key == other.key:
        return 1.0
    if one.marks != other.marks or min(len(one.key), len(other.key)) < 4:
        return 0.0
    return float(fuzz.ratio(one.key, other.key)) / 100


def kind(target: Target) -> str | None:
    """Whether the sentence speaks of what is added (flow) or of what there is (stock); None if it does not say."""
    said = [name for name, words in _KINDS.items() if words.search(target.quote)]
    return said[0] if len(said) == 1 else None


def counter(unit: str | None) -> str:
    """The unit with 家, 户 and 个 taken as one: plans count the same enterprises in any of the three."""
    return re.sub(r"[·/](?:人|户)", "", (unit or "").translate(_COUNTERS).replace("％", "%"))


def clusters(targets: Iterable[Target], *, at_least: float = 0.9) -> list[list[Target]]:
    """Targets that speak of one indicator in one unit. Only clusters of two or more; order of the text kept."""
    by_unit: dict[str, dict[str, list[Target]]] = {}
    for target in targets:
        name = name_of(target.indicator)
        # 产量 alone may mean the yield of anything, but 42.08 of it in two places is one yield.
        telling = f" {target.value}" if (target.value or 0) % 1 and len(name.key) > 1 else ""
        if name.specific or telling:
            key = name.key if name.specific else name.key + telling
            by_unit.setdefault(counter(target.unit), {}).setdefault(key, []).append(target)
    found = []
    for keyed in by_unit.values():
        for keys in _near(sorted(keyed), at_least):
            cluster = sorted((target for key in keys for target in keyed[key]), key=lambda target: target.span)
            if len(cluster) > 1:
                found.append(cluster)
    return found


LONGEST_INSERTION = 4  # characters by which two names of one thing may differ


_MEASURE = 4  # the set of marks that says what is measured


def near_pairs(
    targets: Iterable[Target], *, of_one_figure: bool = False
) -> Iterator[tuple[list[Target], list[Target]]]:
    """Targets in one unit whose names differ by an insertion only (充电桩, 公共充电桩), the shorter name first.

    Where the figure is one, the insertion may be a word for what is measured (企业, 投资企业).
    """
    by_name: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        if name_of(target.indicator).specific:
            by_name.setdefault((counter(target.unit), name_of(target.indicator).key), []).append(target)
    for (unit, long), found in by_name.items():
        for short in sorted(shortened(long)):
            if (unit, short) in by_name and _same_marks(name_of(short), name_of(long), of_one_figure):
                yield by_name[unit, short], found


def inserted(short: str, long: str) -> str:
    """What the longer of two names has more; empty where it is no insertion."""
    more = len(long) - len(short)
    start = next((index for index, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[start : start + more] if short[start:] == long[start + more :] else ""


def _same_marks(one: Name, other: Name, of_one_figure: bool) -> bool:
    pairs = enumerate(zip(one.marks, other.marks, strict=True))
    return all(a == b or (of_one_figure and index == _MEASURE) for index, (a, b) in pairs)


def shortened(name: str) -> set[str]:
    """A name without one to four neighbouring characters, its end kept. What is left of a rate must say of what."""
    cuts = {
        name[:start] + name[start + length :]
        for length in range(1, LONGEST_INSERTION + 1)
        for start in range(len(name) - length)
    }
    return {short for short in cuts if len(short) >= (5 if short.endswith("率") else 3)}


def _near(keys: Sequence[str], at_least: float) -> list[list[str]]:
    """Group keys that are alike; only keys with one ending, where the head noun stands, and one set of marks can be."""
    blocks: dict[tuple[str, tuple[frozenset[str], ...]], list[list[str]]] = {}
    for key in keys:
        name = name_of(key)
        groups = blocks.setdefault((key[-2:], name.marks), [])
        home = next((group for group in groups if alike(name_of(group[0]), name) >= at_least), None)
        if home is None:
            groups.append([key])
        else:
            home.append(key)
    return [group for groups in blocks.values() for group in groups]


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text: the smallest unit in which Chinese words can be found."""
    squeezed = _NOISE.sub("", text)
    return frozenset(a + b for a, b in pairwise(squeezed))
