"""Handing a form in: every answered line becomes a submitted report, all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit import services as audit
from luoshi.delivery.models import Report
from luoshi.delivery.services import lights, reports
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.rounds.errors import Incomplete
from luoshi.rounds.models import Form
from luoshi.rounds.selectors.answers import Answer, answers, bare_answers, lines_of
from luoshi.rounds.services import telling
from luoshi.rounds.services.answering import check_mine, save_line


@dataclass(frozen=True, slots=True)
class Written:
    """What stood in one line of the page when it was sent, and the revision it was written over."""

    content: Content
    revision: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """How many lines went in now, and how many nobody has answered yet."""

    lines: int
    open: int


@transaction.atomic
def keep(*, form: Form, written: Mapping[int, Written], user: User) -> None:
    """Save what stands on the page, so that nothing written is lost. Raises Conflict; nothing is kept then."""
    check_mine(form, user)
    if not written:
        return
    lines = list(lines_of(form).filter(pk__in=written).select_related("form__round", "task__plan_task"))
    for answer in answers(form, lines):
        one = written[answer.line.pk]
        if answer.is_editable and _differs(answer, one.content):
            save_line(line=answer.line, content=one.content, revision=one.revision, user=user)


def _differs(answer: Answer, content: Content) -> bool:
    """Whether the page holds something that is not stored, beyond what it was filled with."""
    report = answer.report
    if report is None:
        filled = Content(percent=answer.percent(), figures=answer.figures())
        return content != filled and not _is_blank(content, filled)
    stored = Content(
        words=report.words,
        next_step=report.next_step,
        trouble=report.trouble,
        percent=report.percent,
        figures={figure.target_id: figure.value for figure in report.figures.all()},
    )
    return content != stored


def _is_blank(content: Content, filled: Content) -> bool:
    words = content.words + content.next_step + content.trouble
    return not words.strip() and content.percent == filled.percent and dict(content.figures) == dict(filled.figures)


@transaction.atomic
def submit(*, form: Form, user: User, partly: bool = False) -> Submitted:
    """Submit the answered lines. Raises Incomplete while lines are unanswered, unless `partly`; FlowError if overtaken.

    A second call finds nothing left to submit and changes nothing.
    """
    check_mine(form, user)
    found = bare_answers(form, list(lines_of(form).prefetch_related("task__parties")))
    unanswered = [answer.line for answer in found if not answer.is_answered]
    if unanswered and not partly:
        raise Incomplete(
            _("%d lines have no answer yet: write a few words, or answer “no change”.") % len(unanswered), unanswered
        )
    ready = [answer.report for answer in found if answer.report and answer.is_editable and answer.is_answered]
    with audit.together():
        with lights.together():
            for report in ready:
                _submit_one(report, user)
        if ready:
            _note(form, user, len(ready), len(unanswered))
    return Submitted(len(ready), len(unanswered))


def _submit_one(report: Report, user: User) -> None:
    reports.move(report=report, step=Step("submit", seen=report.state), user=user)


def _note(form: Form, user: User, lines: int, left: int) -> None:
    if not left:
        form.submitted_at = clock.now()
        form.save(update_fields=["submitted_at"])
        telling.handed_in(form)
    audit.record(action="rounds.form_submitted", subject=form, actor=user, data={"lines": lines, "unanswered": left})
