"""By when a task as a whole is due: 完成时限：2026年12月, 预计完成时间为…, （…，2026年6月底前完成）, 长期坚持."""

import re
from datetime import date

from luoshi.core.dates import DatePhrase
from luoshi.extraction.draft import Deadline
from luoshi.extraction.times import Times
from luoshi.reading.normal import NormalText

_LABEL = re.compile(
    r"(?:(?:预计|计划|整改|办结|要求|拟)?(?:完成|办结|整改|竣工|建成|实施|落实|到位|交付)(?:的)?(?:时限|时间|期限|节点|日期|进度|年限)(?:要求|安排|节点)?"
    r"|时间(?:节点|要求|进度|安排|期限)|工作时限|任务时限|责任时限|时限(?:要求)?|期限|进度安排|起止时间|实施周期|建设周期|建设年限)(?:：|:|为|是|，)"
)
_WITHOUT_YEAR = re.compile(  # a time whose year the document leaves open: kept as text, without a date
    r"(?:每?年?第?[一二三四1-4]季度?|[上下]半年|\d{1,2}月份?(?:\d{1,2}日|[上中下]旬)?|年)(?:[底末初中]|之?内)?(?:之?前|以前)?"
    r"(?:(?:—|-|~|至|到)\d{1,2}月(?:\d{1,2}日|底|末)?前?)?"
)
_YEARLESS_DUE = re.compile(
    r"(?<![年\d])\d{1,2}月(?:\d{1,2}日|[上中下]旬)?[底末]?前?(?=(?:全面|全部|基本)?(?:完成|建成|竣工|投入使用|投用|办结|完工))"
)
_LABEL_END = re.compile("[限间点期度求排][：:为是，]")  # every label ends so; searched for many times faster
_OPEN_ENDED = re.compile(
    r"按(?:季度?|月度?|年度?|半年|周|旬|计划|进度|节点|时间节点|时限|规定时限|要求|上级(?:部署|安排|要求)|序时进度|时序进度)(?:推进|落实|实施|完成)?|长期坚持|持续推进|长期推进|常态化推进|长期实施|持续实施|全年推进|长期抓|长期|持续|常态化?|按上级要求|按时序进度|立行立改|即知即改|立即(?:整改|落实|实施|开展)"
)
_DONE_AFTER = re.compile(
    r"(?:[，、]?(?:全面|全部|基本|如期|力争|确保|须|应|要|前)?(?:完成|办结|建成|竣工|投产|投用|交付|开工|整改到位|到位|验收|并验收|投入使用|开通|销号|见效))"
)
_YEAR_OF_WORK = re.compile(  # 2027年完成投资8亿元 sets a figure for the year, not a day for the task
    r"(?:底|末)?前?(?:全面|全部|基本)?(?:完成|建成|竣工|投产|办结|交付)(?![^，。；、\n\d]{0,12}\d[\d.]*(?![\d.]*年))"
)
_FRAMES_WORK = re.compile(r"(?:聚焦|对照|围绕|按照|锚定|对标|立足|根据|依据|紧扣|结合|瞄准)[^。；，]*$")
_IS_A_GOAL = re.compile(r"[^。；，]{0,24}等?目标")
_LONGEST_CELL, _LONGEST_BRACKET = 24, 1_500
_LONG_TASK = 250
_CELL_REST = re.compile(r"(?:到|于|在|力争|[，。；])*(?:完成|办结|前)?。?")
_PIECE = re.compile(r"[^，；：（）]+")
_ENDS = "。；）\n"


def find_deadline(times: Times, start: int, end: int) -> Deadline | None:
    """The deadline of the task that stands between two normal offsets, or None when it states none.

    `Deadline.date` is the last day on which it is met; it is None for open-ended words (长期坚持) and for times that
    recur. A year that only frames the work gives None.
    """
    return _bare(times, start, end) or _labelled(times, start, end) or _closing(times, start, end)


def _bare(times: Times, start: int, end: int) -> Deadline | None:
    """A table cell that holds nothing but the time."""
    if end - start > _LONGEST_CELL:
        return None
    normal, text = times.normal, times.normal.text
    open_ended = _OPEN_ENDED.fullmatch(text, start, end)
    if open_ended:
        return _plain(normal, start, end, None)
    phrases = times.within(start, end)
    if not phrases or not _CELL_REST.fullmatch(text[start : phrases[0].start] + text[phrases[-1].end : end]):
        return None
    return _plain(normal, start, end, phrases[-1].due)


def _labelled(times: Times, start: int, end: int) -> Deadline | None:
    normal, text = times.normal, times.normal.text
    if not _LABEL_END.search(text, start, end):
        return None
    for label in _LABEL.finditer(text, start, end):
        stop = min((place for mark in _ENDS if (place := text.find(mark, label.end(), end)) >= 0), default=end)
        phrases = times.within(label.end(), stop)
        if phrases:
            return _deadline(normal, phrases[-1], phrases[0].start)
        open_ended = _OPEN_ENDED.match(text, label.end(), stop) or _WITHOUT_YEAR.match(text, label.end(), stop)
        if open_ended:
            return _plain(normal, open_ended.start(), open_ended.end(), None)
    return None


