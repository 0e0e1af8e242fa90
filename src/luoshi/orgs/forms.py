"""Forms of the organisation."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Convenor, GroupMember, Person, Post, Region, Unit, WorkingGroup
from luoshi.orgs.selectors import held_now, posts_with_holders, valid

SEARCH = {"type": "search"}


def day_input() -> forms.DateInput:
    """A date with the browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnitChoice(forms.ModelChoiceField[Unit]):
    """Units with their region, since a branch belongs to a unit of another one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.region}"


def present_units() -> "QuerySet[Unit]":
    """Units that exist today, with their region."""
    return valid(Unit.objects.select_related("region")).order_by("region__code", "name")


class RegionForm(forms.ModelForm[Region]):
    """An area."""

    class Meta:
        model = Region
        fields = ["name", "level", "code", "parent", "valid_from"]
        widgets = {"valid_from": day_input()}


class EndForm(forms.Form):
    """The last day of something."""

    last_day = forms.DateField(label=_("Last day"), widget=day_input(), initial=timezone.localdate)


class UnitForm(forms.ModelForm[Unit]):
    """A unit. A branch that is managed from above (垂管) belongs to a unit of another region."""

    parent = UnitChoice(label=_("Belongs to"), required=False)

    class Meta:
        model = Unit
        fields = ["name", "short_name", "kind", "region", "parent", "credit_code", "valid_from", "valid_to"]
        widgets = {"valid_from": day_input(), "valid_to": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = present_units()  # type: ignore[attr-defined]  # a choice of models
        if self.instance.pk:
            del self.fields["name"]


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label=_("New full name"), max_length=150)
    since = forms.DateField(label=_("From"), widget=day_input(), initial=timezone.localdate)


class MergeForm(forms.Form):
    """The unit into which another one is merged."""

    winner = UnitChoice(label=_("Merge into"))

    def __init__(self, *args: Any, loser: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = present_units().filter(merged_into__isnull=True).exclude(pk=loser.pk)
        self.fields["winner"].queryset = others  # type: ignore[attr-defined]  # a choice of models


class AliasForm(forms.Form):
    """Another name of a unit, and when documents used it."""

    name = forms.CharField(label=_("Other name"), max_length=150)
    valid_from = forms.DateField(label=_("Valid from"), required=False, widget=day_input())
    valid_to = forms.DateField(label=_("Valid to"), required=False, widget=day_input())


class ImportForm(forms.Form):
    """A list in a file."""

    file = forms.FileField(label=_("Workbook or CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}))
    update = forms.BooleanField(label=_("Update what is known already"), required=False)


class PersonForm(forms.ModelForm[Person]):
    """A person."""

    class Meta:
        model = Person
        fields = ["name", "phone"]


class PostForm(forms.ModelForm[Post]):
    """A post of a unit."""

    class Meta:
        model = Post
        fields = ["title"]


class GroupForm(forms.ModelForm[WorkingGroup]):
    """What may change of a group between two versions of its plan."""

    office_unit = UnitChoice(label=_("Office"), required=False)

    class Meta:
        model = WorkingGroup
        fields = ["kind", "office_unit", "active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office_unit"].queryset = present_units()  # type: ignore[attr-defined]  # a choice of models


class MemberForm(forms.Form):
    """A unit that joins a group, and why."""

    unit = UnitChoice(label=_("Unit"))
    liaison = forms.CharField(label=_("Liaison"), max_length=60, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = present_units()  # type: ignore[attr-defined]  # a choice of models


class LeavingForm(forms.Form):
    """Why a unit or a convenor leaves a group."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class LiaisonForm(forms.ModelForm[GroupMember]):
    """Who speaks for a member: somebody of its unit, or a name that is written down."""

    class Meta:
        model = GroupMember
        fields = ["liaison_person", "liaison", "liaison_phone"]
        labels = {"liaison_person": _("Liaison, of the people of the unit"), "liaison": _("or a name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = held_now().filter(unit=self.instance.unit_id).values("person")
        people = Person.objects.filter(Q(pk__in=held) | Q(pk=self.instance.liaison_person_id))
        self.fields["liaison_person"].queryset = people  # type: ignore[attr-defined]  # a choice of models


class PostChoice(forms.ModelChoiceField[Post]):
    """Posts with their unit and who holds them today."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Post.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        names = "、".join(one.person.name for one in obj.holders)
        return f"{obj.unit.name} {obj.title}（{names}）" if names else f"{obj.unit.name} {obj.title}"


class ConvenorForm(forms.ModelForm[Convenor]):
    """A convenor: role and words, and the post or person that they mean. What the plan prints is not rewritten."""

    unit = UnitChoice(label=_("Unit"), required=False)
    post = PostChoice(label=_("Post"), required=False)

    class Meta:
        model = Convenor
        fields = ["role", "who", "unit", "post", "person", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = present_units()  # type: ignore[attr-defined]  # a choice of models
        self.fields["post"].queryset = posts_with_holders()  # type: ignore[attr-defined]  # a choice of models
        is_new = self.instance._state.adding
        if is_new:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        if not is_new and self.instance.source == Convenor.Source.PLAN:
            del self.fields["role"], self.fields["who"]


class RegionFilter(forms.Form):
    """Filters of the tree of regions."""

    q = forms.CharField(label=_("Name or code"), required=False, widget=forms.TextInput(attrs=SEARCH))
    ended = forms.BooleanField(label=_("Also areas that ended"), required=False)


class UnitFilter(forms.Form):
    """Filters of the list of units."""

    q = forms.CharField(label=_("Name or other name"), required=False, widget=forms.TextInput(attrs=SEARCH))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Unit.Kind.choices])
    region = forms.ModelChoiceField(
        label=_("Region"), required=False, queryset=Region.objects.all(), empty_label=_("All")
    )
    closed = forms.BooleanField(label=_("Also units that ended"), required=False)


class GroupFilter(forms.Form):
    """Filters of the list of working groups."""

    q = forms.CharField(label=_("Name, part or member"), required=False, widget=forms.TextInput(attrs=SEARCH))


class PersonFilter(forms.Form):
    """Filters of the list of people."""

    q = forms.CharField(label=_("Name, post or unit"), required=False, widget=forms.TextInput(attrs=SEARCH))
    former = forms.BooleanField(label=_("Also people without a post"), required=False)
