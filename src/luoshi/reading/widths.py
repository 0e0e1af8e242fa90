"""One width and one script: character for character, so that no offset moves."""

import re
import unicodedata
from functools import cache

# Frequent characters that only the traditional script has; a document that uses them is in that script.
_TRADITIONAL = re.compile("[國發務會業產開與關實動經將來時個們這對責領導區縣鎮點強]")
_TRADITIONAL_SHARE = 0.02
_SAMPLE = 50_000
_PUNCTUATION = dict(zip("(),;:?!﹙﹚", "（），；：？！（）", strict=True))
_HALF = dict(zip("％﹪．＋－＞＜＝／［］～｜＆", "%%.+-><=/[]~|&", strict=True))
_HALF |= dict.fromkeys("\ufeff\u200b\u200c\u200d\xad", " ")
_GROUPED = re.compile(r"，(?<=\d，)(?=\d{3}(?![\d年]))")  # 1,200; the comma first, which is found fastest
_CLOCK = re.compile(r"：(?<=\d：)(?=\d)")  # 8:30


@cache
def _widths() -> dict[int, str]:
    table = {ord(key): value for key, value in (_PUNCTUATION | _HALF).items()}
    for start, end in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)):
        table |= {code: chr(code - 0xFEE0) for code in range(start, end)}
    # Compatibility ideographs, Kangxi radicals (some PDF fonts print them) and sub- or superscript digits.
    for start, end in ((0x2F00, 0x2FD6), (0xF900, 0xFAFF), (0x2070, 0x208A), (0xB2, 0xB4)):
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = plain
    return table


@cache
def _wide() -> re.Pattern[str]:
    """Any character that the widths table changes."""
    return re.compile(f"[{re.escape(''.join(map(chr, _widths())))}]")


@cache
def _scripts() -> dict[int, str]:
    """The widths table with traditional characters added, each turned into its usual simplified one."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    changed = {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new and len(new) == 1}
    return _widths() | changed


def is_traditional(text: str) -> bool:
    """Whether a text is in the traditional script; judged on its first 50,000 characters."""
    sample = text[:_SAMPLE]
    return len(_TRADITIONAL.findall(sample)) > _TRADITIONAL_SHARE * len(sample)


def simplified(text: str) -> str:
    """As `one_width`, for words too few to show their script: traditional characters are turned in any case."""
    return text.translate(_scripts())


def one_width(text: str) -> str:
    """Digits and letters half-width, brackets and commas full-width, simplified script; the length is unchanged."""
    if is_traditional(text):
        text = text.translate(_scripts())
    else:  # few characters change, and to search for them is many times faster than to translate each
        widths = _widths()
        text = _wide().sub(lambda found: widths[ord(found[0])], text)
    return _CLOCK.sub(":", _GROUPED.sub(",", text))
