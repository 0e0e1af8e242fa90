"""Lists of regions and units: out as a workbook, in as a workbook or CSV."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoshi.orgs import selectors, sheets
from luoshi.orgs.forms import ImportForm
from luoshi.orgs.services import importing
from luoshi.orgs.views.common import MANAGE, READ

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@permission_required(READ, raise_exception=True)
def region_export(request: HttpRequest) -> HttpResponse:
    """All areas; also the form in which a list is imported."""
    return _workbook(sheets.write(sheets.REGION_COLUMNS, selectors.region_rows()), "regions.xlsx")


@require_GET
@permission_required(READ, raise_exception=True)
def unit_export(request: HttpRequest) -> HttpResponse:
    """All units; also the form in which a list is imported."""
    return _workbook(sheets.write(sheets.UNIT_COLUMNS, selectors.unit_rows()), "units.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def region_import(request: HttpRequest) -> HttpResponse:
    """A list of areas from a file."""
    return _import(request, "region", importing.import_regions)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_import(request: HttpRequest) -> HttpResponse:
    """A list of units from a file."""
    return _import(request, "unit", importing.import_units)


def _import(request: HttpRequest, kind: str, store: Callable[..., importing.Outcome]) -> HttpResponse:
    columns = sheets.REGION_COLUMNS if kind == "region" else sheets.UNIT_COLUMNS
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: tuple[importing.RowFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        outcome = _read_and_store(request, form, columns, store)
        if outcome is not None and not outcome.faults:
            text = _("%(created)d new, %(changed)d changed.")
            messages.success(request, text % {"created": outcome.created, "changed": outcome.changed})
            return redirect(f"orgs:{kind}_list")
        faults = outcome.faults if outcome is not None else ()
    context = {"form": form, "faults": faults, "kind": kind, "columns": columns.values()}
    return render(request, "orgs/import.html", context)


def _read_and_store(
    request: HttpRequest, form: ImportForm, columns: dict[str, str], store: Callable[..., importing.Outcome]
) -> importing.Outcome | None:
    file = form.cleaned_data["file"]
    try:
        rows = sheets.read(file, file.name, columns)
    except sheets.BadSheet as fault:
        form.add_error("file", str(fault))
        return None

    def allowed(subject: Any) -> bool:
        return request.user.has_perm(MANAGE, subject)

    return store(rows=rows, update=form.cleaned_data["update"], allowed=allowed, actor=request.user)
