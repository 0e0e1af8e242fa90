"""Robots of WeCom, DingTalk and Feishu: the addresses that are built, and that only title and link leave the house."""

from typing import Any

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.test import Client
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.notices.channels import robot_url
from luoshi.notices.models import Address, Channel, Dispatch, State
from luoshi.notices.outbox import announce, next_ring
from luoshi.notices.sending import send_due
from luoshi.notices.services import BadAddress, add_address
from luoshi.notices.tests.servers import Hook
from luoshi.orgs.models import WorkingGroup
from luoshi.web.testworld import World

PLUGINS: list[tuple[Channel, Any, Any]] = [
    (Channel.WECOM, NotifyWeComBot, lambda sent: sent["text"]["content"]),
    (Channel.DINGTALK, NotifyDingTalk, lambda sent: sent["text"]["content"]),
    (Channel.FEISHU, NotifyFeishu, lambda sent: sent["content"]["text"]),
]


@pytest.mark.parametrize(
    ("channel", "target", "url"),
    [
        (Channel.WECOM, "693a91f6-7xxx-4bc4-97a0", "wecombot://693a91f6-7xxx-4bc4-97a0"),
        (Channel.DINGTALK, "0f3c5aa91b", "dingtalk://0f3c5aa91b"),
        (Channel.DINGTALK, "SEC9b1f@0f3c5aa91b", "dingtalk://SEC9b1f@0f3c5aa91b"),
        (Channel.FEISHU, "c7f2-1b", "feishu://c7f2-1b"),
        (Channel.WEBHOOK, "https://hooks.example.gov.cn/a?b=1", "jsons://hooks.example.gov.cn/a?b=1"),
        (Channel.WEBHOOK, "http://10.1.2.3:8080/a", "json://10.1.2.3:8080/a"),
    ],
)
def test_it_builds_the_address_of_a_robot(channel: Channel, target: str, url: str) -> None:
    assert robot_url(channel, target) == url


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "plugin", "text_of"), PLUGINS, ids=[row[0].value for row in PLUGINS])
def test_it_says_title_and_link_and_nothing_else(
    channel: Channel, plugin: Any, text_of: Any, world: World, hook: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://luoshi.example.gov.cn"
    monkeypatch.setattr(plugin, "notify_url", hook)
    Address.objects.create(group=world.group, channel=channel, target="a1b2c3")
    announce(group=world.group, title="督办：清河岸线整治", link="/urging/tasks/7/")
    assert send_due(now=next_ring(timezone.now())) == 1
    said = text_of(Hook.kept[0]).split()
    assert said == ["督办：清河岸线整治", "https://luoshi.example.gov.cn/urging/tasks/7/"]


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["", "two words", "https://qyapi.example.com/send?key=1", "键", "a/b"])
def test_it_refuses_what_is_not_a_key(target: str, world: World) -> None:
    actor = world.people[Role.GROUP_OFFICE]
    with pytest.raises(BadAddress):
        add_address(actor=actor, group=world.group, channel=Channel.WECOM, target=target)


@pytest.mark.django_db
def test_it_lets_the_office_add_and_test_its_groups_robot(world: World, client: Client, hook: str) -> None:
    client.force_login(world.person(Role.GROUP_OFFICE))
    form = {"group": world.group.pk, "channel": "webhook", "label": "清河专班群", "target": hook}
    assert client.post("/notices/robots/", form).status_code == 302
    robot = Address.objects.get()
    client.post(f"/notices/robots/{robot.pk}/test/")
    assert send_due() == 1, "a greeting waits for no quiet hours: somebody asked for it"
    assert Dispatch.objects.get().state == State.SENT
    assert "清河专班群" in client.get("/notices/robots/").content.decode()


@pytest.mark.django_db
def test_it_hides_the_robots_of_other_groups(world: World, client: Client) -> None:
    other = WorkingGroup.objects.create(name="Other Group")
    robot = Address.objects.create(group=other, channel=Channel.WECOM, target="secret-key", label="别的群")
    client.force_login(world.person(Role.GROUP_OFFICE))
    assert "别的群" not in client.get("/notices/robots/").content.decode()
    assert client.post(f"/notices/robots/{robot.pk}/test/").status_code == 404
    form = {"group": other.pk, "channel": "wecom", "label": "x", "target": "abc"}
    client.post("/notices/robots/", form)
    assert Address.objects.count() == 1


@pytest.mark.django_db
def test_it_never_shows_a_key(world: World, client: Client) -> None:
    Address.objects.create(group=world.group, channel=Channel.FEISHU, target="very-secret-key-0042", label="群")
    client.force_login(world.person(Role.ADMINISTRATOR))
    page = client.get("/notices/robots/").content.decode()
    assert "very-secret" not in page
    assert "0042" in page
