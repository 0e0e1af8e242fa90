"""One sentence: which of its quantities are targets, and what each says."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from luoshi.core.patterns import any_of
from luoshi.core.quantities import AFTER_BOUNDS, BEFORE_BOUNDS, Bound, Quantity
from luoshi.extraction import targets_refusal as refusal
from luoshi.extraction import targets_words as words
from luoshi.extraction.draft import Modality, TargetBasis
from luoshi.extraction.targets_context import Context
from luoshi.extraction.targets_naming import Named, distribute, name_of, split_subject

_BREAKS = re.compile("[，：（）]")
_JOIN_AT_START = re.compile(r"(?:（[^（）]*）)?(?:、|和|及|以及|与|或)")
_FRONT = re.compile(rf"(?:{words.NUMBERING.pattern})?(?:{words.BRACKET.pattern})?[、，和及与”]*")
_ONLY_JOIN = re.compile(r"(?:（[^（）]*）)?(?:、|和|及|以及|与)")
_LONGEST_FIRST = sorted(BEFORE_BOUNDS.items(), key=lambda item: -len(item[0]))
_AFTER_BRACKET = re.compile(rf"(?:（[^（）]{{2,20}}）|）)({any_of(AFTER_BOUNDS)})")  # 800 个（总投资 1500 亿元）以上
_EACH = re.compile(r"(?:均|都|各)(?:达到?|超过?|突破|增长|提高|不低于|完成|[一-鿿]{0,3})$")
_MODAL = re.compile("|".join(word for group in words.MODALITY.values() for word in group))
_MODALITY_OF: dict[str, Modality] = {word: kind for kind, group in words.MODALITY.items() for word in group}
_WORDED_GOAL = re.compile("(?:破零|清零|全覆盖|持平|只增不减|正增长)、")
_WORKED_ON = re.compile(
    "(?:加强|加快|大力|积极|发展|推进|推动|实施|开展|支持|鼓励|做[大优强]|壮大|深化|抓好|培育|建设)+([^，。；]{3,24})"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BARE_NUMBERS = re.compile(r"(?:\d+(?:\.\d+)?[、和与])+$")
_RIGHT = 80


class Reading(NamedTuple):
    """One target of a sentence; `start`/`end` are normal offsets of its quote."""

    quantity: Quantity
    indicator: str
    comparator: Bound
    basis: TargetBasis
    modality: Modality
    start: int
    end: int


@dataclass(slots=True)
class _State:
    """What one quantity of a sentence leaves to the next."""

    clause: int = -1
    segment: int = 0
    separator: int | None = None  # end of the last quantity that closes a segment
    after: bool = False  # the last target counted what followed it
    name: str | None = None
    growth: bool = False
    counts: bool = False
    past: bool = False  # the last number told what already is
    from_left: str | None = None  # what stood before 由 N, to be read with 到 M
    done: set[int] = field(default_factory=set)


def read_sentence(
    text: str, start: int, end: int, quantities: Sequence[Quantity], context: Context, carried: str | None = None
) -> Iterator[Reading]:
    """The targets among the quantities of one sentence, in order.

    `carried` is the last indicator before a semicolon: 2026年达到40%；2027年达到42%.
    """
    usable = [q for q in quantities if not context.masked(q.start)]
    if not usable or context.looks_back(usable[0].start):
        return
    sentence = _Sentence(text, start, end, usable, context)
    sentence.state.name = carried
    for place in range(len(usable)):
        if usable[place].start not in sentence.state.done:
            yield from sentence.read(place)


class _Sentence:
    def __init__(self, text: str, start: int, end: int, quantities: list[Quantity], context: Context) -> None:
        self.text, self.start, self.end, self.quantities = text, start, end, quantities
        self.state = _State()
        self.modals = list(_MODAL.finditer(text, start, quantities[-1].start))
        self.positions, self.clauses = _clauses(text, start, quantities[-1].start, context)

    def read(self, place: int) -> Iterator[Reading]:
        quantity = self.quantities[place]
        left, segment = self._left(quantity)
        right = self._right(place)
        if self._is_word(quantity, left, right) or self._is_threshold(place):
            return
        if self._is_no_goal(quantity, left, right):
            self._keep_base(left)
            self.state.separator = quantity.end
            return
        readings = self._apart(place, left, segment) or self._plain(place, left, right, segment)
        if readings:
            self.state.separator = quantity.end if len(readings) == 1 else readings[-1].quantity.end
        yield from readings

    def _right(self, place: int) -> str:
        """What follows the unit, up to the item of the next number; 96 条面积共 5 亩的水体 counts the last noun."""
        quantity = self.quantities[place]
        limit = min(self.end, quantity.end + _RIGHT)
        if place + 1 == len(self.quantities) or self.quantities[place + 1].before >= limit:
            return self.text[quantity.end : limit]
        following = self.quantities[place + 1]
        between = self.text[quantity.end : following.before]
        if words.ATTRIBUTE_END.fullmatch(between):
            return self.text[following.end : limit]
        cut = max(map(between.rfind, "、和及与，；"))
        return between[:cut] if cut >= 0 else between

    def _is_word(self, quantity: Quantity, left: str, right: str) -> bool:
        return (
            refusal.is_number_word(quantity, left)
            or refusal.is_descriptive(quantity, left, right)
            or refusal.is_apposition(quantity, left, right)
            or words.SERVES_AS_GROUND.match(self.text, quantity.end, self.end) is not None
        )

    def _is_no_goal(self, quantity: Quantity, left: str, right: str) -> bool:
        """A baseline, and what goes on listing after it (现有水库 36 座、堤防 128 公里), or a parameter."""
        listed = self.state.past and self.text[quantity.before - len(left) - 1 : quantity.before - len(left)] == "、"
        if listed and words.PREDICATE.search(left) is None:
            return True
        if refusal.is_baseline(left, right):
            self.state.past = words.BASELINE.search(left) is not None
            return True
        self.state.past = False
        return refusal.is_parameter(quantity, left, right)

    def _keep_base(self, left: str) -> None:
        base = words.FROM_TO.search(left)
        self.state.from_left = left[: base.start()] if base else None

    def _left(self, quantity: Quantity) -> tuple[str, int]:
        """What stands before the number in its own segment of the clause, and where that segment begins."""
        state, text = self.state, self.text
        clause = self.clauses[bisect_right(self.positions, quantity.start) - 1]
        if clause != state.clause:
            state.clause, state.segment, state.separator, state.from_left = clause, clause, None, None
        if state.from_left is not None and state.separator is not None:
            left = state.from_left + text[state.separator : quantity.before]
            state.from_left = None
            return left, state.segment
        if state.separator is not None and state.separator <= quantity.before:
            state.segment = self._after_separator(state.separator, quantity.before)
            state.separator = None
        worded = list(_WORDED_GOAL.finditer(text, state.segment, quantity.before))
        state.segment = worded[-1].end() if worded else state.segment
        return text[state.segment : quantity.before], state.segment

    def _after_separator(self, separator: int, before: int) -> int:
        between = self.text[separator:before]
        if "（" in between:
            between = words.BRACKET.sub(lambda bracket: "　" * len(bracket[0]), between)
        if self.state.after:
            last = between.rfind("、")
            if last < 0:
                last = max(between.rfind("和"), between.rfind("及"))
            return separator + last + 1
        match = _JOIN_AT_START.match(between)
        return separator + match.end() if match else separator

    def _is_threshold(self, place: int) -> bool:
        """10亿元以上项目 2 个: an amount that only tells which things the next number counts."""
        if place + 1 >= len(self.quantities):
            return False
        quantity, following = self.quantities[place], self.quantities[place + 1]
        if following.before > self.end or quantity.dimension not in ("money", "measure", "rate", "rating"):
            return False
        between = self.text[quantity.end : following.before]
        if not between or len(between) > 30 or following.dimension not in ("count", "rate", "money"):
            return False
        if any(mark in between for mark in "，。；：、") or words.JOINED.match(between):
            return False
        body = between.removeprefix("的")
        starts_anew = words.CUT_VERB.match(body) or words.PREDICATE.fullmatch(body) or words.AFTER_NOUN.match(body)
        return not starts_anew and not words.ATTRIBUTE_END.search(between)

    def _plain(self, place: int, left: str, right: str, segment: int) -> list[Reading]:
        quantity = self.quantities[place]
        after = self.state.after or _opens_with_number(quantity, left, right) or self._measured(place)
        bounded = quantity.before < quantity.start
        rate = quantity.dimension == "rate" and quantity.bounded
        named = name_of(left, right, self.state.name, counted_after=after, bounded=bounded, bounded_rate=rate)
        if quantity.unit == "大" and right:
            named = name_of("打造", right, None, counted_after=True)
        if named is None:
            named = self._elided(quantity, left)
        if named is None or refusal.counts_work(quantity, named):
            return []
        if refusal.describes(quantity, named):
            self.state.separator = quantity.end
            return []
        if named.verb and words.LEVEL_ONLY.match(named.name):
            named = named._replace(name=named.name + self._noun_ahead(quantity))
        if self.state.name and self.state.counts and words.BARE_ATTRIBUTE.fullmatch(named.name):
            named = named._replace(name=self.state.name + named.name)
        names = [self._ranked(named.name) if quantity.dimension == "rank" else named.name]
        each = _EACH.search(left)
        if named.shape == "before" and (named.predicate or each):
            names = split_subject(names[0], forced=each is not None)
        basis = self._basis(quantity, named, left)
        start, end = self._quote(segment, quantity, named)
        self._remember(named, basis, names[-1])
        modality = self._modality(quantity)
        bound = ">=" if quantity.bound == "=" and words.LEAST.search(left) else quantity.bound
        if bound == "=" and (shared := _AFTER_BRACKET.match(self.text, quantity.end, self.end)):
            bound = AFTER_BOUNDS[shared[1]]
        return [Reading(quantity, name, bound, basis, modality, start, end) for name in names]

    def _elided(self, quantity: Quantity, left: str) -> Named | None:
        """推进示范站建设，全市建成 70 个: what is counted was named in the clause before."""
        verb = words.VERB_END.search(left)
        if quantity.dimension != "count" or verb is None or quantity.numeral != "digits":
            return None
        for clause in reversed(self.text[self.start : self.state.segment].rstrip("，").split("，")):
            named = _WORKED_ON.fullmatch(clause)
            if named:
                return Named(named[1], "before", "", verb[0])
        return None

    def _noun_ahead(self, quantity: Quantity) -> str:
        """新建省级 2 个、市级 3 个美丽乡村: the noun that the last number of the row names."""
        for following in self.quantities:
            if following.start > quantity.start and "，" not in self.text[quantity.end : following.start]:
                noun = words.NOUN_PHRASE.match(self.text, following.end, self.end)
                if noun and noun[0] and not words.AFTER_NOUN.match(noun[0]):
                    return noun[0]
        return ""

    def _measured(self, place: int) -> bool:
        """Whether a measure of the counted things follows: 12 条面积共 5 亩."""
        quantity = self.quantities[place]
        if quantity.dimension != "count" or place + 1 == len(self.quantities):
            return False
        following = self.quantities[place + 1]
        if following.dimension not in ("measure", "money"):
            return False
        return words.ATTRIBUTE_END.fullmatch(self.text, quantity.end, following.before) is not None

    @staticmethod
    def _ranked(name: str) -> str:
        """进出口总量稳居全省 → 进出口总量."""
        stop = words.RANKS.search(name)
        if stop is None:
            return name
        if not stop.start():
            return name[2:]
        bare = name[: stop.start()]
        return bare if len(bare) != len("综合") else bare + stop[0][:2]  # 综合排名

    def _remember(self, named: Named, basis: TargetBasis, name: str) -> None:
        self.state.after = named.shape == "after"
        self.state.growth = basis == "growth"
        self.state.counts = basis == "count"
        self.state.name = name

    def _apart(self, place: int, left: str, segment: int) -> list[Reading]:
        """A、B分别增长5%和6%: as many names as values."""
        subject, apart, shared = left.partition("分别")
        group = self._group(place) if apart else []
        bare = _BARE_NUMBERS.search(shared)
        if bare:
            group = [*self._without_unit(self.quantities[place], bare), *group]
            shared = shared[: bare.start()]
        if len(group) < 2:
            return []
        named = name_of(subject or "", "", self.state.name, counted_after=False)
        rest = name_of("某项" + shared, "", None, counted_after=False)
        if named is None or rest is None:
            return []
        names = distribute(named.name, rest.name.removeprefix("某项"), len(group))
        bound: Bound = next((q.bound for q in reversed(group) if q.bounded), _bound_at_end(shared))
        start = self._trim(segment, group[0].before)
        readings = []
        for quantity, name in zip(group, names, strict=False):
            self.state.done.add(quantity.start)
            basis = self._basis(quantity, rest, left)
            comparator: Bound = quantity.bound if quantity.bounded else bound
            readings.append(Reading(quantity, name, comparator, basis, self._modality(quantity), start, group[-1].end))
        self._remember(named, readings[-1].basis, names[-1])
        return readings

    def _without_unit(self, quantity: Quantity, bare: "re.Match[str]") -> Iterator[Quantity]:
        """分别不高于 53 和 32 微克: the numbers before the one that prints the unit."""
        first = quantity.before - len(bare[0])
        for number in _NUMBER.finditer(bare[0]):
            start, end = first + number.start(), first + number.end()
            yield quantity._replace(start=start, end=end, before=start, value=Decimal(number[0]), bound="=")

    def _group(self, place: int) -> list[Quantity]:
        group = [self.quantities[place]]
        for quantity in self.quantities[place + 1 :]:
            if not _ONLY_JOIN.fullmatch(self.text, group[-1].end, quantity.before):
                break
            group.append(quantity)
        return group

    def _quote(self, segment: int, quantity: Quantity, named: Named) -> tuple[int, int]:
        end = quantity.end + (named.taken if named.shape == "after" else 0)
        return self._trim(segment, quantity.before), end

    def _trim(self, start: int, before: int) -> int:
        front = _FRONT.match(self.text, start, before)
        return front.end() if front else start

    def _modality(self, quantity: Quantity) -> Modality:
        """The last modal word before the number in its sentence."""
        for modal in reversed(self.modals):
            if modal.start() < quantity.start:
                return _MODALITY_OF[modal[0]]
        return "plan"

    def _basis(self, quantity: Quantity, named: Named, left: str) -> TargetBasis:
        if quantity.dimension == "rank":
            return "rank"
        if quantity.dimension == "rate":
            return self._rate_basis(named, left)
        if quantity.dimension in ("point", "multiple"):
            return "growth"
        if quantity.dimension == "money":
            return "amount"
        return "count" if quantity.dimension in ("count", "kind") else "level"

    def _rate_basis(self, named: Named, left: str) -> TargetBasis:
        if words.CHANGE_BY.search(named.predicate.rstrip("约近在")) or words.GROWTH_NAME.search(left):
            return "growth"
        if named.verb.rstrip("了") in ("压缩", "压减", "降低", "减少", "提高", "增加", "压降", "提升"):
            return "growth"
        if words.SHARE.search(left):
            return "share"
        carried = not named.predicate and self.state.growth and not words.INDICATOR_END.search(named.name)
        return "growth" if carried else "level"


def _opens_with_number(quantity: Quantity, left: str, right: str) -> bool:
    """300 家以上企业实现上云; 60%以上的村庄达到…: a clause that opens with how many of the things that follow."""
    if left and not words.PLACE_ONLY.match(left):
        return False
    of_them = quantity.dimension == "rate" and right.startswith("的")
    return of_them or (quantity.dimension == "count" and quantity.bounded and not left)


def _bound_at_end(said: str) -> Bound:
    return next((bound for word, bound in _LONGEST_FIRST if said.endswith(word)), "=")


def _clauses(text: str, start: int, end: int, context: Context) -> tuple[list[int], list[int]]:
    """Positions at which a clause begins, and the start of the clause in force from there; brackets nest."""
    positions, clauses, stack = [start], [start], []
    current = start
    for match in _BREAKS.finditer(text, start, end):
        mark, after = match[0], match.end()
        if context.masked(match.start()):
            continue
        if mark == "（":
            stack.append(current)
            current = after
        elif mark == "）":
            current = stack.pop() if stack else current
        else:
            current = after
        positions.append(after)
        clauses.append(current)
    return positions, clauses
