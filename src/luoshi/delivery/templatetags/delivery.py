"""What the pages of the desk show again and again: a task's lamp, a stage, a bar of lights."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from luoshi.delivery.models.lights import Colour
from luoshi.delivery.selectors.targets import Stand
from luoshi.delivery.words import days_left, told
from luoshi.flow import clock
from luoshi.flow.definition import Transition
from luoshi.progress.lights import Step as LightStep

register = template.Library()
FIGURE = re.compile(r"\$[a-z_]+")

# Colour, shape and word together: a light is never colour alone (WCAG 1.4.1). Blue means: due soon or waiting.
LAMPS: dict[str, tuple[str, str]] = {
    "red": ("red", "alert-octagon"),
    "orange": ("orange", "alert-triangle"),
    "yellow": ("yellow", "alert-circle"),
    "blue": ("blue", "clock"),
    "green": ("green", "circle-check"),
    "purple": ("purple", "arrow-back-up"),
    "grey": ("secondary", "circle-dashed"),
}
LIFE_TONES = {"waiting": "blue", "open": "secondary", "claimed": "purple", "done": "green", "paused": "yellow"}


@register.simple_tag
def lamp(colour: str, reason: Any = "") -> SafeString:
    """A light in the desk's own words. Without a template of its own: a page shows hundreds of them."""
    tone, picture = LAMPS.get(colour, LAMPS["grey"])
    word = Colour(colour or "grey").label
    shape = format_html('<i class="ti ti-{}" aria-hidden="true"></i>', picture)
    if not reason:
        return format_html('<span class="light light-{}">{}<span>{}</span></span>', tone, shape, word)
    return format_html(
        '<span class="light light-{}" title="{}">{}<span>{}</span><span class="visually-hidden">: {}</span></span>',
        tone, reason, shape, word, reason,
    )  # fmt: skip


@register.simple_tag
def stage(thing: Any) -> SafeString:
    """The state of a task, a report or a request."""
    tone = LIFE_TONES.get(thing.stage.life, "secondary")
    if thing.state in {"returned", "disputed", "refused"}:
        tone = "orange"
    elif thing.state in {"passed", "granted"}:
        tone = "green"
    return format_html('<span class="badge bg-{}-lt">{}</span>', tone, thing.state_label)


@register.simple_tag
def way_label(way: Transition) -> str:
    """The name of a step, in the reader's language."""
    return way.label.in_language(get_language() or "zh")


@register.simple_tag
def list_address(**criteria: Any) -> str:
    """The list of tasks, narrowed."""
    query = {name: value for name, value in criteria.items() if value not in (None, "")}
    return f"{reverse('delivery:task_list')}?{urlencode(query)}"


@register.inclusion_tag("delivery/_light_bar.html")
def light_bar(cells: Iterable[tuple[str, int]], total: int, label: str = "") -> dict[str, Any]:
    """Shares of lights as one bar: an SVG, because the page allows no style attributes."""
    pieces, at = [], 0.0
    for colour, number in cells:
        width = 100 * number / total if total else 0
        if number:
            pieces.append({"colour": colour, "x": f"{at:.2f}", "width": f"{width:.2f}", "number": number})
        at += width
    words = "，".join(f"{Colour(colour).label} {number}" for colour, number in cells if number)
    return {"pieces": pieces, "label": f"{label} {words}".strip()}


@register.simple_tag
def step_words(step: LightStep) -> str:
    """What a step of a rule would say; figures that it would name are left open."""
    text = step.because_zh if (get_language() or "zh").startswith("zh") else step.because_en
    return FIGURE.sub("…", text)


@register.simple_tag
def may_measure(roles: Any, stand: Stand) -> bool:
    """Whether one of these roles may say how the target is measured."""
    return stand.target.value is not None and bool(set(roles) & {"lead", "office"})


@register.inclusion_tag("delivery/_pace_bar.html")
def pace_bar(completion: Any, pace: Any = None, label: Any = "") -> dict[str, Any]:
    """A bar of what is done, with a mark where it should be by now; both are said in words as well."""
    done = None if completion in (None, "") else Decimal(str(completion))
    due = None if pace in (None, "") else Decimal(str(pace))
    return {
        "done": done, "due": due, "label": label, "behind": done is not None and due is not None and done < due,
        "width": f"{max(Decimal(0), min(Decimal(100), done or Decimal(0))):.1f}",
        "mark": f"{min(Decimal(99), due):.1f}" if due is not None else "",
    }  # fmt: skip


@register.simple_tag
def until(due: date | None) -> SafeString | str:
    """How far away a day is, in words."""
    if due is None:
        return ""
    today = clock.today()
    tone = "text-danger-strong" if due < today else "text-secondary"
    return format_html('<span class="{} text-nowrap">{}</span>', tone, days_left(due, today))


@register.simple_tag
def told_of(stand: Stand) -> list[str]:
    """A target's standing in a few short phrases."""
    return told(stand)


@register.filter
def colour_word(colour: str) -> Any:
    """The name of a light."""
    return Colour(colour).label


@register.filter
def lookup(values: Any, key: Any) -> Any:
    """An item of a mapping."""
    return values.get(key, "")


@register.filter
def can_decide(roles: Any) -> bool:
    """Whether one of these roles may grant or refuse a request."""
    return bool(set(roles) & {"office", "supervision", "leader"})
