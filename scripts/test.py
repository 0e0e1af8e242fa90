"""What `make test` runs: style, types, import contracts, and the tests on SQLite, on PostgreSQL and in a browser."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

LINT = (
    ("style", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("import contracts", ("lint-imports",)),
    ("migrations", ("luoshi", "manage", "makemigrations", "--check", "--dry-run")),
)
TWO = ("pytest", "-n", "2", "--dist", "loadfile")
TESTS = (
    ("tests on SQLite", (*TWO, "-m", "not browser")),
    (
        "tests on PostgreSQL",
        (*TWO, "--database", "postgres", "-m", "django_db and not browser"),
    ),
    ("tests in a browser", ("pytest", "-m", "browser")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint", action="store_true", help="stop after style, types and contracts")
    steps = LINT if parser.parse_args().lint else LINT + TESTS
    failed = [name for name, command in steps if not passes(name, command)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, command: tuple[str, ...]) -> bool:
    print(f"\n== {name}: {' '.join(command)}", flush=True)
    began = time.monotonic()
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False)
    print(
        f"== {name}: {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
