"""Six months of work on the demo's tasks, through the real services, with the calendar set to each past day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Literal

from django.core.files.base import ContentFile
from django.db import connection, transaction

from luoshi.accounts.models import User
from luoshi.cli import demo_words as sayings
from luoshi.cli.demo_people import County, moment, start_of, workday_from
from luoshi.cli.demo_posts import pass_a_post_on
from luoshi.cli.demo_rounds import ask_rounds
from luoshi.delivery import rounds
from luoshi.delivery.models import Report, Task
from luoshi.delivery.services import evidence, lights, reports, requests, tasks
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.flow.due import take_due
from luoshi.flow.services import Step
from luoshi.notices.models import Notice
from luoshi.orgs.models import Unit
from luoshi.urging.engine import climb

Manner = Literal["steady", "fast", "slow", "stuck"]
Tick = Callable[[int, int], None]
SPEED: dict[Manner, float] = {"steady": 1.12, "fast": 1.7, "slow": 0.72, "stuck": 0.3}


@dataclass
class Work:
    """A task with the manner in which its people work."""

    task: Task
    lead: int
    manner: Manner
    chance: Random

    def percent(self, on: date) -> Decimal:
        """What they would say is done on that day: the pace, times their manner, never quite even."""
        task = self.task
        due = task.due or date(on.year, 12, 31)
        pace = 100 * ((on - task.start).days + 1) / max((due - task.start).days, 1)
        said = round(pace * SPEED[self.manner] + self.chance.uniform(-3, 3))
        return Decimal(max(1, min(said, 100)))

    def stage(self, percent: Decimal) -> str:
        if self.manner == "stuck" and percent > 5:
            return "stuck"
        return "beginning" if percent < 25 else "middle" if percent < 85 else "late"


def live(county: County, day: date, tick: Tick) -> None:
    """Fill the months between the first day and `day`."""
    start = start_of(day)
    months = _month_ends(start, day)
    total = len(months) + 2
    with _on(moment(start + timedelta(days=12), 18)):
        with clock.at(moment(start + timedelta(days=1), 10)):
            _name_leads(county)
        works = _works()
        _accept(county, works, start)
        tick(1, total)
    for number, end in enumerate(months):
        with _on(moment(min(workday_from(end + timedelta(days=9)), day), 18)):
            _month(county, works, end, day, number)
            lights.relight_stale()
            take_due(Task)
            take_due(Report)
            climb()
        tick(number + 2, total)
    with _on(moment(day, 8)):
        _present(county, works, day)
        ask_rounds(county, months[-1], day)
        pass_a_post_on(county)
        lights.relight_stale()
        climb()
        _read_what_is_old(day)
    tick(total, total)


def _read_what_is_old(day: date) -> None:
    """People have read their notices up to last week."""
    week_ago = moment(day - timedelta(days=7), 8)
    Notice.objects.filter(read_at__isnull=True, created_at__lt=week_ago).update(read_at=week_ago)


@contextmanager
def _on(when: datetime) -> Iterator[None]:
    """One transaction for many steps, judged together at its end, on that day.

    The demo's file need not survive a power cut while it is being built.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    with transaction.atomic(), clock.at(when), lights.together():
        yield


def _month_ends(start: date, day: date) -> list[date]:
    """The last days of the months that are over."""
    ends: list[date] = []
    current = start.replace(day=1)
    while True:
        following = (current + timedelta(days=32)).replace(day=1)
        if following > day:
            return ends
        ends.append(following - timedelta(days=1))
        current = following


def _name_leads(county: County) -> None:
    """Most tasks that came without a lead get one: the unit that answers for most of the same part."""
    for number, task in enumerate(Task.objects.filter(state="registered").select_related("part").order_by("pk")):
        near = (
            Unit.objects.filter(task_parties__task__part=task.part, task_parties__answers=True).order_by("pk").first()
        )
        if near is None or number % 5 == 4:
            continue
        tasks.name_lead(task=task, unit=near, user=county.office)
        tasks.move(task=task, step=Step("assign"), user=county.office)


def _works() -> list[Work]:
    manners: tuple[Manner, ...] = ("steady",) * 11 + ("fast",) * 5 + ("slow",) * 3 + ("stuck",)
    found = []
    living = Task.objects.filter(state="assigned").prefetch_related("parties", "milestones").select_related("plan_task")
    for number, task in enumerate(living.order_by("pk")):
        manner = manners[number * 7 % len(manners)]
        found.append(Work(task, task.answering_units()[0], manner, Random(number)))
    return found


