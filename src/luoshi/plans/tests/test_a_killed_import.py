"""An import whose process is killed with kill -9: read again from its file, every item once, nothing half-written."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.jobs.models import Job
from luoshi.jobs.models import State as JobState
from luoshi.jobs.services import run_due
from luoshi.plans.models import DraftItem, PlanVersion, Reading
from luoshi.plans.services import imports
from luoshi.plans.tests.sample import TEXT
from luoshi.web.testapart import apart, kill, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
State = PlanVersion.State
# The import as it is; only where it shall be killed it stops and says so by a file.
IMPORT = """
import pathlib, time
from luoshi.plans.services import imports
def stop(*_arguments, **_more):
    pathlib.Path({sign!r}).touch()
    time.sleep(600)
{where}
from luoshi.jobs.services import run_due
run_due()
"""
PLACES = {
    "while reading": "imports.understand = stop",
    "before storing": "imports.store = stop",
    "in the middle of storing": "imports._store_findings = stop",
    "after storing, before it is noted": "from luoshi.jobs import services; services._finish = stop",
}


@pytest.mark.parametrize("place", PLACES)
def test_it_is_read_again_and_every_item_is_there_once(place: str, tmp_path: object) -> None:
    from pathlib import Path

    sign = Path(str(tmp_path)) / "stopped"
    actor = User.objects.create(username="office", display_name="Office")
    version = imports.receive(file=ContentFile(TEXT.encode(), name="plan.txt"), name="plan.txt", actor=actor).version
    with apart(IMPORT.format(sign=str(sign), where=PLACES[place])) as process:
        wait_for(sign.exists, process)
        kill(process)
    version.refresh_from_db()
    stored = place.startswith("after")
    assert version.state == (State.REVIEWING if stored else State.IMPORTING)
    assert Reading.objects.filter(version=version).exists() is stored
    assert version.items.exists() is stored, "all of it or nothing"
    before = list(version.items.values_list("pk", flat=True))

    Job.objects.update(heartbeat_at=timezone.now() - Job.LOST_AFTER - timedelta(seconds=1))
    assert run_due() == 1
    version.refresh_from_db()
    assert (version.state, version.text) == (State.REVIEWING, TEXT)
    keys = list(version.items.values_list("kind", "key"))
    assert keys and len(keys) == len(set(keys))
    assert version.items.filter(kind=DraftItem.Kind.TASK).count() == 4
    assert not stored or before == list(version.items.values_list("pk", flat=True)), "what was stored is not redone"
    assert Job.objects.get().state == JobState.DONE
