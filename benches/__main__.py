"""`make bench`: run every bench in this folder and print its table.

A bench is a module with `run() -> Table`; name one or more on the command line to run only those. A figure that misses
its aim says “over” in its table; the exit code tells only whether something broke.
"""

import importlib
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable

import benches
from benches.table import Table


def main(names: list[str]) -> int:
    found = sorted(module.name for module in pkgutil.iter_modules(benches.__path__) if not module.name.startswith("_"))
    unknown = set(names) - set(found)
    if unknown:
        print(f"no such bench: {', '.join(sorted(unknown))}; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    began, broken = time.perf_counter(), []
    for name in names or found:
        module = importlib.import_module(f"benches.{name}")
        if hasattr(module, "run") and not _ran(name, module.run):
            broken.append(name)
    print(f"{(time.perf_counter() - began) / 60:.1f} minutes in all", flush=True)
    if broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def _ran(name: str, run: Callable[[], Table]) -> bool:
    """Run one and print its table; one that breaks does not stop the others."""
    print(f"== {name}", flush=True)
    try:
        print(run(), flush=True)
    except Exception:
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
