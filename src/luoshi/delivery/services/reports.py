"""Reports: drafts that save themselves, submission, and review step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError, Overtaken
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Figure, Report, Task
from luoshi.delivery.rounds import Round
from luoshi.delivery.services.lights import relight
from luoshi.delivery.services.many import Moved, each
from luoshi.delivery.services.paces import keep_latest
from luoshi.delivery.services.tasks import follow
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import Step, advance, begin

SAVED = ("words", "next_step", "trouble", "percent", "no_change", "revision", "author", "saved_at", "state")
FOLLOWING = {"submit": "report", "pass_unit_as_lead": "take_up", "pass_lead": "take_up", "pass_office": "approve"}


@dataclass(frozen=True, slots=True)
class Content:
    """What a reporter writes. `figures` maps a target's id to its present value."""

    words: str = ""
    next_step: str = ""
    trouble: str = ""
    percent: Decimal | None = None
    no_change: bool = False
    figures: Mapping[int, Decimal] = field(default_factory=dict)


@transaction.atomic
def open_report(*, task: Task, unit_id: int, round_: Round, user: User) -> Report:
    """The unit's report of this round; a new draft if there is none. Raises DeliveryError for the wrong person."""
    if unit_id not in rights.units_of(user) or unit_id not in task.rights_units():
        raise DeliveryError(_("You do not report for this unit on this task."))
    if task.stage.life != "open":
        raise DeliveryError(_("This task is not being worked on, so there is nothing to report."))
    period = round_.period
    draft = begin(
        Report(
            task=task,
            unit_id=unit_id,
            period=period.key,
            period_zh=period.label_zh,
            period_en=period.label_en,
            period_end=period.end,
            due=round_.due,
            author=user,
            saved_at=clock.now(),
            percent=_last_percent(task, unit_id),
        )
    )
    Report.objects.bulk_create([draft], ignore_conflicts=True)
    return Report.objects.select_related("task", "unit").get(task=task, unit_id=unit_id, period=period.key)


@transaction.atomic
def save_draft(*, report: Report, content: Content, revision: int, user: User) -> Report:
    """Keep what was written. Raises Overtaken when somebody saved since `revision`; nothing is overwritten then."""
    if report.unit_id not in rights.units_of(user):
        raise DeliveryError(_("You do not report for this unit on this task."))
    same = Report.objects.filter(pk=report.pk, revision=revision, state__in=("draft", "returned"))
    kept = same.update(
        words=content.words,
        next_step=content.next_step,
        trouble=content.trouble,
        percent=content.percent,
        no_change=content.no_change,
        revision=F("revision") + 1,
        author=user,
        saved_at=clock.now(),
    )
    if not kept:
        _overtaken(report)
    _keep_figures(report, content.figures)
    report.refresh_from_db(fields=SAVED)
    return report


def _overtaken(report: Report) -> None:
    now = Report.objects.select_related("author").get(pk=report.pk)
    if not now.is_editable:
        raise Overtaken(_("This report has been submitted meanwhile (now: %s). Reload the page.") % now.state_label)
    raise Overtaken(
        _("%s saved this report meanwhile. Copy your text, reload the page and put the two together.") % now.author
    )


def _keep_figures(report: Report, figures: Mapping[int, Decimal]) -> None:
    allowed = set(report.task.plan_task.targets.values_list("pk", flat=True))
    rows = [Figure(report=report, target_id=pk, value=value) for pk, value in figures.items() if pk in allowed]
    Figure.objects.filter(report=report).exclude(target_id__in=[row.target_id for row in rows]).delete()
    Figure.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "target"], update_fields=["value"])


@transaction.atomic
def submit_unchanged(*, task: Task, unit_id: int, round_: Round, user: User) -> Transition:
    """One click: nothing has changed since the last report. Raises DeliveryError when there is no earlier report."""
    last = last_report(task, unit_id)
    if last is None:
        raise DeliveryError(_("There is no earlier report to compare with; please write a few words."))
    report = open_report(task=task, unit_id=unit_id, round_=round_, user=user)
    save_draft(report=report, content=unchanged(last), revision=report.revision, user=user)
    return move(report=report, step=Step("submit"), user=user)


def unchanged(last: Report) -> Content:
    """The answer “no change”: words, percentage and figures of the last passed report."""
    figures = {figure.target_id: figure.value for figure in last.figures.all()}
    return Content(words=last.words, next_step=last.next_step, percent=last.percent, figures=figures, no_change=True)


def last_report(task: Task, unit_id: int) -> Report | None:
    """The unit's latest passed report of a task."""
    return Report.objects.filter(task=task, unit_id=unit_id, state="passed").order_by("-period_end").first()


def _last_percent(task: Task, unit_id: int) -> Decimal | None:
    last = last_report(task, unit_id)
    return last.percent if last else None


@transaction.atomic
def move(*, report: Report, step: Step, user: User) -> Transition:
    """Submit, pass or return a report; the task follows. Raises FlowError when that is not possible."""
    task = report.task
    prefetch_related_objects([task], "parties")
    row = advance(subject=report, step=step, actor=rights.actor(user, task, report=report), gates=GATES)
    if row.name == "submit":
        _submitted(report)
    if row.new == "returned":
        report.returned_at = row.at
        report.save(update_fields=["returned_at"])
    if row.name == "pass_office":
        _passed(report, task)
    if report.unit_id in task.answering_units():
        name = "return" if row.new == "returned" else FOLLOWING.get(row.name, "")
        if name:
            follow(task=task, name=name, reason=row.reason)
    relight(task)
    record(
        action=f"delivery.report_{row.name}",
        subject=report,
        actor=user,
        data={"from": row.old, "to": row.new, "reason": row.reason, "percent": report.percent},
    )
    return row


def move_many(*, reports: Sequence[Report], name: str, reason: str = "", user: User) -> Moved[Report]:
    """Take each of these reports one step on."""
    return each(reports, lambda report: move(report=report, step=Step(name, reason), user=user))


def _submitted(report: Report) -> None:
    report.submitted_at = clock.now()
    report.save(update_fields=["submitted_at"])
    task = report.task
    if report.unit_id in task.answering_units() and _later(report.period_end, task.reported_to):
        task.reported_to = report.period_end
        task.save(update_fields=["reported_to"])


def _passed(report: Report, task: Task) -> None:
    """Its figures are the newest of their targets; what an answering unit reported becomes the task's own progress."""
    keep_latest(report)
    if report.unit_id not in task.answering_units():
        return
    task.last_words = report.words
    if report.percent is not None:
        task.progress, task.progress_on = report.percent, report.period_end
    task.save(update_fields=["last_words", "progress", "progress_on"])


def _later(day: date, than: date | None) -> bool:
    return than is None or day > than
