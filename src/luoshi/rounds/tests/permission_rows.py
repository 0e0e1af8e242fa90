"""Who may open which page of the rounds room."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.accounts.roles import SEPARATE, Role
from luoshi.delivery.models import Evidence, Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.rounds.models import CalendarDay, Form, Line, Schedule, Upload
from luoshi.rounds.services import answering, schedules
from luoshi.rounds.tests.round_world import OPENED, RoundWorld, build, content
from luoshi.web.testworld import EVERYBODY, Row, World

UNIT = frozenset({Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT})
OFFICES = frozenset({Role.GROUP_OFFICE, Role.COORDINATION})
READERS = EVERYBODY - SEPARATE
WATCHERS = READERS - UNIT
CALENDAR = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})


def the_round(world: World) -> Mapping[str, Any]:
    return {"pk": build(world).open().pk}


def _form(world: World) -> tuple[RoundWorld, Form]:
    county = build(world)
    return county, county.form()


def form(world: World) -> Mapping[str, Any]:
    return {"pk": _form(world)[1].pk}


def _line(county: RoundWorld, own: Form) -> Line:
    return own.lines.select_related("form__round", "task__plan_task")[0]


def line(world: World) -> Mapping[str, Any]:
    return {"pk": _line(*_form(world)).pk}


def line_with_file(world: World) -> Mapping[str, Any]:
    county, own = _form(world)
    first = _line(county, own)
    user = county.person(Role.REPORTER)
    with clock.at(on(OPENED)):
        report = answering.save_line(line=first, content=content("Begun."), revision=0, user=user)
    made = Evidence(report=report, name="a.txt", media_type="text/plain", size=1, sha256="0" * 64, by=user)
    made.at, made.file.name = clock.now(), "evidence/00/absent.txt"
    made.save()
    return {"pk": first.pk}


def the_file(_world: World) -> Mapping[str, Any]:
    return {"file": Evidence.objects.get().pk}


def upload(world: World) -> Mapping[str, Any]:
    county, own = _form(world)
    by = county.person(Role.REPORTER)
    return {"pk": Upload.objects.create(form=own, sha256="0" * 64, name="a.xlsx", by=by, at=clock.now()).pk}


def schedule(world: World) -> Mapping[str, Any]:
    county = build(world)
    schedules.save_schedule(ask=county.ask(group=world.group), user=county.person(Role.COORDINATION))
    return {"pk": Schedule.objects.get().pk}


def day(_world: World) -> Mapping[str, Any]:
    return {"pk": CalendarDay.objects.create(day=date(2027, 1, 1), name="New Year").pk}


def in_review(world: World) -> Mapping[str, Any]:
    """A round with a report for each level of review."""
    county, own = _form(world)
    with clock.at(on(OPENED)):
        user = county.person(Role.REPORTER)
        answering.save_line(line=_line(county, own), content=content("Done."), revision=0, user=user)
    Report.objects.update(state="office_review")
    return {"pk": own.round_id}


def data(**values: Any) -> Callable[[World], Mapping[str, Any]]:
    return lambda _world: values


ROWS = [
    Row("rounds:list", allowed=READERS),
    Row("rounds:open", allowed=OFFICES),
    Row("rounds:open", "POST", allowed=OFFICES),
    Row("rounds:detail", allowed=WATCHERS, arguments=the_round),
    Row("rounds:owed", allowed=READERS),
    Row("rounds:mine", allowed=READERS, status=302, elsewhere=302, arguments=the_round),
    Row("rounds:review", allowed=OFFICES | {Role.UNIT_REVIEWER, Role.LEAD_UNIT}, arguments=in_review),
    Row("rounds:review", "POST", allowed=OFFICES | {Role.UNIT_REVIEWER, Role.LEAD_UNIT}, status=302,
        arguments=in_review),
    Row("rounds:move", "POST", allowed=OFFICES, status=302, arguments=the_round, data=data(step="close")),
    Row("rounds:remind", "POST", allowed=OFFICES, status=302, arguments=the_round),
    Row("rounds:form", allowed=READERS, arguments=form),
    Row("rounds:form_submit", "POST", allowed=UNIT, status=422, arguments=form),
    Row("rounds:form_unchanged", "POST", allowed=UNIT, status=302, arguments=form),
    Row("rounds:workbook", allowed=UNIT, arguments=form),
    Row("rounds:upload", "POST", allowed=UNIT, status=302, arguments=form,
        data=lambda _world: {"file": SimpleUploadedFile("a.xlsx", b"nothing")}),
    Row("rounds:upload_faults", allowed=UNIT, arguments=upload),
    Row("rounds:upload_take", "POST", allowed=UNIT, status=302, arguments=upload),
    Row("rounds:line", allowed=UNIT, status=302, arguments=line),
    Row("rounds:line_save", "POST", allowed=UNIT, arguments=line),
    Row("rounds:line_unchanged", "POST", allowed=UNIT, status=302, arguments=line),
    Row("rounds:evidence_add", "POST", allowed=UNIT, status=302, arguments=line),
    Row("rounds:evidence_remove", "POST", allowed=UNIT, status=302, arguments=line_with_file, data=the_file),
    Row("rounds:schedules", allowed=OFFICES),
    Row("rounds:schedule_rest", "POST", allowed=OFFICES, status=302, elsewhere=302, arguments=schedule),
    Row("rounds:days", allowed=CALENDAR),
    Row("rounds:days", "POST", allowed=CALENDAR),
    Row("rounds:day_remove", "POST", allowed=CALENDAR, status=302, arguments=day),
]  # fmt: skip