def _accept(county: County, works: list[Work], start: date) -> None:
    """Units sign within days; two object and are assigned again; a few of the last ones have not signed yet."""
    for number, work in enumerate(works):
        if number % 47 == 46:
            continue
        signed = workday_from(start + timedelta(days=1 + number % 8))
        head = county.heads[work.lead]
        with clock.at(moment(signed, 9, number % 60)):
            if number % 61 == 20:
                reason = sayings.DISPUTES[number % 2]
                tasks.move(task=work.task, step=Step("dispute", reason), user=head)
                reassign = Step("reassign", "经会商，仍由你单位牵头，请按方案办理。")
                tasks.move(task=work.task, step=reassign, user=county.office)
            tasks.move(task=work.task, step=Step("accept"), user=county.reporters[work.lead])
            if number % 9 == 0:
                _milestones(work, head)
            tasks.move(task=work.task, step=Step("start"), user=head)


def _milestones(work: Work, head: User) -> None:
    """Four steps at even distances."""
    task = work.task
    if task.due is None:
        return
    span = (task.due - task.start) / 4
    for number, name in enumerate(("完成方案和资金落实", "完成招标或启动实施", "主体工作完成", "验收并投入使用"), 1):
        tasks.add_milestone(task=task, name=name, due=task.start + span * number, user=head)


def _month(county: County, works: list[Work], end: date, day: date, number: int) -> None:
    """Units report on the month in the first days of the next one; reports are passed, some are returned first."""
    for index, work in enumerate(works):
        task = work.task
        if task.stage.life != "open" or (work.manner == "stuck" and (index + number) % 3 == 2):
            continue
        written = workday_from(end + timedelta(days=1 + index % 4))
        if written < day and end >= task.start:
            _report(county, work, end, written, returned=(index + number * 5) % 19 == 3)
            _finish(county, work, written, index)
    _extensions(county, works, end, number)


def _report(county: County, work: Work, end: date, written: date, *, returned: bool) -> Report:
    task, unit = work.task, work.lead
    round_ = rounds.current(task.cadence, end)
    percent = work.percent(end)
    content = Content(
        words=sayings.words(work.stage(percent), work.chance),
        next_step=work.chance.choice(sayings.NEXT),
        trouble=work.chance.choice(sayings.TROUBLE) if work.manner == "stuck" else "",
        percent=percent,
        figures=_figures(task, percent),
    )
    reporter, head = county.reporters[unit], county.heads[unit]
    with clock.at(moment(written, 9 + len(task.title) % 8, len(content.words) % 60)):
        report = reports.open_report(task=task, unit_id=unit, round_=round_, user=reporter)
        report.task = task
        reports.save_draft(report=report, content=content, revision=report.revision, user=reporter)
        if percent % 4 == 0:
            text = f"{task.title}\n{content.words}\n"
            evidence.add(
                report=report, file=ContentFile(text.encode()), name=f"工作台账（{end:%m}月）.txt", user=reporter
            )
        reports.move(report=report, step=Step("submit"), user=reporter)
        reports.move(report=report, step=Step("pass_unit_as_lead"), user=head)
    with clock.at(moment(workday_from(written + timedelta(days=1)), 15, int(percent) % 60)):
        if returned:
            _send_back(county, report, content)
        reports.move(report=report, step=Step("pass_office"), user=county.office)
        _tick_off(work, head, end)
    return report


def _send_back(county: County, report: Report, content: Content) -> None:
    reporter, head = county.reporters[report.unit_id], county.heads[report.unit_id]
    why = sayings.RETURNS[len(content.words) % len(sayings.RETURNS)]
    reports.move(report=report, step=Step("return_office", why), user=county.office)
    better = Content(words=f"{content.words}（已按审核意见补充数量和点位。）", percent=content.percent)
    reports.save_draft(report=report, content=better, revision=report.revision, user=reporter)
    reports.move(report=report, step=Step("submit"), user=reporter)
    reports.move(report=report, step=Step("pass_unit_as_lead"), user=head)


def _figures(task: Task, percent: Decimal) -> dict[int, Decimal]:
    """Counts and amounts grow with the work; rates and ranks are published by others and left out."""
    wanted = task.plan_task.targets.filter(
        basis__in=("count", "amount"), value__isnull=False, comparator__in=(">=", "=")
    )
    return {target.pk: Decimal(round((target.value or 0) * float(percent) / 100, 2)) for target in wanted[:2]}


