"""The Excel round trip: download a form, take back what was filled in, exactly once."""

import hashlib
import hmac
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery.models import Report
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.rounds.errors import BookError, Conflict, RoundError
from luoshi.rounds.models import Form, Upload
from luoshi.rounds.selectors.answers import Answer, answers, lines_of
from luoshi.rounds.services.answering import check_mine, no_change, save_line
from luoshi.rounds.workbook import layout
from luoshi.rounds.workbook.faults import Fault
from luoshi.rounds.workbook.judge import judge
from luoshi.rounds.workbook.layout import Book, BookFigure, BookLine, Entry
from luoshi.rounds.workbook.read import Returned, altered, read
from luoshi.rounds.workbook.write import write

SALT = "luoshi.rounds.workbook"


def signature(texts: list[str]) -> str:
    """HMAC-SHA-256, under this installation's own key, over what must come back unaltered."""
    return salted_hmac(SALT, "\n".join(texts), algorithm="sha256").hexdigest()


def download(*, form: Form, user: User) -> bytes:
    """The form as a locked workbook, filled with what is known. Raises RoundError for another unit's form."""
    check_mine(form, user)
    with override("zh-hans"):
        book = book_of(form)
    return write(book, signature(book.sealed()))


def book_of(form: Form) -> Book:
    """The lines that can be answered, as the workbook shows them."""
    round_ = form.round
    found = [answer for answer in answers(form, list(lines_of(form))) if answer.is_editable]
    return Book(
        form=form.pk,
        round=round_.pk,
        unit=form.unit.name,
        plan=str(round_.plan),
        period=round_.period_zh,
        due=round_.due,
        purpose=round_.purpose,
        basis=round_.basis,
        minutes=form.minutes,
        lines=tuple(_line(answer) for answer in found),
    )


def _line(answer: Answer) -> BookLine:
    last = answer.last
    last_figures = {figure.target_id: figure.value for figure in last.figures.all()} if last else {}
    figures = tuple(
        BookFigure(
            target.pk, target.indicator or target.quote[:60], target.quote, target.unit,
            last_figures.get(target.pk), answer.known[target.pk].unit if target.pk in answer.known else "",
        )
        for target in answer.targets
    )  # fmt: skip
    return BookLine(
        line=answer.line.pk,
        revision=answer.revision,
        title=str(answer.line.task),
        due=answer.line.task.due,
        last_words=last.words if last else "",
        last_percent=last.percent if last else None,
        filled=shown(answer),
        figures=figures,
    )


def shown(answer: Answer) -> Entry:
    """What stands in a line's open fields: the draft, or what is known already."""
    report = answer.report
    wanted = {target.pk for target in answer.targets}
    figures = {target: value for target, value in answer.figures().items() if target in wanted}
    if report is None:
        return Entry(percent=answer.percent(), figures=figures)
    return Entry(report.words, report.percent, report.next_step, report.trouble, report.no_change, figures)


def receive(*, form: Form, data: bytes, name: str, user: User) -> Upload:
    """Judge a workbook; when every row is valid, take them all. The same file again changes nothing.

    1. The file is ours, for this form, and its hidden numbers carry our signature (BookError otherwise). 2. Every
    filled row is judged. 3. Rows that somebody has changed since the download are set aside with both texts; what
    came from this very workbook before is no change by somebody: it may be filled bit by bit.
    """
    check_mine(form, user)
    sha256 = hashlib.sha256(data).hexdigest()
    known = _taken_before(form, sha256)
    if known is not None:
        return known
    returned = read(data, name)
    _check_seal(form, returned)
    with transaction.atomic():
        Form.objects.select_for_update().get(pk=form.pk)  # a double click sends the file twice at once
        known = _taken_before(form, sha256)
        if known is not None:
            return known
        upload = _judge(form, returned, sha256, name, user)
        if not upload.faults:
            _take(upload, user)
    return upload


def _taken_before(form: Form, sha256: str) -> Upload | None:
    return Upload.objects.filter(form=form, sha256=sha256, state=Upload.State.TAKEN).first()


def _check_seal(form: Form, returned: Returned) -> None:
    if not hmac.compare_digest(signature(returned.texts).encode(), returned.signature.encode("utf-8", "replace")):
        raise altered()
    if returned.form != form.pk or returned.round != form.round_id:
        raise BookError(_("This workbook belongs to another form or another round. Upload it there."))


