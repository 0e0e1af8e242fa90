"""How forms look here: Tabler's classes on every widget, errors and help tied to their field.

It is done when a widget is drawn, so that the forms of all rooms are plain Django forms.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

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
        return super().render(template_name, context, request)
