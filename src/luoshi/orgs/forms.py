"""Forms of the organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Region, Unit

DATE = {"type": "date"}


class UnitForm(forms.ModelForm[Unit]):
    """A unit."""

    class Meta:
        model = Unit
        fields = ["name", "short_name", "kind", "region", "parent", "valid_from", "valid_to"]
        widgets = {
            "valid_from": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "valid_to": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        }


class AliasForm(forms.Form):
    """Another name of a unit."""

    name = forms.CharField(label=_("Other name"), max_length=150)


class UnitFilter(forms.Form):
    """Filters of the list of units."""

    q = forms.CharField(label=_("Name or other name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Unit.Kind.choices])
    region = forms.ModelChoiceField(
        label=_("Region"), required=False, queryset=Region.objects.all(), empty_label=_("All")
    )
    closed = forms.BooleanField(label=_("Also units that ended"), required=False)


class GroupFilter(forms.Form):
    """Filters of the list of working groups."""

    q = forms.CharField(
        label=_("Name, part or member"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
