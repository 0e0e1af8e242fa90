"""What the background does for the database itself."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from luoshi.jobs import periodic


@periodic.daily("jobs.statistics", title=_("Tell the database how its tables have grown"), at="03:40")
def keep_statistics() -> int:
    """Let SQLite look at its indexes again, without which it chooses bad ones; PostgreSQL does that by itself.

    At all of them: of a sample it guesses wrongly how many rows share a value. It takes a second for a million rows.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 0")
        cursor.execute("ANALYZE")
    return 1
