"""`luoshi manage …`: Django's own commands, for administrators."""

import os
import sys

import click

from luoshi.web.environment import EnvironmentFault


@click.command(
    add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a maintenance command, e.g. `luoshi manage verify_audit` (`luoshi manage help` lists them)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["luoshi manage", *arguments])
    except EnvironmentFault as fault:
        raise click.ClickException(str(fault)) from None
    except SystemExit as stop:
        sys.exit(stop.code)
