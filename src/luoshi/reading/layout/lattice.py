"""Ruling lines into tables: which rectangles they enclose, merged cells included."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.reading.layout.page import Page, Piece, Rule, split_at

TOLERANCE = 0.004  # of the page's height (3 pt on A4): how far two lines may miss one another
MAX_RULES = 20_000  # on one page; beyond this it is a drawing


@dataclass(slots=True)
class Box:
    """A cell: its place in the lattice and the text pieces inside it."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float
    pieces: list[Piece]


@dataclass(slots=True)
class Lattice:
    """A ruled table on one page."""

    left: float
    top: float
    right: float
    bottom: float
    edges: Sequence[float]  # the vertical ones, from left to right
    rows: int
    boxes: list[Box]


def lattices(page: Page) -> list[Lattice]:
    """The page's ruled tables from top to bottom; their pieces are taken from the page."""
    tolerance = TOLERANCE * page.height
    if not 3 <= len(page.rules) <= MAX_RULES:
        return []
    found = [_lattice(group, tolerance) for group in _groups(page.rules, tolerance)]
    kept = [lattice for lattice in found if lattice and _is_table(lattice, page)]
    kept.sort(key=lambda lattice: (lattice.top, lattice.left))
    outer = [one for one in kept if not any(other is not one and _inside(one, other) for other in kept)]
    for lattice in outer:
        _fill(lattice, page)
    return [lattice for lattice in outer if any(box.pieces for box in lattice.boxes)]


def _is_table(lattice: Lattice, page: Page) -> bool:
    """Two cells or more, or one box that is no frame around the whole page."""
    area = (lattice.right - lattice.left) * (lattice.bottom - lattice.top)
    return len(lattice.boxes) > 1 or (len(lattice.boxes) == 1 and area < 0.8 * page.width * page.height)


def _inside(one: Lattice, other: Lattice) -> bool:
    return other.left <= one.left and one.right <= other.right and other.top <= one.top and one.bottom <= other.bottom


def _groups(rules: Sequence[Rule], tolerance: float) -> list[list[Rule]]:
    """Rules that touch one another, directly or through others."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(rules)), key=lambda index: rules[index].top)
    active: list[int] = []
    for index in order:
        rule = rules[index]
        active = [other for other in active if rules[other].bottom >= rule.top - tolerance]
        for other in active:
            if rules[other].left <= rule.right + tolerance and rules[other].right >= rule.left - tolerance:
                parent[root(index)] = root(other)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _lattice(rules: Sequence[Rule], tolerance: float) -> Lattice | None:
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    if len(level) < 2 or not upright:
        return None
    left, right = min(rule.left for rule in rules), max(rule.right for rule in rules)
    xs = _snapped([*((rule.left + rule.right) / 2 for rule in upright), left, right], tolerance)
    ends = [min(rule.top for rule in rules), max(rule.bottom for rule in rules)]  # a page's end may cut a row open
    ys = _snapped([*((rule.top + rule.bottom) / 2 for rule in level), *ends], tolerance)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = _covered([((rule.top + rule.bottom) / 2, rule.left, rule.right) for rule in level], ys, xs, tolerance)
    down = _covered([((rule.left + rule.right) / 2, rule.top, rule.bottom) for rule in upright], xs, ys, tolerance)
    return Lattice(xs[0], ys[0], xs[-1], ys[-1], xs, len(ys) - 1, _boxes(xs, ys, across, down))


def _snapped(values: Sequence[float], tolerance: float) -> list[float]:
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= tolerance:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _covered(
    segments: Sequence[tuple[float, float, float]], at: Sequence[float], steps: Sequence[float], tolerance: float
) -> set[tuple[int, int]]:
    """(line, step) pairs drawn: the line's index in `at`, the step's in `steps` (from one value to the next)."""
    drawn: set[tuple[int, int]] = set()
    for place, start, end in segments:
        line = min(range(len(at)), key=lambda index: abs(at[index] - place))
        for step in range(len(steps) - 1):
            middle = (steps[step] + steps[step + 1]) / 2
            if start - tolerance <= middle <= end + tolerance:
                drawn.add((line, step))
    return drawn


def _boxes(
    xs: Sequence[float], ys: Sequence[float], across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> list[Box]:
    """Grow each free position to the right and down until a drawn line stops it."""
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            columns = 1
            while (
                column + columns < len(xs) - 1
                and (column + columns, row) not in down
                and (row, column + columns) not in taken
            ):
                columns += 1
            rows = 1
            width = range(column, column + columns)
            while row + rows < len(ys) - 1 and all((row + rows, step) not in across for step in width):
                rows += 1
            taken.update((r, c) for r in range(row, row + rows) for c in width)
            box = (xs[column], ys[row], xs[column + columns], ys[row + rows])
            boxes.append(Box(row, column, rows, columns, *box, []))
    return boxes


def _fill(lattice: Lattice, page: Page) -> None:
    """Move the page's pieces inside the table into its boxes."""
    by_place = {
        (box.row + r, box.column + c): box for box in lattice.boxes for r in range(box.rows) for c in range(box.columns)
    }
    tops = sorted({(box.top, box.row) for box in lattice.boxes} | {(lattice.bottom, lattice.rows)})
    outside: list[Piece] = []
    for whole in page.pieces:
        if not (
            lattice.top < whole.middle < lattice.bottom and whole.right > lattice.left and whole.left < lattice.right
        ):
            outside.append(whole)
            continue
        row = max((row for top, row in tops if top <= whole.middle), default=0)
        for piece in _cut(whole, row, lattice, by_place):
            center = (piece.left + piece.right) / 2
            column = sum(edge <= center for edge in lattice.edges[1:-1])
            box = by_place.get((row, column))
            (box.pieces if box else outside).append(piece)
    page.pieces = outside


def _cut(piece: Piece, row: int, lattice: Lattice, by_place: dict[tuple[int, int], Box]) -> list[Piece]:
    """Cut a piece at the edges between the boxes of its row."""
    boxes = {id(box): box for column in range(len(lattice.edges) - 1) if (box := by_place.get((row, column)))}
    return split_at(piece, sorted(box.right for box in boxes.values()))
