"""Small pieces of page that every room uses; loaded in all templates without asking."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import can
from luoshi.accounts.roles import Verb
from luoshi.web import forms

register = template.Library()

# Colour, shape and word together: a light is never colour alone (WCAG 1.4.1).
LIGHTS: dict[str, tuple[str, str, Any]] = {
    "green": ("green", "circle-check", _("On course")),
    "blue": ("blue", "circle-dot", _("Ahead")),
    "yellow": ("yellow", "alert-triangle", _("Slow")),
    "orange": ("orange", "alert-triangle", _("At risk")),
    "red": ("red", "alert-octagon", _("Late")),
    "grey": ("secondary", "circle-dashed", _("Not judged yet")),
    "purple": ("purple", "ban", _("Suspended or cancelled")),
    "done": ("teal", "rosette-discount-check", _("Done")),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A picture from the icon font; decoration unless it has a label."""
    if label:
        return format_html('<i class="ti ti-{}" role="img" aria-label="{}"></i>', name, label)
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.inclusion_tag("web/components/badge.html")
def badge(text: Any, tone: str = "secondary", picture: str = "") -> dict[str, Any]:
    """A word on a tinted ground; tones are Tabler's colour names."""
    return {"text": text, "tone": tone, "picture": picture}


@register.inclusion_tag("web/components/light.html")
def light(colour: str, reason: str = "", word: Any = "") -> dict[str, Any]:
    """A light: colour, shape and word; the reason is shown on hovering and read aloud."""
    tone, picture, usual = LIGHTS.get(colour or "grey", LIGHTS["grey"])
    return {"tone": tone, "picture": picture, "word": word or usual, "reason": reason}


@register.inclusion_tag("web/components/progress_bar.html")
def progress_bar(percent: float | None, label: Any = "", tone: str = "primary") -> dict[str, Any]:
    """A bar from 0 to 100 with its figure in words."""
    value = max(0, min(100, round(percent or 0)))
    return {"value": value, "label": label, "tone": tone, "known": percent is not None}


@register.inclusion_tag("web/components/empty_state.html")
def empty_state(title: Any, text: Any = "", picture: str = "inbox", href: str = "", action: Any = "") -> dict[str, Any]:
    """What a list shows when it has nothing: why, and what to do."""
    return {"title": title, "text": text, "picture": picture, "href": href, "action": action}


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], target: str = "") -> dict[str, Any]:
    """Page links that keep the filters of the address; with a target, htmx replaces only that element."""
    return {
        "request": context["request"],
        "page": page,
        "target": target,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("web/components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: BaseForm, target: str = "") -> dict[str, Any]:
    """A form of filters whose state lives in the address, so that a view can be sent to a colleague."""
    query: QueryDict = context["request"].GET
    named = [name for name in form.fields if query.get(form.add_prefix(name))]
    request = context["request"]
    keeps = can(request.user, Verb.READ_TASKS)
    return {"request": request, "form": form, "target": target, "active": len(named), "keeps": keeps}


@register.inclusion_tag("web/components/take_away.html", takes_context=True)
def take_away(context: Context) -> dict[str, Any]:
    """Two buttons: the page's tables as a workbook (`?as=xlsx`), and the page on paper."""
    return {"request": context["request"]}


@register.simple_tag
def field(bound: BoundField, width: str = "") -> SafeString:
    """A form field with its label, help and errors, tied together for screen readers."""
    return forms.field(bound, width)


@register.filter
def nth(values: Any, place: int) -> Any:
    """The item at a place of a list."""
    return list(values)[place]


@register.inclusion_tag("web/components/crumb.html")
def crumb(text: Any, href: str = "") -> dict[str, Any]:
    """One step of the breadcrumbs; the last one has no address."""
    return {"text": text, "href": href}
