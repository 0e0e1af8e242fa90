"""Who may open which page of the organisation."""

from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.orgs.models import UnitAlias
from luoshi.web.testworld import Row, World

READERS = frozenset(role for role in Role if Verb.READ_UNITS in VERBS[role])
MANAGERS = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})


def unit(world: World) -> dict[str, int]:
    return {"pk": world.unit.pk}


def group(world: World) -> dict[str, int]:
    return {"pk": world.group.pk}


def alias(world: World) -> dict[str, int]:
    return {"pk": UnitAlias.objects.create(unit=world.unit, region=world.region, name="Water").pk}


ROWS = [
    Row("orgs:unit_list", allowed=READERS),
    Row("orgs:unit_new", allowed=MANAGERS),
    Row("orgs:unit_detail", allowed=READERS, arguments=unit),
    Row("orgs:unit_edit", allowed=MANAGERS, arguments=unit),
    Row("orgs:alias_add", "POST", allowed=MANAGERS, status=302, arguments=unit),
    Row("orgs:alias_remove", "POST", allowed=MANAGERS, status=302, arguments=alias),
    Row("orgs:group_list", allowed=READERS),
    Row("orgs:group_detail", allowed=READERS, arguments=group),
]
