"""The command `luoshi`. Each subcommand is one file; it is imported only when it is called."""

import importlib
import sys

import click

from luoshi import __version__

COMMANDS = {
    "read": "luoshi.cli.read:read",
    "extract": "luoshi.cli.extract:extract",
    "check": "luoshi.cli.check:check",
    "lists": "luoshi.cli.lists:lists",
    "serve": "luoshi.cli.serve:serve",
    "demo": "luoshi.cli.demo:demo",
    "manage": "luoshi.cli.manage:manage",
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="luoshi")
def cli() -> None:
    """落实: reads a government action plan, checks it, prints its lists, and runs it."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 findings or a failed task, 2 bad input or usage."""
    try:
        outcome = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code if error.exit_code != 1 else 2)
    except click.Abort:
        click.echo("interrupted; nothing was half-written", err=True)
        sys.exit(130)
    sys.exit(outcome if isinstance(outcome, int) else 0)  # click hands back the code of an Exit in this mode


if __name__ == "__main__":
    main()
