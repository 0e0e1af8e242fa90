"""Forms of the ladder."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor
from luoshi.delivery.rights import visible_tasks
from luoshi.orgs.models import Unit
from luoshi.plans.forms.dress import PlanForm
from luoshi.urging.ladder import Step
from luoshi.urging.models import Urge
from luoshi.urging.selectors import Criteria


class UrgeFilter(PlanForm):
    """What the list is narrowed to; its state lives in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), required=False)
    step = forms.ChoiceField(label=_("Step"), required=False, choices=[("", _("every step")), *Urge.Step.choices])
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("every unit")
    )

    def __init__(self, *args: Any, user: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        state, unit = self.fields["state"], self.fields["unit"]
        assert isinstance(state, forms.ChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        stages = [(stage.name, stage.label.in_language(language)) for stage in Urge.flow().stages]
        state.choices = [("", _("every state")), *stages]
        seen = visible_tasks(user).filter(urges__isnull=False).order_by().values("pk")
        unit.queryset = Unit.objects.filter(
            task_parties__task__in=seen, task_parties__answers=True
        ).distinct().order_by("name")  # fmt: skip

    def criteria(self) -> Criteria:
        """What was chosen; a value that is not among the choices narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Criteria(
            state=chosen.get("state", ""),
            step=chosen.get("step", ""),
            unit=getattr(chosen.get("unit"), "pk", None),
            words=chosen.get("q", "").strip(),
        )


class UrgeForm(PlanForm):
    """Urge by hand."""

    step = forms.ChoiceField(label=_("Step"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step.name, step.label(language)) for step in steps]
        self.initial.setdefault("step", "urge")
