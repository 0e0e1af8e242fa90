"""Filters of this room; their state lives in the address."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor
from luoshi.delivery.forms import DayInput, TaskFilter
from luoshi.delivery.selectors.tasks import Criteria
from luoshi.flow import clock
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.plans.forms.dress import PlanForm
from luoshi.plans.models import Part
from luoshi.seeing.models import SearchEntry
from luoshi.seeing.selectors.scopes import Kind

MONTH_CHOICES = [("6", _("6 months")), ("12", _("12 months"))]


class SearchForm(PlanForm):
    """Words, and in what to look for them."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.SearchInput)
    kind = forms.ChoiceField(label=_("In"), required=False, choices=[("", _("everything")), *SearchEntry.Kind.choices])


class ScopeFilter(TaskFilter):
    """Tasks of one unit, part, group or region; only a unit has roles."""

    def __init__(self, *args: Any, user: Visitor, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        gone = {"part", "unit", "state", "due_until"} | (set() if kind == "unit" else {"role"})
        for name in gone:
            del self.fields[name]


class ListFilter(PlanForm):
    """Which units, parts, groups or regions."""

    q = forms.CharField(label=_("Name"), required=False, max_length=60, widget=forms.SearchInput)
    region = forms.ModelChoiceField(
        label=_("Region"), required=False, queryset=Region.objects.order_by("code", "name"), empty_label=_("everywhere")
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != "unit":
            del self.fields["region"]


class PlaceFilter(PlanForm):
    """One unit, part, group or region as the whole of what a page shows."""

    part = forms.ModelChoiceField(
        label=_("Part"), required=False, empty_label=_("whole plan"),
        queryset=Part.objects.filter(version__state="published").order_by("version", "order"),
    )  # fmt: skip
    group = forms.ModelChoiceField(
        label=_("Working group"), required=False, empty_label=_("every group"),
        queryset=WorkingGroup.objects.filter(active=True).order_by("pk"),
    )  # fmt: skip
    region = forms.ModelChoiceField(
        label=_("Region"), required=False, empty_label=_("everywhere"), queryset=Region.objects.order_by("code", "name")
    )
    unit = forms.ModelChoiceField(required=False, queryset=Unit.objects.all(), widget=forms.HiddenInput)

    def places(self) -> list[tuple[Kind, int]]:
        """What was chosen."""
        self.is_valid()
        kinds: tuple[Kind, ...] = ("part", "group", "region", "unit")
        return [(kind, self.cleaned_data[kind].pk) for kind in kinds if self.cleaned_data.get(kind)]


class TimelineFilter(PlaceFilter):
    """What the timeline shows."""

    colour = TaskFilter.base_fields["colour"]
    life = TaskFilter.base_fields["life"]

    def criteria(self) -> Criteria:
        """The rest of what was chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        return Criteria(colour=chosen.get("colour", ""), life=chosen.get("life", ""), order="due")


class MonthsFilter(PlanForm):
    """Which units, over how many months."""

    q = forms.CharField(label=_("Unit"), required=False, max_length=60, widget=forms.SearchInput)
    region = ListFilter.base_fields["region"]
    months = forms.ChoiceField(label=_("Over"), required=False, choices=MONTH_CHOICES)


class SinceFilter(PlaceFilter):
    """Since when, and which way it went."""

    since = forms.DateField(label=_("Since"), required=False, widget=DayInput())
    way = forms.ChoiceField(
        label=_("Which way"), required=False,
        choices=[("", _("both ways")), ("worse", _("worse than then")), ("better", _("better than then"))],
    )  # fmt: skip

    def day(self) -> date:
        """The day chosen, or the same day a month ago."""
        self.is_valid()
        chosen: date | None = self.cleaned_data.get("since")
        today = clock.today()
        return min(chosen, today) if chosen else _month_before(today)


def _month_before(day: date) -> date:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
