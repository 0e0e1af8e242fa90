"""Who may open which page of the organisation."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.orgs.models import Convenor, Membership, Person, UnitAlias
from luoshi.orgs.services.merging import merge
from luoshi.web.testworld import Row, World

READERS = frozenset(role for role in Role if Verb.READ_UNITS in VERBS[role])
MANAGERS = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.COORDINATION, Role.GROUP_OFFICE})

Arguments = Callable[[World], Mapping[str, Any]]


def key(name: str) -> Arguments:
    """The address of one of the world's things."""
    return lambda world: {"pk": getattr(world, name).pk}


def alias(world: World) -> dict[str, int]:
    return {"pk": UnitAlias.objects.create(unit=world.unit, region=world.region, name="Water").pk}


def convenor(world: World) -> dict[str, int]:
    return {"pk": Convenor.objects.create(group=world.group, role="召集人", who="县政府副县长").pk}


def member(world: World) -> dict[str, int]:
    return {"pk": world.group.members.get().pk}


def person(world: World) -> dict[str, int]:
    somebody = Person.objects.create(name="Lu Qing")
    Membership.objects.create(person=somebody, unit=world.unit, valid_from=date(2026, 1, 5))
    return {"pk": somebody.pk}


def merged(world: World) -> dict[str, int]:
    return {"pk": merge(loser=world.other_unit, winner=world.unit, actor=world.people[Role.COORDINATION]).pk}


def form(name: str, arguments: Arguments = Row.arguments) -> list[Row]:
    """A form of those who keep the organisation: shown, and shown again with what is missing."""
    return [Row(f"orgs:{name}", method, MANAGERS, arguments=arguments) for method in ("GET", "POST")]


def manager(name: str, method: str = "GET", arguments: Arguments = Row.arguments) -> Row:
    """A page of those who keep the organisation; sending a form leads back."""
    return Row(f"orgs:{name}", method, MANAGERS, status=200 if method == "GET" else 302, arguments=arguments)


ROWS = [
    Row("orgs:region_list", allowed=READERS),
    Row("orgs:region_export", allowed=READERS),
    *form("region_new"),
    *form("region_import"),
    *form("region_edit", key("region")),
    manager("region_end", "POST", key("region")),
    Row("orgs:unit_list", allowed=READERS),
    Row("orgs:unit_export", allowed=READERS),
    Row("orgs:unit_detail", allowed=READERS, elsewhere=200, arguments=key("unit")),
    *form("unit_new"),
    *form("unit_import"),
    *form("unit_edit", key("unit")),
    manager("unit_rename", "POST", key("unit")),
    *form("unit_merge", key("unit")),
    manager("merge_undo", "POST", merged),
    manager("alias_add", "POST", key("unit")),
    manager("alias_remove", "POST", alias),
    manager("post_new", "POST", key("unit")),
    manager("person_list"),
    *form("person_new"),
    manager("person_detail", arguments=person),
    *form("person_edit", person),
    Row("orgs:group_list", allowed=READERS),
    Row("orgs:group_detail", allowed=READERS, elsewhere=200, arguments=key("group")),
    Row("orgs:group_edit", allowed=KEEPERS, arguments=key("group")),
    Row("orgs:group_edit", "POST", allowed=KEEPERS, arguments=key("group")),
    Row("orgs:convenor_new", allowed=KEEPERS, arguments=key("group")),
    Row("orgs:convenor_new", "POST", allowed=KEEPERS, arguments=key("group")),
    Row("orgs:convenor_edit", allowed=KEEPERS, arguments=convenor),
    Row("orgs:convenor_edit", "POST", KEEPERS, status=302, arguments=convenor, data=lambda _world: {"person": ""}),
    Row("orgs:convenor_remove", "POST", allowed=KEEPERS, status=302, arguments=convenor),
    Row("orgs:member_add", "POST", allowed=KEEPERS, status=302, arguments=key("group")),
    Row("orgs:member_edit", allowed=KEEPERS, arguments=member),
    Row("orgs:member_edit", "POST", KEEPERS, status=302, arguments=member, data=lambda _world: {"liaison": "Lu Qing"}),
    Row("orgs:member_remove", "POST", allowed=KEEPERS, status=302, arguments=member),
]
