"""Robots of WeCom, DingTalk and Feishu: what leaves the house, how keys are written, and the page that keeps them."""

import base64
import hashlib
import hmac
from typing import Any

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.notices.channels import hook_url
from luoshi.notices.models import Address, Channel, Dispatch, State
from luoshi.notices.outbox import announce, next_ring
from luoshi.notices.robots import key_in
from luoshi.notices.sending import send_due
from luoshi.notices.services import BadAddress, add_address
from luoshi.notices.tests.servers import Hook
from luoshi.orgs.models import WorkingGroup
from luoshi.web.testworld import World

pytestmark = pytest.mark.django_db
ROBOTS = [Channel.WECOM, Channel.DINGTALK, Channel.FEISHU]
TAKEN = b'{"errcode": 0, "errmsg": "ok", "code": 0, "msg": "success"}'


def due() -> Any:
    from django.utils import timezone

    return next_ring(timezone.now())


@pytest.mark.parametrize("channel", ROBOTS)
def test_it_says_title_and_link_and_nothing_else(channel: Channel, world: World, platform: str, settings: Any) -> None:
    Hook.answer = TAKEN
    settings.SITE_ADDRESS = "https://luoshi.example.gov.cn"
    Address.objects.create(group=world.group, channel=channel, target="a1b2c3")
    announce(group=world.group, title="督办：清河岸线整治", link="/urging/tasks/7/")
    assert send_due(now=due()) == 1
    assert Hook.posts[0].text.split() == ["督办：清河岸线整治", "https://luoshi.example.gov.cn/urging/tasks/7/"]
    assert Hook.posts[0].parameters == {"key": "a1b2c3"}


def test_it_gathers_what_waits_for_one_room(world: World, platform: str) -> None:
    """A morning on which twenty tasks come under supervision is three messages of bounded length, not twenty."""
    Hook.answer = TAKEN
    Address.objects.create(group=world.group, channel=Channel.WECOM, target="a1b2c3")
    for number in range(20):
        announce(group=world.group, title=f"督办：第{number}项" + "长" * 150, link=f"/urging/tasks/{number}/")
    assert send_due(now=due()) == 20
    assert [post.text.count("督办：") for post in Hook.posts] == [7, 7, 6]
    assert max(len(post.text.encode()) for post in Hook.posts) <= 2048
    assert Dispatch.objects.filter(state=State.SENT).count() == 20


def test_it_signs_for_dingtalk_in_the_address(world: World, platform: str) -> None:
    Hook.answer = TAKEN
    Address.objects.create(group=world.group, channel=Channel.DINGTALK, target="SEC9b1f@0f3c5aa91b")
    announce(group=world.group, title="督办", link="/")
    send_due(now=due())
    given = Hook.posts[0].parameters
    seal = hmac.new(b"SEC9b1f", f"{given['timestamp']}\nSEC9b1f".encode(), hashlib.sha256).digest()
    assert given["key"] == "0f3c5aa91b" and given["sign"] == base64.b64encode(seal).decode()


def test_it_signs_for_feishu_in_the_body(world: World, platform: str) -> None:
    Hook.answer = TAKEN
    Address.objects.create(group=world.group, channel=Channel.FEISHU, target="s3cret@c7f2-1b")
    announce(group=world.group, title="督办", link="/")
    send_due(now=due())
    body = Hook.posts[0].body
    seal = hmac.new(f"{body['timestamp']}\ns3cret".encode(), b"", hashlib.sha256).digest()
    assert body["sign"] == base64.b64encode(seal).decode() and "s3cret" not in Hook.posts[0].path


