"""Who may see and start what recurs."""

from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.jobs.models import Schedule
from luoshi.web.testworld import Row, World

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def schedule(world: World) -> dict[str, int]:
    return {"pk": Schedule.objects.create(name="sample.schedule", next_due_at=timezone.now()).pk}


ROWS = [
    Row("jobs:schedule_list", allowed=ADMINISTRATORS),
    Row("jobs:schedule_run", "POST", allowed=ADMINISTRATORS, status=302, arguments=schedule),
]
