"""Views that a person keeps under a name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.plans.views.common import actor
from luoshi.seeing.models import SavedView
from luoshi.seeing.services import saving


@require_GET
@requires(Verb.READ_TASKS)
def views(request: HttpRequest) -> HttpResponse:
    """One's own views; for a part of another page, the links alone."""
    found = SavedView.objects.filter(user=actor(request))
    template = "seeing/_saved.html" if "HX-Request" in request.headers else "seeing/saved.html"
    return render(request, template, {"views": found})


@require_POST
@requires(Verb.READ_TASKS)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the view from which the form was sent, and go back to it."""
    address = request.POST.get("address", "")
    try:
        view = saving.save_view(user=actor(request), name=request.POST.get("name", ""), address=address)
        messages.success(request, _("“%s” is among your views.") % view.name)
    except saving.ViewError as error:
        messages.error(request, str(error))
    if url_has_allowed_host_and_scheme(address, None) and address.startswith("/"):
        return HttpResponseRedirect(address)
    return redirect("seeing:views")


@require_POST
@requires(Verb.READ_TASKS)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of one's own views."""
    user = actor(request)
    saving.remove_view(view=get_object_or_404(SavedView, pk=pk, user=user), user=user)
    return redirect("seeing:views")