def _tick_off(work: Work, head: User, end: date) -> None:
    late = timedelta(days=25 if work.manner in {"slow", "stuck"} else -5)
    for step in work.task.milestones.all():
        if step.done_on is None and step.due + late <= end:
            step.task = work.task
            tasks.finish_milestone(milestone=step, done_on=min(step.due + late, end), user=head)


def _finish(county: County, work: Work, written: date, index: int) -> None:
    """Whoever is at a hundred percent claims completion; the supervision office verifies, the office strikes off."""
    task = work.task
    if (task.progress or 0) < 100 or task.state != "approved":
        return
    head, supervision = county.heads[work.lead], county.users["ducha"]
    claimed = workday_from(written + timedelta(days=2))
    with clock.at(moment(claimed, 10, index % 60)):
        tasks.move(task=task, step=Step("claim_completion", sayings.CLOSED), user=head)
    with clock.at(moment(workday_from(claimed + timedelta(days=2)), 11, index % 60)):
        if index % 8 == 5:
            reason = sayings.filled(sayings.REJECTED, work.chance)
            tasks.move(task=task, step=Step("reject_claim", reason), user=supervision)
        elif index % 6 != 4:
            reason = sayings.filled(sayings.VERIFIED, work.chance)
            tasks.move(task=task, step=Step("verify", reason), user=supervision)
            if index % 4 != 3:
                tasks.move(task=task, step=Step("strike_off"), user=county.office)


def _extensions(county: County, works: list[Work], end: date, number: int) -> None:
    """A request a month from a slow task: granted, refused, or (the last ones) still open."""
    asked = workday_from(end + timedelta(days=8))
    slow = [work for work in works if work.manner in {"slow", "stuck"} and work.task.stage.life == "open"]
    for place, work in enumerate(slow[number::9][:2]):
        task = work.task
        if task.due is None or task.due < asked or task.extensions.exists():
            continue
        with clock.at(moment(asked, 14)):
            request = requests.ask(
                task=task,
                kind="extension",
                asked_due=task.due + timedelta(days=45),
                reason=sayings.EXTENSIONS[number % len(sayings.EXTENSIONS)],
                user=county.heads[work.lead],
            )
        if number >= 4:
            continue
        with clock.at(moment(workday_from(asked + timedelta(days=2)), 16)):
            if place == 0:
                granted = Step("grant", data={"due": (task.due + timedelta(days=30)).isoformat()})
                requests.decide(request=request, step=granted, user=county.users["lingdao"])
            else:
                refused = Step("refuse", "要素已经协调到位，请按原定时间完成。")
                requests.decide(request=request, step=refused, user=county.office)


def _present(county: County, works: list[Work], day: date) -> None:
    """What lies on desks today: reports in each stage of review, one returned, drafts, a leader's own light."""
    open_works = [work for work in works if work.task.stage.life == "open"]
    for index, work in enumerate(open_works):
        if index % 6 == 5 or index % 6 == 2:
            _begin_report(county, work, day, index)
    stuck = next((work for work in open_works if work.manner == "stuck"), None)
    if stuck is not None:
        with clock.at(moment(day - timedelta(days=2), 17)):
            lights.override(
                task=stuck.task,
                colour="orange",
                reason="用地问题已由县里统一协调，先按橙灯跟踪。",
                expires=day + timedelta(days=20),
                user=county.users["lingdao"],
            )


def _begin_report(county: County, work: Work, day: date, index: int) -> None:
    task, unit = work.task, work.lead
    reporter, head = county.reporters[unit], county.heads[unit]
    percent = work.percent(day)
    written = clock.CALENDAR.add_working_days(day, -1)
    with clock.at(moment(written, 9, index % 60)):
        round_ = rounds.current(task.cadence, written)
        report = reports.open_report(task=task, unit_id=unit, round_=round_, user=reporter)
        if report.state != "draft":
            return
        report.task = task
        content = Content(words=sayings.words(work.stage(percent), work.chance), percent=percent)
        report = reports.save_draft(report=report, content=content, revision=report.revision, user=reporter)
        steps = index // 6 % 4
        if steps >= 1:
            reports.move(report=report, step=Step("submit"), user=reporter)
        if steps >= 2:
            reports.move(report=report, step=Step("pass_unit_as_lead"), user=head)
        if steps == 3 and index % 6 == 5:
            reports.move(report=report, step=Step("return_office", sayings.RETURNS[0]), user=county.office)
