"""Writing answers: each is the unit's report at the delivery desk, saved as a draft until the form is submitted."""

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError, Overtaken
from luoshi.delivery.models import Report
from luoshi.delivery.services import reports
from luoshi.delivery.services.reports import Content
from luoshi.rounds.errors import Conflict, RoundError
from luoshi.rounds.models import Form, Line
from luoshi.rounds.selectors.answers import report_of


def check_mine(form: Form, user: User) -> None:
    """Raise RoundError unless the person reports for the form's unit and the round takes answers."""
    if form.unit_id not in rights.units_of(user):
        raise RoundError(_("You do not report for this unit."))
    if not form.round.takes_answers:
        raise RoundError(_("This round was withdrawn: nothing needs to be reported."))


@transaction.atomic
def save_line(*, line: Line, content: Content, revision: int, user: User) -> Report:
    """Keep a draft answer. `revision` is what the person saw (0: nothing yet).

    Raises Conflict when somebody saved since, with what they saved; nothing is overwritten then.
    """
    report = draft(line, user)
    try:
        return reports.save_draft(report=report, content=content, revision=revision, user=user)
    except Overtaken as error:
        raise Conflict(str(error), Report.objects.select_related("author").get(pk=report.pk)) from None


@transaction.atomic
def no_change(*, line: Line, user: User) -> Report:
    """Answer one line with “no change”: what was said last time holds. Raises RoundError without an earlier report."""
    last = reports.last_report(line.task, line.form.unit_id)
    if last is None:
        raise RoundError(_("There is no earlier report to compare with; please write a few words."))
    report = draft(line, user)
    return reports.save_draft(report=report, content=reports.unchanged(last), revision=report.revision, user=user)


@transaction.atomic
def no_change_all(*, form: Form, user: User) -> int:
    """Answer every line that nobody has answered yet with “no change”, where there is an earlier report."""
    check_mine(form, user)
    count = 0
    for line in form.lines.select_related("task", "form__round"):
        report = report_of(line)
        untouched = report is None or (report.is_editable and not report.words.strip())
        if untouched and line.task.stage.life == "open" and reports.last_report(line.task, form.unit_id):
            no_change(line=line, user=user)
            count += 1
    return count


def draft(line: Line, user: User) -> Report:
    """The report behind a line, opened if there is none. Raises RoundError where the person may not."""
    form = line.form
    check_mine(form, user)
    known = report_of(line)
    if known is not None:
        return known
    try:
        return reports.open_report(task=line.task, unit_id=form.unit_id, round_=form.round.asked, user=user)
    except DeliveryError as error:
        raise RoundError(str(error)) from None
