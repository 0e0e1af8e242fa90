"""What changed between two versions of a plan, item by item and word by word. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz, process

Verdict = Literal["same", "changed", "moved", "added", "split", "merged", "removed"]
CONTINUING = ("same", "changed", "moved")

# Below this share of agreement (0 to 100) two texts are taken for two different items.
ALIKE = 62.0
# From this share on one text is taken for a piece of the other, which must be this many characters long at least.
PART_OF, SHORTEST_PART = 85.0, 10
DIVISIBLE = ("task",)

_WORD = re.compile(r"[0-9.%]+|[A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Side:
    """An item as one version has it.

    `identity` is the caller's name for it, `text` what a reader compares, `place` what it hangs on: a target keeps its
    place while its task does, though its serial key may change. `fields` are what the item says besides its words: its
    units, its figure, its date.
    """

    identity: int
    kind: str
    key: str
    text: str
    place: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item that says something else now."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """How one item fared from the old version to the new. `score` is the agreement of the texts, 0 to 100.

    `split`: a new item whose words are a piece of an old one, which goes on as another; `merged`: an old item whose
    words are a piece of a new one, which continues another. Both are hints: neither continues the other side.
    """

    verdict: Verdict
    old: Side | None
    new: Side | None
    score: float
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions have, or that only one has."""

    kind: Literal["same", "added", "removed"]
    text: str


def compare(old: Iterable[Side], new: Iterable[Side]) -> list[Change]:
    """Pair the items of two versions: first equal texts, then equal keys, then the most alike of those left.

    The result follows the new version's order; what was removed comes at the end, in the old order.
    """
    before, after = list(old), list(new)
    pairs = _pair_equal(before, after)
    _pair_by_key(before, after, pairs)
    _pair_alike(before, after, pairs)
    taken = {side.identity for side, _score in pairs.values()}
    changes = [
        _judge(side, *pairs[side.identity]) if side.identity in pairs else _arrived(side, before) for side in after
    ]
    return changes + [_gone(side, after) for side in before if side.identity not in taken]


def _arrived(side: Side, before: Sequence[Side]) -> Change:
    whole, score = _whole_of(side, before)
    return Change("split", whole, side, score) if whole else Change("added", None, side, 0.0)


def _gone(side: Side, after: Sequence[Side]) -> Change:
    whole, score = _whole_of(side, after)
    return Change("merged", side, whole, score) if whole else Change("removed", side, None, 0.0)


def _whole_of(part: Side, others: Sequence[Side]) -> tuple[Side | None, float]:
    """The item of the other version of which this one is a piece."""
    if part.kind not in DIVISIBLE or len(part.text) < SHORTEST_PART:
        return None, 0.0
    pool = {one.identity: one.text for one in others if one.kind == part.kind and len(one.text) > len(part.text)}
    best = process.extractOne(part.text, pool, scorer=fuzz.partial_ratio, score_cutoff=PART_OF)
    return (next(one for one in others if one.identity == best[2]), best[1]) if best else (None, 0.0)


def word_difference(old: str, new: str) -> list[Piece]:
    """The two texts as one run of pieces; figures and Latin words are never cut in the middle."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(left[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(left[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(right[c:d])))
    return pieces


Pairs = dict[int, tuple[Side, float]]


def _pair_equal(before: Sequence[Side], after: Sequence[Side], /) -> Pairs:
    places: dict[tuple[str, str], list[Side]] = {}
    for side in reversed(before):
        places.setdefault((side.kind, side.text), []).append(side)
    pairs: Pairs = {}
    for side in after:
        if candidates := places.get((side.kind, side.text)):
            same_key = next((one for one in candidates if one.key == side.key), candidates[-1])
            candidates.remove(same_key)
            pairs[side.identity] = (same_key, 100.0)
    return pairs


def _pair_by_key(before: Sequence[Side], after: Sequence[Side], pairs: Pairs) -> None:
    taken = {side.identity for side, _score in pairs.values()}
    keyed = {(side.kind, side.key): side for side in before if side.identity not in taken}
    for side in after:
        if side.identity not in pairs and (other := keyed.get((side.kind, side.key))):
            score = fuzz.ratio(side.text, other.text)
            if score >= ALIKE:
                pairs[side.identity] = (other, score)


def _pair_alike(before: Sequence[Side], after: Sequence[Side], pairs: Pairs) -> None:
    taken = {side.identity for side, _score in pairs.values()}
    for side in after:
        if side.identity in pairs:
            continue
        pool = {one.identity: one.text for one in before if one.kind == side.kind and one.identity not in taken}
        best = process.extractOne(side.text, pool, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best:
            identity = best[2]
            pairs[side.identity] = (next(one for one in before if one.identity == identity), best[1])
            taken.add(identity)


def _judge(new: Side, old: Side, score: float) -> Change:
    fields = tuple(
        FieldChange(name, old.fields.get(name, ""), new.fields.get(name, ""))
        for name in dict.fromkeys((*old.fields, *new.fields))
        if old.fields.get(name, "") != new.fields.get(name, "")
    )
    if old.text != new.text or fields:
        return Change("changed", old, new, score, fields)
    return Change("same" if old.place == new.place else "moved", old, new, score)
