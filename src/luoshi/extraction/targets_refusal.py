"""What is a number and no target. Each rule is one sentence of docs/targets.md."""

from luoshi.core.quantities import Quantity
from luoshi.extraction import targets_words as words
from luoshi.extraction.targets_naming import Named
from luoshi.extraction.units import is_collective, is_unit_shaped

_HAN_VERBS = (
    "新建",
    "新增",
    "建成",
    "引进",
    "培育",
    "认定",
    "创建",
    "新创建",
    "培育壮大",
    "新认定",
    "新引进",
    "净增",
    "争创",
)
_HAN_UNITS = (
    "家",
    "户",
    "座",
    "所",
    "条",
    "处",
    "场",
    "台",
    "套",
    "名",
    "人",
    "件",
    "宗",
    "亩",
    "公里",
    "元",
    "%",
    "辆",
    "倍",
    "成",
)


def is_number_word(quantity: Quantity, left: str) -> bool:
    """Chinese numerals are mostly words (三大, 一批, 两项制度); they count with a bound, a range or a clear verb."""
    if quantity.numeral != "chinese" or quantity.value_max is not None:
        return False
    if quantity.unit == "番":
        return False
    bare = quantity.unit.lstrip("十百千万亿")
    if quantity.dimension == "kind":
        return True
    if quantity.bounded:
        return bare == "个" and quantity.value == 1
    if quantity.value < 2 or bare in (
        "次",
        "片",
        "块",
        "组",
        "队",
        "口",
        "期",
        "门",
        "对",
        "本",
        "份",
        "点",
        "分",
        "度",
        "方",
    ):
        return True
    if quantity.dimension in ("money", "measure") and len(quantity.unit) > 1:
        return False
    ends_with_verb = left.endswith(_HAN_VERBS)
    return not (ends_with_verb or (bare in _HAN_UNITS and words.VERB_END.search(left) is not None))


def is_descriptive(quantity: Quantity, left: str, right: str) -> bool:
    """A rating, a kind or a span of time describes a thing unless a limit or a level is set on it."""
    if quantity.dimension == "rating":
        return True
    if (quantity.dimension == "rank" and right.startswith("的")) or (
        quantity.unit in ("名", "位") and left.endswith("后")
    ):
        return True  # 对排名前 3 位的予以通报, 后 3 名: whom a rule concerns
    if quantity.numeral == "fraction" and not (quantity.unit or quantity.bounded or words.REACHES.search(left)):
        return True  # 三分之一县达到…: of whom something is said
    if quantity.unit == "个" and words.SETS_UP.search(left) and words.BODY.match(right):
        return True  # 领导小组下设 3 个专项组
    if quantity.dimension == "pure":
        return words.PURE_NAME.search(_before_predicate(left)) is None
    if quantity.dimension == "time" and quantity.bounded and words.DURATION.search(left):
        return False
    if quantity.dimension == "time":
        return not (words.LIMITED.search(left) or quantity.bound in ("<", "<=")) or _names_something(
            quantity, left, right
        )
    if quantity.dimension == "kind":
        return _kind_describes(quantity, left, right)
    return False


def _before_predicate(left: str) -> str:
    match = words.PREDICATE.search(left)
    return left[: match.start()] if match else left


def _names_something(quantity: Quantity, left: str, right: str) -> bool:
    follows = words.NAME_STOP.match(right) is None and right != "" and not words.AFTER_NOUN.match(right)
    return follows or (quantity.unit == "年" and not words.LIMITED.search(left)) or not left


def _kind_describes(quantity: Quantity, left: str, right: str) -> bool:
    if quantity.unit == "大":
        return words.BUILDS.search(left) is None
    alone = not right or words.NAME_STOP.match(right)
    counted = quantity.numeral == "digits" and alone and words.CUT_VERB.search(left)
    return not (quantity.bounded or counted or words.PREDICATE.search(left))


def is_baseline(left: str, right: str) -> bool:
    """What already is, or where a change starts: 现有 6 家; 由 3 家增加到 5 家."""
    if words.BASELINE.search(left):
        return True
    return words.FROM_TO.search(left) is not None and words.TO_WORD.match(right) is not None


def is_parameter(quantity: Quantity, left: str, right: str) -> bool:
    """A subsidy, a fine or the beat of a meeting is a rule of the work, not its goal."""
    if quantity.dimension == "money" and words.SUBSIDY_BEFORE.search(left) and not words.PER_HEAD.search(left):
        return True
    if quantity.dimension == "money" and words.SUBSIDY_AFTER.match(right):
        return True
    if quantity.dimension == "rate" and words.OF_WHAT.search(left) and words.SUBSIDY_AFTER.match(right):
        return True
    if words.PER_CASE.search(left):
        return True
    if quantity.unit not in ("次", "期", "轮"):
        return False
    beat = words.SHORT_BEAT.search(left) or words.CADENCE.search(left)
    return beat is not None or words.SUPERVISION.match(right) is not None


def is_apposition(quantity: Quantity, left: str, right: str) -> bool:
    """石化、食品、机械三个产业: the number only sums up the list before it."""
    return (
        quantity.numeral == "chinese"
        and quantity.bound == "="
        and words.APPOSITION.search(left) is not None
        and words.NAME_STOP.match(right) is None
    )


def describes(quantity: Quantity, named: Named) -> bool:
    """全长 8 公里 tells what a project is; 县消防救援大队 30 人 who takes part."""
    if named.shape != "before" or named.predicate or named.verb or quantity.bounded:
        return False
    if words.DESCRIBES.fullmatch(named.name):
        return True
    return quantity.unit in ("人", "名") and is_unit_shaped(named.name) and not is_collective(named.name)


def counts_work(quantity: Quantity, named: Named) -> bool:
    """15 项专项行动, 5 项制度: the number of measures is not what they are to reach; 10万吨/年X项目 only names one."""
    if named.shape == "after" and quantity.dimension == "measure" and "/" in quantity.unit:
        return True
    return (
        named.shape == "after"
        and quantity.unit in ("项", "个", "类", "件", "条")
        and not quantity.bounded
        and named.name.endswith(
            ("行动", "计划", "制度", "机制", "举措", "措施", "方案", "政策", "方面", "环节", "领域", "阶段", "原则")
        )
    )
