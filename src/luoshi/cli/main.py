"""The command `luoshi`. Each subcommand is one file; it is imported only when it is called."""

import contextlib
import importlib
import io
import os
import sys

import click

from luoshi import __version__

COMMANDS = {
    "read": ("luoshi.cli.read:read", "print a file's text"),
    "extract": ("luoshi.cli.extract:extract", "print what plans say, as JSON"),
    "check": ("luoshi.cli.check:check", "print a plan's faults, or compare two plans"),
    "lists": ("luoshi.cli.lists:lists", "write a plan's lists as xlsx, docx, json or csv"),
    "packs": ("luoshi.cli.packs:packs", "list, check and copy the mechanisms that are data"),
    "serve": ("luoshi.cli.serve:serve", "serve the delivery desk"),
    "demo": ("luoshi.cli.demo:demo", "serve an invented county at work, to look around in"),
    "manage": ("luoshi.cli.manage:manage", "run a maintenance command: migrate, add_user, verify_audit …"),
}
PIPE_CLOSED = 141  # what a shell reports of a program that its reader left


class LazyGroup(click.Group):
    """A group that knows the names of its commands without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="luoshi")
def cli() -> None:
    """落实: reads a government action plan, checks it, prints its lists, and runs it."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 findings or a failed task, 2 bad input or usage."""
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        _let_speak_chinese(stream)
    try:
        outcome = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code if error.exit_code != 1 else 2)
    except click.Abort:
        click.echo("interrupted; nothing was half-written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        _forget_output()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        _forget_output()
        what = error.filename or "standard output"
        click.echo(f"Error: {what}: cannot be written or read ({error.strerror or error})", err=True)
        sys.exit(2)
    sys.exit(outcome if isinstance(outcome, int) else 0)  # click hands back the code of an Exit in this mode


def _let_speak_chinese(stream: object) -> None:
    """Where the locale is none that has Chinese characters, and in files, what is printed is UTF-8."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    try:
        "落实".encode(stream.encoding)
        chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
    except UnicodeEncodeError:
        chosen = False
    if chosen:
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # file names come back as they were typed


def _forget_output() -> None:
    """What could not be written is not tried again, and complained of again, when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
