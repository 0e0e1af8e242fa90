"""The form that rooms above this one share. Its look is given when it is drawn, by the house's renderer."""

from django import forms


class PlanForm(forms.Form):
    """A plain form."""
