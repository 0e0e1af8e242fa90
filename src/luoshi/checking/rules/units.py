"""Names of units: misspelt, known to nobody, or one unit under two names."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.core.spans import Span
from luoshi.extraction.draft import Unit

_LEVEL = re.compile(r"^(?:[省市县区州盟旗]|国家)")
_DOUBLED = re.compile(r"^([省市县区州])\1(?!场)|([\u4e00-\u9fff]{2,4})\2")
_SUFFIX = re.compile(
    r"(?:委员会|委|局|办公室|办|厅|部|中心|公司|集团|分局|支队|大队|总队|分行|支行|银行|院|会|联社|社|署|行)$"
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
    known = set(case.members) | {name for name, units in case.mentions.items() if len(units) > 2}
    for name, units in case.mentions.items():
        spans = [unit.span for unit in units]
        if blank := next(
            (span for span in spans if re.search(r"\S[ \t\u3000]+\S", case.text[span.start : span.end])), None
        ):
            words = Words(f"{name} is printed with a blank inside.", f"{name}中间多了空格。")
            yield case.find("unknown-unit", "info", words, [blank], unit=name)
        if _DOUBLED.search(name):
            yield case.find(
                "unknown-unit", "error", Words(f"{name} repeats a word.", f"{name}里有重复的字。"), spans, unit=name
            )
            continue
        if name in case.members or len(units) > 3:
            continue
        meant = nearest(name, known - {name})
        if meant and len(units) > 1 and not slip(name, meant):
            continue  # used more than once, so it is a second name and no slip of the pen: see alias
        if meant:
            words = Words(
                f"{name} is probably {meant}, as it is called elsewhere.", f"{name}可能就是别处所写的{meant}。"
            )
            yield case.find("unknown-unit", "warning", words, spans + spans_of(case, meant), unit=name, meant=meant)
        elif len(units) == 1 and case.members and not grouped(case, units[0]):
            yield case.find(
                "unknown-unit",
                "info",
                Words(
                    f"{name} is named once and is a member of no working group.",
                    f"{name}只出现一次，也不在任何专班成员名单里。",
                ),
                spans,
                unit=name,
            )


def grouped(case: Case, unit: Unit) -> bool:
    """Whether the part that names the unit has a member list, so that `member-missing` speaks of it already."""
    return any(
        group.members
        for task in case.draft.tasks
        if task.span.contains(unit.span)
        for group in case.groups.get(task.annex, [])
    )


@rule(
    "alias-unit",
    name="One unit, two names",
    explanation="One unit goes by two names in one document; lists by unit then count it twice.",
    remedy="Use one name throughout, or record the other as an alias.",
    zh=("一单位两名", "同一单位在文中有两种叫法，按单位列清单时会被算成两家。", "全文统一名称，或把另一种登记为别名。"),
)
def alias(case: Case) -> Iterator[Finding]:
    known = sorted(
        {name for name in {*case.members, *case.mentions} if name in case.members or len(case.mentions[name]) > 1}
    )
    for index, name in enumerate(known):
        for other in known[index + 1 :]:
            if same_unit(name, other):
                yield case.find(
                    "alias-unit",
                    "warning",
                    Words(f"{name} and {other} are probably one unit.", f"{name}与{other}可能是同一个单位。"),
                    [*spans_of(case, name), *spans_of(case, other)],
                    units=[name, other],
                )


def spans_of(case: Case, name: str) -> list[Span]:
    """The first places of a name: where it is a member, else where it has a task."""
    units = case.members.get(name) or case.mentions.get(name) or []
    return [unit.span for unit in units[:3]]


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant: a slip of one character, or a longer or shorter form of it."""
    slips = sorted(other for other in known if slip(name, other))
    return slips[0] if slips else next((other for other in sorted(known) if same_unit(name, other)), None)


CONFUSED = frozenset(
    map(frozenset, ("域城", "人入", "己已", "末未", "土士", "日目", "干千", "天夫", "大太", "经径", "治冶", "侯候"))
)


def slip(name: str, other: str) -> bool:
    """One character exchanged, and not the one that tells two units apart."""
    if len(name) != len(other) or len(name) < 4 or Levenshtein.distance(name, other) != 1:
        return False
    at = next(index for index, (a, b) in enumerate(zip(name, other, strict=True)) if a != b)
    if name[at] in "省市县区州镇乡" or other[at] in "省市县区州镇乡":
        return False
    return 0 < at < len(name) - 1 and (len(name) >= 5 or frozenset((name[at], other[at])) in CONFUSED)


@lru_cache(maxsize=65536)
def same_unit(name: str, other: str) -> bool:
    """Whether one name is the other with words left out or its kind of office exchanged (发改委, 发改局)."""
    if name == other or level(name) != level(other):
        return False
    short, long = sorted((name, other), key=len)
    if long.startswith(short) or len(short) < 4:
        return False
    core_short, core_long = core(short), core(long)
    if core_short == core_long and len(core_short) >= 2:
        return True
    suffix = _SUFFIX.search(short)
    alike_end = suffix is not None and long.endswith(suffix.group())
    return (
        alike_end
        and len(long) - len(short) <= 4
        and len(core_short) >= 2
        and core_short not in ("政府", "党委", "人大", "政协", "纪委")
        and (core_short[0] == core_long[0] or len(core_short) >= 6)
        and is_subsequence(core_short, core_long)
    )


def level(name: str) -> str:
    found = _LEVEL.match(name)
    return found.group() if found else ""


def core(name: str) -> str:
    return _SUFFIX.sub("", _LEVEL.sub("", name))


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
