"""The Excel round trip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.rights import units_of
from luoshi.plans.views.common import actor
from luoshi.rounds.errors import BookError
from luoshi.rounds.models import Upload
from luoshi.rounds.services import workbooks
from luoshi.rounds.views.common import own_form_or_404, refusals
from luoshi.rounds.workbook.read import MAX_BYTES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires(Verb.REPORT)
@refusals("rounds:form")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as a locked workbook."""
    form = own_form_or_404(request, pk)
    content = workbooks.download(form=form, user=actor(request))
    name = f"{form.unit.name} {form.round.period_zh}.xlsx".replace("/", "-")
    disposition = content_disposition_header(True, name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:form")
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled workbook: all of it, or a table of what is wrong."""
    form = own_form_or_404(request, pk)
    file = request.FILES.get("file")
    if file is None:
        raise BookError(_("Choose a file first."))
    if (file.size or 0) > MAX_BYTES:
        raise BookError(_("The file is larger than %d MB: this is not the workbook that was downloaded.") % 8)
    before = Upload.objects.filter(form=form).values_list("pk", flat=True)
    known = set(before)
    kept = workbooks.receive(form=form, data=file.read(), name=file.name or "book.xlsx", user=actor(request))
    if kept.state == Upload.State.TAKEN:
        again = kept.pk in known and not kept.faults
        _tell(request, kept, again=again)
        return redirect("rounds:form", pk)
    return redirect("rounds:upload_faults", kept.pk)


def _tell(request: HttpRequest, kept: Upload, *, again: bool) -> None:
    if again:
        messages.info(request, _("This file was taken before: nothing is changed by sending it again."))
    elif kept.taken:
        sentence = ngettext("%d line is taken.", "%d lines are taken.", kept.taken) % kept.taken
        messages.success(request, f"{sentence} {_('Check them and submit the form.')}")
    else:
        messages.info(request, _("The workbook holds nothing that is not here already."))


def _upload_or_404(request: HttpRequest, pk: int) -> Upload:
    mine = Upload.objects.filter(form__unit__in=units_of(request.user))
    return get_object_or_404(mine.select_related("form__round__plan", "form__unit", "by"), pk=pk)


@require_GET
@requires(Verb.REPORT)
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong in a workbook, row by row."""
    kept = _upload_or_404(request, pk)
    return render(request, "rounds/faults.html", {"upload": kept, "form": kept.form, "round": kept.form.round})


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:upload_faults")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the valid rows, on the person's word."""
    kept = workbooks.take_valid(upload=_upload_or_404(request, pk), user=actor(request))
    _tell(request, kept, again=False)
    return redirect("rounds:form", kept.form_id)
