"""Breaking a centred title into lines of a good shape (GB/T 9704 §7.3.1: 梯形 or 菱形, no word cut)."""

import re
from itertools import combinations, pairwise

LINE = 19  # characters of 2号 that stand in one line of the 156 mm body
MOST = 3  # more lines than this are left to the word processor
_PIECES = re.compile(r"关于|印发|实施|行动|总体|方案|工作|的通知|[《“（]?[^《》“”（）、]{1,2}?[》”）、]*")


def break_title(title: str, line: int = LINE) -> list[str]:
    """Lines of about equal length, broken before 关于, after 》 and the like. Pure; the joined lines are the title."""
    count = -(-len(title) // line)
    if count <= 1 or count > MOST:
        return [title]
    cuts = sorted(_cuts(title))
    choices = [chosen for lines in (count, count + 1) for chosen in combinations(cuts, lines - 1)]
    best = min(choices, key=lambda chosen: _cost(title, chosen, line), default=())
    return [title[start:end] for start, end in zip([0, *best], [*best, len(title)], strict=True)]


def _cuts(title: str) -> dict[int, float]:
    """Where a line may end, with the price of ending it there."""
    cuts: dict[int, float] = {}
    for piece in _PIECES.finditer(title):
        if 0 < piece.start() < len(title):
            cuts[piece.start()] = _price(title, piece.start())
    return cuts


def _price(title: str, at: int) -> float:
    before, after = title[at - 1], title[at:]
    if after.startswith("关于"):
        return -40.0
    if after[0] in "》”）、" or before in "《“（":
        return 1000.0
    if title.rfind("“", 0, at) > title.rfind("”", 0, at):
        return 400.0
    good = after[0] in "《“" or before in "》”" or after.startswith(("实施", "行动", "总体", "的通知", "印发"))
    return 0.0 if good else 15.0


def _cost(title: str, chosen: tuple[int, ...], line: int) -> float:
    edges = [0, *chosen, len(title)]
    lengths = [end - start for start, end in pairwise(edges)]
    too_long = sum(1000 for length in lengths if length > line)
    return (
        too_long + 10 * len(lengths) + (max(lengths) - min(lengths)) ** 2 / 4 + sum(_price(title, at) for at in chosen)
    )
