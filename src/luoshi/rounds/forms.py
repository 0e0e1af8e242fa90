"""Forms of the rounds room."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery.forms import FIGURE, DayInput, ReportForm
from luoshi.delivery.models import Task
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.orgs.models import WorkingGroup
from luoshi.plans.forms.dress import PlanForm
from luoshi.plans.models import Part, Plan
from luoshi.progress.periods import Period
from luoshi.rounds.cadences import cadence, cadences
from luoshi.rounds.models import Round
from luoshi.rounds.selectors.answers import Answer
from luoshi.rounds.services.opening import Ask

PAGE_FORM = "round-form"
USUAL = "month"


class AskForm(PlanForm):
    """What a requester asks, of whom, why and by what right."""

    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.none(), empty_label=None)
    part = forms.ChoiceField(label=_("Part"), required=False)
    group = forms.ModelChoiceField(
        label=_("Working group"), queryset=WorkingGroup.objects.none(), required=False, empty_label=_("every group")
    )
    cadence = forms.ChoiceField(label=_("Cadence"))
    period = forms.ChoiceField(label=_("Period"))
    purpose = forms.CharField(
        label=_("Purpose"), max_length=300, help_text=_("What the answers are for, such as a named monthly meeting.")
    )
    basis_kind = forms.ChoiceField(label=_("Kind of basis"), choices=Round.Basis.choices)
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The document and its clause; for a survey, its approval number."),
    )
    due = forms.DateField(
        label=_("To be submitted by"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: by the rule of the cadence, in working days."),
    )
    ask_support = forms.BooleanField(label=_("Also ask supporting units"), required=False)
    every_task = forms.BooleanField(label=_("Also ask tasks that have another cadence"), required=False)

    def __init__(self, *args: Any, user: Visitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extent = reach(user, Verb.ASSIGN_TASKS)
        running = Task.objects.order_by().values("plan_task__version__plan")
        self._rows("plan", Plan.objects.filter(pk__in=running))
        groups = WorkingGroup.objects.filter(active=True, tasks__isnull=False).distinct()
        self._rows("group", groups if extent.everything else groups.filter(pk__in=extent.groups))
        parts = Part.objects.filter(running_tasks__isnull=False).distinct().order_by("version", "order")
        titles = dict.fromkeys(parts.values_list("title", flat=True))
        self._choices("part", [("", _("whole plan")), *((title, title) for title in titles)])
        self._choices("cadence", [(one.id, one.label) for one in cadences()])
        name = self.data.get("cadence") or self.initial.get("cadence") or USUAL
        self.rule = cadence(name if name in {one.id for one in cadences()} else USUAL)
        self.periods = {period.key: period for period in self.rule.choices(clock.today())}
        language = get_language() or "zh"
        self._choices("period", [(key, period.label(language)) for key, period in self.periods.items()])

    def _rows(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def ask(self) -> Ask:
        """What was asked, as far as it is written yet."""
        given = self.cleaned_data
        return Ask(
            plan=given["plan"],
            cadence=self.rule.id,
            purpose=given.get("purpose", ""),
            basis=given.get("basis", ""),
            basis_kind=given.get("basis_kind") or Round.Basis.DELIVERY,
            part_title=given.get("part", ""),
            group=given.get("group"),
            ask_support=given.get("ask_support", False),
            every_task=given.get("every_task", False),
        )

    def chosen_period(self) -> Period:
        """The period to ask about."""
        return self.periods[self.cleaned_data["period"]]


class LineForm(ReportForm):
    """One line of a form: the delivery desk's report, in fewer rows. Its fields belong to the page's one form."""

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        targets = list(answer.targets)
        super().__init__(*args, targets=targets, prefix=prefix_of(answer.line.pk), initial=filled(answer), **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["form"] = PAGE_FORM
            field.help_text = field.help_text if name.startswith(FIGURE) else ""
        for name, rows in (("words", 3), ("next_step", 2), ("trouble", 2)):
            self.fields[name].widget.attrs["rows"] = rows
        self.fields["words"].required = False

    def content(self) -> Content:
        """What was written. Words that are too long are cut rather than lost."""
        found = super().content()
        if found.words or "words" in self.cleaned_data:
            return found
        words = str(self.data.get(self.add_prefix("words"), ""))[:4000]
        return Content(words, found.next_step, found.trouble, found.percent, figures=found.figures)

    def revision(self) -> int:
        """The revision that this was written over."""
        given = str(self.data.get(self.add_prefix("revision"), ""))
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def prefix_of(line: int) -> str:
    """The beginning of the names of a line's fields."""
    return f"l{line}"


def filled(answer: Answer) -> dict[str, Any]:
    """What a line shows before anybody writes: the draft, or what is known."""
    report = answer.report
    wanted = {target.pk for target in answer.targets}
    values = {f"{FIGURE}{key}": plain(value) for key, value in answer.figures().items() if key in wanted}
    words = {"words": report.words, "next_step": report.next_step, "trouble": report.trouble} if report else {}
    return {**values, **words, "percent": plain(answer.percent())}


def is_untouched(data: QueryDict, answer: Answer) -> bool:
    """Whether the page came back with a line just as it was filled: then there is no need to look at it closer."""
    shown, prefix = filled(answer), prefix_of(answer.line.pk)
    names = ("words", "next_step", "trouble", "percent", *(f"{FIGURE}{target.pk}" for target in answer.targets))
    return all(_same(data.get(f"{prefix}-{name}"), shown.get(name)) for name in names)


def _same(sent: str | None, shown: Any) -> bool:
    return sent is not None and _lines(sent) == _lines(str(shown or ""))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").strip().split("\n")


def plain(value: Any) -> Any:
    """A number without needless zeros and without an exponent."""
    return value if value is None else f"{value.normalize():f}"


class DaysForm(PlanForm):
    """Days off, or days worked in exchange."""

    name = forms.CharField(label=_("What it is"), max_length=60)
    first = forms.DateField(label=_("First day"), widget=DayInput())
    last = forms.DateField(label=_("Last day"), widget=DayInput(), required=False)
    worked = forms.ChoiceField(label=_("These days are"), choices=[("off", _("days off")), ("worked", _("worked"))])


class BookForm(PlanForm):
    """A workbook that was filled offline."""

    file = forms.FileField(
        label=_("Filled workbook"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx", "form": "book-form"})
    )
