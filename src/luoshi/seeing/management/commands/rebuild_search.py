"""`luoshi manage rebuild_search`: write the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from luoshi.seeing.services.indexing import rebuild


class Command(BaseCommand):
    """Write the search index anew."""

    help = "Write the search index anew, e.g. after rows were brought into the database from outside."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"the search index is written: {rebuild()} entries")
