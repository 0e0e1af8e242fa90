"""Ten times the text takes about ten times the work, on one line or on many: calls are counted, not seconds."""

import cProfile
import pstats

import pytest

from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.tests.target_support import ISSUED, normal
from luoshi.extraction.times import Times

SENTENCE = "新建口袋公园3个，城镇化率提高1个百分点左右，统筹推进各项工作落地见效；"


def _calls(copies: int, *, lines: bool) -> int:
    text = normal((SENTENCE + ("\n" if lines else "")) * copies)
    scopes = [Scope("1", None, 0, len(text.text))]
    profile = cProfile.Profile()
    profile.enable()
    assert len(find_targets(Times(text, ISSUED), scopes)) == 2 * copies
    profile.disable()
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # typeshed leaves it out
    return calls


@pytest.mark.parametrize("lines", [True, False], ids=["many lines", "one line"])
def test_its_work_is_linear(lines: bool) -> None:
    assert _calls(1500, lines=lines) < 11 * _calls(150, lines=lines)
