"""Dates: due before the plan was issued, or not due at all."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.core.spans import Span
from luoshi.extraction.draft import Deadline, Target, Task


@rule(
    "deadline-before-issue",
    name="Due before issue",
    explanation="The date by which this is due had passed when the plan was issued.",
    remedy="Correct the date, or report the matter as done.",
    zh=("期限早于印发", "要求完成的日期早于文件印发日期。", "改正日期，或按已完成报告。"),
)
def before_issue(case: Case) -> Iterator[Finding]:
    issued = case.draft.meta.issue_date
    for deadline, what in promised(case) if issued else ():
        if deadline.date and issued and deadline.date < issued:
            words = Words(
                f"{what} is due by {deadline.text}, before the plan was issued on {issued}.",
                f"{what}要求{deadline.text}完成，早于文件印发日期{issued}。",
            )
            span = deadline.span
            yield case.find("deadline-before-issue", "error", words, [span], date=deadline.date, issued=issued)


SHORT = 31  # days from the issue within which nobody has had time to begin


@rule(
    "short-notice",
    name="Short notice",
    explanation="This is due within a month of the issue: units will hear of it when it is due.",
    remedy="Ask whether it is done already; if not, give a later date.",
    zh=(
        "期限过紧",
        "要求完成的日期在印发后一个月内，单位收到文件时已近到期。",
        "核实是否已经完成；没有完成的，改到以后的日期。",
    ),
)
def short_notice(case: Case) -> Iterator[Finding]:
    issued = case.draft.meta.issue_date
    for deadline, what in promised(case) if issued else ():
        days = days_between(issued or "", deadline.date or "")
        if days is not None and 0 <= days <= SHORT:
            words = Words(
                f"{what} is due by {deadline.text}, {days} days after the plan was issued on {issued}.",
                f"{what}要求{deadline.text}完成，距{issued}印发只有{days}天。",
            )
            yield case.find("short-notice", "info", words, [deadline.span], date=deadline.date, issued=issued)


def days_between(start: str, end: str) -> int | None:
    """Days from one ISO date to another; None where one of them is none."""
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return None


def promised(case: Case) -> list[tuple[Deadline, str]]:
    """Every date by which something is due, and what: once for each place."""
    due = [(task.deadline, called(task)) for task in case.draft.tasks if task.deadline]
    due += [(target.deadline, target.indicator) for target in case.draft.targets if target.deadline]
    due += [(deadline, called(task)) for task in case.draft.tasks for deadline in printed_in(case, task.span)]
    due.sort(key=lambda promise: promise[0].span.start)  # a stable sort: what is due as a whole goes first
    told: list[tuple[Deadline, str]] = []
    for deadline, what in due:
        again = told and told[-1][0].span.overlaps(deadline.span)
        if _DAY.search(deadline.text) and not again:  # 年初 alone may mean the one to come
            told.append((deadline, what))
    return told


def called(task: Task) -> str:
    return f"{task.number}《{task.title}》"


_DAY = re.compile(r"\d")


_BEFORE = re.compile(
    r"(20\d\d)年(\d{1,2})月(?:底|末|[上中下]旬|\d{1,2}日)?前(?=[，,]?(?:全面|全部|基本)?(?:完成|建成|竣工|投产|开工|实现|出台|制定|启动|提供|报送|提交|明确|形成))"
)


def printed_in(case: Case, span: Span) -> Iterator[Deadline]:
    """Dates within a task by which a part of it is due: 2026年6月底前完成."""
    for match in _BEFORE.finditer(case.text, span.start, span.end):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            last = date(year, month, monthrange(year, month)[1]).isoformat()
            yield Deadline(match.group(), last, Span(*match.span()))


_SOME_DAY = re.compile(r"逐步|逐年|适时|尽快|尽早|远期|最终")


@rule(
    "no-deadline",
    name="No deadline",
    explanation="A target without a year or a date is never late.",
    remedy="Say by when it is to be reached.",
    zh=("缺少期限", "目标没有写年份或日期，就永远不算逾期。", "写明何时完成。"),
)
def no_deadline(case: Case) -> Iterator[Finding]:
    yearly = for_one_year(case) or ends_once(case)  # everything in such a plan is due at its end, unless it says 逐步
    open_ended: dict[str, list[Target]] = defaultdict(list)
    for target in case.draft.targets:
        task = case.tasks.get(target.task or "")
        if target.value is None or target.deadline or target.period or (task and task.deadline):
            continue
        if not yearly or _SOME_DAY.search(target.quote):
            open_ended[target.annex].append(target)
    for annex, targets in open_ended.items():
        part = case.name_of(annex)
        words = Words(
            f"In {part.en}, {len(targets)} targets have neither a year nor a date.",
            f"{part.zh}有{len(targets)}个目标既没有年份也没有日期。",
        )
        yield case.find("no-deadline", "info", words, [target.span for target in targets], annex=annex)


_RANGE = re.compile(r"20\d\d年?[—－–~～至-]+20\d\d|[三五]年(?:行动|计划|规划)")
_FAR = re.compile(r"二〇[三四五]|20[345]\d|远景")


_ONE_YEAR = re.compile(r"20\d\d年")


def ends_once(case: Case) -> bool:
    """A plan for a range of years that ends in one of them; one with a further horizon leaves open which is meant."""
    title = case.draft.meta.title or ""
    return bool(_RANGE.search(title)) and not _FAR.search(title)


def for_one_year(case: Case) -> bool:
    """An annual plan says so in its title or its opening: 2026年, 全年, 今年, 年度."""
    opening = case.text[:3000] if case.overall is None else case.text[: case.overall.span.start + 3000]
    title = case.draft.meta.title or ""
    several = any(word in title for word in ("三年", "五年", "规划", "纲要")) or "—20" in title or "-20" in title
    year = (case.draft.meta.issue_date or "")[:4]
    yearly = any(word in opening for word in ("全年", "今年", "年度", "年工作要点")) or bool(_ONE_YEAR.search(title))
    return not several and (yearly or (bool(year) and case.text.count(f"{year}年") > 2))
