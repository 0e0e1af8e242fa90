"""Do two printed names mean one unit? By what names leave out, and by how offices are renamed; no list of units."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

LEVELS = "省市州盟县区旗镇乡"
_PREFIX = re.compile(rf"^[{LEVELS}](?=.{{3}})")
_LEVEL = re.compile(r"^(?:[省市县区州盟旗]|国家)")
_DOUBLED_LEVEL = re.compile(r"^([省市县区州])\1(?!场)")
_SUFFIX = re.compile(
    r"(?:委员会|委|局|办公室|办|厅|部|中心|公司|集团|分局|支队|大队|总队|分行|支行|银行|院|会|联社|社|署|行)$"
)
_FILLING = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:管理|服务|事务)+$")
# Long names of offices and the short ones that papers use for them.
_OFFICES = tuple(
    (short, re.compile(pattern))
    for short, pattern in (
        ("发改", r"发展和?改革"),
        ("工信", r"工业和?信息化"),
        ("人社", r"人力资源和?社会保障"),
        ("住建", r"住房和?城乡建设"),
        ("自然资源", r"自然资源和规划|自然资源规划|资规|自规"),
        ("市场监管", r"市场监督(?:管理)?|市监(?!测)"),
        ("卫健", r"卫生健康|卫计"),
        ("交通", r"交通运输"),
        ("应急", r"应急管理"),
        ("农业农村", r"农业农村和水利|农业(?!农村|综合|技术)"),
        ("公积金", r"住房公积金"),
        ("检察", r"人民检察"),
        ("法", r"^人民法$"),
    )
)
_FIRM = re.compile(r"(?:公司|集团)$")
_BODIES = frozenset(("政府", "党委", "人大", "政协", "纪委"))
_CONFUSED = frozenset(
    map(frozenset, ("域城", "人入", "己已", "末未", "土士", "日目", "干千", "天夫", "大太", "经径", "治冶", "侯候"))
)
# Offices whose short names differ by one character and that are two all the same.
_TWO_OFFICES = frozenset(
    map(frozenset, (("民政", "民宗"), ("公安", "公路"), ("水利", "水文"), ("水利", "水产"), ("国资", "国安"),
                    ("人社", "人防"), ("林业", "林草"), ("文旅", "文物"), ("文体", "文物"), ("交通", "交警"),
                    ("税务", "税收"), ("市场", "市监"), ("科技", "科协"), ("信访", "信用"), ("农业", "农机")))
)  # fmt: skip


def level(name: str) -> str:
    """The level that a name opens with: 市 of 市发改局."""
    found = _LEVEL.match(name)
    return found.group() if found else ""


def is_named(name: str, names: Collection[str]) -> bool:
    """Whether a unit stands among names, with its level or without: 党政办公室 is 乡党政办公室."""
    bare = _PREFIX.sub("", name)
    return name in names or bare in names or (bare == name and any(level + name in names for level in LEVELS))


def without_doubling(name: str) -> str:
    """市市农业农村局 as it was meant; 市市场监管局 is left alone."""
    return _DOUBLED_LEVEL.sub(r"\1", name)


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """What a unit deals with: no level, no kind of office, the established short form."""
    stripped = _FILLING.sub("", _SUFFIX.sub("", _LEVEL.sub("", without_doubling(name))))
    for short, pattern in _OFFICES:
        stripped = pattern.sub(short, stripped)
    return stripped


@lru_cache(maxsize=65536)
def slip(name: str, other: str) -> bool:
    """One character exchanged, and not the one that tells two units apart."""
    if len(name) != len(other) or len(name) < 4 or Levenshtein.distance(name, other) != 1:
        return False
    at = next(index for index, (a, b) in enumerate(zip(name, other, strict=True)) if a != b)
    if name[at] in "省市县区州镇乡" or other[at] in "省市县区州镇乡":
        return False
    if frozenset((name[at], other[at])) in _CONFUSED:
        return 0 < at < len(name) - 1
    # 县城投公司 and 县交投公司 are two firms; a character of an office's long name is a slip.
    return 0 < at < len(name) - 1 and len(name) >= 5 and not _FIRM.search(name)


def near_miss(name: str, other: str) -> bool:
    """Two short names, of offices or of firms, that differ in the third character: 县科技局, 县科工局. A hint only."""
    short = len(name) == len(other) and (len(name) == 4 or (len(name) == 5 and bool(_FIRM.search(name))))
    if not short or name[:2] + name[3:] != other[:2] + other[3:]:
        return False
    return name != other and frozenset((name[1:3], other[1:3])) not in _TWO_OFFICES


@lru_cache(maxsize=65536)
def same_unit(name: str, other: str) -> bool:
    """Whether one name is the other with words left out or its kind of office exchanged (发改委, 发改局)."""
    short, long = sorted((name, other), key=len)
    if name == other or long.startswith(short):
        return False
    if level(long) + short == long and not level(short) and len(short) >= 3:
        return True  # 文旅集团, 市文旅集团
    if level(name) != level(other) or len(short) < 4:
        return False
    core_short, core_long = sorted((core(short), core(long)), key=len)
    if core_short == core_long and len(core_short) >= 2:
        return True
    return one_leaves_out(short, long, core_short, core_long)


def one_leaves_out(short: str, long: str, core_short: str, core_long: str) -> bool:
    """县供销社, 县供销合作社: one kind of office, and every character of the shorter name in the longer."""
    suffix = _SUFFIX.search(short)
    return (
        suffix is not None
        and long.endswith(suffix.group())
        and len(long) - len(short) <= 4
        and len(core_short) >= 2
        and core_short not in _BODIES
        and (core_short[0] == core_long[0] or len(core_short) >= 6)
        and is_subsequence(core_short, core_long)
    )


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


LONG = 8  # characters from which two names that begin otherwise may be one: 生态环境局青螺分局


def look_alikes(names: Collection[str]) -> Callable[[str], set[str]]:
    """For a name, those of `names` that may be the same unit: few, so that all of them can be compared."""
    buckets: dict[str, set[str]] = {}
    for name in names:
        for mark in _marks(name):
            buckets.setdefault(mark, set()).add(name)
    return lambda name: {other for mark in _marks(name) for other in buckets.get(mark, ()) if other != name}


def _marks(name: str) -> set[str]:
    """What one of two names of a unit shares with the other: all but a character, how its core begins, how it ends."""
    bare = without_doubling(name)
    but_one = {f"{name[:at]}?{name[at + 1 :]}" for at in range(1, len(name) - 1)}
    return but_one | {core(bare)[:1] or bare, _LEVEL.sub("", bare), f"…{name[-4:]}" if len(name) >= LONG else bare}
