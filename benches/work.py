"""The work of the invented county, task by task: what it says, where it stands, what a year of it has left behind."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benches.pouring import pour
from benches.world import DAY, NOON, PARTS, UNITS, WHAT, WHERE, World, part_title, unit_name
from luoshi.audit.chain import GENESIS, digest
from luoshi.audit.models import ChainHead, Record
from luoshi.delivery.models import Extension, Figure, LightChange, LightOverride, Milestone, Report, Task, TaskParty
from luoshi.flow.models import Transition
from luoshi.notices.models import Notice
from luoshi.plans import models as plans
from luoshi.rounds.models import Form, Line, Round
from luoshi.urging.models import Position, Urge

Row = dict[str, Any]
DOING = ("推进", "完善", "建成", "改造", "开展", "落实", "整治", "培育", "保障", "优化")
STATES = ("in_progress", "approved", "in_progress", "under_review", "assigned", "struck_off", "completion_claimed")
COLOURS = ("green", "green", "green", "blue", "yellow", "orange", "red", "purple", "grey")
MONTHS = [date(2025, 11, 30), date(2025, 12, 31), *(
    (date(2026, month % 12 + 1, 1) if month < 12 else date(2027, 1, 1)) - timedelta(days=1) for month in range(1, 11)
)]  # fmt: skip
PASSED = ("submit", "draft", "unit_review"), ("pass_unit_as_lead", "unit_review", "office_review"), (
    "pass_office", "office_review", "passed"
)  # fmt: skip
FOLLOWED = ("report", "in_progress", "reported"), ("take_up", "reported", "under_review"), (
    "approve", "under_review", "approved"
)  # fmt: skip
# Where the reports of the last two months stand, by task; older ones have all been passed.
LATE = {10: ("passed",) * 16 + ("office_review",) * 3 + ("returned",), 11: (
    ("passed",) * 12 + ("office_review",) * 4 + ("unit_review",) * 2 + ("returned", "draft")
)}  # fmt: skip


def fill(world: World, count: int) -> None:
    """Every row about tasks; the round of November is opened as Luoshi opens one."""
    numbers = range(count)
    pour(plans.Task, (_published(number) for number in numbers))
    pour(plans.Target, (row for number in numbers for row in _targets(number)))
    pour(Task, (_running(number) for number in numbers))
    pour(TaskParty, (row for number in numbers for row in _parties(number)))
    pour(LightChange, (row for number in numbers for row in _changes(number)))
    pour(Milestone, (row for number in numbers if number % 4 == 0 for row in _milestones(number)))
    pour(Report, (row for number in numbers for row in _reports(number, count)))
    pour(Figure, (row for number in numbers for row in _figures(number, count)))
    pour(Transition, _history(count))
    pour(Extension, (_extension(number) for number in range(0, count, 50)))
    pour(LightOverride, (_override(world, number) for number in range(0, count, 200)))
    pour(Position, ({"id": number + 1, "task_id": number + 1, "moved": DAY} for number in numbers))
    pour(Urge, (_urge(number) for number in range(0, count, 4)))
    pour(Notice, _notices(count))
    _audit(count * 5)
    _rounds(world, count)


def sentence(number: int) -> str:
    """What the plan says of a task."""
    chance = Random(number)
    place, what, doing = chance.choice(WHERE), chance.choice(WHAT), chance.choice(DOING)
    return f"{number + 1}. {doing}{place}片区{what}项目，年内完成{chance.randrange(2, 90)}处，第{number + 1:05d}号。"


def _published(number: int) -> Row:
    text = sentence(number)
    return {
        "id": number + 1, "version_id": 1, "part_id": number % PARTS + 1, "key": f"t{number}", "order": number,
        "number": str(number + 1), "title": text.split("，")[0][:60], "text": text, "start": 0, "end": 1,
    }  # fmt: skip


def target_ids(number: int) -> range:
    """The targets of a task: none, one or two, one on average."""
    whole, rest = divmod(number, 3)
    first = whole * 3 + (0, 0, 1)[rest]
    return range(first + 1, first + 1 + rest)


def _targets(number: int) -> Iterator[Row]:
    for key in target_ids(number):
        yield {
            "id": key, "version_id": 1, "part_id": number % PARTS + 1, "task_id": number + 1, "key": f"g{key}",
            "order": key, "quote": f"完成{key % 90}处", "indicator": f"第{key // 2:05d}类完成数量", "comparator": "ge",
            "value": 20.0, "unit": "处", "start": 0, "end": 1,
        }  # fmt: skip


def _running(number: int) -> Row:
    chance = Random(number)
    due = date(2026, 3, 1) + timedelta(days=chance.randrange(0, 420))
    colour = COLOURS[chance.randrange(len(COLOURS))]
    return {
        "id": number + 1, "plan_task_id": number + 1, "part_id": number % PARTS + 1, "group_id": number % PARTS + 1,
        "number": str(number + 1), "title": sentence(number).split("，")[0][:60],
        "lead_names": unit_name(number % UNITS + 1), "start": date(2025, 10, 9), "due": due, "original_due": due,
        "state": STATES[chance.randrange(len(STATES))], "state_since": NOON - timedelta(hours=chance.randrange(900)),
        "colour": colour, "light": colour, "light_rule": "default", "light_version": 1, "light_step": "on_pace",
        "light_reason_zh": "完成率比序时进度慢10个百分点", "light_reason_en": "10 points behind the pace",
        "light_as_of": DAY, "light_since": DAY - timedelta(days=chance.randrange(90)),
        "progress": chance.randrange(101), "progress_on": date(2026, 9, 30), "accepted_on": date(2025, 10, 13),
        "reported_to": date(2026, 10, 31), "light_inputs": {"completion": "50", "pace": "60", "gap": "-10"},
        "last_words": "已完成前期工作，正在组织实施。", "curve_figures": [],
    }  # fmt: skip


def _parties(number: int) -> Iterator[Row]:
    for order, step in enumerate((0, 7, 31)):
        yield {
            "id": number * 3 + order + 1, "task_id": number + 1, "unit_id": (number + step) % UNITS + 1,
            "role": "support" if order else "lead", "answers": not order, "order": order,
        }  # fmt: skip


def _changes(number: int) -> Iterator[Row]:
    chance = Random(number + 1)
    old, colour = "grey", COLOURS[Random(number).choices(range(len(COLOURS)))[0]]
    for at, month in enumerate((2, 5, 8, 11)):
        new = colour if month == 11 else chance.choice(COLOURS)
        yield {
            "id": number * 4 + at + 1, "task_id": number + 1, "on": date(2026, month, 1 + number % 19), "old": old,
            "new": new, "rule": "default@1", "reason_zh": "月度判定", "reason_en": "monthly",
        }  # fmt: skip
        old = new


def _milestones(number: int) -> Iterator[Row]:
    for quarter, name in enumerate(("完成方案", "组织招标", "主体完工", "验收交付")):
        due = date(2026, 3 * quarter + 3, 28)
        yield {
            "id": number + quarter + 1, "task_id": number + 1, "name": name, "due": due, "weight": 1,
            "done_on": due if quarter < 2 else None, "unit_id": None,
        }  # fmt: skip


def report_state(number: int, month: int) -> str:
    """Where a task's report of a month stands."""
    return LATE[month][(number + number // UNITS * 5) % 20] if month in LATE else "passed"


def _reports(number: int, count: int) -> Iterator[Row]:
    chance = Random(number + 2)
    unit = number % UNITS + 1
    for month, end in enumerate(MONTHS):
        said = f"{chance.choice(WHERE)}片区{chance.choice(WHAT)}已{chance.choice(DOING)}{chance.randrange(100)}%"
        state = report_state(number, month)
        handed_in = _moment(end, 1 + number % 6)
        yield {
            "id": number * len(MONTHS) + month + 1, "task_id": number + 1, "unit_id": unit, "author_id": unit,
            "period": f"{end:%Y-%m}", "period_zh": f"{end.year}年{end.month}月", "period_en": f"{end:%B %Y}",
            "period_end": end, "due": end + timedelta(days=5), "state": state, "state_since": handed_in,
            "words": f"{said}，{end.month}月新增{chance.randrange(40)}处。", "percent": min(100, month * 8 + 4),
            "saved_at": handed_in, "submitted_at": None if state == "draft" else handed_in, "revision": 1,
            "returned_at": handed_in if state == "returned" else None,
        }  # fmt: skip


def _moment(end: date, after: int) -> datetime:
    return NOON + timedelta(days=(end - DAY).days + after, seconds=end.day * 61 + after)


def _figures(number: int, count: int) -> Iterator[Row]:
    for key in target_ids(number):
        for month in range(len(MONTHS)):
            report = number * len(MONTHS) + month + 1
            yield {"id": (key - 1) * len(MONTHS) + month + 1, "report_id": report, "target_id": key, "value": month}


def _history(count: int) -> Iterator[Row]:
    """Every change of state, in the order in which it happened: the accepting, then month after month."""
    row: Row = {"graph_version": 1, "actor_name": "县综合协调组", "actor_id": None, "data": {}}
    key = 0
    for number in range(count):
        for step, name in enumerate(("register", "assign", "accept")):
            key += 1
            about = {"subject_type": "delivery.task", "subject_id": number + 1, "graph": "task", "name": name}
            ways = ("proposed", "registered", "assigned", "accepted")
            yield {"id": key, **about, "old": ways[step], "new": ways[step + 1], "at": _moment(MONTHS[0], -40), **row}
    for month, end in enumerate(MONTHS):
        for number in range(count):
            for old in _of_report(number, month, _moment(end, 1 + number % 6)):
                key += 1
                yield {"id": key, **old, **row}


def _of_report(number: int, month: int, at: datetime) -> Iterator[Row]:
    report = number * len(MONTHS) + month + 1
    state = report_state(number, month)
    for of_report, of_task in zip(PASSED, FOLLOWED, strict=True):
        if of_report[1] == state:
            return
        if state == "returned" and of_report[1] == "unit_review":
            of_report = ("return_unit", "unit_review", "returned")
        for kind, pk, graph, (name, old, new) in (
            ("delivery.report", report, "report", of_report), ("delivery.task", number + 1, "task", of_task),
        ):  # fmt: skip
            yield {
                "subject_type": kind, "subject_id": pk, "graph": graph, "name": name, "old": old, "new": new, "at": at
            }  # fmt: skip
        if of_report[2] == state:
            return


def _extension(number: int) -> Row:
    asked = date(2026, 12, 20)
    return {
        "id": number // 50 + 1, "task_id": number + 1, "reason": "雨季停工，工期顺延。", "old_due": date(2026, 11, 30),
        "asked_due": asked, "granted_due": None if number % 200 else asked,
        "state": "asked" if number % 200 else "granted", "state_since": NOON, "asked_at": NOON, "asked_by_id": 1,
    }  # fmt: skip


def _override(world: World, number: int) -> Row:
    return {
        "id": number // 200 + 1, "task_id": number + 1, "colour": "yellow", "reason": "现场已协调解决。",
        "by_id": world.people["leader"], "at": NOON, "expires": date(2026, 12, 31),
    }  # fmt: skip


def _urge(number: int) -> Row:
    state = "proposed" if number % 40 == 0 else "sent" if number % 3 else "answered"
    return {
        "id": number // 4 + 1, "task_id": number + 1, "run": 0, "step": "urge" if number % 8 else "supervise",
        "at": NOON - timedelta(days=number % 60), "by_id": None, "rule": "default@1", "state": state,
        "state_since": NOON, "reason_zh": "已逾期，尚未反馈。", "reason_en": "Overdue and not reported.", "told": [],
        "sent_on": DAY, "answer_due": DAY,
    }  # fmt: skip


def _notices(count: int) -> Iterator[Row]:
    """Fifty for each reporter, five of them not yet read."""
    for unit in range(1, UNITS + 1):
        for at in range(50):
            made = NOON - timedelta(days=at)
            yield {
                "id": (unit - 1) * 50 + at + 1, "recipient_id": unit, "kind": "remind", "title": "请按期反馈任务进展",
                "key": f"old-{at}", "created_at": made, "read_at": made if at >= 5 else None,
                "link": f"/delivery/tasks/{(unit - 1) % count + 1}/",
            }  # fmt: skip


def _audit(count: int) -> None:
    head = GENESIS
    entries = []

    for number in range(1, count + 1):
        row: Row = {
            "sequence": number, "at": NOON - timedelta(minutes=count - number), "actor_id": number % UNITS + 1,
            "actor_name": f"{number % UNITS + 1}号填报人", "address": "10.0.0.7", "action": "delivery.report_submit",
            "subject_type": "delivery.report", "subject_id": str(number), "summary": f"第{number}号反馈", "data": {},
        }  # fmt: skip
        after = digest(Record(**row).content(), head)
        entries.append({"id": number, **row, "previous_hash": head, "hash": after})
        head = after
    pour(Record, entries)
    ChainHead.objects.update_or_create(pk=ChainHead.KEY, defaults={"sequence": count, "hash": head})


def _rounds(world: World, count: int) -> None:
    """Twelve rounds that are over, each with a form for every unit; then the one that is open."""
    asked = {"purpose": "按月调度年度重点工作", "basis": "清岚县年度重点工作推进方案", "cadence": "month", "plan_id": 1}
    pour(Round, ({**asked, **_round(at, end)} for at, end in enumerate(MONTHS, 1)))
    units = min(UNITS, count)
    pour(
        Form,
        (
            {
                "id": (at - 1) * units + unit, "round_id": at, "unit_id": unit, "fields": 150, "minutes": 90,
                "line_count": len(range(unit - 1, count, UNITS)), "submitted_at": _moment(end, 3),
            }
            for at, end in enumerate(MONTHS, 1)
            for unit in range(1, units + 1)
        ),
    )  # fmt: skip
    pour(
        Line,
        (
            _line(at, end, number, count, units)
            for at, end in enumerate(MONTHS)
            for number in range(count)
        ),
    )  # fmt: skip
    _open(world)


def _line(at: int, end: date, number: int, count: int, units: int) -> Row:
    state = report_state(number, at)
    return {
        "id": at * count + number + 1, "form_id": at * units + number % UNITS + 1, "task_id": number + 1,
        "order": number, "report_id": None if state == "draft" else number * len(MONTHS) + at + 1,
        "state": "" if state == "draft" else state,
        "submitted_at": None if state == "draft" else _moment(end, 1 + number % 6),
    }  # fmt: skip


def _round(at: int, end: date) -> Row:
    return {
        "id": at, "period": f"{end:%Y-%m}", "period_zh": f"{end.year}年{end.month}月", "period_en": f"{end:%B %Y}",
        "period_start": end.replace(day=1), "period_end": end, "due": end + timedelta(days=5), "state": "closed",
        "state_since": NOON, "opened_at": _moment(end, 0),
    }  # fmt: skip


def _open(world: World) -> None:
    from luoshi.accounts.models import User
    from luoshi.flow import clock
    from luoshi.progress.periods import period_of
    from luoshi.rounds.services.opening import Ask, open_round

    plan = plans.Plan.objects.get()
    ask = Ask(plan=plan, cadence="month", purpose="按月调度年度重点工作", basis="清岚县年度重点工作推进方案")
    user = User.objects.get(pk=world.people["coordination"])
    with clock.at(NOON):
        made = open_round(ask=ask, period=period_of("month", DAY), user=user)
    world.round, world.past_round = made.pk, len(MONTHS)
    world.form = Form.objects.get(round=made, unit=world.unit).pk
    world.report = Report.objects.filter(unit=world.unit, state="office_review").order_by("-pk")[0].pk


__all__ = ["fill", "part_title", "sentence"]
