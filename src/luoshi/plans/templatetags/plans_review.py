"""How an item's figures are said in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.plans.said import figure_of, plain

register = template.Library()

FIELDS = {
    "title": gettext_lazy("title"), "leads": gettext_lazy("lead"), "supports": gettext_lazy("support"),
    "collectives": gettext_lazy("collective"), "deadline": gettext_lazy("deadline"),
    "indicator": gettext_lazy("indicator"), "figure": gettext_lazy("figure"), "period": gettext_lazy("period"),
    "name": gettext_lazy("name"), "unit": gettext_lazy("unit of measure"), "baseline": gettext_lazy("baseline"),
    "target": gettext_lazy("target"), "growth": gettext_lazy("growth"), "nature": gettext_lazy("nature"),
    "convenors": gettext_lazy("convenors"), "office": gettext_lazy("office"), "members": gettext_lazy("members"),
}  # fmt: skip


@register.simple_tag
def figure(target: Mapping[str, Any]) -> str:
    """A target's comparison, value and unit: `≥ 7.5%`, `12–15家`; a goal in words says so."""
    return figure_of(target) or _("in words")


register.filter("plain", plain)


@register.simple_tag
def target_figure(target: Any) -> str:
    """The figure of a published target."""
    return figure({name: getattr(target, name) for name in ("comparator", "value", "value_max", "unit")})


@register.filter
def field_name(name: str) -> str:
    """What a field of an item is called on the page."""
    return str(FIELDS.get(name, name))
