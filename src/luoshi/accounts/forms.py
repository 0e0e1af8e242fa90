"""Forms of the accounts room."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Person


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The present password and the new one, twice."""

    present = forms.CharField(
        label=_("Present password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError(_("This is not your present password."))
        return present

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("new") and values.get("new") != values.get("again"):
            self.add_error("again", _("The two new passwords differ."))
        return values


class ProfileForm(forms.Form):
    """What everybody may change about themselves."""

    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    larger_type = forms.BooleanField(label=_("Larger type"), required=False)


class NewUserForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=60, help_text=_("Small letters, digits, dots; one account for one person.")
    )
    display_name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("This sign-in name is taken."))
        return username


class UserForm(forms.Form):
    """What an administrator may change of an account."""

    display_name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class RoleForm(forms.ModelForm[RoleAssignment]):
    """A role and at most one scope."""

    class Meta:
        model = RoleAssignment
        fields = ["role", "unit", "region", "group"]
        help_texts = {
            "group": _("Choose at most one of unit, region and group; with none, the role holds for everything.")
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if sum(values.get(name) is not None for name in ("unit", "region", "group")) > 1:
            raise forms.ValidationError(_("Choose at most one of unit, region and group."))
        return values


class LinkForm(forms.Form):
    """Whose account it is."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Person.objects.filter(Q(user__isnull=True) | Q(user=user))
        self.fields["person"].queryset = free  # type: ignore[attr-defined]  # a choice of models
        self.initial.setdefault("person", user.person_id)


class AppointForm(forms.Form):
    """Who takes up a post, and from when."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.all())
    since = forms.DateField(
        label=_("From"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class HandoverForm(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        label=_("Successor"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody yet: the post waits with everything for whoever is appointed"),
    )

    def __init__(self, *args: Any, leaving: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.exclude(pk=leaving.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]  # a choice of models


class UserFilter(forms.Form):
    """Filters of the list of accounts."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *Role.choices])
    inactive = forms.BooleanField(label=_("Also closed accounts"), required=False)
