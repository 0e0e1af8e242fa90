"""Ten times the text takes about ten times the time, on one line or on many."""

import time

import pytest

from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.tests.target_support import ISSUED, normal

SENTENCE = "新建口袋公园3个，城镇化率提高1个百分点左右，统筹推进各项工作落地见效；"


def _seconds(copies: int, *, lines: bool) -> float:
    text = normal((SENTENCE + ("\n" if lines else "")) * copies)
    scopes = [Scope("1", None, 0, len(text.text))]
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        assert len(find_targets(text, scopes, issued=ISSUED)) == 2 * copies
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("lines", [True, False], ids=["many lines", "one line"])
def test_its_time_is_linear(lines: bool) -> None:
    assert _seconds(1500, lines=lines) < 20 * _seconds(150, lines=lines)
