"""Units are told of a round once, in their own language, reminded before its last day, and left in peace when done."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.notices.models import Notice
from luoshi.packs import available
from luoshi.rounds.models import Round
from luoshi.rounds.services import opening
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.reminding import remind_due
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import OPENED, RoundWorld, content

pytestmark = pytest.mark.django_db


def unread(user: User) -> list[str]:
    found = Notice.objects.filter(recipient=user, read_at=None, about__startswith="rounds.")
    return list(found.values_list("kind", flat=True))


def hand_in(county: RoundWorld, day: date = OPENED) -> None:
    form = county.form(Round.objects.get())
    with clock.at(on(day)):
        for line in form.lines.select_related("form__round", "task__plan_task"):
            save_line(line=line, content=content("Done."), revision=0, user=county.person(Role.REPORTER))
        submit(form=form, user=county.person(Role.REPORTER))


def test_each_is_told_in_their_own_language(county: RoundWorld) -> None:
    reporter, reviewer = county.world.people[Role.REPORTER], county.world.people[Role.UNIT_REVIEWER]
    User.objects.filter(pk=reporter.pk).update(language="en")
    User.objects.filter(pk=reviewer.pk).update(language="zh-hans")
    with translation.override("en"):
        county.open()
    assert "2026年3月" in Notice.objects.get(recipient=reviewer, kind="assigned", about__startswith="rounds.").title
    assert "March 2026" in Notice.objects.get(recipient=reporter, kind="assigned", about__startswith="rounds.").title


def test_who_has_handed_in_is_left_in_peace(county: RoundWorld) -> None:
    county.open()
    reporter = county.world.people[Role.REPORTER]
    assert unread(reporter) == ["assigned"] and unread(county.other_person) == ["assigned"]
    hand_in(county)
    assert unread(reporter) == [] and unread(county.other_person) == ["assigned"]
    with clock.at(on(date(2026, 4, 7))):
        assert remind_due() == 1
    assert unread(reporter) == [] and sorted(unread(county.other_person)) == ["assigned", "remind"]


def test_who_reports_for_another_unit_as_well_is_still_asked(county: RoundWorld) -> None:
    reporter = county.world.people[Role.REPORTER]
    RoleAssignment.objects.create(user=reporter, role=Role.REPORTER, unit=county.world.other_unit)
    county.open()
    hand_in(county)
    assert unread(reporter) == ["assigned"]


def test_a_withdrawn_round_asks_nobody_any_more(county: RoundWorld) -> None:
    round_ = county.open()
    opening.move(round_=round_, step=Step("withdraw", "by mistake"), user=county.person(Role.COORDINATION))
    assert unread(county.world.people[Role.REPORTER]) == []


def test_the_cadence_reminds_once_one_working_day_before(county: RoundWorld) -> None:
    """The round is due on Wednesday 8 April 2026; Monday the 6th is a day off."""
    county.open()
    counts = []
    for day in (2, 3, 7, 7, 8, 9):
        with clock.at(on(date(2026, 4, day))):
            counts.append(remind_due())
    assert counts == [0, 0, 2, 0, 0, 0]
    assert unread(county.world.people[Role.REPORTER]).count("remind") == 1


def test_how_long_before_stands_in_the_pack() -> None:
    before = {pack.id: pack.data.get("remind_before", 0) for pack in available("cadence")}
    assert before == {"week": 0, "ten_days": 0, "fortnight": 1, "month": 1, "quarter": 2, "half": 3, "year": 3}


def test_the_desk_leads_to_the_one_form(county: RoundWorld, client: Client) -> None:
    round_ = county.open()
    client.force_login(county.person(Role.REPORTER))
    with clock.at(on(date(2026, 4, 2))):
        assert "/rounds/owed/" in client.get("/delivery/").content.decode()
        assert f"/rounds/forms/{county.form(round_).pk}/" in client.get("/rounds/owed/").content.decode()
        hand_in(county)
        assert "/rounds/forms/" not in client.get("/rounds/owed/").content.decode()


def test_the_form_says_why_by_what_right_and_what_it_costs(county: RoundWorld, client: Client) -> None:
    form = county.form()
    client.force_login(county.person(Role.REPORTER))
    page = client.get(f"/rounds/forms/{form.pk}/").content.decode()
    assert "The monthly meeting" in page and "Plan, part 7" in page and str(form.minutes) in page


def test_a_single_report_says_it_too(county: RoundWorld, client: Client) -> None:
    draft = county.desk.draft(OPENED)
    client.force_login(county.person(Role.REPORTER))
    page = client.get(f"/delivery/reports/{draft.pk}/").content.decode()
    assert "A plan" in page and "每月" in page and "约 3 分钟" in page, "a form, a line, words, a percentage, a figure"
