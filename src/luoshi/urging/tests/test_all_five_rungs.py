"""One task from the first reminder to the bulletin, hour by hour from 10 September over both autumn holidays.

Working days of 2026 by the published arrangement: Sunday 20 September and Saturday 10 October are worked, 25 September
and 1 to 7 October are off. Mail goes to a real SMTP server, the group's robot to a real HTTP endpoint.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.services import reports
from luoshi.delivery.tests.desk_world import DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.notices.models import Address, Channel
from luoshi.notices.outbox import post_digests
from luoshi.notices.sending import send_due
from luoshi.notices.tests.servers import Hook, Mailbox
from luoshi.urging import services
from luoshi.urging.engine import climb
from luoshi.urging.models import Urge

pytestmark = pytest.mark.django_db
DUE = date(2026, 9, 22)
MOMENTS = ("00:10", "07:00", "08:00", "08:30", "10:00", "16:00", "20:00", "22:00")


@dataclass
class Autumn:
    """The clock, moment by moment, with what the background does; and who heard what, when."""

    busy: DeskWorld
    mailbox: Mailbox
    heard: list[tuple[str, str, str]] = field(default_factory=list)
    told_by_robot: list[tuple[str, str]] = field(default_factory=list)
    day: date = date(2026, 9, 10)
    last: datetime = field(default_factory=lambda: on(date(2026, 9, 9)))

    def until(self, day: date, hour: int = 23) -> None:
        while self.day <= day:
            for text in MOMENTS:
                moment = timezone.make_aware(datetime.combine(self.day, time.fromisoformat(text)))
                if self.last < moment <= on(day, hour):
                    self.last = moment
                    with clock.at(moment):
                        self._passes(timezone.localtime(moment))
            self.day += timedelta(days=1)
        self.day = day

    def _passes(self, now: datetime) -> None:
        climb()
        if (now.hour, now.minute) == (8, 30) and clock.CALENDAR.is_workday(now.date()):
            post_digests()
        letters, posts = len(self.mailbox.kept), len(Hook.posts)
        send_due()
        when = now.strftime("%m-%d %H:%M")
        self.heard += [(when, letter["to"].split("@")[0], text(letter)) for letter in self.mailbox.kept[letters:]]
        self.told_by_robot += [(when, post.text.split("\n")[0]) for post in Hook.posts[posts:]]

    def decide(self, who: Role, how: Callable[..., Urge], moment: datetime, **more: str) -> None:
        with clock.at(moment):
            proposed = Urge.objects.select_related("task__group").get(state="proposed")
            how(urge=proposed, user=self.busy.person(who), **more)

    def who_heard(self, word: str) -> dict[str, list[str]]:
        """When each hour's letters with a word in them came, and to whom."""
        found: dict[str, list[str]] = {}
        for when, who, words in self.heard:
            if word in words:
                found.setdefault(when, []).append(who)
        return {when: sorted(people) for when, people in found.items()}


def text(letter: Any) -> str:
    return f"{make_header(decode_header(letter['subject']))}\n{letter.get_payload(decode=True).decode()}"


@pytest.fixture
def autumn(busy: DeskWorld, mailbox: Mailbox, platform: str) -> Autumn:
    Hook.answer = b'{"errcode": 0}'
    head = User.objects.create(username="head", display_name="Head of the Bureau", must_change_password=False)
    RoleAssignment.objects.create(user=head, role=Role.LEADER, unit=busy.world.unit)
    people = {**{role.value: user for role, user in busy.world.people.items()}, "head": head}
    for name, user in people.items():
        Address.objects.create(user=user, channel=Channel.EMAIL, target=f"{name}@example.com")
    Address.objects.create(group=busy.world.group, channel=Channel.WECOM, target="a1b2c3")
    Task.objects.filter(pk=busy.task.pk).update(due=DUE, cadence="year")
    Task.objects.exclude(pk=busy.task.pk).update(state="suspended")
    return Autumn(busy, mailbox)


UNIT = ["head", "lead_unit", "reporter", "unit_reviewer"]


