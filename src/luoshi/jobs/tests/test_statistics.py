"""SQLite is told how its tables have grown, so that it keeps choosing the right index."""

import pytest
from django.db import connection

from luoshi.jobs.jobs import keep_statistics
from luoshi.jobs.models import Schedule
from luoshi.jobs.periodic import ensure, entries


@pytest.mark.django_db(transaction=True)
def test_it_counts_what_is_in_the_tables() -> None:
    ensure()
    assert "jobs.statistics" in entries() and Schedule.objects.filter(name="jobs.statistics").exists()
    done = keep_statistics()
    assert done == (connection.vendor == "sqlite")
    if done:
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'jobs_schedule'")
            rows = cursor.fetchall()
        assert rows and all(int(stat.split()[0]) == Schedule.objects.count() for (stat,) in rows)
