"""`luoshi manage verify_audit`: is the chain whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luoshi.audit.services import verify


class Command(BaseCommand):
    """Recompute the audit chain."""

    help = "Recompute the audit chain; exit code 1 names the first record that does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if not verdict.whole:
            raise CommandError(f"the audit chain is broken: {verdict.fault}")
        self.stdout.write(f"the audit chain is whole: {verdict.checked} records")
