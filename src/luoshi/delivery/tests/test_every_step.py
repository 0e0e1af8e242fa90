"""Every step of the packs: offered in the list to whom the pack names and to nobody else, alone and for many, one row.

The packs are the specification; what is written here is only how a person comes to each stage.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.contracts import ROLES
from luoshi.delivery.models import Extension, Milestone, Report, Task
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.definition import PREVIOUS
from luoshi.flow.definition import Transition as Way
from luoshi.flow.graphs import graph
from luoshi.flow.models import Transition

pytestmark = pytest.mark.django_db
SYSTEM = "system"
REASON = "Looked at on the spot."
# Which of the settled people hold which role of the packs towards the first task.
HOLDERS: dict[str, set[Role]] = {
    "party": {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT},
    "reviewer": {Role.UNIT_REVIEWER, Role.LEAD_UNIT},
    "lead": {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT},
    "office": {Role.COORDINATION, Role.GROUP_OFFICE},
    "supervision": {Role.SUPERVISION},
    "leader": {Role.LEADER},
}
READERS = set().union(*HOLDERS.values())
BY_PEOPLE = [way for way in graph("task").transitions if way.roles - {SYSTEM}]


class Undo(Exception):
    """Ends a try: whatever it stored is taken back."""


@contextmanager
def tried() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@pytest.fixture
def ready(busy: DeskWorld) -> DeskWorld:
    """The first task is the group's, has a milestone, and nothing of it waits for an answer."""
    Task.objects.filter(pk=busy.task.pk).update(group=busy.world.group, due=date(2026, 12, 31))
    Milestone.objects.create(task=busy.task, name="half", due=date(2026, 6, 1))
    return busy


def put(busy: DeskWorld, stage: str) -> Task:
    """The task in a stage, come there from work in progress."""
    task = busy.task
    Task.objects.filter(pk=task.pk).update(state=stage, state_since=on(DAY))
    Transition.objects.create(
        graph="task", graph_version=1, subject_type="delivery.task", subject_id=task.pk, name="suspend",
        old="in_progress", new=stage, actor_name="x", at=on(DAY),
    )  # fmt: skip
    return busy.task


def holders_of(way: Way) -> set[Role]:
    return set().union(*(HOLDERS[role] for role in way.roles - {SYSTEM}))


def offered(page: str, task: Task) -> set[str]:
    """The steps that the list offers for a task: in its own row, by the forms that lead to its address."""
    import re

    address = reverse("delivery:task_move", args=[task.pk])
    forms = re.findall(rf'<form[^>]*action="{address}".*?</form>', page, re.DOTALL)
    return {name for form in forms for name in re.findall(r'name="step" value="(\w+)"', form)}


@pytest.mark.parametrize("way", BY_PEOPLE, ids=lambda way: way.name)
def test_the_list_offers_it_to_whom_the_pack_names_and_to_nobody_else(
    way: Way, ready: DeskWorld, client: Client
) -> None:
    for stage in way.sources:
        task = put(ready, stage)
        for role in READERS:
            client.force_login(ready.person(role))
            page = client.get(reverse("delivery:task_list")).content.decode()
            assert (way.name in offered(page, task)) is (role in holders_of(way)), (stage, role)


@pytest.mark.parametrize("way", BY_PEOPLE, ids=lambda way: way.name)
def test_it_is_taken_from_the_list_alone_and_for_many_and_is_one_row(
    way: Way, ready: DeskWorld, client: Client
) -> None:
    for stage in way.sources:
        for role in READERS:
            for many in (False, True):
                with tried():
                    task = put(ready, stage)
                    client.force_login(ready.person(role))
                    send(client, task, way, stage, many=many)
                    moved = role in holders_of(way)
                    rows = Transition.objects.filter(subject_id=task.pk, subject_type="delivery.task", name=way.name)
                    rows = rows.filter(actor__isnull=False)
                    assert rows.count() == moved, (stage, role, many)
                    wanted = "in_progress" if way.target == PREVIOUS else way.target
                    assert ready.task.state == (wanted if moved else stage)
                    if moved:
                        assert rows.get().actor_name == str(ready.person(role))
                        assert rows.get().reason == (REASON if way.requires else "")


