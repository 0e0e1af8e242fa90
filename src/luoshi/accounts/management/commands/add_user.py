"""`luoshi manage add_user NAME`: the first administrator, before anybody can sign in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from luoshi.accounts.roles import Role
from luoshi.accounts.services import RoleConflict, assign_role, create_user, temporary_password


class Command(BaseCommand):
    """Create an account with a temporary password."""

    help = "Create an account, print its temporary password. Roles are held for everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the person's name (default: the sign-in name)")
        parser.add_argument("--role", action="append", choices=Role.values, default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        password = temporary_password()
        try:
            with transaction.atomic():
                name = options["name"] or options["username"]
                user = create_user(username=options["username"], display_name=name, password=password, actor=None)
                for role in options["role"]:
                    assign_role(user=user, role=Role(role), actor=None)
        except ValidationError as error:
            raise CommandError(f"{options['username']}: {' '.join(error.messages)}") from None
        except RoleConflict as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{user.username} may sign in with {password}, to be changed at once")
