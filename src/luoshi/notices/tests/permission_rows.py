"""Who may open which page of the notices."""

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.notices.models import Address, Channel, Dispatch, Kind, Notice
from luoshi.web.testworld import EVERYBODY, Row, World

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.GROUP_OFFICE, Role.COORDINATION})


def foreign_notice(world: World) -> dict[str, int]:
    """Somebody else's notice: it must not be found, whoever asks."""
    other = User.objects.create(username="stranger", display_name="Stranger")
    return {"pk": Notice.objects.create(recipient=other, kind=Kind.SYSTEM, title="Private", key="private").pk}


def foreign_address(world: World) -> dict[str, int]:
    other = User.objects.create(username="neighbour", display_name="Neighbour")
    return {"pk": Address.objects.create(user=other, channel=Channel.EMAIL, target="n@example.com").pk}


def robot(world: World) -> dict[str, int]:
    return {"pk": Address.objects.create(group=world.group, channel=Channel.WECOM, target="key-of-the-room").pk}


def message(world: World) -> dict[str, int]:
    address = Address.objects.create(group=world.group, channel=Channel.WEBHOOK, target="http://127.0.0.1:9/")
    return {"pk": Dispatch.objects.create(address=address, subject="Meeting", text="/").pk}


ROWS = [
    Row("notices:inbox", allowed=EVERYBODY),
    Row("notices:read_all", "POST", allowed=EVERYBODY, status=302),
    Row("notices:follow", "POST", allowed=EVERYBODY, status=404, arguments=foreign_notice),
    Row("notices:addresses", allowed=EVERYBODY),
    Row("notices:addresses", "POST", allowed=EVERYBODY),
    Row("notices:address_remove", "POST", allowed=EVERYBODY, status=404, arguments=foreign_address),
    Row("notices:robots", allowed=KEEPERS),
    Row("notices:robots", "POST", allowed=KEEPERS),
    Row("notices:robot_test", "POST", allowed=KEEPERS, status=302, arguments=robot),
    Row("notices:robot_remove", "POST", allowed=KEEPERS, status=302, arguments=robot),
    Row("notices:outbox", allowed=ADMINISTRATORS),
    Row("notices:send_all_again", "POST", allowed=ADMINISTRATORS, status=302),
    Row("notices:send_again", "POST", allowed=ADMINISTRATORS, status=302, arguments=message),
]
