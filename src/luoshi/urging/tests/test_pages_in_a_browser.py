"""The ladder, the robots, the outbox and the schedules in a real browser: no script error, no serious barrier."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import DeskWorld, build, on
from luoshi.flow import clock
from luoshi.jobs import periodic
from luoshi.jobs.models import Schedule
from luoshi.notices.models import Address, Channel
from luoshi.notices.outbox import announce
from luoshi.urging.engine import climb
from luoshi.urging.models import Urge
from luoshi.web.testpages import Desk
from luoshi.web.testworld import build as build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def late(transactional_db: None) -> DeskWorld:
    """A task with two steps behind it and one that awaits confirmation; robots, messages, schedules."""
    busy = build(build_world())
    Task.objects.update(group=busy.world.group)
    busy.accepted()
    Task.objects.filter(pk=busy.task.pk).update(due=date(2026, 6, 30), cadence="year")
    for day in (date(2026, 6, 23), date(2026, 7, 1), date(2026, 7, 14)):
        with clock.at(on(day)):
            climb()
    Address.objects.create(group=busy.world.group, channel=Channel.WECOM, target="key-0042", label="清河专班群")
    announce(group=busy.world.group, title="督办：清理涵洞", link="/urging/")
    periodic.ensure()
    Schedule.objects.filter(name="urging.climb").update(last_error="OperationalError: disk", failures=2)
    Schedule.objects.update(next_due_at=timezone.now() + timedelta(minutes=3))
    return busy


PAGES = [
    (Role.SUPERVISION, "urging-list", "/urging/"),
    (Role.SUPERVISION, "urging-task", "/urging/tasks/{task}/"),
    (Role.SUPERVISION, "urging-on-task", "/delivery/tasks/{task}/"),
    (Role.REPORTER, "inbox", "/notices/"),
    (Role.REPORTER, "addresses", "/notices/addresses/"),
    (Role.GROUP_OFFICE, "robots", "/notices/robots/"),
    (Role.ADMINISTRATOR, "outbox", "/notices/outbox/"),
    (Role.ADMINISTRATOR, "schedules", "/jobs/schedules/"),
]


@pytest.mark.parametrize(("role", "name", "path"), PAGES, ids=[page[1] for page in PAGES])
def test_it_shows_the_page_without_errors_and_barriers(
    role: Role, name: str, path: str, desk: Desk, late: DeskWorld
) -> None:
    desk.sign_in(late.world.people[role])
    desk.open(path.format(task=late.task.pk))
    desk.page.wait_for_load_state("networkidle")
    desk.picture(name)
    assert desk.barriers() == []
    assert desk.complaints == []


def test_it_confirms_what_is_ticked(desk: Desk, late: DeskWorld) -> None:
    desk.sign_in(late.world.people[Role.SUPERVISION])
    desk.open("/urging/?state=proposed")
    desk.page.check("input[name=urge]")
    desk.page.click("button[form=confirm], #confirm button")
    desk.page.wait_for_load_state()
    assert desk.page.locator(".alert-success").is_visible()
    assert Urge.objects.get(step="supervise").state == "sent"
    assert desk.complaints == []


def test_it_urges_by_hand_from_the_tasks_page(desk: Desk, late: DeskWorld) -> None:
    desk.sign_in(late.world.people[Role.COORDINATION])
    desk.open(f"/delivery/tasks/{late.task.pk}/")
    card = desk.page.locator("#ladder-card")
    card.locator("summary").click()
    card.locator("textarea").fill("涵洞还在漏水")
    card.locator("button").click()
    desk.page.wait_for_load_state()
    assert desk.page.locator(".alert-success").is_visible()
    assert Urge.objects.filter(by=late.world.people[Role.COORDINATION]).count() == 1