def test_it_climbs_all_five_rungs_over_the_holidays(autumn: Autumn) -> None:
    autumn.until(date(2026, 10, 13), 20)
    assert autumn.who_heard("提醒：") == {"09-16 08:30": ["reporter", "unit_reviewer"]}
    assert autumn.who_heard("催办：") == {"09-23 08:30": UNIT}
    assert autumn.who_heard("待您确认") == {"10-13 08:30": ["supervision"]}
    assert autumn.told_by_robot == []

    autumn.decide(Role.SUPERVISION, services.confirm, on(date(2026, 10, 13), 21), note="十个工作日内说明")
    autumn.until(date(2026, 11, 3), 9)
    office = sorted([*UNIT, "group_office", "supervision"])
    assert autumn.who_heard("督办：") == {"10-14 08:30": office}, "confirmed in the evening, so it rings in the morning"
    assert [when for when, _title in autumn.told_by_robot] == ["10-14 08:30"]

    autumn.decide(Role.LEADER, services.confirm, on(date(2026, 11, 3), 10))
    autumn.until(date(2026, 11, 24), 9)
    above = sorted(["head", "lead_unit", "unit_reviewer", "group_office", "supervision", "leader"])
    assert autumn.who_heard("约谈：") == {"11-03 10:00": above}
    assert len(autumn.told_by_robot) == 1, "a talk is no matter for the group's room"

    autumn.decide(Role.SUPERVISION, services.confirm, on(date(2026, 11, 24), 10))
    autumn.until(date(2027, 1, 31))
    assert autumn.who_heard("通报：") == {"11-24 10:00": sorted([*UNIT, "group_office", "supervision", "leader"])}
    assert [when for when, _title in autumn.told_by_robot] == ["10-14 08:30", "11-24 10:00"]
    assert list(Urge.objects.order_by("pk").values_list("step", "state", "sent_on")) == [
        ("remind", "sent", date(2026, 9, 16)),
        ("urge", "sent", date(2026, 9, 23)),
        ("supervise", "sent", date(2026, 10, 13)),
        ("summon", "sent", date(2026, 11, 3)),
        ("bulletin", "sent", date(2026, 11, 24)),
    ]
    nobody = {"auditor", "administrator", "security"} & {who for _when, who, _words in autumn.heard}
    assert not nobody


def test_nothing_rings_at_night_or_on_days_off(autumn: Autumn) -> None:
    autumn.until(date(2026, 10, 13), 20)
    autumn.decide(Role.SUPERVISION, services.confirm, on(date(2026, 10, 13), 21))
    autumn.until(date(2026, 11, 30))
    for when, _who, _words in autumn.heard:
        moment = datetime.strptime(f"2026-{when}", "%Y-%m-%d %H:%M")
        assert clock.CALENDAR.is_workday(moment.date()) and 8 <= moment.hour < 20


def test_a_report_stops_it_at_once_and_what_waited_is_not_sent(autumn: Autumn) -> None:
    autumn.until(date(2026, 10, 13), 20)
    autumn.decide(Role.SUPERVISION, services.confirm, on(date(2026, 10, 13), 21))
    draft = autumn.busy.draft(date(2026, 10, 13))
    with clock.at(on(date(2026, 10, 13), 22)):
        reports.move(report=draft, step=Step("submit"), user=autumn.busy.person(Role.REPORTER))
    autumn.until(date(2026, 10, 19))
    assert autumn.who_heard("督办：") == {}, "it waited for the morning, and then there was nothing left to say"
    assert autumn.told_by_robot == [], "nor to the group's room"
    assert set(Urge.objects.values_list("state", flat=True)) == {"answered"}
    assert Urge.objects.count() == 3, "five working days of rest"


def test_each_rung_says_who_acts_and_who_is_told(autumn: Autumn, client: Client) -> None:
    client.force_login(autumn.busy.person(Role.SUPERVISION))
    client.cookies["django_language"] = "zh-hans"
    with clock.at(on(date(2026, 9, 10))):
        page = client.get(f"/urging/tasks/{autumn.busy.task.pk}/").content.decode()
    for words in (
        "系统自动发出 · 告知填报人、单位审核人",
        "督查室确认后发出 · 告知填报人、单位审核人、牵头单位、单位负责人、专班办公室、督查室、专班群机器人",
        "督查室、领导确认后发出 · 告知单位审核人",
    ):
        assert words in page
