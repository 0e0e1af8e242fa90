"""Text that repeats one sign for ever is read like any other: no expression grows faster than the text.

Each of these once took minutes; a test that does not come back has failed.
"""

import pytest

from luoshi.extraction import extract
from luoshi.reading.document import Document

LENGTH = 40_000
SIGNS = [
    "十",
    "一",
    "万",
    "百",
    "一、",
    "\n",
    "—1—\n",
    "：",
    "（",
    "、",
    "9",
    " ",
    "**",
    "“甲",
    "附件",
    "（一）",
    "2026年",
    "县局、",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_it_reads_what_repeats_for_ever(sign: str) -> None:
    text = sign * (LENGTH // len(sign))
    draft = extract(Document("a.txt", "text/plain", "0" * 64, text))
    assert draft.source.characters == len(text)
    assert draft.groups == []
