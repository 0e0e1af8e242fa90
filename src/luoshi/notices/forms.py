"""Forms of the inbox and the outbox."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.notices.models import Channel, State
from luoshi.orgs.models import WorkingGroup


class AddressForm(forms.Form):
    """Where somebody wants to be told."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel)
    target = forms.CharField(label=_("Address or key"), max_length=300)


ROBOTS = [(channel.value, channel.label) for channel in Channel if channel != Channel.EMAIL]


class RobotForm(forms.Form):
    """A robot that speaks in a working group's room."""

    group = forms.ModelChoiceField(label=_("Working group"), queryset=WorkingGroup.objects.none())
    channel = forms.ChoiceField(label=_("Channel"), choices=ROBOTS)
    label = forms.CharField(label=_("Name of the room"), max_length=60)
    target = forms.CharField(
        label=_("Address or key"),
        max_length=300,
        help_text=_("For a robot: its whole address as the group shows it; with a signing secret: secret@address."),
    )

    def __init__(self, *args: Any, groups: QuerySet[WorkingGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = groups


class OutboxFilter(forms.Form):
    """Filters of the outbox."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])


class InboxFilter(forms.Form):
    """Filters of the inbox."""

    unread = forms.BooleanField(label=_("Unread only"), required=False)
