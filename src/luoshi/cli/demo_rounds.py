"""The demo's rounds: the month that is over, asked and closed; the running one, open; the next ones by themselves."""

from dataclasses import replace
from datetime import date, timedelta

from luoshi.cli.demo_people import County, moment, workday_from
from luoshi.delivery.models import Task
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.progress.periods import period_of
from luoshi.rounds.services.opening import Ask, move, open_round
from luoshi.rounds.services.schedules import save_schedule

PURPOSE, BASIS = "供每月调度会使用，会后形成通报", "实施方案“组织保障”部分：实行月调度"


def ask_rounds(county: County, month_end: date, day: date) -> None:
    """Open the round of the last full month in its first days and close it; open the running one; set the schedule.

    The running one asks supporting units too, so that the towns have something to fill in.
    """
    first = Task.objects.select_related("plan_task__version__plan").order_by("pk")[0]
    ask = Ask(plan=first.plan_task.version.plan, cadence="month", purpose=PURPOSE, basis=BASIS)
    opened = min(workday_from(month_end + timedelta(days=1)), day)
    with clock.at(moment(opened, 9)):
        over = open_round(ask=ask, period=period_of("month", month_end), user=county.office)
    with clock.at(moment(min(workday_from(over.due + timedelta(days=3)), day), 17)):
        move(round_=over, step=Step("close"), user=county.office)
    with clock.at(moment(day, 8)):
        open_round(ask=replace(ask, ask_support=True), period=period_of("month", day), user=county.office)
        save_schedule(ask=ask, user=county.office)
