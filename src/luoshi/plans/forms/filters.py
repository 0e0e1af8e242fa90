"""Filters whose state lives in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Unit
from luoshi.plans.models import Finding, Part, PlanVersion, TaskUnit


class Filter(forms.Form):
    """A filter over one version. A value that is not among the choices filters nothing."""

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def criteria(self) -> dict[str, Any]:
        """What was chosen, as the selector's arguments."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        return {name: getattr(value, "pk", value) for name, value in chosen.items()}


class PartFilter(Filter):
    """Words and a part."""

    text = forms.CharField(label=_("words"), required=False, max_length=100, widget=forms.SearchInput)
    part = forms.ModelChoiceField(
        label=_("part"), queryset=Part.objects.none(), required=False, empty_label=_("whole plan")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["part"], self.version.parts.all())


class TaskFilter(PartFilter):
    """Words, part, unit and role."""

    unit = forms.ModelChoiceField(
        label=_("unit"), queryset=Unit.objects.none(), required=False, empty_label=_("every unit")
    )
    role = forms.ChoiceField(label=_("role"), required=False, choices=[("", _("every role")), *TaskUnit.Role.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = TaskUnit.objects.filter(task__version=self.version).values("unit")
        _choose_from(self.fields["unit"], Unit.objects.filter(pk__in=parties))


class TargetFilter(PartFilter):
    """Words and part."""


class FindingFilter(Filter):
    """Severity, rule, and whether accepted ones are shown."""

    severity = forms.ChoiceField(
        label=_("severity"), required=False, choices=[("", _("every severity")), *Finding.Severity.choices]
    )
    rule = forms.ChoiceField(label=_("rule"), required=False)
    still_open = forms.BooleanField(label=_("open ones only"), required=False)

    def __init__(self, *args: Any, rules: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((Finding(rule=rule).rule_name, rule) for rule in rules)
        chosen = self.fields["rule"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", _("every rule")), *((rule, name) for name, rule in names)]


def _choose_from(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