def _judge(form: Form, returned: Returned, sha256: str, name: str, user: User) -> Upload:
    judged = judge(returned)
    found = {answer.line.pk: answer for answer in answers(form, list(lines_of(form)))}
    faults, left = list(judged.faults), _left_by(form, returned.signature)
    rows = []
    for line, entry in judged.entries.items():
        answer = found.get(line)
        if answer is not None and answer.report is not None and _same(shown(answer), entry):
            continue
        seen = {returned.sealed[line].revision, left.get(line)}
        fault = _set_aside(answer, line, entry, seen, returned)
        if fault is None:
            revision = answer.revision if answer else 0
            rows.append({"line": line, "revision": revision, "book": returned.signature, **entry.plain()})
        else:
            faults.append(fault)
    titles = {line: str(answer.line.task)[:80] for line, answer in found.items()}
    upload, _made = Upload.objects.update_or_create(
        form=form,
        sha256=sha256,
        defaults={
            "name": name[-200:],
            "state": Upload.State.REFUSED,
            "answers": rows,
            "faults": [{**asdict(fault), "task": titles.get(fault.line, "")} for fault in faults],
            "taken": 0,
            "by": user,
            "at": clock.now(),
        },
    )
    return upload


def _left_by(form: Form, signature: str) -> dict[int, int]:
    """The revisions that earlier uploads of the same download left behind, by line."""
    found: dict[int, int] = {}
    taken = Upload.objects.filter(form=form).exclude(state=Upload.State.REFUSED).order_by("at", "pk")
    for rows in taken.values_list("answers", flat=True):
        found |= {row["line"]: row["left"] for row in rows if row.get("book") == signature and "left" in row}
    return found


def _set_aside(
    answer: Answer | None, line: int, entry: Entry, seen: set[int | None], returned: Returned
) -> Fault | None:
    """Why a valid row cannot be written over what is stored; None when nobody has saved but what was `seen`."""
    cell = returned.cells[line][layout.WORDS.letter].address
    if answer is None or answer.is_settled:
        return Fault(line, layout.ANSWERS, cell, _("This task is no longer asked."), _("Nothing needs to be done."))
    if answer.report is None or (answer.revision in seen and answer.is_editable):
        if entry.no_change and answer.last is None:
            return Fault(
                line, layout.ANSWERS, cell, _("There is no earlier report to compare with."), _("Write a few words.")
            )
        return None
    report = answer.report
    when = timezone.localtime(report.saved_at).strftime("%Y-%m-%d %H:%M")
    who = {"who": str(report.author), "when": when, "state": report.state_label, "words": report.words[:200]}
    if not report.is_editable:
        what = _("Already submitted by %(who)s on %(when)s (now: %(state)s): “%(words)s”") % who
        return Fault(line, layout.ANSWERS, cell, what, _("Leave it, or take the report back first and upload again."))
    what = _("Changed since the download, by %(who)s on %(when)s. It now says: “%(words)s”") % who
    return Fault(line, layout.ANSWERS, cell, what, _("Put the two together on the page, or download a new workbook."))


def _same(stored: Entry, entry: Entry) -> bool:
    if entry.no_change and stored.no_change:
        return True
    return stored.plain() == entry.plain()


@transaction.atomic
def take_valid(*, upload: Upload, user: User) -> Upload:
    """Take the valid rows of a workbook in which others are wrong, on the person's word. A second call does nothing."""
    check_mine(upload.form, user)
    mine = Upload.objects.filter(pk=upload.pk, state=Upload.State.REFUSED)
    if mine.exists() and upload.answers:
        _take(upload, user)
    return upload


def _take(upload: Upload, user: User) -> None:
    rows: dict[int, dict[str, Any]] = {row["line"]: row for row in upload.answers}
    form = upload.form
    lines = list(lines_of(form).filter(pk__in=rows).select_related("task__plan_task", "form__round"))
    written = 0
    for answer in answers(form, lines):
        row = rows[answer.line.pk]
        entry = layout.entry_from(row)
        if answer.report is None or not _same(shown(answer), entry):
            row["left"] = _write(answer, entry, row["revision"], user).revision
            written += 1
    upload.taken, upload.answers = written, list(rows.values())
    upload.state = Upload.State.PART if upload.faults else Upload.State.TAKEN
    upload.save(update_fields=["taken", "state", "answers"])
    data = {"file": upload.sha256, "lines": written, "faults": len(upload.faults)}
    record(action="rounds.book_taken", subject=form, actor=user, data=data)


def _write(answer: Answer, entry: Entry, revision: int, user: User) -> Report:
    if not answer.is_editable:
        raise RoundError(_("Some of these lines have been submitted meanwhile. Upload the workbook again."))
    if entry.no_change:
        return no_change(line=answer.line, user=user)
    content = Content(entry.words, entry.next_step, entry.trouble, entry.percent, figures=dict(entry.figures))
    try:
        return save_line(line=answer.line, content=content, revision=revision, user=user)
    except Conflict as conflict:
        raise RoundError(str(conflict)) from None
