"""What the pages of this room show again and again: differences, highlighted words, cells of months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.delivery.models.lights import Colour
from luoshi.seeing import words
from luoshi.seeing.selectors.calendar import Bar, Cell

register = template.Library()

TABS = (
    (gettext_lazy("Units"), "seeing:unit_list", "building-community"),
    (gettext_lazy("Parts"), "seeing:part_list", "file-description"),
    (gettext_lazy("Working groups"), "seeing:group_list", "users-group"),
    (gettext_lazy("Regions"), "seeing:region_list", "map-2"),
    (gettext_lazy("Timeline"), "seeing:timeline", "timeline"),
    (gettext_lazy("Reports by month"), "seeing:months", "grid-dots"),
    (gettext_lazy("What changed"), "seeing:changes", "arrows-diff"),
)
TONES = {"good": "check", "late": "clock", "returned": "corner-up-left", "none": "minus"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look."""

    title: Any
    href: str
    picture: str
    current: bool


def icon(name: str) -> SafeString:
    """A picture beside words."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.simple_tag(takes_context=True)
def place_tabs(context: Context) -> list[Tab]:
    """The pages of this room, with the present one marked."""
    current = context["request"].resolver_match.view_name
    return [Tab(title, reverse(name), picture, name == current) for title, name, picture in TABS]


@register.simple_tag
def place_list(kind: str) -> str:
    """The list to which a place belongs."""
    return reverse(f"seeing:{kind}_list")


@register.simple_tag
def difference(number: int) -> SafeString:
    """A difference with its sign; an arrow says it a second time."""
    if not number:
        return format_html('<span class="text-secondary">{}</span>', "0")
    picture = "arrow-up" if number > 0 else "arrow-down"
    return format_html("{} {}", icon(picture), f"{number:+d}".replace("-", "−"))


@register.simple_tag
def highlighted(text: Any, wanted: Sequence[str]) -> SafeString:
    """The text with what was looked for marked."""
    pieces = words.marked(str(text), wanted)
    parts = ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in pieces)
    return format_html_join("", "{}", parts)


@register.simple_tag
def heat_cell(cell: Cell, month: date) -> SafeString:
    """A cell of the months: figures, a tint and a shape, and words for whoever cannot see them."""
    said, figures = _("none handed in"), ""
    if cell.reported:
        said = _("%(reported)d handed in, %(late)d late, %(returned)d returned") % vars(cell)
        figures = f" {cell.reported} / {cell.late} / {cell.returned}"
    return format_html(
        '<td class="heat-cell heat-{}" data-label="{}" title="{}">{}<span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></td>',
        cell.tone, f"{month:%Y-%m}", said, icon(TONES[cell.tone]), figures, said,
    )  # fmt: skip


@register.simple_tag
def bar_words(bar: Bar) -> str:
    """A bar in words."""
    task = bar.task
    due = task.due.isoformat() if task.due else "—"
    said = _("%(start)s to %(due)s, light: %(light)s") % {
        "start": task.start.isoformat(), "due": due, "light": Colour(task.colour).label,
    }  # fmt: skip
    steps = [f"{point.milestone.name} {point.milestone.due.isoformat()}" for point in bar.points]
    return "; ".join([said, *steps])


@register.filter
def share(number: float) -> str:
    """A place on the line as SVG wants it, whatever the language."""
    return f"{number:.2f}%"
