"""What a rule of the checker is about, in the language of the page."""

from django import template
from django.utils.translation import get_language

from luoshi.checking import known_rules

register = template.Library()


@register.filter
def explanation(rule: str) -> str:
    """Why a rule is there; nothing where the checker no longer knows it."""
    known = known_rules().get(rule)
    if known is None:
        return ""
    return known.explanation.zh if (get_language() or "").startswith("zh") else known.explanation.en


@register.filter
def first(places: list[object], count: int) -> list[object]:
    """The places that are shown at once."""
    return places[:count]


@register.filter
def beyond(places: list[object], count: int) -> list[object]:
    """The places that are shown on demand."""
    return places[count:]