def send(client: Client, task: Task, way: Way, stage: str, *, many: bool) -> None:
    data: dict[str, Any] = {"step": way.name, "reason": REASON if way.requires else ""}
    if many:
        client.post(reverse("delivery:task_move_many"), {**data, "task": [task.pk]})
    else:
        client.post(reverse("delivery:task_move", args=[task.pk]), {**data, "seen": stage})


@pytest.mark.parametrize("way", [way for way in BY_PEOPLE if way.requires], ids=lambda way: way.name)
def test_without_its_reason_nothing_moves(way: Way, ready: DeskWorld, client: Client) -> None:
    stage = way.sources[0]
    task = put(ready, stage)
    for role in holders_of(way):
        client.force_login(ready.person(role))
        for address, data in (
            (reverse("delivery:task_move", args=[task.pk]), {"seen": stage}),
            (reverse("delivery:task_move_many"), {"task": [task.pk]}),
        ):
            client.post(address, {**data, "step": way.name, "reason": "  "})
            assert ready.task.state == stage


def test_every_stage_of_a_tasks_life_is_reached_by_somebody() -> None:
    """The life as the plans' offices name it; a pack of one's own may have other stages."""
    told = {
        "proposed", "registered", "assigned", "accepted", "disputed", "decomposed", "in_progress", "reported",
        "under_review", "returned", "approved", "completion_claimed", "verified", "struck_off", "archived",
        "suspended", "cancelled", "revisit",
    }  # fmt: skip
    assert {stage.name for stage in graph("task").stages} == told
    assert {
        role for name in ("task", "report", "extension") for way in graph(name).transitions for role in way.roles
    } <= set(ROLES)


# Reports: whose word is next, in the pack's own words; the unit leads the task.
def told(value: object) -> str:
    """The same name in every process: a set has no order."""
    return "+".join(sorted(value)) if isinstance(value, set) else str(value)


