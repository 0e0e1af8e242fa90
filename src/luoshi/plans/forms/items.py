"""Correcting an item in place: one form for each kind, from the contract's shape and back into it."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.plans.models import DraftItem
from luoshi.plans.said import plain

BASES = [
    ("explicit", _("a lead is named")),
    ("joint", _("jointly responsible, no lead named")),
    ("first-listed", _("the first listed leads")),
    ("collective", _("only a collective is named")),
    ("default", _("units named once for all")),
    ("inherited", _("taken from the heading above")),
    ("none", _("nobody is named")),
]
COMPARATORS = [
    (">=", _("at least")), ("<=", _("at most")), ("=", _("exactly")), ("~", _("about")), (">", _("more than")),
    ("<", _("less than")), ("range", _("between")), ("qualitative", _("in words")),
]  # fmt: skip
TARGET_BASES = [
    ("growth", _("growth")), ("level", _("level")), ("count", _("count")), ("share", _("share")), ("rank", _("rank")),
    ("amount", _("amount")), ("other", _("other")),
]  # fmt: skip
MODALITIES = [("must", _("must")), ("strive", _("strive")), ("plan", _("planned")), ("expect", _("expect"))]

_LIST_BREAK = re.compile(r"[、,，;；\n]+")


class ItemForm(forms.Form):
    """The common part: from an item to the form's first values, and from the form to the corrected payload."""

    plain: ClassVar[tuple[str, ...]] = ()
    unit_lists: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def initial_of(cls, payload: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows first."""
        initial = {name: payload.get(name) for name in cls.plain}
        for name in cls.unit_lists:
            initial[name] = "\n".join(unit["name"] for unit in payload.get(name) or [])
        if "deadline_text" in cls.base_fields:
            deadline = payload.get("deadline") or {}
            initial |= {"deadline_text": deadline.get("text"), "deadline_date": deadline.get("date")}
        return initial

    def payload(self, item: DraftItem, text: str) -> dict[str, Any]:
        """The item's payload with the form's values. A unit that stands in the item's own text gets its place."""
        payload = dict(item.payload)
        payload.update({name: self.cleaned_data[name] for name in self.plain})
        for name in self.unit_lists:
            payload[name] = [_unit(one, item, text) for one in _names(self.cleaned_data[name])]
        if "deadline_text" in self.base_fields:
            payload["deadline"] = self._deadline(payload.get("deadline"))
        return payload

    def _deadline(self, known: Mapping[str, Any] | None) -> dict[str, Any] | None:
        words, day = self.cleaned_data["deadline_text"], self.cleaned_data["deadline_date"]
        if not words and not day:
            return None
        kept = known.get("span") if known and known.get("text") == words else None
        return {"text": words or day.isoformat(), "date": day.isoformat() if day else None, "span": kept}


def _unit_list(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-complete": reverse_lazy("plans:unit_options")}),
        help_text=_("one a line"),
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class TaskForm(ItemForm):
    """A task: its number and title, who answers for it, and by when."""

    plain = ("number", "title", "basis")
    unit_lists = ("leads", "supports", "collectives")

    number = forms.CharField(label=_("number"), max_length=120, required=False)
    title = forms.CharField(label=_("title"), max_length=500)
    leads = _unit_list(_("lead or jointly responsible units"))
    supports = _unit_list(_("supporting units"))
    collectives = _unit_list(_("collectives"))
    basis = forms.ChoiceField(label=_("how it is said"), choices=BASES)
    deadline_text = forms.CharField(label=_("deadline as printed"), max_length=200, required=False)
    deadline_date = _day(_("last day"))


class TargetForm(ItemForm):
    """A target: what is measured, how it compares, and by when."""

    plain = ("indicator", "comparator", "value", "value_max", "unit", "basis", "modality", "period", "task")

    indicator = forms.CharField(label=_("indicator"), max_length=300)
    comparator = forms.ChoiceField(label=_("comparison"), choices=COMPARATORS)
    value = forms.FloatField(label=_("value"), required=False)
    value_max = forms.FloatField(label=_("upper value"), required=False)
    unit = forms.CharField(label=_("unit of measure"), max_length=60, required=False)
    basis = forms.ChoiceField(label=_("measured as"), choices=TARGET_BASES)
    modality = forms.ChoiceField(label=_("firmness"), choices=MODALITIES)
    period = forms.CharField(label=_("period"), max_length=40, required=False)
    task = forms.CharField(label=_("belongs to task"), max_length=160, required=False)
    deadline_text = forms.CharField(label=_("deadline as printed"), max_length=200, required=False)
    deadline_date = _day(_("last day"))

    @classmethod
    def initial_of(cls, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Figures without needless decimals: 7, not 7.0."""
        initial = super().initial_of(payload)
        return initial | {name: plain(initial[name]) for name in ("value", "value_max")}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        comparator, value, upper = data.get("comparator"), data.get("value"), data.get("value_max")
        if comparator and comparator != "qualitative" and value is None and "value" not in self.errors:
            self.add_error("value", _("Give the figure, or choose “in words”."))
        if comparator == "range" and (upper is None or (value is not None and upper < value)):
            self.add_error("value_max", _("A range needs an upper value that is not below the lower one."))
        data["period"], data["task"] = data.get("period") or None, data.get("task") or None
        data["unit"] = data.get("unit") or None
        return data


class GroupForm(ItemForm):
    """A working group: its name, office, convenors and members."""

    plain = ("name", "office")
    unit_lists = ("members", "collectives")

    name = forms.CharField(label=_("name"), max_length=200)
    office = forms.CharField(label=_("office"), max_length=200, required=False)
    convenors = forms.CharField(
        label=_("convenors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("one a line: role, colon, who"),
    )
    members = _unit_list(_("members"))
    collectives = _unit_list(_("collectives"))

    @classmethod
    def initial_of(cls, payload: Mapping[str, Any]) -> dict[str, Any]:
        lines = "\n".join(f"{one['role']}：{one['who']}" for one in payload.get("convenors") or [])
        return super().initial_of(payload) | {"convenors": lines}

    def clean_convenors(self) -> list[dict[str, str]]:
        convenors = []
        for line in self.cleaned_data["convenors"].splitlines():
            role, colon, who = line.replace(":", "：").partition("：")
            if line.strip() and not (colon and role.strip() and who.strip()):
                raise forms.ValidationError(_("Write each convenor as role, colon, who."))
            if line.strip():
                convenors.append({"role": role.strip(), "who": who.strip()})
        return convenors

    def payload(self, item: DraftItem, text: str) -> dict[str, Any]:
        """A convenor that was there keeps its place; a new one is looked for in the item's own words."""
        known = {(one["role"], one["who"]): one for one in item.payload.get("convenors") or []}
        said = [(one["role"], one["who"]) for one in self.cleaned_data["convenors"]]
        convenors = [known.get(key) or _convenor(*key, item, text) for key in dict.fromkeys(said)]
        return super().payload(item, text) | {"convenors": convenors}


class IndicatorForm(ItemForm):
    """One row of an indicator table; figures stay as printed."""

    plain = ("category", "name", "unit", "baseline", "target", "growth", "nature", "note")

    category = forms.CharField(label=_("category"), max_length=120, required=False)
    name = forms.CharField(label=_("indicator"), max_length=300)
    unit = forms.CharField(label=_("unit of measure"), max_length=60, required=False)
    baseline = forms.CharField(label=_("baseline"), max_length=120, required=False)
    target = forms.CharField(label=_("target"), max_length=120, required=False)
    growth = forms.CharField(label=_("growth"), max_length=120, required=False)
    nature = forms.CharField(label=_("nature"), max_length=40, required=False)
    note = forms.CharField(label=_("note"), required=False)


FORMS: dict[str, type[ItemForm]] = {
    DraftItem.Kind.TASK: TaskForm,
    DraftItem.Kind.TARGET: TargetForm,
    DraftItem.Kind.GROUP: GroupForm,
    DraftItem.Kind.INDICATOR: IndicatorForm,
}


def blank_payload(kind: str, quote: str, *, annex: str, task: str | None = None) -> dict[str, Any]:
    """What an item added by hand starts from: the selected words."""
    words = "".join(quote.replace("**", "").split())
    if kind == DraftItem.Kind.TASK:
        empty: dict[str, Any] = {"leads": [], "supports": [], "collectives": [], "segments": []}
        return {
            "annex": annex,
            "number": "",
            "title": words.split("。")[0][:80],
            "basis": "none",
            "deadline": None,
            **empty,
        }
    if kind == DraftItem.Kind.TARGET:
        figure = re.search(r"\d+(?:\.\d+)?", words)
        return {
            "annex": annex, "task": task, "quote": words, "indicator": words[: figure.start()] if figure else words,
            "comparator": "=" if figure else "qualitative", "value": float(figure.group()) if figure else None,
            "value_max": None, "unit": None, "basis": "other", "modality": "plan", "period": None, "deadline": None,
        }  # fmt: skip
    if kind == DraftItem.Kind.GROUP:
        return {"annex": annex, "name": words[:80], "office": "", "convenors": [], "members": [], "collectives": []}
    return {"name": words[:120], "category": None, "unit": None, "baseline": None, "target": None}


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(name for part in _LIST_BREAK.split(text) if (name := "".join(part.split()))))


def _convenor(role: str, who: str, item: DraftItem, text: str) -> dict[str, Any]:
    start = text.find(who, item.start, item.end)
    return {"role": role, "who": who, "span": [start, start + len(who)] if start >= 0 else None}


def _unit(name: str, item: DraftItem, text: str) -> dict[str, Any]:
    """A unit that was there keeps its place; a new one is looked for in the item's own words."""
    for field in ("leads", "supports", "collectives", "members"):
        for unit in item.payload.get(field) or []:
            if unit["name"] == name:
                return dict(unit)
    start = text.find(name, item.start, item.end)
    return {"name": name, "span": [start, start + len(name)] if start >= 0 else None}
