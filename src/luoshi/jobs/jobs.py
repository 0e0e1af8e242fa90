"""What the background does for the database itself."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from luoshi.jobs import periodic

SAMPLE = 2000  # rows of each index; all of them would hold up writers for seconds


@periodic.daily("jobs.statistics", title=_("Tell the database how its tables have grown"), at="03:40")
def keep_statistics() -> int:
    """Let SQLite look at its indexes again, without which it chooses bad ones; PostgreSQL does that by itself."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
    return 1
