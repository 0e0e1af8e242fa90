"""The walk of cells over the columns of a flattened table takes the best way, whatever the columns."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.spans import Span
from luoshi.extraction.tables_align import Column
from luoshi.extraction.tables_grid import Entry
from luoshi.extraction.tables_lines import _Cell, _continuing, _Prices
from luoshi.extraction.tables_words import Look, Role

ROLES = st.lists(st.sampled_from([*Role, None]), min_size=1, max_size=9)


def price(prices: _Prices, before: int, to: int, previous: _Cell) -> int:
    """What one step costs: the columns left empty between, or the end of the row, a new one and its beginning."""
    if to > before:
        return prices.skipped[to] - prices.skipped[before + 1]
    fresh = prices.new_row - prices.skipped[before + 1] + prices.skipped[to]
    return min(fresh, _continuing(previous)) if to == before and prices.continuable[to] else fresh


@given(ROLES, st.sampled_from(["修渠", "修渠。"]), st.data())
def test_each_step_comes_from_the_leftmost_of_the_best_columns(
    roles: list[Role | None], words: str, data: st.DataObject
) -> None:
    prices = _Prices([Column("", role) for role in roles])
    scores = data.draw(st.lists(st.integers(-300, 300), min_size=len(roles), max_size=len(roles)))
    previous = _Cell(Entry(words, Span(0, len(words))), Look.TEXT)
    came, left = prices.steps(scores, previous)
    for to in range(len(roles)):
        ways = [scores[before] - price(prices, before, to, previous) for before in range(len(roles))]
        assert (came[to], left[to]) == (ways.index(max(ways)), max(ways))
