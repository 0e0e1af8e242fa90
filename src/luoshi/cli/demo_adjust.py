"""The demo's second version: the county adjusts its plan in autumn, and what runs is carried over."""

from datetime import date, timedelta
from pathlib import Path

from django.core.files import File

from luoshi import sample
from luoshi.cli.demo_people import County, moment, settle_names, workday_from
from luoshi.flow import clock
from luoshi.jobs.services import run_due
from luoshi.plans.models import Plan, Target
from luoshi.plans.selectors.changes import changes, previous_of
from luoshi.plans.services.imports import receive
from luoshi.plans.services.publishing import ACCEPT, explain_removal, publish

DAYS_AGO = 4


def adjust_plan(county: County, plan: Plan, folder: Path, day: date) -> None:
    """Import the adjusted document as version 2, say why targets are given up, and publish it a few days ago."""
    path = folder / "青埠县行动方案（调整稿）.docx"
    sample.build_adjusted(path)
    with path.open("rb") as file:
        version = receive(file=File(file), name=path.name, plan=plan, actor=county.office).version
    run_due()
    version.refresh_from_db()
    settle_names(county, version)
    with clock.at(moment(workday_from(day - timedelta(days=DAYS_AGO)), 10)):
        _explain(county, plan, version.pk)
        publish(version_id=version.pk, undecided=ACCEPT, reason="按秋季调整稿执行。", actor=county.office)


def _explain(county: County, plan: Plan, pk: int) -> None:
    version = plan.versions.get(pk=pk)
    before = previous_of(version)
    given_up = [row.old for row in changes(version, before) if row.change.verdict == "removed"] if before else []
    for target in given_up:
        if isinstance(target, Target):
            reason = next((one.reason for one in sample.adjustments() if one.reason and target.quote in one.was), "")
            reason = reason or "调整后的方案不再单列。"
            explain_removal(target_id=target.pk, reason=reason, actor=county.office)
