"""How forms look here: Tabler's classes on every widget, errors and help tied to their field.

It is done when a widget is drawn, so that the forms of all rooms are plain Django forms. Fields and the usual widgets
are drawn without templates: a round's form has a hundred of them, and each would take three.
"""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets/"
FRAME = '<div class="mb-3{}">{}{}{}</div>'
CHECKBOX = '<label class="form-check">{}<span class="form-check-label">{}</span></label>'
FIELDSET = '<fieldset><legend class="form-label{}">{}</legend>{}</fieldset>'
LABELLED = '<label class="form-label{}" for="{}">{}</label>{}'
HELP = '<div class="form-hint" id="{}_helptext">{}</div>'
WRONG = '<div class="invalid-feedback d-block" id="{}_error">{}</div>'
INPUTS = frozenset({"text", "number", "email", "url", "tel", "search", "password", "hidden", "date", "time"})
FIELD = "web/components/form_field.html"  # a name for the renderer; no such file is needed
CLASSES = {"select": "form-select", "checkbox": "form-check-input", "hidden": "", "radio": "", "checkbox_select": ""}


class HouseRenderer(TemplatesSetting):
    """Fields and widgets in house style."""

    field_template_name = FIELD
    form_template_name = "web/components/form.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == FIELD:
            return field(context["field"])
        widget = context.get("widget")
        if widget and template_name.startswith(WIDGETS):
            kind = template_name.removeprefix(WIDGETS).removesuffix(".html")
            wanted = CLASSES.get(kind, "form-control")
            attributes = widget["attrs"]
            if wanted and wanted not in attributes.get("class", ""):
                attributes["class"] = f"{wanted} {attributes.get('class', '')}".strip()
            drawn = _drawn(kind, widget)
            if drawn is not None:
                return drawn
        return super().render(template_name, context, request)


def field(bound: BoundField, width: str = "") -> SafeString:
    """A form field with its label, help and errors, tied together for screen readers."""
    widget, help_text = bound.field.widget, bound.help_text
    required = " required" if bound.field.required else ""
    parts: tuple[Any, ...]
    if getattr(widget, "input_type", "") == "checkbox" and not getattr(widget, "allow_multiple_selected", False):
        shape, parts = CHECKBOX, (bound, bound.label)
    elif bound.use_fieldset:
        shape, parts = FIELDSET, (required, bound.label, bound)
    else:
        shape, parts = LABELLED, (required, bound.id_for_label, bound.label, bound)
    helping = format_html(HELP, bound.auto_id, help_text) if help_text else ""
    errors = format_html_join("", "{} ", ((error,) for error in bound.errors))
    wrong = format_html(WRONG, bound.auto_id, errors) if errors else ""
    return format_html(FRAME, f" {width}" if width else "", format_html(shape, *parts), helping, wrong)


def _drawn(kind: str, widget: dict[str, Any]) -> SafeString | None:
    """The widget, if it is one of the usual ones; None leaves it to its template."""
    if kind in INPUTS:
        value = {} if widget["value"] is None else {"value": widget["value"]}
        return format_html(
            "<input{}>", flatatt({"type": widget["type"], "name": widget["name"], **value, **widget["attrs"]})
        )
    if kind == "textarea":
        attributes = flatatt({"name": widget["name"], **widget["attrs"]})
        return format_html("<textarea{}>\n{}</textarea>", attributes, widget["value"] or "")
    if kind == "select" and not any(name for name, _options, _at in widget["optgroups"]):
        return _select(widget)
    return None


def _select(widget: dict[str, Any]) -> SafeString:
    """A list to choose from, without a template for each choice: four hundred units would take as many."""
    options = (
        (flatatt({"value": str(option["value"]), **option["attrs"]}), option["label"])
        for _name, group, _at in widget["optgroups"]
        for option in group
    )
    choices = format_html_join("\n", "<option{}>{}</option>", options)
    return format_html("<select{}>{}</select>", flatatt({"name": widget["name"], **widget["attrs"]}), choices)
