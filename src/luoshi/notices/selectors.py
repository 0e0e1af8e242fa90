"""What the inbox, the robots' page and the outbox read."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from luoshi.accounts.models import User
from luoshi.notices.models import Address, Dispatch, Notice, State
from luoshi.orgs.models import WorkingGroup


def inbox(*, user: User, unread_only: bool = False) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    notices = Notice.objects.filter(recipient=user)
    return notices.filter(read_at__isnull=True) if unread_only else notices


def unread_count(user: User) -> int:
    """How many a person has not read."""
    return Notice.objects.filter(recipient=user, read_at__isnull=True).count()


def unread_along() -> Coalesce:
    """How many are unread, as part of the query that reads the person."""
    unread = Notice.objects.filter(recipient=OuterRef("pk"), read_at__isnull=True).order_by()
    counted = unread.values("recipient").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def addresses(*, user: User) -> QuerySet[Address]:
    return Address.objects.filter(user=user)


def robots(*, groups: QuerySet[WorkingGroup]) -> list[tuple[Address, Dispatch | None]]:
    """The robots of these groups, each with its last message."""
    last = Dispatch.objects.filter(address=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = Address.objects.filter(group__in=groups).select_related("group").annotate(last=Subquery(last))
    found = list(rows.order_by("group__name", "pk"))
    keys = [key for robot in found if (key := getattr(robot, "last", None)) is not None]
    messages = {one.address_id: one for one in Dispatch.objects.filter(pk__in=keys).select_related("address")}
    return [(robot, messages.get(robot.pk)) for robot in found]


def outbox(*, state: str = "") -> QuerySet[Dispatch]:
    """Messages with their addresses, newest first; `state` narrows to one state."""
    messages = Dispatch.objects.select_related("address__user", "address__group")
    return messages.filter(state=state) if state in State.values else messages


def outbox_counts() -> list[tuple[str, str, int]]:
    """State, its name, and how many messages are in it, in the order of a message's life."""
    counted = dict(Dispatch.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(state.value, str(state.label), counted.get(state.value, 0)) for state in State]
