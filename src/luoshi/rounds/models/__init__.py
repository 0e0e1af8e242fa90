"""What the rounds room stores. Answers themselves are the delivery desk's reports: they stand nowhere twice."""

from luoshi.rounds.models.asking import Form, Line, Round, Schedule
from luoshi.rounds.models.books import Upload
from luoshi.rounds.models.days import CalendarDay

__all__ = ["CalendarDay", "Form", "Line", "Round", "Schedule", "Upload"]
