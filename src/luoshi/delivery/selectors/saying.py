"""Reports by what they or their tasks say."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.delivery.models import Report, Task

MOST = 1000


def _by_looking(text: str) -> QuerySet[Any, Any]:
    """Without an index every report must be looked at."""
    return Report.objects.filter(words__icontains=text).order_by().values("pk")


# The room above that keeps an index of words puts its own way here: from a text to the keys of reports.
WAYS: list[Callable[[str], QuerySet[Any, Any]]] = [_by_looking]


def saying(found: QuerySet[Report], text: str) -> QuerySet[Report]:
    """Those that hold this text, or whose task has it in its title."""
    titled = Task.objects.filter(title__icontains=text).order_by().values("pk")
    return found.filter(Q(pk__in=WAYS[-1](text)) | Q(task__in=titled))


def newest(found: QuerySet[Report]) -> list[int]:
    """The keys of the newest of these, one more than are shown: a common word stands in tens of thousands."""
    return list(found.order_by("-saved_at", "-pk").values_list("pk", flat=True)[: MOST + 1])
