"""How forms look here: Tabler's classes on every widget, errors and help tied to their field.

It is done when a widget is drawn, so that the forms of all rooms are plain Django forms.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

WIDGETS = "django/forms/widgets/"
CLASSES = {"select": "form-select", "checkbox": "form-check-input", "hidden": "", "radio": "", "checkbox_select": ""}


class HouseRenderer(TemplatesSetting):
    """Fields and widgets in house style."""

    field_template_name = "web/components/form_field.html"
    form_template_name = "web/components/form.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        widget = context.get("widget")
        if widget and template_name.startswith(WIDGETS):
            kind = template_name.removeprefix(WIDGETS).removesuffix(".html")
            wanted = CLASSES.get(kind, "form-control")
            attributes = widget["attrs"]
            if wanted and wanted not in attributes.get("class", ""):
                attributes["class"] = f"{wanted} {attributes.get('class', '')}".strip()
            if kind == "select" and not any(name for name, _options, _at in widget["optgroups"]):
                return _select(widget)
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> str:
    """A list to choose from, without a template for each choice: four hundred units would take as many."""
    options = (
        (flatatt({"value": str(option["value"]), **option["attrs"]}), option["label"])
        for _name, group, _at in widget["optgroups"]
        for option in group
    )
    choices = format_html_join("\n", "<option{}>{}</option>", options)
    return format_html("<select{}>{}</select>", flatatt({"name": widget["name"], **widget["attrs"]}), choices)
