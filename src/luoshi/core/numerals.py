"""Numbers as Chinese documents print them: 1,100.9、１２、二十万亿、二〇三五、一百零五、两、三分之二."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "俩": 2,
}
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
LARGE_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
HALF = "半"

_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?((?:[十百千万亿])*)")
_CHINESE = re.compile(f"[{''.join(DIGITS)}{''.join(SMALL_SCALES)}{''.join(LARGE_SCALES)}]+")
_FRACTION = re.compile(r"(.+)分之(.+)")


@lru_cache(maxsize=8192)  # a plan prints the same few hundred numbers again and again
def parse_number(text: str) -> Decimal:
    """The value of one number, exact. Raises ValueError for anything else.

    Reads Arabic digits of either width with thousands separators and decimals, Chinese numerals with 十百千万亿,
    strings of Chinese digits (二〇三五), 点 decimals (三点五), 半, and Arabic before a scale (1.5亿).
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    plain = text.translate(_WIDTH).strip()
    arabic = _ARABIC.fullmatch(plain)
    if arabic:
        scale = Decimal(1)
        for character in arabic[3]:
            scale *= SMALL_SCALES.get(character) or LARGE_SCALES[character]
        return Decimal(arabic[1].replace(",", "") + (arabic[2] or "")) * scale
    if plain == HALF:
        return Decimal("0.5")
    whole, point, decimals = plain.partition("点")
    if not point:
        return Decimal(_parse_chinese(whole))
    digits, size = _decimal_digits(decimals)
    if not digits:
        raise ValueError(f"{text!r} is not a number")
    return Decimal(f"{_parse_chinese(whole)}.{digits}") * size


def parse_fraction(text: str) -> Fraction:
    """The value of 三分之二 or 百分之五, exact. Raises ValueError when the text is no fraction or divides by zero."""
    match = _FRACTION.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a fraction")
    below = Fraction(parse_number(match[1]))
    if not below:
        raise ValueError(f"{text!r} divides by zero")
    return Fraction(parse_number(match[2])) / below


def to_chinese(number: int) -> str:
    """The usual reading of a whole number below 10**16: 10 → 十, 105 → 一百零五, 20000 → 二万."""
    if not 0 <= number < 10**16:
        raise ValueError(f"{number} is outside 0 … 10**16 - 1")
    if number == 0:
        return "零"
    text = _above_zero(number)
    return text[1:] if text.startswith("一十") else text


def _above_zero(number: int) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万")):
        high, low = divmod(number, size)
        if high:
            gap = "零" if low and low < size // 10 else ""
            return _above_zero(high) + name + gap + (_above_zero(low) if low else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    parts: list[str] = []
    pending_zero = False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            parts.append(("零" if pending_zero and parts else "") + "零一二三四五六七八九"[digit] + name)
        pending_zero = not digit
        if digit == 0 and parts and not number:
            break
    return "".join(parts)


def _decimal_digits(text: str) -> tuple[str, int]:
    """The digits after 点 and the scale after them: 五亿 → ("5", 10**8)."""
    scale = 1
    while text and text[-1] in LARGE_SCALES:
        scale *= LARGE_SCALES[text[-1]]
        text = text[:-1]
    if any(character not in DIGITS for character in text):
        return "", scale
    return "".join(str(DIGITS[character]) for character in text), scale


def _parse_chinese(text: str) -> int:
    if not _CHINESE.fullmatch(text):
        raise ValueError(f"{text!r} is not a number")
    if all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total = section = 0
    digit: int | None = None
    previous_small = 1
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL_SCALES:
            previous_small = SMALL_SCALES[character]
            section += (1 if digit is None else digit) * previous_small
            digit = None
        else:
            total, section = _apply_large(total, section + (digit or 0), LARGE_SCALES[character])
            digit, previous_small = None, LARGE_SCALES[character]
    # 一百五 says 150: a last digit without 零 before it counts in the next lower place
    lower = previous_small // 10 if digit and len(text) > 1 and text[-2] in "百千万亿佰仟" else 1
    return total + section + (digit or 0) * lower


def _apply_large(total: int, section: int, scale: int) -> tuple[int, int]:
    """万亿 multiplies what stands before it; 亿…万 adds."""
    if section == 0 and total:
        return total * scale, 0
    if total and scale > LARGE_SCALES["万"] and total < scale:
        return (total + section) * scale, 0
    return total + (section or 1) * scale, 0
