"""Forms of the delivery desk."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor
from luoshi.delivery.models import Extension, Figure, Report, TargetPace, Task, TaskParty
from luoshi.delivery.models.lights import Colour
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors.tasks import Criteria
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.orgs.models import Unit
from luoshi.packs import available
from luoshi.plans.forms.dress import PlanForm
from luoshi.plans.models import Part, Target

LIVES = [
    ("", _("all")),
    ("running", _("not done")),
    ("waiting", _("not accepted")),
    ("open", _("under way")),
    ("claimed", _("completion claimed")),
    ("done", _("done")),
    ("paused", _("suspended or cancelled")),
]
ORDERS = [
    ("plan", _("as in the plan")),
    ("due", _("due date")),
    ("-due", _("due date, latest first")),
    ("progress", _("progress")),
    ("-progress", _("progress, most first")),
]
FIGURE = "figure_"


class DayInput(forms.DateInput):
    """The browser's own calendar, which wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TaskFilter(PlanForm):
    """What the list of tasks is narrowed to; its state lives in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.SearchInput)
    part = forms.ModelChoiceField(
        label=_("Part"), queryset=Part.objects.none(), required=False, empty_label=_("whole plan")
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("every unit")
    )
    role = forms.ChoiceField(
        label=_("As"),
        required=False,
        choices=[("", _("any role")), ("answers", _("answering for it")), ("support", _("support"))],
    )
    colour = forms.ChoiceField(label=_("Light"), required=False, choices=[("", _("every light")), *Colour.choices])
    life = forms.ChoiceField(label=_("Where it stands"), required=False, choices=LIVES)
    order = forms.ChoiceField(label=_("In order of"), required=False, choices=ORDERS)
    overdue = forms.BooleanField(label=_("overdue only"), required=False)
    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    due_until = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = get_language() or "zh"
        stages = Task.flow().stages
        choices = [("", ""), *((stage.name, stage.label.in_language(self.language)) for stage in stages)]
        self._choices("state", choices)
        seen = visible_tasks(user).order_by()
        parties = TaskParty.objects.filter(unit=OuterRef("pk"))
        if seen.query.where:
            parties = parties.filter(task__in=seen.values("pk"))
        self._rows("part", Part.objects.filter(Exists(seen.filter(part=OuterRef("pk")))).order_by("version", "order"))
        self._rows("unit", Unit.objects.filter(Exists(parties)).order_by("name"))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _rows(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    @property
    def unit_count(self) -> int:
        """How many units the tasks in sight have."""
        field = self.fields["unit"]
        if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
            return 0
        return field.queryset.count()

    def criteria(self) -> Criteria:
        """What was chosen; a value that is not among the choices narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Criteria(
            words=chosen.get("q", ""),
            part=getattr(chosen.get("part"), "pk", None),
            unit=getattr(chosen.get("unit"), "pk", None),
            role=chosen.get("role", ""),
            colour=chosen.get("colour", ""),
            state=chosen.get("state", ""),
            life=chosen.get("life", ""),
            due_until=chosen.get("due_until"),
            overdue_on=clock.today() if chosen.get("overdue") else None,
            order=chosen.get("order") or "plan",
        )