@pytest.mark.parametrize(
    ("channel", "written", "key"),
    [
        (Channel.WECOM, "693a91f6-7xxx-4bc4-97a0", "693a91f6-7xxx-4bc4-97a0"),
        (Channel.WECOM, " https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7 ", "693a91f6-7"),
        (Channel.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=0f3c&timestamp=1", "0f3c"),
        (Channel.DINGTALK, "SEC9b1f@https://oapi.dingtalk.com/robot/send?access_token=0f3c", "SEC9b1f@0f3c"),
        (Channel.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/c7f2-1b", "c7f2-1b"),
        (Channel.FEISHU, "s3cret@c7f2-1b", "s3cret@c7f2-1b"),
        (Channel.WECOM, "", ""),
        (Channel.WECOM, "two words", ""),
        (Channel.WECOM, "https://qyapi.example.com/send?key=1", ""),
        (Channel.WECOM, "键", ""),
        (Channel.WECOM, "a/b", ""),
        (Channel.DINGTALK, "@0f3c", ""),
    ],
)
def test_it_finds_the_key_in_what_somebody_wrote(channel: Channel, written: str, key: str, world: World) -> None:
    assert key_in(channel, written) == key
    actor = world.people[Role.GROUP_OFFICE]
    if key:
        assert add_address(actor=actor, group=world.group, channel=channel, target=written).target == key
    else:
        with pytest.raises(BadAddress):
            add_address(actor=actor, group=world.group, channel=channel, target=written)


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://hooks.example.gov.cn/a?b=1&c=", "jsons://hooks.example.gov.cn/a?-b=1&-c="),
        ("http://10.1.2.3:8080/甲", "json://10.1.2.3:8080/%E7%94%B2"),
    ],
)
def test_it_spells_the_address_of_a_hook(target: str, url: str) -> None:
    assert hook_url(target) == url


def test_a_hook_keeps_its_query_and_hears_the_same_key_again(world: World, hook: str) -> None:
    Hook.status = 503
    Address.objects.create(group=world.group, channel=Channel.WEBHOOK, target=f"{hook}?token=a%20b")
    announce(group=world.group, title="督办", link="/")
    assert send_due(now=due()) == 0
    Hook.status = 200
    Dispatch.objects.update(next_due_at=due())
    assert send_due(now=due()) == 1
    first, second = Hook.posts
    assert first.parameters == {"token": "a b"}
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


def test_it_lets_the_office_add_and_test_its_groups_robot(world: World, client: Client, platform: str) -> None:
    Hook.answer = TAKEN
    client.force_login(world.person(Role.GROUP_OFFICE))
    form = {"group": world.group.pk, "channel": "wecom", "label": "清河专班群", "target": "a1b2c3"}
    assert client.post("/notices/robots/", form).status_code == 302
    robot = Address.objects.get()
    page = client.post(f"/notices/robots/{robot.pk}/test/", follow=True).content.decode()
    assert Dispatch.objects.get().state == State.SENT, "a greeting waits for no quiet hours: somebody asked for it"
    assert "alert-success" in page and "清河专班群" in page


def test_the_test_button_says_what_the_platform_says_and_what_to_do(
    world: World, client: Client, platform: str
) -> None:
    Hook.answer = b'{"errcode": 93000, "errmsg": "invalid webhook url"}'
    robot = Address.objects.create(group=world.group, channel=Channel.WECOM, target="a1b2c3", label="清河专班群")
    client.force_login(world.person(Role.GROUP_OFFICE))
    page = client.post(f"/notices/robots/{robot.pk}/test/", follow=True).content.decode()
    assert "alert-danger" in page and "93000: invalid webhook url" in page
    assert "机器人已被移出" in page, "the remedy, in the reader's language"


def test_it_hides_the_robots_of_other_groups(world: World, client: Client) -> None:
    other = WorkingGroup.objects.create(name="Other Group")
    robot = Address.objects.create(group=other, channel=Channel.WECOM, target="secret-key", label="别的群")
    client.force_login(world.person(Role.GROUP_OFFICE))
    assert "别的群" not in client.get("/notices/robots/").content.decode()
    assert client.post(f"/notices/robots/{robot.pk}/test/").status_code == 404
    form = {"group": other.pk, "channel": "wecom", "label": "x", "target": "abc"}
    client.post("/notices/robots/", form)
    assert Address.objects.count() == 1


def test_it_never_shows_a_key(world: World, client: Client) -> None:
    Address.objects.create(group=world.group, channel=Channel.FEISHU, target="very-secret-key-0042", label="群")
    client.force_login(world.person(Role.ADMINISTRATOR))
    page = client.get("/notices/robots/").content.decode()
    assert "very-secret" not in page
    assert "0042" in page
