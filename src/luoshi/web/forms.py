"""How forms look here: Tabler's classes on every widget, errors and help tied to their field."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Fields through our own template, so that `{{ form }}` already looks right."""

    field_template_name = "web/components/form_field.html"
    form_template_name = "web/components/form.html"


def dress(form: forms.BaseForm) -> None:
    """Give every widget the class that Tabler expects of it."""
    for bound in form.fields.values():
        widget: Any = bound.widget
        if isinstance(widget, forms.CheckboxInput):
            kind = "form-check-input"
        elif isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
            continue
        elif isinstance(widget, forms.Select):
            kind = "form-select"
        else:
            kind = "form-control"
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} {kind}".strip()


class HouseForm(forms.Form):
    """A form in house style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class HouseModelForm(forms.ModelForm[Any]):
    """A model form in house style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