REPORT_STEPS = [
    ("draft", "submit", {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "unit_review"),
    ("returned", "submit", {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "unit_review"),
    ("unit_review", "recall", {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "draft"),
    ("unit_review", "pass_unit_as_lead", {Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "office_review"),
    ("unit_review", "return_unit", {Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "returned"),
    ("office_review", "pass_office", {Role.COORDINATION, Role.GROUP_OFFICE}, "passed"),
    ("office_review", "return_office", {Role.COORDINATION, Role.GROUP_OFFICE}, "returned"),
]


def with_a_report(ready: DeskWorld) -> Report:
    ready.accepted()
    return ready.draft()


@pytest.mark.parametrize(("stage", "name", "people", "target"), REPORT_STEPS, ids=told)
def test_reports_move_from_their_list_alone_and_for_many(
    stage: str, name: str, people: set[Role], target: str, ready: DeskWorld, client: Client
) -> None:
    report = with_a_report(ready)
    way = graph("report").ways[name]
    assert stage in way.sources and way.target == target
    for role in READERS:
        for many in (False, True):
            with tried():
                Report.objects.filter(pk=report.pk).update(state=stage)
                client.force_login(ready.person(role))
                page = client.get(reverse("delivery:report_list")).content.decode()
                address = reverse("delivery:report_move", args=[report.pk])
                assert (f'value="{name}"' in page and address in page) is (role in people), role
                data = {"step": name, "reason": REASON if way.requires else ""}
                if many:
                    client.post(reverse("delivery:report_move_many"), {**data, "report": [report.pk]})
                else:
                    client.post(address, {**data, "seen": stage})
                assert Report.objects.get(pk=report.pk).state == (target if role in people else stage), (role, many)


def test_a_supporting_units_report_goes_by_the_lead_unit(ready: DeskWorld, client: Client) -> None:
    report = with_a_report(ready)
    Report.objects.filter(pk=report.pk).update(unit=ready.world.other_unit, state="lead_review")
    client.force_login(ready.person(Role.LEAD_UNIT))
    assert 'value="pass_lead"' in client.get(reverse("delivery:report_list")).content.decode()
    client.post(reverse("delivery:report_move_many"), {"step": "pass_lead", "report": [report.pk]})
    assert Report.objects.get(pk=report.pk).state == "office_review"


def ask(ready: DeskWorld, client: Client, **fields: str) -> None:
    client.force_login(ready.person(Role.LEAD_UNIT))
    with clock.at(on(date(2026, 6, 1))):
        client.post(reverse("delivery:extension_ask", args=[ready.task.pk]), {"reason": "Floods", **fields})


DECISIONS = [
    ("extension", "grant", {Role.COORDINATION, Role.GROUP_OFFICE, Role.SUPERVISION, Role.LEADER}, "granted"),
    ("extension", "grant_change", set(), "granted"),
    ("change", "grant_change", {Role.COORDINATION, Role.GROUP_OFFICE, Role.SUPERVISION, Role.LEADER}, "granted"),
    ("change", "grant", set(), "granted"),
    ("extension", "refuse", {Role.COORDINATION, Role.GROUP_OFFICE, Role.SUPERVISION, Role.LEADER}, "refused"),
    ("change", "withdraw", {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT}, "withdrawn"),
]


@pytest.mark.parametrize(("kind", "name", "people", "target"), DECISIONS, ids=told)
def test_requests_are_decided_by_whom_the_pack_names(
    kind: str, name: str, people: set[Role], target: str, ready: DeskWorld, client: Client
) -> None:
    ready.accepted()
    ask(ready, client, kind=kind, asked_due="2027-02-28", change="12 culverts become 10")
    request = Extension.objects.get()
    assert (request.asked_due is None) is (kind == "change") and bool(request.change) is (kind == "change")
    for role in READERS:
        with tried(), clock.at(on(date(2026, 6, 2))):
            client.force_login(ready.person(role))
            data = {"step": name, "reason": REASON, "due": "2027-01-31", "seen": "asked"}
            client.post(reverse("delivery:extension_decide", args=[request.pk]), data)
            assert Extension.objects.get().state == (target if role in people else "asked"), role
            moved = name == "grant" and role in people
            assert ready.task.due == (date(2027, 1, 31) if moved else date(2026, 12, 31))
            assert ready.task.original_due == date(2026, 12, 31), "kept for ever"


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (date(2027, 1, 1), {"kind": "extension", "asked_due": "2027-02-28"}),
        (date(2027, 1, 1), {"kind": "change", "change": "less"}),
        (date(2026, 6, 1), {"kind": "extension", "asked_due": "2026-12-31"}),
        (date(2026, 6, 1), {"kind": "extension", "asked_due": "2026-05-01"}),
        (date(2026, 6, 1), {"kind": "extension"}),
        (date(2026, 6, 1), {"kind": "change"}),
        (date(2026, 6, 1), {"kind": "extension", "asked_due": "2027-02-28", "reason": " "}),
    ],
)
def test_a_request_comes_in_time_with_reason_and_with_what_is_asked(
    day: date, fields: dict[str, str], ready: DeskWorld, client: Client
) -> None:
    ready.accepted()
    client.force_login(ready.person(Role.LEAD_UNIT))
    with clock.at(on(day)):
        client.post(reverse("delivery:extension_ask", args=[ready.task.pk]), {"reason": "Floods", **fields})
    assert not Extension.objects.exists()


def test_a_change_is_shown_with_its_grant(ready: DeskWorld, client: Client) -> None:
    ready.accepted()
    ask(ready, client, kind="change", change="12 culverts become 10")
    leader: User = ready.person(Role.LEADER)
    client.force_login(leader)
    request = Extension.objects.get()
    data = {"step": "grant_change", "reason": "Minutes 7 of the county government", "seen": "asked"}
    client.post(reverse("delivery:extension_decide", args=[request.pk]), data)
    names = ("delivery:task_detail", "delivery:task_story")
    page = "".join(client.get(reverse(name, args=[ready.task.pk])).content.decode() for name in names)
    assert page.count("12 culverts become 10") >= 2 and "Minutes 7 of the county government" in page
