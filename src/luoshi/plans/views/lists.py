"""A version's lists as files."""

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.plans.selectors import lists
from luoshi.plans.views.common import readable_version


@require_GET
@requires(Verb.READ_PLANS)
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Tasks, duties, targets, groups and findings of a version, as a workbook or an official document."""
    from luoshi.exporting import FORMATS, gather, written  # loaded by whoever exports, not by every process

    version = readable_version(request, pk)
    chosen = next((one for one in FORMATS if one == form), None)
    if chosen is None:
        raise Http404(form)
    book = gather(lists.confirmed_draft(version), lists.document_of(version), lists.findings_of(version))
    response = HttpResponse(written(book, chosen), content_type="application/octet-stream")
    name = f"{PurePath(version.name).stem}-v{version.number}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
