"""From paragraphs to the characters of a file: widths, blanks, page breaks, scripts."""

import re
from functools import cache
from typing import TYPE_CHECKING

from luoshi.extraction.tests.plan_model_notation import Notation

if TYPE_CHECKING:
    from opencc import OpenCC

_FULL = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789%"}
_HALF = str.maketrans("（）；：，", "();:,")


def written(lines: list[str], notation: Notation) -> str:
    """The text of a plain-text file in this notation."""
    text = ("\n\n" if notation.empty_lines else "\n").join(
        _dressed(line, at, notation) for at, line in enumerate(lines)
    )
    return f"{_traditional().convert(text) if notation.traditional else text}\n"


def on_one_line(lines: list[str]) -> str:
    """The text of a converter that lost every line break."""
    return "".join(line if line.endswith(("。", "）")) else f"{line}。" for line in lines)


def _dressed(line: str, at: int, notation: Notation) -> str:
    if notation.page_breaks and len(line) > 60:
        line = _broken(line, at)
    if notation.blanks:
        line = re.sub(r"(?<=[\u4e00-\u9fff])(\d+(?:\.\d+)?)(?=[%\u4e00-\u9fff])", r" \1 ", line)
    if notation.halfwidth:
        line = line.translate(_HALF)
    return line.translate(_FULL) if notation.fullwidth_digits else line


_NAMES_BEGIN = re.compile(r"[（(〔【\[]|成立")


def _broken(line: str, at: int) -> str:
    """Cut by a page's end near the middle; a cut in a sentence without names may print the page's number there."""
    for place in range(len(line) // 3, len(line) - 8):
        if re.fullmatch(r"[\u4e00-\u9fff]{6}", line[place - 3 : place + 3]):
            numbered = at % 2 and not _NAMES_BEGIN.search(line[:place])
            return line[:place] + ("\n\n— 3 —\n\n" if numbered else "\n\n") + line[place:]
    return line


@cache
def _traditional() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("s2t")
