"""The graphs in use: read from packs once, checked, and kept."""

from functools import lru_cache
from pathlib import Path

from luoshi.flow.checks import problems
from luoshi.flow.contract import CONTRACTS
from luoshi.flow.definition import StageGraph, graph_from
from luoshi.packs import PackError, load


@lru_cache(maxsize=64)
def graph(name: str, folder: Path | None = None) -> StageGraph:
    """The stage graph of that name, an office's own in `folder` before the one that comes along.

    Raises PackError when the pack is absent, or the graph cannot work.
    """
    pack = load("flow", name, folder=folder)
    made = graph_from(pack.data, str(pack.path))
    found = problems(made, CONTRACTS.known.get(name))
    if found:
        raise PackError(pack.path, "", found[0], _more(len(found) - 1))
    return made


def _more(number: int) -> str:
    return f"{number} more faults: luoshi packs check" if number else "luoshi packs check looks at it again"
