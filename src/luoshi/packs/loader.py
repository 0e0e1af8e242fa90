"""Find a pack by kind and name, check it against its schema, and let an office's own folder override it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from luoshi.packs.errors import PackError, PackFault
from luoshi.packs.faults import faults_of
from luoshi.packs.safe_yaml import line_of, read_yaml

HOME = Path(__file__).resolve().parent
KINDS = ("flow", "lights", "cadence", "urging")
OWN_FOLDER = "LUOSHI_PACKS"
NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True)
class Pack:
    """One checked pack: its kind, name, version, names for people, and its content as plain data."""

    kind: str
    id: str
    version: int
    label: Mapping[str, str]
    data: Mapping[str, Any]
    path: Path
    is_override: bool = False


def own_folder() -> Path | None:
    """The office's own folder of packs, named by the variable LUOSHI_PACKS. Raises PackError when it is no folder."""
    named = os.environ.get(OWN_FOLDER)
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise PackError(named, OWN_FOLDER, "there is no such folder", "make it, or name another one")
    return folder


def load(kind: str, name: str, *, folder: Path | None = None) -> Pack:
    """The pack of that kind and name; one in `folder`/<kind>/ wins over the one that comes with Luoshi.

    Without a `folder`, it is the one that LUOSHI_PACKS names. Raises PackError when the pack is absent or wrong.
    """
    folder = folder or own_folder()
    if kind not in KINDS or not NAME.fullmatch(name):
        raise PackError(f"{kind}/{name}", "", "not a pack name", f"use one of {', '.join(KINDS)} and a plain name")
    own = folder / kind / f"{name}.yaml" if folder else None
    if own is not None and own.is_file():
        return read_pack(own, kind, is_override=True)
    path = HOME / kind / f"{name}.yaml"
    if not path.is_file():
        names = ", ".join(sorted(found.stem for found in (HOME / kind).glob("*.yaml")))
        raise PackError(f"{kind}/{name}.yaml", "", "there is no such pack", f"choose one of: {names}")
    return read_pack(path, kind)


def available(kind: str, *, folder: Path | None = None) -> list[Pack]:
    """Every pack of a kind, by name, an office's own in place of the one it overrides."""
    folder = folder or own_folder()
    homes = [HOME / kind] + ([folder / kind] if folder and (folder / kind).is_dir() else [])
    names = sorted({path.stem for home in homes for path in home.glob("*.yaml")})
    return [load(kind, name, folder=folder) for name in names]


def read_pack(path: Path, kind: str, *, is_override: bool = False) -> Pack:
    """Read one file as a pack of that kind; a file that has not changed since is not read again. Raises PackError."""
    try:
        stamp = path.stat()
    except OSError:
        return _read(path, kind, is_override)
    return _read_once(path, kind, is_override, (stamp.st_mtime_ns, stamp.st_size, stamp.st_ino))


@lru_cache(maxsize=256)
def _read_once(path: Path, kind: str, is_override: bool, _stamp: tuple[int, int, int]) -> Pack:
    return _read(path, kind, is_override)


def _read(path: Path, kind: str, is_override: bool) -> Pack:
    data = read_yaml(path)
    faults = faults_of(path, _validator(kind).iter_errors(data))
    if faults:
        first, more = faults[0], len(faults) - 1
        remedy = f"{first.remedy} ({more} more faults: luoshi packs check)" if more else first.remedy
        raise PackError(path, first.where, first.what, remedy)
    if data["id"] != path.stem:
        raise PackError(
            path,
            f"line {line_of(path, ['id'])} (id)",
            f"the id is “{data['id']}”, the file is “{path.stem}”",
            "make them the same",
        )
    return Pack(kind, data["id"], data["version"], data["label"], data, path, is_override)


def check_pack(path: Path, kind: str) -> list[PackFault]:
    """Every fault of one file as a pack of that kind; an empty list means that `read_pack` takes it."""
    try:
        faults = faults_of(path, _validator(kind).iter_errors(read_yaml(path)))
        if not faults:
            read_pack(path, kind)
    except PackError as error:
        return [error.fault]
    return faults


def place_in(path: Path, where: str) -> str:
    """A place such as steps/0/when with the line on which it begins."""
    steps = [int(step) if step.isdigit() else step for step in where.split("/")]
    return f"line {line_of(path, steps)} ({where})"


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of pack."""
    content: dict[str, Any] = json.loads((HOME / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    return content


@lru_cache(maxsize=len(KINDS))
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))
