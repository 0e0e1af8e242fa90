"""The source text as HTML, and the way from any datum to its sentence."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoshi.plans.marking import Paragraph, Segment

register = template.Library()

PLACE = ' id="here"'


@register.simple_tag
def source_text(paragraphs: Iterable[Paragraph]) -> SafeString:
    """Paragraphs with their marks; each run says at which character it begins and to which items it belongs."""
    lines = []
    for paragraph in paragraphs:
        runs = "".join(_run(segment) for segment in paragraph.segments)
        heading = ' class="heading"' if paragraph.is_heading else ""
        lines.append(f'<p id="p{paragraph.start}"{heading}>{runs}</p>')
    before, place, after = "\n".join(lines).partition(PLACE)  # a pointed stretch may be many runs: one is the goal
    return mark_safe(before + place + after.replace(PLACE, ""))  # every text in it went through escape()


@register.simple_tag
def sentence_address(version: int, start: int, end: int) -> str:
    """The page that shows a stretch of a version's source in its context."""
    return f"{reverse('plans:source', args=[version])}?start={start}&end={end}#here"


@register.simple_tag
def see_sentence(version: int, start: int, end: int, words: Any = "") -> SafeString:
    """A link to the sentence that a datum comes from."""
    return format_html(
        '<a class="see-sentence" href="{}">{}</a>',
        sentence_address(version, start, end),
        words or _("See the sentence"),
    )


def _run(segment: Segment) -> str:
    items = f' data-items="{" ".join(map(str, segment.items))}"' if segment.items else ""
    css = f' class="{segment.css}"' if segment.css else ""
    place = PLACE if "here" in segment.kinds else ""
    return f'<span data-start="{segment.start}"{css}{items}{place}>{escape(segment.text)}</span>'
