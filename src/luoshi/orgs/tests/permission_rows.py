"""Who may open which page of the organisation."""

from collections.abc import Callable

from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.orgs.models import Person, UnitAlias
from luoshi.orgs.services.merging import merge
from luoshi.web.testworld import Row, World

READERS = frozenset(role for role in Role if Verb.READ_UNITS in VERBS[role])
MANAGERS = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.COORDINATION, Role.GROUP_OFFICE})

Arguments = Callable[[World], dict[str, int]]


def key(name: str) -> Arguments:
    """The address of one of the world's things."""
    return lambda world: {"pk": getattr(world, name).pk}


def alias(world: World) -> dict[str, int]:
    return {"pk": UnitAlias.objects.create(unit=world.unit, region=world.region, name="Water").pk}


def member(world: World) -> dict[str, int]:
    return {"pk": world.group.members.get().pk}


def person(_world: World) -> dict[str, int]:
    return {"pk": Person.objects.create(name="Lu Qing").pk}


def merged(world: World) -> dict[str, int]:
    return {"pk": merge(loser=world.other_unit, winner=world.unit, actor=world.people[Role.COORDINATION]).pk}


def manager(name: str, method: str = "GET", arguments: Arguments = lambda _world: {}) -> Row:
    """A page of those who keep the organisation; sending a form leads back."""
    return Row(f"orgs:{name}", method, MANAGERS, status=200 if method == "GET" else 302, arguments=arguments)


ROWS = [
    Row("orgs:region_list", allowed=READERS),
    Row("orgs:region_export", allowed=READERS),
    manager("region_new"),
    manager("region_import"),
    Row("orgs:region_import", "POST", allowed=MANAGERS),
    manager("region_edit", arguments=key("region")),
    manager("region_end", "POST", key("region")),
    Row("orgs:unit_list", allowed=READERS),
    Row("orgs:unit_export", allowed=READERS),
    Row("orgs:unit_detail", allowed=READERS, arguments=key("unit")),
    manager("unit_new"),
    Row("orgs:unit_new", "POST", allowed=MANAGERS),
    manager("unit_import"),
    Row("orgs:unit_import", "POST", allowed=MANAGERS),
    manager("unit_edit", arguments=key("unit")),
    manager("unit_rename", "POST", key("unit")),
    manager("unit_merge", arguments=key("unit")),
    manager("merge_undo", "POST", merged),
    manager("alias_add", "POST", key("unit")),
    manager("alias_remove", "POST", alias),
    manager("post_new", "POST", key("unit")),
    manager("person_list"),
    manager("person_new"),
    manager("person_detail", arguments=person),
    manager("person_edit", arguments=person),
    Row("orgs:group_list", allowed=READERS),
    Row("orgs:group_detail", allowed=READERS, arguments=key("group")),
    Row("orgs:group_edit", allowed=KEEPERS, arguments=key("group")),
    Row("orgs:member_add", "POST", allowed=KEEPERS, status=302, arguments=key("group")),
    Row("orgs:member_edit", allowed=KEEPERS, arguments=member),
    Row("orgs:member_remove", "POST", allowed=KEEPERS, status=302, arguments=member),
]
