"""`make bench`: run every bench in this folder and print its table.

A bench is a module with `run() -> Table`; name one or more on the command line to run only those.
"""

import importlib
import pkgutil
import sys

import benches


def main(names: list[str]) -> int:
    found = sorted(module.name for module in pkgutil.iter_modules(benches.__path__) if not module.name.startswith("_"))
    unknown = set(names) - set(found)
    if unknown:
        print(f"no such bench: {', '.join(sorted(unknown))}; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    for name in names or found:
        module = importlib.import_module(f"benches.{name}")
        if hasattr(module, "run"):
            print(f"== {name}", flush=True)
            print(module.run(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
