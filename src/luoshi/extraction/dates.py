"""Dates of the envelope: 2026年4月14日, 二〇二六年四月十四日."""

import re
from datetime import date

from luoshi.core.numerals import parse_number

_HAN = "一二三四五六七八九十〇零○O0"
DATE = re.compile(rf"(\d{{4}}|[{_HAN}]{{4}})年(\d{{1,2}}|[{_HAN}]{{1,3}})月(\d{{1,2}}|[{_HAN}]{{1,3}})日")


def read_date(found: "re.Match[str]") -> date | None:
    """The day a match of DATE names, or None where there is no such day."""
    try:
        year, month, day = (int(parse_number(part.replace("O", "〇"))) for part in found.groups())
        return date(year, month, day)
    except ValueError:
        return None
