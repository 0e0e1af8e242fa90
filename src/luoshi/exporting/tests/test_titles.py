"""How a centred title is broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.exporting.official_titles import LINE, break_title


def test_a_short_title_stays_on_one_line() -> None:
    assert break_title("松汀县河湖治理方案") == ["松汀县河湖治理方案"]


@pytest.mark.parametrize(
    "title",
    [
        "松汀县人民政府办公室关于印发《松汀县河湖治理行动总体方案》的通知",
        "松汀县人民政府关于加快推进河湖治理工作的实施意见",
    ],
)
def test_a_line_ends_before_the_word_about(title: str) -> None:
    lines = break_title(title)
    assert any(line.startswith("关于") for line in lines)
    assert all(len(line) <= LINE for line in lines)


@given(st.text(alphabet="县政府关于印发《》“”、方案的通知", max_size=70))
def test_the_lines_together_are_the_title(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
