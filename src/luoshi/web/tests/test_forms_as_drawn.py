"""Fields drawn without templates say what Django's own templates say, in house style."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from luoshi.web.forms import HouseRenderer, field

HOSTILE = '"><script>alert(1)</script>\n& 中文'


class Sample(forms.Form):
    words = forms.CharField(label='<b>"Words"</b>', help_text="Say <it>.", widget=forms.Textarea(attrs={"rows": 3}))
    name = forms.CharField(max_length=10, required=False, widget=forms.TextInput(attrs={"data-x": '"<'}))
    number = forms.DecimalField(required=False, min_value=0, widget=forms.NumberInput(attrs={"step": "any"}))
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    mail = forms.EmailField(required=False, disabled=True)
    secret = forms.CharField(required=False, widget=forms.PasswordInput)
    hidden = forms.CharField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=[("", "-"), ("a", "A & B")], required=False)


class Elements(HTMLParser):
    """Every element with its attributes, and every text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value for name, value in attrs if name != "class"}))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.seen.append(re.sub(r"^\n", "", data))


def elements(html: str) -> list[Any]:
    return Elements(html).seen


@pytest.mark.parametrize("name", Sample.base_fields)
@pytest.mark.parametrize("value", [HOSTILE, "", "0", "a"])
def test_a_widget_has_the_attributes_and_the_text_of_djangos_own(name: str, value: str) -> None:
    def drawn(renderer: Any) -> list[Any]:
        return elements(str(Sample({"words": "x", name: value}, renderer=renderer)[name]))

    assert drawn(HouseRenderer()) == drawn(DjangoTemplates())


def test_a_field_ties_label_help_and_errors_to_its_widget() -> None:
    bound = Sample({"words": ""}, renderer=HouseRenderer())["words"]
    seen = elements(field(bound, "col-6"))
    assert ("label", {"for": "id_words"}) in seen and '<b>"Words"</b>' in seen
    drawn: dict[str, Any] = dict(one for one in seen if isinstance(one, tuple))
    ids = {given.get("id") for tag, given in (one for one in seen if isinstance(one, tuple))}
    assert {"id_words", "id_words_helptext", "id_words_error"} <= ids
    assert drawn["textarea"]["aria-describedby"] == "id_words_helptext id_words_error"
    assert drawn["textarea"]["aria-invalid"] == "true"
    assert 'class="mb-3 col-6"' in field(bound, "col-6") and "form-label required" in field(bound)
