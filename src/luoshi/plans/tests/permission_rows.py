"""Who may open which page of the plans room."""

from collections.abc import Callable
from typing import Any

from luoshi.accounts.roles import SEPARATE, Role
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.tests import builders
from luoshi.web.testworld import Row, World

IMPORTERS = frozenset({Role.COORDINATION})
READERS = frozenset(Role) - SEPARATE

Arguments = Callable[[World], dict[str, Any]]


def the(build: Callable[..., PlanVersion], name: str = "pk") -> Arguments:
    """The address of a version in a certain state."""
    return lambda world: {"pk": getattr(build(world.people[Role.COORDINATION], world.region), name)}


def item(world: World) -> dict[str, Any]:
    return {"pk": _first_task(world).pk}


def finding(world: World) -> dict[str, Any]:
    return {"pk": builders.reviewed_version(world.people[Role.COORDINATION], world.region).findings.get().pk}


def replaced(world: World) -> dict[str, Any]:
    version = builders.published_version(world.people[Role.COORDINATION], world.region)
    return {"pk": version.pk, "kind": "target", "row": version.targets.all()[0].pk}


def list_form(world: World) -> dict[str, Any]:
    return the(builders.published_version)(world) | {"form": "xlsx"}


def _first_task(world: World) -> DraftItem:
    version = builders.reviewed_version(world.people[Role.COORDINATION], world.region)
    return version.items.filter(kind="task")[0]


received, reviewed, published = (
    the(build) for build in (builders.received_version, builders.reviewed_version, builders.published_version)
)

ROWS = [
    Row("plans:list", allowed=READERS),
    Row("plans:import", allowed=IMPORTERS),
    Row("plans:import", "POST", allowed=IMPORTERS, status=422, data=lambda _world: {"region": ""}),
    Row("plans:unit_options", allowed=IMPORTERS),
    Row("plans:detail", allowed=READERS, arguments=the(builders.published_version, "plan_id")),
    Row("plans:progress", allowed=IMPORTERS, arguments=received),
    Row("plans:restart", "POST", allowed=IMPORTERS, status=302, arguments=received),
    Row("plans:discard", "POST", allowed=IMPORTERS, status=302, arguments=received),
    Row("plans:review", allowed=IMPORTERS, arguments=reviewed),
    Row("plans:next", allowed=IMPORTERS, status=302, arguments=reviewed),
    Row("plans:add", "POST", allowed=IMPORTERS, status=302, arguments=reviewed,
        data=lambda _world: {"kind": "task", "start": 10, "end": 14}),
    Row("plans:accept_many", "POST", allowed=IMPORTERS, status=302, arguments=reviewed,
        data=lambda _world: {"scope": "sheet", "sheet": 1}),
    Row("plans:names", allowed=IMPORTERS, arguments=reviewed),
    Row("plans:names", "POST", allowed=IMPORTERS, status=302, arguments=reviewed),
    Row("plans:publish", allowed=IMPORTERS, arguments=reviewed),
    Row("plans:publish", "POST", allowed=IMPORTERS, status=302, arguments=reviewed,
        data=lambda _world: {"undecided": "accept"}),
    Row("plans:changes", allowed=IMPORTERS, status=302, arguments=reviewed),
    Row("plans:accept_unchanged", "POST", allowed=IMPORTERS, status=302, arguments=reviewed),
    Row("plans:replace", "POST", allowed=IMPORTERS, status=302, arguments=replaced),
    Row("plans:task_list", allowed=READERS, arguments=published),
    Row("plans:target_list", allowed=READERS, arguments=published),
    Row("plans:finding_list", allowed=READERS, arguments=published),
    Row("plans:source", allowed=READERS, arguments=published),
    Row("plans:download", allowed=READERS, arguments=published),
    Row("plans:export", allowed=READERS, arguments=list_form),
    Row("plans:item", allowed=IMPORTERS, status=302, arguments=item),
    Row("plans:decide", "POST", allowed=IMPORTERS, status=302, arguments=item,
        data=lambda _world: {"action": "accept", "revision": 0}),
    Row("plans:edit", allowed=IMPORTERS, arguments=item),
    Row("plans:edit", "POST", allowed=IMPORTERS, status=302, arguments=item,
        data=lambda _world: {"title": "Two culverts", "basis": "none", "revision": 0}),
    Row("plans:set_words", "POST", allowed=IMPORTERS, status=302, arguments=item,
        data=lambda _world: {"field": "leads", "start": 10, "end": 14, "revision": 0}),
    Row("plans:finding_accept", "POST", allowed=IMPORTERS, status=302, arguments=finding),
]  # fmt: skip
