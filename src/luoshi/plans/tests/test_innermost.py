"""The innermost stretch over a place."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.plans.innermost import Range, Stretches

ranges = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(ranges, max_size=25), ranges)
def test_it_finds_what_looking_at_every_one_finds(stretches: list[Range], place: Range) -> None:
    start, end = place
    over = [one for one in stretches if one[0] < end and one[1] > start]
    found = Stretches(stretches).innermost(start, end)
    if not over:
        assert found is None
    else:
        assert found is not None
        chosen = stretches[found]
        assert chosen in over
        assert chosen[1] - chosen[0] == min(last - first for first, last in over)
