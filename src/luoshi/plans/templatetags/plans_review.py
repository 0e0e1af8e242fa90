"""How an item's figures are said in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()

SIGNS = {">=": "≥", "<=": "≤", "=": "=", "~": "≈", ">": ">", "<": "<"}


@register.simple_tag
def figure(target: Mapping[str, Any]) -> str:
    """A target's comparison, value and unit: `≥ 7.5%`, `12–15家`; a goal in words says so."""
    value, unit = target.get("value"), target.get("unit") or ""
    if target.get("comparator") == "qualitative" or value is None:
        return _("in words")
    if target.get("comparator") == "range":
        return f"{plain(value)}–{plain(target.get('value_max'))}{unit}"
    return f"{SIGNS.get(target.get('comparator') or '', '')} {plain(value)}{unit}".strip()


@register.filter
def plain(number: Any) -> str:
    """A number without needless decimals: 12, not 12.0."""
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return "" if number is None else str(number)


@register.simple_tag
def target_figure(target: Any) -> str:
    """The figure of a published target."""
    return figure({name: getattr(target, name) for name in ("comparator", "value", "value_max", "unit")})
