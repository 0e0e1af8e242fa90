"""Forms of the inbox and the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.notices.models import Channel, State


class AddressForm(forms.Form):
    """Where somebody wants to be told."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel)
    target = forms.CharField(label=_("Address or key"), max_length=300)


class OutboxFilter(forms.Form):
    """Filters of the outbox."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])


class InboxFilter(forms.Form):
    """Filters of the inbox."""

    unread = forms.BooleanField(label=_("Unread only"), required=False)
