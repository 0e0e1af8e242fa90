"""A counter's value in the number formats of Word (ECMA-376 part 1, §17.18.59 ST_NumberFormat)."""

from collections.abc import Callable

SIMPLE = ("零", "一二三四五六七八九", "十百千", "万")
LEGAL_SIMPLE = ("零", "壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬")
LEGAL_TRADITIONAL = ("零", "壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")
LARGEST = 99_999  # no list is longer; letters and Roman signs of a larger number would run on for pages
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def printed(value: int, number_format: str) -> str:
    """`value` as the format prints it; formats unknown here print decimal digits, `none` and bullets nothing."""
    return FORMATS.get(number_format, str)(value) if value <= LARGEST else str(value)


def counted(value: int, signs: tuple[str, str, str, str] = SIMPLE, *, bare_ten: bool = True) -> str:
    """Counting words: 12 → 十二, 120 → 一百二十, 105 → 一百零五. `bare_ten`: 10 to 19 begin with 十, not 一十."""
    zero, digits, steps, myriad = signs
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        rest = counted(low, signs, bare_ten=False) if low else ""
        return counted(high, signs, bare_ten=bare_ten) + myriad + (zero if 0 < low < 1000 else "") + rest
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += (zero if gap and text else "") + digits[digit - 1] + (steps[power - 1] if power else "")
        gap = digit == 0
    if bare_ten and 10 <= value < 20:
        text = text[1:]
    return text or zero


def _digits(signs: str) -> Callable[[int], str]:
    return lambda value: "".join(signs[int(digit)] for digit in str(value))


def _letters(first: str) -> Callable[[int], str]:
    """A … Z, AA, BB …: Word repeats the letter."""
    return lambda value: chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""


def _roman(value: int) -> str:
    text = ""
    for worth, sign in ROMAN + ROMAN_SMALL:
        text += sign * (value // worth)
        value %= worth
    return text


def _chosen(signs: str) -> Callable[[int], str]:
    """One sign for each value; beyond the last, decimal digits."""
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


CIRCLES = "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]))
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
COUNTING = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting")
COUNTING_LIKE = ("taiwaneseCountingThousand", "koreanCounting", "koreanDigital2", "japaneseDigitalTenThousand")

FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "bullet": lambda value: "",
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _chosen(CIRCLES),
    "decimalEnclosedCircleChinese": _chosen(CIRCLES),
    "decimalEnclosedFullstop": _chosen("".join(map(chr, range(0x2488, 0x249C)))),
    "decimalEnclosedParen": _chosen("".join(map(chr, range(0x2474, 0x2488)))),
    "ideographEnclosedCircle": _chosen("".join(map(chr, range(0x3280, 0x328A)))),
    "ideographParenthesized": _chosen("".join(map(chr, range(0x3220, 0x322A)))),
    "ideographTraditional": _chosen(STEMS),
    "ideographZodiac": _chosen(BRANCHES),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseLegalSimplified": lambda value: counted(value, LEGAL_SIMPLE, bare_ten=False),
    "ideographLegalTraditional": lambda value: counted(value, LEGAL_TRADITIONAL, bare_ten=False),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": lambda value: (
        f"{value}{'th' if value // 10 % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    ),
    **dict.fromkeys(COUNTING + COUNTING_LIKE, counted),
}
