"""Reporting periods: the week, fortnight, ten days, month, quarter, half year or year that a day falls into."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DIGITS = ("", "一", "二", "三", "四")


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its key (unique within a cadence, sorts by time), its names, and its first and last day."""

    key: str
    label_zh: str
    label_en: str
    start: date
    end: date

    def label(self, language: str) -> str:
        return self.label_zh if language.startswith("zh") else self.label_en


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    start = day - timedelta(days=weekday - 1)
    return Period(
        f"{year}-W{week:02d}", f"{year}年第{week}周", f"week {week} of {year}", start, start + timedelta(days=6)
    )


def _fortnight(day: date) -> Period:
    year, week, _ = day.isocalendar()
    first = date.fromisocalendar(year, week - 1 if week % 2 == 0 else week, 1)
    number = (week + 1) // 2
    long_year = date(year, 12, 28).isocalendar().week
    days = 7 if week == long_year and week % 2 else 14
    end = first + timedelta(days=days - 1)
    return Period(f"{year}-F{number:02d}", f"{year}年第{number}个双周", f"fortnight {number} of {year}", first, end)


def _ten_days(day: date) -> Period:
    number = min((day.day - 1) // 10, 2)
    name = ("上", "中", "下")[number]
    start = day.replace(day=number * 10 + 1)
    end = month_end(day.year, day.month) if number == 2 else start + timedelta(days=9)
    english = ("first", "second", "last")[number]
    label = f"{day.year}年{day.month}月{name}旬"
    return Period(f"{day:%Y-%m}-{number + 1}", label, f"{english} ten days of {day:%B %Y}", start, end)


def _month(day: date) -> Period:
    start = day.replace(day=1)
    return Period(f"{day:%Y-%m}", f"{day.year}年{day.month}月", f"{day:%B %Y}", start, month_end(day.year, day.month))


def _quarter(day: date) -> Period:
    number = (day.month + 2) // 3
    start, end = date(day.year, number * 3 - 2, 1), month_end(day.year, number * 3)
    return Period(f"{day.year}-Q{number}", f"{day.year}年{DIGITS[number]}季度", f"Q{number} {day.year}", start, end)


def _half(day: date) -> Period:
    number = 1 if day.month <= 6 else 2
    name = ("上", "下")[number - 1]
    start, end = date(day.year, number * 6 - 5, 1), month_end(day.year, number * 6)
    return Period(f"{day.year}-H{number}", f"{day.year}年{name}半年", f"half {number} of {day.year}", start, end)


def _year(day: date) -> Period:
    return Period(f"{day.year}", f"{day.year}年", f"{day.year}", date(day.year, 1, 1), date(day.year, 12, 31))


CADENCES: dict[str, Callable[[date], Period]] = {
    "week": _week,
    "fortnight": _fortnight,
    "ten_days": _ten_days,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "year": _year,
}


def period_of(cadence: str, day: date) -> Period:
    """The period of that cadence which contains the day. Raises KeyError for an unknown cadence."""
    return CADENCES[cadence](day)


def previous(cadence: str, period: Period) -> Period:
    """The period just before."""
    return period_of(cadence, period.start - timedelta(days=1))


def following(cadence: str, period: Period) -> Period:
    """The period just after."""
    return period_of(cadence, period.end + timedelta(days=1))
