"""Who may open which page of the accounts room."""

from datetime import date

from luoshi.accounts.roles import Role
from luoshi.orgs.models import Membership, Person, Post
from luoshi.web.testworld import Row, World

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
SECURITY = frozenset({Role.SECURITY})
KEEPERS = ADMINISTRATOR | SECURITY
APPOINTERS = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})


def somebody(world: World) -> dict[str, int]:
    return {"pk": world.people[Role.REPORTER].pk}


def somebodys_role(world: World) -> dict[str, int]:
    return {"pk": world.people[Role.REPORTER].roles.get().pk}


def post(world: World) -> dict[str, int]:
    return {"pk": Post.objects.create(unit=world.unit, title="Clerk").pk}


def appointment(world: World) -> dict[str, int]:
    held = Post.objects.create(unit=world.unit, title="Clerk")
    person = Person.objects.create(name="Lu Qing")
    membership = Membership(person=person, unit=world.unit, post=held, valid_from=date(2026, 1, 5))
    membership.save()
    return {"pk": membership.pk}


ROWS = [
    Row("accounts:sign_in", status=200, public=True, allowed=frozenset(), refused=302),
    Row("accounts:sign_in", "POST", status=200, public=True, allowed=frozenset(), refused=302),
    Row("accounts:sign_out", "POST", status=302, public=True),
    Row("accounts:password"),
    Row("accounts:password", "POST"),
    Row("accounts:profile"),
    Row("accounts:profile", "POST"),
    Row("accounts:user_list", allowed=KEEPERS),
    Row("accounts:user_new", allowed=ADMINISTRATOR),
    Row("accounts:user_new", "POST", allowed=ADMINISTRATOR),
    Row("accounts:user_detail", allowed=KEEPERS, arguments=somebody),
    Row("accounts:user_password", "POST", allowed=ADMINISTRATOR, status=302, arguments=somebody),
    Row("accounts:role_add", "POST", allowed=SECURITY, status=302, arguments=somebody),
    Row("accounts:role_remove", "POST", allowed=SECURITY, status=302, arguments=somebodys_role),
    Row("accounts:user_person", "POST", allowed=ADMINISTRATOR, status=302, arguments=somebody),
    Row("accounts:user_detail", "POST", allowed=ADMINISTRATOR, arguments=somebody),
    Row("accounts:who_can"),
    Row("accounts:post_detail", allowed=APPOINTERS | SECURITY, arguments=post),
    Row("accounts:post_role_add", "POST", allowed=SECURITY, status=302, arguments=post),
    Row("accounts:post_appoint", "POST", allowed=APPOINTERS, status=302, arguments=post),
    Row("accounts:hand_over", allowed=APPOINTERS, arguments=appointment),
    Row("accounts:hand_over", "POST", allowed=APPOINTERS, status=302, arguments=appointment),
]
