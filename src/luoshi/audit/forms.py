"""Filters of the audit record."""

from django import forms
from django.utils.translation import gettext_lazy as _

DATE = {"type": "date"}


class RecordFilter(forms.Form):
    """Who or what, which action, when."""

    q = forms.CharField(label=_("Who or what"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    action = forms.CharField(label=_("Action code begins with"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
