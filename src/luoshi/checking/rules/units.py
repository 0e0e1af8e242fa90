"""Names of units: misspelt, known to nobody, or one unit under two names."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.units import level, look_alikes, near_miss, same_unit, slip
from luoshi.core.spans import Span
from luoshi.extraction.draft import Unit

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
# How the name of a unit may end. A name that ends otherwise was cut.
_COMPLETE = re.compile(
    r"[局委办厅部行院会社署室府处站所台校学园区镇乡场村库联协段厂港馆组队道科股]$"
    r"|(?:中心|公司|集团|海关|专班|基地|武警|消防|人大|政协|机关|纪委监委|法庭|财险|人寿|人保|保险|移动|联通|电信"
    r"|铁塔|邮储|烟草|气象|石油|石化|燃气|水务|供水|电力|供电|国土|税务|海事)$"
)


@rule(
    "unknown-unit",
    name="Unknown unit",
    explanation="A name stands in no member list and is named nowhere else: a slip of the pen, or a forgotten unit.",
    remedy="Correct the name, or add the unit to the members of the working group.",
    zh=(
        "单位名称存疑",
        "任务交给了一个不在任何成员名单、别处也未出现的名称：可能是笔误，也可能漏列了单位。",
        "改正名称，或补进工作专班成员名单。",
    ),
)
def unknown(case: Case) -> Iterator[Finding]:
    yield from misprinted(case)
    known = set(case.members) | {name for name, units in case.mentions.items() if len(units) > 1}
    alike = look_alikes(known)
    for name, units in case.mentions.items():
        if name in case.members or len(units) > 3 or doubled(name, known):
            continue
        spans = [unit.span for unit in units]
        meant = nearest(name, alike(name), case.home)
        if meant and len(units) > 1 and not slip(name, meant):
            continue  # used more than once, so it is a second name and no slip of the pen: see alias
        if meant:
            words = Words(
                f"{name} is probably {meant}, as it is called elsewhere.", f"{name}可能就是别处所写的{meant}。"
            )
            yield case.find("unknown-unit", "warning", words, spans + spans_of(case, meant), unit=name, meant=meant)
        elif level(name) and not _COMPLETE.search(_ASIDE.sub("", name)):
            words = Words(f"{name} is no complete name of a unit.", f"“{name}”不是完整的单位名称。")
            yield case.find("unknown-unit", "warning", words, spans, unit=name)
        elif len(units) == 1 and (near := next(filter(partial(near_miss, name), sorted(alike(name))), None)):
            words = Words(
                f"{name} is named once, and {near} elsewhere: is the same unit meant?",
                f"{name}只出现一次，别处写的是{near}，请核对是否同一单位。",
            )
            yield case.find("unknown-unit", "info", words, spans + spans_of(case, near), unit=name, meant=near)


def misprinted(case: Case) -> Iterator[Finding]:
    """Names with a blank inside, and names that repeat a character or a word."""
    known = case.members.keys() | case.mentions.keys()
    for name in sorted(known):
        spans = [unit.span for unit in [*case.mentions.get(name, []), *case.members.get(name, [])]]
        blank = next((span for span in spans if _BLANK.fullmatch(case.text, *span)), None)
        if blank:
            words = Words(f"{name} is printed with a blank inside.", f"{name}中间多了空格。")
            yield case.find("unknown-unit", "info", words, [blank], unit=name)
        if meant := doubled(name, known):
            words = Words(f"{name} repeats a word; {meant} is meant.", f"{name}里有重复的字，应为{meant}。")
            yield case.find("unknown-unit", "error", words, spans, unit=name, meant=meant)


_BLANK = re.compile(r"[\u4e00-\u9fff]+(?:[ \t\u3000]+[\u4e00-\u9fff]+)+")
_ASIDE = re.compile(r"[（(][^）)]*[）)]$")


def doubled(name: str, known: Collection[str]) -> str | None:
    """What is meant where a name repeats a word: certain for whole words, for a character if the rest is known."""
    for match in [*_DOUBLED.finditer(name), *_TWICE.finditer(name)]:
        once = name[: match.start()] + match.group(1) + name[match.end() :]
        if len(match.group(1)) > 1 or once in known:
            return once
    return None


def nearest(name: str, known: Iterable[str], place: str) -> str | None:
    """The known name that was probably meant: a slip of one character, or a longer or shorter form of it."""
    names = sorted(known)
    tests = (slip, same_unit, partial(one_branch, place=place))
    return next((other for test in tests for other in names if test(name, other)), None)


@rule(
    "alias-unit",
    name="One unit, two names",
    explanation="One unit goes by two names in one document; lists by unit then count it twice.",
    remedy="Use one name throughout, or record the other as an alias.",
    zh=("一单位两名", "同一单位在文中有两种叫法，按单位列清单时会被算成两家。", "全文统一名称，或把另一种登记为别名。"),
)
def alias(case: Case) -> Iterator[Finding]:
    every = case.members.keys() | case.mentions.keys()
    known = {
        name for name in every if (name in case.members or len(case.mentions[name]) > 1) and not doubled(name, every)
    }
    for names in families(sorted(known), case.home):
        spans = [span for name in names for span in spans_of(case, name)]
        words = Words(f"{' and '.join(names)} are probably one unit.", f"{'、'.join(names)}可能是同一个单位。")
        yield case.find("alias-unit", "warning", words, spans, units=names)
    yield from printed_in_two_ways(case)
    yield from two_styles_of_party_organs(case)


def families(names: Sequence[str], place: str) -> Iterator[list[str]]:
    """Groups of names that mean one unit each, found through any of their members."""
    home = {name: name for name in names}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    alike = look_alikes(names)
    networks = [name for name in names if _NETWORKS.match(name)]
    pairs = [(one, other) for one in names for other in sorted(alike(one)) if one < other and same_unit(one, other)]
    for one, other in [*pairs, *(pair for pair in combinations(networks, 2) if one_branch(*pair, place))]:
        home[root(other)] = root(one)
    grouped: dict[str, list[str]] = {}
    for name in names:
        grouped.setdefault(root(name), []).append(name)
    yield from (family for family in grouped.values() if len(family) > 1)


_NETWORKS = re.compile(r"^国网|^中国(?:移动|联通|电信|邮政|铁塔)")


def one_branch(one: str, other: str, place: str) -> bool:
    """国网青螺供电公司, 国网云汀供电公司青螺分公司: a network has one branch in a place."""
    first, second = _NETWORKS.match(one), _NETWORKS.match(other)
    return bool(first and second and first.group() == second.group() and place and place in one and place in other)


# Bodies that papers print in two ways, of which one document should choose one.
_VARIANTS = (
    (re.compile(r"各镇(?:[（(]街道[）)]|、街道|和?街道)"), re.compile(r"各乡镇(?:[（(]街道[）)]|、街道|和?街道)")),
    (re.compile(r"[区县市]管委(?!会|办)"), re.compile(r"[区县市]管委会(?!办)")),
)


def printed_in_two_ways(case: Case) -> Iterator[Finding]:
    """各乡镇（街道） here and 各镇（街道） there: either there are townships or there are none."""
    for patterns in _VARIANTS:
        rare, usual = sorted((list(pattern.finditer(case.normal.text)) for pattern in patterns), key=len)
        if rare and rare[0].group()[0] == usual[0].group()[0]:
            words = Words(
                f"{usual[0].group()} is also printed {rare[0].group()}.",
                f"“{usual[0].group()}”与“{rare[0].group()}”两种写法并用。",
            )
            places = [case.normal.span(*match.span()) for match in [*rare, usual[0]]]
            yield case.find("alias-unit", "info", words, places)


_ORGAN = re.compile(r"^[省市县区](党?委)[\u4e00-\u9fff]{1,8}(?:部|办|室|局)$")
FEW = 2  # mentions of the rarer style


def two_styles_of_party_organs(case: Case) -> Iterator[Finding]:
    """区党委组织部 throughout, and 区委编办 once: in a functional area the party committee has another name."""
    styles: dict[str, list[Unit]] = {}
    for name, units in [*case.mentions.items(), *case.members.items()]:
        if found := _ORGAN.match(name):
            styles.setdefault(found.group(1), []).extend(units)
    if len(styles) == 2:
        rare, usual = sorted(styles.values(), key=len)
        if len(rare) <= FEW < len(usual):
            words = Words(
                f"{rare[0].name} is named in another style than {usual[0].name}.",
                f"{rare[0].name}与{usual[0].name}等的写法不统一。",
            )
            yield case.find("alias-unit", "info", words, [*(unit.span for unit in rare), usual[0].span])


def spans_of(case: Case, name: str) -> list[Span]:
    """The first places of a name: where it is a member, else where it has a task."""
    units = case.members.get(name) or case.mentions.get(name) or []
    return [unit.span for unit in units[:3]]
