"""`luoshi packs`: the mechanisms as data that are in force, what is wrong with them, a copy to begin with."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from luoshi.packs import (
    HOME,
    KINDS,
    Pack,
    PackError,
    PackFault,
    available,
    check_pack,
    load,
    own_folder,
    place_in,
    read_pack,
)

CONTRACT = "luoshi.packs/1"
NAMED = re.compile("“([a-z][a-z0-9_]*)”")


@dataclass(frozen=True, slots=True)
class Found:
    """One fault of one file."""

    path: Path
    kind: str
    fault: PackFault

    def __str__(self) -> str:
        return f"{self.path} at {self.fault}"


@click.group()
def packs() -> None:
    """List, check and copy packs: flows, light rules, cadences, the ladder of urging."""


@packs.command("list")
@click.option("--json", "as_json", is_flag=True, help=f"Print {CONTRACT} instead of a table.")
def list_packs(as_json: bool) -> None:
    """Show every pack in force, an office's own (LUOSHI_PACKS) in place of the one that comes along."""
    try:
        found = [pack for kind in KINDS for pack in available(kind)]
    except PackError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        rows = [_row(pack) for pack in found]
        click.echo(json.dumps({"schema": CONTRACT, "packs": rows}, ensure_ascii=False))
        return
    table = Table("kind", "name", "version", "", "whose")
    for pack in found:
        table.add_row(pack.kind, pack.id, str(pack.version), pack.label["zh"], _whose(pack))
    Console(highlight=False).print(table)


def _row(pack: Pack) -> dict[str, object]:
    words = {"zh": pack.label["zh"], "en": pack.label["en"]}
    return {"kind": pack.kind, "name": pack.id, "version": pack.version, "label": words, "own": pack.is_override}


def _whose(pack: Pack) -> str:
    return "own" if pack.is_override else "comes along"


@packs.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), help="What the files are; otherwise their folder says so.")
@click.option("--json", "as_json", is_flag=True, help=f"Print {CONTRACT} instead of lines.")
def check(paths: tuple[Path, ...], kind: str | None, as_json: bool) -> None:
    """Name every fault of these files or folders (without any: of the packs in force). Exit code 1 if there is one."""
    try:
        files = list(_files(paths, kind)) if paths else list(in_force())
    except PackError as error:
        raise click.ClickException(str(error)) from None
    found = faults_in(files)
    if as_json:
        rows = [{"file": str(one.path), "kind": one.kind, "where": one.fault.where, "what": one.fault.what,
                 "remedy": one.fault.remedy} for one in found]  # fmt: skip
        click.echo(json.dumps({"schema": CONTRACT, "checked": len(files), "faults": rows}, ensure_ascii=False))
    else:
        for one in found:
            click.echo(str(one))
        click.echo(f"{len(files)} packs checked, {len(found)} faults found", err=True)
    if found:
        raise click.exceptions.Exit(1)


@packs.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def copy(kind: str, name: str, folder: Path) -> None:
    """Copy a pack into FOLDER to be changed there; LUOSHI_PACKS must name that folder when the site is started."""
    try:
        pack = load(kind, name)
    except PackError as error:
        raise click.ClickException(str(error)) from None
    target = folder / kind / f"{name}.yaml"
    if target.exists():
        raise click.ClickException(f"{target} is there already; change that one, or move it away first")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pack.path, target)
    click.echo(f"{target}: change it, raise its version, then run: luoshi packs check {folder}")


def _files(paths: tuple[Path, ...], kind: str | None) -> Iterator[tuple[Path, str]]:
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            named = kind or file.parent.name
            if named not in KINDS:
                raise click.UsageError(f"{file}: say with --kind what it is, or put it into a folder {'/'.join(KINDS)}")
            yield file, named


def in_force() -> Iterator[tuple[Path, str]]:
    """The files of all packs that are in force. Raises PackError when the office's folder is not there."""
    folder = own_folder()
    for kind in KINDS:
        files = {path.stem: path for path in (HOME / kind).glob("*.yaml")}
        if folder is not None:
            files |= {path.stem: path for path in (folder / kind).glob("*.yaml")}
        yield from ((files[name], kind) for name in sorted(files))


def faults_in(files: list[tuple[Path, str]]) -> list[Found]:
    """Every fault of these files: against their schema, and in what they say."""
    with django_ready():
        return [Found(path, kind, fault) for path, kind in files for fault in _faults(path, kind)]


def _faults(path: Path, kind: str) -> list[PackFault]:
    return check_pack(path, kind) or JUDGES[kind](read_pack(path, kind))


def _flow(pack: Pack) -> list[PackFault]:
    from luoshi.flow.checks import problems
    from luoshi.flow.contract import CONTRACTS
    from luoshi.flow.definition import graph_from

    found = problems(graph_from(pack.data), CONTRACTS.known.get(pack.id))
    return [PackFault(_place(pack, sentence), sentence, "correct the stages and transitions") for sentence in found]


def _place(pack: Pack, sentence: str) -> str:
    """Where the stage or transition stands that a sentence names first."""
    named = NAMED.search(sentence)
    for part in ("transitions", "stages"):
        for number, one in enumerate(pack.data[part]):
            if named and one["name"] == named.group(1):
                return place_in(pack.path, f"{part}/{number}")
    return ""


def _lights(pack: Pack) -> list[PackFault]:
    from luoshi.packs.lights import as_rule

    try:
        as_rule(pack)
    except PackError as error:
        return [error.fault]
    return []


def _urging(pack: Pack) -> list[PackFault]:
    from luoshi.urging.checks import problems
    from luoshi.urging.rule import ladder_from

    return [PackFault(place_in(pack.path, place), *rest) for place, *rest in problems(ladder_from(pack))]


def _cadence(_pack: Pack) -> list[PackFault]:
    return []


JUDGES: dict[str, Callable[[Pack], list[PackFault]]] = {
    "flow": _flow,
    "lights": _lights,
    "cadence": _cadence,
    "urging": _urging,
}


@contextmanager
def django_ready() -> Iterator[None]:
    """The rooms say what they count on once Django is set up, which wants a data folder: not one left behind here."""
    from django.apps import apps

    if apps.ready:
        yield
        return
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("LUOSHI_DATA", folder)
        django.setup()
        yield