class ReportForm(PlanForm):
    """A report: one field of words is needed, the rest is there for who needs it."""

    words = forms.CharField(
        label=_("What has been done"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What is new since the last report: facts and figures. A few sentences are enough."),
    )
    percent = forms.DecimalField(
        label=_("Progress of the whole task, in percent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
    next_step = forms.CharField(
        label=_("Next steps"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    trouble = forms.CharField(
        label=_("Difficulties, and what is needed from whom"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Said early, it costs nothing and can be helped."),
    )

    def __init__(self, *args: Any, targets: list[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        for target in targets:
            self.fields[f"{FIGURE}{target.pk}"] = forms.DecimalField(
                label=target.indicator or target.quote,
                required=False,
                max_digits=20,
                decimal_places=4,
                help_text=target.quote,
                widget=forms.NumberInput(
                    attrs={"class": "form-control", "inputmode": "decimal", "step": "any", "data-unit": target.unit}
                ),
            )

    def figure_fields(self) -> list[tuple[Target, forms.BoundField]]:
        """The targets with their fields."""
        return [(target, self[f"{FIGURE}{target.pk}"]) for target in self.targets]

    def content(self) -> Content:
        """What was written; a field that is wrong is left as empty, so that the rest of a draft is kept."""
        written = self.cleaned_data
        figures = {
            target.pk: written[f"{FIGURE}{target.pk}"]
            for target in self.targets
            if written.get(f"{FIGURE}{target.pk}") is not None
        }
        return Content(
            words=written.get("words", "") or self.data.get("words", "")[:4000],
            next_step=written.get("next_step", ""),
            trouble=written.get("trouble", ""),
            percent=written.get("percent"),
            figures=figures,
        )

    @staticmethod
    def initial_of(report: Report, figures: list[Figure]) -> dict[str, Any]:
        """What the form shows of a stored draft."""
        values = {f"{FIGURE}{figure.target_id}": figure.value.normalize() for figure in figures}
        return {
            "words": report.words,
            "percent": report.percent,
            "next_step": report.next_step,
            "trouble": report.trouble,
            **values,
        }


class ExtensionForm(PlanForm):
    """Ask for another date, or for another content."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Extension.Kind.choices)
    asked_due = forms.DateField(
        label=_("Due date asked for"), widget=DayInput(), required=False, help_text=_("For an extension.")
    )
    change = forms.CharField(
        label=_("What is to be changed"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For a change: from what to what, such as a target or a unit. The date stays."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class OverrideForm(PlanForm):
    """A leader's own light."""

    colour = forms.ChoiceField(label=_("Light"), choices=Colour.choices)
    expires = forms.DateField(label=_("Ends on"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class MilestoneForm(PlanForm):
    """A step on the way."""

    name = forms.CharField(label=_("Milestone"), max_length=200)
    due = forms.DateField(label=_("Due"), widget=DayInput())
    weight = forms.DecimalField(label=_("Weight"), min_value=0, max_digits=6, decimal_places=2, initial=1)
    unit = forms.ModelChoiceField(
        label=_("Done by"), queryset=Unit.objects.none(), required=False, empty_label=_("the lead unit")
    )
    person = forms.CharField(label=_("Person in charge"), max_length=60, required=False)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Unit.objects.filter(task_parties__task=task).order_by("task_parties__order")
            field.widget.choices = [("", field.empty_label), *((one.unit_id, one.unit) for one in task.parties.all())]


class LeadForm(PlanForm):
    """Name the unit that answers."""

    unit = forms.ModelChoiceField(label=_("Lead unit"), queryset=Unit.objects.order_by("name"))


class ReportFilter(PlanForm):
    """Which reports; a unit that the address names stays."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ModelChoiceField(required=False, queryset=Unit.objects.all(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        state = self.fields["state"]
        if isinstance(state, forms.ChoiceField):
            stages = [(one.name, one.label.in_language(language)) for one in Report.flow().stages]
            state.choices = [("", _("all")), *stages]


def figure_lines(text: str) -> list[list[Decimal]]:
    """Lines of figures as numbers; white space and commas part them. Raises ValidationError for anything else."""
    plain = text.replace("，", " ").replace(",", " ")
    try:
        return [[Decimal(word) for word in line.split()] for line in plain.splitlines() if line.strip()]
    except InvalidOperation:
        raise forms.ValidationError(_("Only figures can stand here.")) from None


class CurveForm(PlanForm):
    """The pace of one task."""

    curve = forms.ChoiceField(label=_("Pace"), choices=Task.Curve.choices, required=False)
    figures = forms.CharField(
        label=_("Monthly amounts"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Twelve figures a line, January to December; a plan has one line, past years have one each."),
    )

    def clean_figures(self) -> list[list[Decimal]]:
        """The figures as numbers."""
        return figure_lines(self.cleaned_data["figures"])


class PaceForm(PlanForm):
    """How one target is measured."""

    kind = forms.ChoiceField(label=_("The figure"), choices=TargetPace.Kind.choices)
    baseline = forms.DecimalField(
        label=_("Where it began"), required=False, max_digits=20, decimal_places=4,
        help_text=_("In the target's own unit. Needed for a figure that falls."),
    )  # fmt: skip
    curve = forms.ChoiceField(label=_("Pace"), choices=TargetPace.Curve.choices, required=False)
    years = forms.CharField(
        label=_("Amounts by month or quarter"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Twelve months or four quarters a line; a split has one line, past years have one each."),
    )  # fmt: skip

    def clean_years(self) -> list[list[Decimal]]:
        """The figures as numbers."""
        return figure_lines(self.cleaned_data["years"])


class RuleForm(PlanForm):
    """A light rule, to be tried and to be adopted."""

    rule = forms.ChoiceField(label=_("Rule"))
    part = forms.ModelChoiceField(
        label=_("Part"), queryset=Part.objects.none(), required=False, empty_label=_("whole plan")
    )

    def __init__(self, *args: Any, user: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        rule, part = self.fields["rule"], self.fields["part"]
        if isinstance(rule, forms.ChoiceField):
            rule.choices = [
                (pack.id, pack.label["zh" if language.startswith("zh") else "en"]) for pack in available("lights")
            ]
        if isinstance(part, forms.ModelChoiceField):
            seen = visible_tasks(user).order_by().values("part")
            part.queryset = Part.objects.filter(pk__in=seen).order_by("version", "order")


class AdoptForm(RuleForm):
    """From when on a rule judges, and why."""

    starts = forms.DateField(label=_("From"), widget=DayInput())
    ends = forms.DateField(label=_("Until"), widget=DayInput(), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