def _closing(times: Times, start: int, end: int) -> Deadline | None:
    """A date with 底前, 前 or 完成 that closes the task: in its last bracket, or framing all of its work."""
    normal, text = times.normal, times.normal.text
    phrases = times.within(start, end)
    for phrase in reversed(phrases):
        if _in_bracket(text, phrase, start) and _is_due(text, phrase, end, times.issued):
            return _deadline(normal, phrase, phrase.start)
    bracket = _open_ended_bracket(normal, start, end)
    if bracket:
        return bracket
    dues = [phrase for phrase in phrases if _is_due(text, phrase, end, times.issued)]
    if len(dues) == 1 and not _belongs_to_goal(text, dues[0], start, end) and _is_whole(text, dues[0], start, end):
        return _deadline(normal, dues[0], dues[0].start)
    return None if times.issued else _yearless(normal, start, end)


def _yearless(normal: NormalText, start: int, end: int) -> Deadline | None:
    """The one 11月底前完成 of a task in a document that nowhere tells its year: kept as text."""
    found = list(_YEARLESS_DUE.finditer(normal.text, start, end))
    return _plain(normal, *found[0].span(), None) if len(found) == 1 else None


def _is_whole(text: str, phrase: DatePhrase, start: int, end: int) -> bool:
    """Whether a date speaks of the task, and not in a long one of one thing among many (确保展馆7月底前开放)."""
    return end - start < _LONG_TASK or _opens(text, phrase)


def _belongs_to_goal(text: str, phrase: DatePhrase, start: int, end: int) -> bool:
    """聚焦2030年前碳达峰目标: the date of a goal that the work serves."""
    framed = _FRAMES_WORK.search(text, max(start, phrase.start - 40), phrase.start)
    return framed is not None or _IS_A_GOAL.match(text, phrase.end, end) is not None


def _is_due(text: str, phrase: DatePhrase, end: int, issued: date | None) -> bool:
    """Whether a phrase says by when, and not of when: it has 前, 底 or 末, or a verb of completion follows."""
    if phrase.due is None or (issued and phrase.due < issued):
        return False
    if text[phrase.end : phrase.end + 1] in ("度", "起", "版", "的", "以") or _is_quoted(text, phrase):
        return False
    completes = _DONE_AFTER.match(text, phrase.end, min(end, phrase.end + 24)) is not None
    if phrase.kind == "plan" or (phrase.kind in ("year", "years") and not phrase.edge):
        return phrase.stated and _YEAR_OF_WORK.match(text, phrase.end, end) is not None and _opens(text, phrase)
    if phrase.kind == "year":
        return phrase.edge in ("底", "末", "内", "初") and (phrase.before or completes)
    return phrase.before or completes or phrase.edge in ("底", "末")


def _opens(text: str, phrase: DatePhrase) -> bool:
    """Whether a sentence or a clause begins with the phrase."""
    before = text[phrase.start - 1 : phrase.start] if phrase.start else "\n"
    return before in "。；\n，：到在于至争保"


def _is_quoted(text: str, phrase: DatePhrase) -> bool:
    opened = max(
        text.rfind("《", max(0, phrase.start - 60), phrase.start),
        text.rfind("“", max(0, phrase.start - 30), phrase.start),
    )
    return opened >= 0 and not any(mark in text[opened : phrase.start] for mark in "》”")


def _in_bracket(text: str, phrase: DatePhrase, start: int) -> bool:
    opened = text.rfind("（", max(start, phrase.start - _LONGEST_BRACKET), phrase.start)
    return opened >= 0 and text.rfind("）", opened, phrase.start) < 0 and "）" in text[phrase.end : phrase.end + 80]


def _open_ended_bracket(normal: NormalText, start: int, end: int) -> Deadline | None:
    """（…，长期坚持）, or a time whose year nobody tells, at the very end of the task."""
    text = normal.text
    opened = text.rfind("（", start, end)
    closed = text.find("）", opened, end) if opened >= 0 else -1
    if closed < 0 or end - closed > 3:
        return None
    for piece in _PIECE.finditer(text, opened, closed):
        if _OPEN_ENDED.fullmatch(piece[0]):
            return _plain(normal, piece.start(), piece.end(), None)
        time = _WITHOUT_YEAR.match(piece[0])
        if time and re.fullmatch("(?:全面|全部)?(?:完成|办结|建成)?", piece[0][time.end() :]):
            return _plain(normal, piece.start(), piece.start() + time.end(), None)
    return None


def _deadline(normal: NormalText, phrase: DatePhrase, first: int) -> Deadline:
    return _plain(normal, first, phrase.end, phrase.due)


def _plain(normal: NormalText, start: int, end: int, due: date | None) -> Deadline:
    span = normal.span(start, end)
    return Deadline(normal.at(span), due.isoformat() if due else None, span)
