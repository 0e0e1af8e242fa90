"""Units by their shape: what a list of units is made of, which words are collectives, which prefix was left out."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

# The endings of names of offices, companies and places; the last characters decide, not a list of units.
_ENDING = (
    "(?:局|委|办|部|厅|院|中心|公司|集团|街道|镇|乡|总队|支队|大队|开发区|园区|示范区|新区|联社|银行|农商行|支行|分行|"
    "署|处|科|室|所|站|队|库|台|厂|场|馆|校|学院|大学|中学|小学|社|会|联|协|政府|法院|检察院|海关|关|组|党校|司|"
    "区|县|市|州|旗|盟|村|社区|园|景区|矿|港|院校|职院|报社|大厦|基地|平台|专班|指挥部|联盟|总工会|团委|团县委|团区委|"
    "团市委|团省委|妇联|军分区|人武部|办公室|管委|党工委|纪委|监委|电网|电力|移动|联通|电信|铁塔|邮政|烟草)"
)
SHAPE = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9·“”\-&]{{0,40}}{_ENDING}(?:（[^（）]{{1,20}}）)?$")
_COLLECTIVE = re.compile(
    r"^(?:(?:地方|基层)?各|相关|有关|其他|其它|全体|所有|涉及|上述|以上|本|属地|沿线|沿江|(?:项目|企业|工程)?所在地?|辖区|[省市县区州旗]内|全[省市县区州旗])|"
    r"^(?:中央|国家|省|市|区|县|州|旗)?(?:直|属)?(?:驻[^各、]{1,3})?各|"
    r"(?:相关|有关|成员)(?:责任)?(?:部门|单位)|(?:职能|主管|责任|成员|业务|监管|执法|政法|项目|建设|牵头|承办|实施)(?:部门|单位)$|"
    r"^(?:中央|省|市|区|县|州|旗)(?:直|属)(?:有关|相关)?(?:部门|单位|机关)$|"
    r"各(?:专班|工作组|专项组|部门|单位|企业|乡镇|镇街|街镇|街道|园区|县区|区县)$|"
    r"^(?:(?:省|市|县|区|州|旗|镇)?(?:属|直|管|级|内|域)|驻[^、]{1,3})[^省市县区州旗盟、]{0,6}(?:企业|国企|机构|院校|高校|学校|医院|媒体)$|"
    r"^[^省市县区州旗盟镇乡、]{2,6}(?:企业|机构|院校|高校)$|^[^、]{0,4}(?:运营商|通信企业)$|"
    r"^(?:企业|金融机构|乡镇|镇街|街镇|镇乡|镇村|乡镇街道|县区|区县|县市区|部门|单位|园区|街道|社区|村)(?:（[^（）]+）)?$|"
    r"^(?:乡镇|镇|县|县市区|县区|区县|市县)(?:（[^（）]+）)?(?:人民)?(?:政府|党委|管委会)(?:（[^（）]+）)?$"
)
_CATEGORY = re.compile(
    r"^(?:乡|镇|街道|场|村|社区|园区|县|县级市|市|州|盟|旗|区|自治区|直辖市|设区市|地区|开发区|功能区|经济区|新区|管委会|企业|单位|部门|农场|林场|街|居|办|"
    r"学校|幼儿园|医院|卫生院|机构|团体|高校|院校|(?:人民)?政府|党委|办事处|党工委|村民委员会|居民委员会|(?:村|居)委会)"
    r"(?:（[^（）]+）)?(?:(?:人民)?政府|办事处|管委会|党委|党工委)?(?:（[^（）]+）)?$"
)
_LEADING = re.compile(
    r"(?:(?:以上|此|该|本|这)?(?:各?项)?(?:任务|工作|事项|措施)?(?:均)?由|由|以及|及其|及|和|与|暨|会同|联合|其中|并|等)+"
)
_TRAILING = re.compile(
    r"(?:（[^（）]{0,16}(?:第一|首位|下同|牵头|主责|主办|配合|协助|参与)[^（）]*）|[、，]?等(?:[^、，；]{0,14}(?:部门|单位|企业|机构|地区|地方))?|分别|共同|联合|具体|统一|[。；，、：]|"
    r"(?:主要|分管|有关)?负责(?:人|同志)|按照?[^、，；]{0,6}(?:职责|职能|分工|责任)[^、，；]{0,6})+$"
)
_TIME = re.compile(r"\d[年月]|底前|完成|长期|持续|^(?:全年|年内|常年|每年|日常)$")
_PROSE = re.compile(  # 对外办, 以工代赈办, 在线 and 让胡路区 are names
    r"[的将要把是被使其了着]|对(?!外|台|口|接)|以(?!工代赈)|在(?!线)|为(?!民)|让(?!胡路)|过(?!境)|负责|牵头|推进|落实|加强|建立|完善|实施"
)
_PREFIX = re.compile(r"^(?:[\u4e00-\u9fff]{2,4})?(?:省|自治区|市|州|县|区|旗|盟)")
_ELIDED = re.compile(
    r"^(?!.+(?:金融监管|通信管理|邮政管理|烟草专卖|海事|气象|税务|消防救援)局$)(?!民航|国家|中国|中央|全国|国网|人民银行|海关|海事|铁路|党)(?:[^省市县区州旗盟镇乡各国驻团]|城乡|市场|国资|国土|国动|乡村){2,9}(?:厅|局|委|办|部|办公室|委员会)$"
)
_LEVELS = ("省", "市", "区", "县", "州", "旗", "盟", "自治区")
_SEPARATOR = re.compile(r"[（(）)、，；/,\n及和与暨]")
_MARKS = "、，；/,"
_LONGEST = 30
_remembered = lru_cache(maxsize=4096)  # a plan names the same units again and again


class Piece(NamedTuple):
    """One entry of a list: its range in the text and what it is."""

    start: int
    end: int
    kind: str  # "unit", "collective" or "unread"


@dataclass(slots=True)
class Entries:
    """A list of units as read."""

    units: list[tuple[int, int]] = field(default_factory=list)
    collectives: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.units or self.collectives)


@_remembered
def is_unit_shaped(name: str) -> bool:
    """Whether a name ends as names of offices, companies or places end, and holds no verb."""
    return bool(SHAPE.match(name)) and not _PROSE.search(name.replace("的", "", 1) if "的" in name else name)


@_remembered
def is_collective(name: str) -> bool:
    """Whether a phrase stands for units without naming one: 相关部门, 各镇（街道）, 区直有关单位."""
    return bool(_COLLECTIVE.search(name))


def read_list(text: str, start: int, end: int) -> Entries:
    """Read text[start:end] as a list of units, minding 和 inside names, brackets, and 各镇、街道、场 as one."""
    entries = Entries()
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead else start
    for piece in _merged(text, list(_pieces(text, start, end))):
        first, last, kind = _judged(text[piece[0] : piece[1]])
        if kind:
            getattr(entries, kind).append((piece[0] + first, piece[0] + last))
    return entries


@_remembered
def _judged(words: str) -> tuple[int, int, str]:
    """Where in the words of one entry its name stands, and the field of `Entries` it belongs to ("" for none)."""
    first, last = trimmed(words, 0, len(words))
    name = words[first:last]
    if not name or _TIME.search(name):
        return first, last, ""
    if is_collective(name):
        return first, last, "collectives"
    if last - first <= _LONGEST and (is_unit_shaped(name) or (last - first <= 14 and not _PROSE.search(name))):
        return first, last, "units"
    return first, last, "unread"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the words around a name: 由, 和, 等, 等部门, 按职责分工."""
    lead = _LEADING.match(text, start, end)
    if lead:
        start = lead.end()
    while True:
        tail = _TRAILING.search(text, start, end)
        if not tail or tail.start() == tail.end():
            return start, end
        end = tail.start()


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    begin, depth = start, 0
    for found in _SEPARATOR.finditer(text, start, end):
        mark = found[0]
        if mark in "（(":
            depth += 1
        elif mark in "）)":
            depth = max(depth - 1, 0)
        elif not depth:
            cut = found.start() - (mark == "及" and text.endswith("以", begin, found.start()))
            if mark in _MARKS or _splits(text, begin, cut, found.end(), end):
                pieces.append((begin, cut))
                begin = found.end()
    pieces.append((begin, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _splits(text: str, begin: int, at: int, resume: int, end: int) -> bool:
    """Whether a 和, 及 or 与 stands between two names rather than inside one (发展和改革局)."""
    left = text[begin:at]
    return bool(is_unit_shaped(left) or is_collective(left)) and resume < end


def _merged(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what one collective spreads over several entries: 各镇、街道、场."""
    merged: list[tuple[int, int]] = []
    for piece in pieces:
        name = text[piece[0] : piece[1]].removesuffix("等") if merged else ""
        if _CATEGORY.match(name) and is_collective(text[merged[-1][0] : merged[-1][1]]):
            merged[-1] = (merged[-1][0], piece[0] + len(name))
        else:
            merged.append(piece)
    return merged


def restored(names: list[str]) -> list[str | None]:
    """The full names of those whose level (省, 市, 区 …) the list prints once; None where nothing is missing."""
    full: list[str | None] = []
    level: str | None = None
    for name in names:
        if len(name) > 2 and name.startswith(_LEVELS):
            level = "自治区" if name[0] == "自" else name[0]
            full.append(None)
        elif level and _ELIDED.match(name) and not name.endswith(("分局", "支局")):
            full.append(level + name)
        else:
            full.append(None)
    return full
