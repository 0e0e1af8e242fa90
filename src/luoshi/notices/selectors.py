"""What the inbox and the outbox pages read."""

from django.db.models import QuerySet

from luoshi.accounts.models import User
from luoshi.notices.models import Address, Dispatch, Notice, State


def inbox(*, user: User, unread_only: bool = False) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    notices = Notice.objects.filter(recipient=user)
    return notices.filter(read_at__isnull=True) if unread_only else notices


def unread_count(user: User) -> int:
    return Notice.objects.filter(recipient=user, read_at__isnull=True).count()


def addresses(*, user: User) -> QuerySet[Address]:
    return Address.objects.filter(user=user)


def outbox(*, state: str = "") -> QuerySet[Dispatch]:
    """Messages with their addresses, newest first; `state` narrows to one state."""
    messages = Dispatch.objects.select_related("address", "address__user", "address__group")
    return messages.filter(state=state) if state in State.values else messages
