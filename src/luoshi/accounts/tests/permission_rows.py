"""Who may open which page of the accounts room."""

from luoshi.accounts.roles import Role
from luoshi.web.testworld import Row, World

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
SECURITY = frozenset({Role.SECURITY})
KEEPERS = ADMINISTRATOR | SECURITY


def somebody(world: World) -> dict[str, int]:
    return {"pk": world.people[Role.REPORTER].pk}


def somebodys_role(world: World) -> dict[str, int]:
    return {"pk": world.people[Role.REPORTER].roles.get().pk}


ROWS = [
    Row("accounts:sign_in", "POST", status=200, public=True, allowed=frozenset(), refused=302),
    Row("accounts:sign_out", "POST", status=302, public=True),
    Row("accounts:password"),
    Row("accounts:profile"),
    Row("accounts:user_list", allowed=KEEPERS),
    Row("accounts:user_new", allowed=ADMINISTRATOR),
    Row("accounts:user_detail", allowed=KEEPERS, arguments=somebody),
    Row("accounts:user_password", "POST", allowed=ADMINISTRATOR, status=302, arguments=somebody),
    Row("accounts:role_add", "POST", allowed=SECURITY, status=302, arguments=somebody),
    Row("accounts:role_remove", "POST", allowed=SECURITY, status=302, arguments=somebodys_role),
]
