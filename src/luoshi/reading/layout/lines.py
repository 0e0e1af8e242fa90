"""Pieces into lines, and lines into reading order over columns."""

import itertools
import re
from collections.abc import Sequence
from statistics import median

from luoshi.reading.layout.page import Line, Piece

LATIN = re.compile(r"[0-9A-Za-z]")
WIDE_GAP = 0.9  # of the type's height: a gap the writer left on purpose
NARROW_GAP = 0.2  # of the type's height: what parts two Latin words
LONE_GAP = 0.7  # of the type's height: white space that parts a lone heading from the columns
LEAST_LINES = 4  # on each side of a gutter
LEAST_CHARACTERS = 7  # median length of a column's lines; columns of a borderless table are shorter

Column = list[Line]


def columns(pieces: Sequence[Piece]) -> list[tuple[tuple[int, int], Column]]:
    """Regions in reading order, each ((columns side by side, its index), its lines from top to bottom)."""
    return [(place, lines(region)) for place, region in _regions(list(pieces), (1, 0), 0)]


def lines(pieces: Sequence[Piece]) -> list[Line]:
    """Group pieces that stand beside one another, and order the groups from top to bottom."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if groups and _beside(piece, groups[-1]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_line(group) for group in groups]


def _beside(piece: Piece, group: Sequence[Piece]) -> bool:
    tallest = max(group, key=lambda other: other.height)
    overlap = min(piece.bottom, tallest.bottom) - max(piece.top, tallest.top)
    return overlap > 0.5 * min(piece.height, tallest.height)


def _line(group: list[Piece]) -> Line:
    group.sort(key=lambda piece: piece.left)
    text = group[0].text
    for before, piece in itertools.pairwise(group):
        gap = (piece.left - before.right) / max(min(piece.height, before.height), 1e-6)
        latin = text[-1:].isascii() and piece.text[:1].isascii() and LATIN.search(text[-1:] + piece.text[:1])
        text += " " if gap > (NARROW_GAP if latin else WIDE_GAP) else ""
        text += piece.text
    return Line(
        text.strip(),
        group[0].left,
        min(piece.top for piece in group),
        max(piece.right for piece in group),
        max(piece.bottom for piece in group),
    )


def _regions(pieces: list[Piece], place: tuple[int, int], depth: int) -> list[tuple[tuple[int, int], list[Piece]]]:
    gutter = _gutter(pieces) if depth < 3 else None
    if gutter is None:
        return [(place, pieces)] if pieces else []
    found = []
    for band in _bands(pieces, gutter):
        left = [piece for piece in band if piece.right <= gutter]
        right = [piece for piece in band if piece.left >= gutter]
        if len(left) + len(right) == len(band) and _is_prose(left) and _is_prose(right):
            found += _regions(left, (place[0] + 1, 2 * place[1]), depth + 1)
            found += _regions(right, (place[0] + 1, 2 * place[1] + 1), depth + 1)
        elif found and found[-1][0] == place:
            found[-1][1].extend(band)
        else:
            found.append((place, band))
    return found


def _is_prose(pieces: Sequence[Piece]) -> bool:
    return len(pieces) >= LEAST_LINES and median(len(piece.text) for piece in pieces) >= LEAST_CHARACTERS


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The x, in the page's middle, that the fewest pieces cross and that parts the most; None where none parts."""
    if len(pieces) < 2 * LEAST_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    starts = sorted({round(piece.left, 1) for piece in pieces if left + 0.2 * (right - left) < piece.left})
    best, least = None, 0.4 * len(pieces)
    for start in starts[:200]:
        gutter = start - 0.1
        crossing = sum(piece.left < gutter < piece.right for piece in pieces)
        after = sum(piece.left >= gutter for piece in pieces)
        before = len(pieces) - after - crossing
        if min(before, after) >= LEAST_LINES and crossing < least and _has_gap(pieces, gutter):
            best, least = gutter, crossing
    return best


def _has_gap(pieces: Sequence[Piece], gutter: float) -> bool:
    """Whether a strip at least as wide as a character lies empty left of the gutter, but for what crosses it."""
    ends = [piece.right for piece in pieces if piece.right <= gutter]
    return bool(ends) and gutter - max(ends) >= 0.8 * median(piece.height for piece in pieces)


def _bands(pieces: list[Piece], gutter: float) -> list[list[Piece]]:
    """Split from top to bottom: pieces that cross the gutter form bands of their own, and so does a lone heading."""
    crossing = sorted((piece for piece in pieces if piece.left < gutter < piece.right), key=lambda piece: piece.top)
    rest = sorted((piece for piece in pieces if not piece.left < gutter < piece.right), key=lambda piece: piece.middle)
    bands: list[list[Piece]] = []
    for piece in crossing:
        above = [other for other in rest if other.middle < piece.top]
        rest = rest[len(above) :]
        bands += [*_without_lone_ends(above, gutter), [piece]]
    return bands + _without_lone_ends(rest, gutter)


def _without_lone_ends(band: list[Piece], gutter: float) -> list[list[Piece]]:
    """Split off what stands above or below both columns, parted by white space, on one side only."""
    if not band:
        return []
    parts: list[list[Piece]] = [[]]
    bottom = band[0].top
    for piece in band:
        if parts[-1] and piece.top - bottom > LONE_GAP * piece.height:
            parts.append([])
        parts[-1].append(piece)
        bottom = max(bottom, piece.bottom)
    first, last = 0, len(parts)
    while first < last - 1 and _is_one_sided(parts[first], gutter):
        first += 1
    while last > first + 1 and _is_one_sided(parts[last - 1], gutter):
        last -= 1
    middle = [piece for part in parts[first:last] for piece in part]
    return [*parts[:first], middle, *parts[last:]]


def _is_one_sided(part: Sequence[Piece], gutter: float) -> bool:
    return len({piece.left < gutter for piece in part}) == 1
