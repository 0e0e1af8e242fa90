"""Make `.venv` ready: dependencies, browser assets, translations. Quick when nothing has changed.

Runs on the bare interpreter, so it imports nothing but the standard library.
"""

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMP = VENV / "luoshi-setup.sha256"
WATCHED = ("pyproject.toml", "package.json", "package-lock.json", "scripts/setup.py", "scripts/assets.py")
UNREACHABLE = re.compile(r"name resolution|dns error|NewConnectionError|client error \(Connect\)|timed out|unreachable")
LAST_LINES = 8  # of an installer's complaint
CATALOGUES = "src/luoshi/web/locale"
VENDOR = ROOT / "src/luoshi/web/static/vendor"


def main() -> int:
    if sys.version_info < (3, 11):
        return fail(f"Luoshi needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11")
    mark = fingerprint()
    if STAMP.exists() and STAMP.read_text() == mark and VENDOR.is_dir() and (BIN / "luoshi").exists():
        return 0
    steps = (
        ("virtual environment", make_environment),
        ("Python packages", install_packages),
        ("browser assets", lambda: run(BIN / "python", "scripts/assets.py")),
        ("translations", lambda: run(BIN / "python", "scripts/messages.py", "compile")),
    )
    for number, (name, step) in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {name} …", flush=True)
        try:
            step()
        except subprocess.CalledProcessError:  # what was started has said why
            return fail(f"could not finish «{name}»; see above")
        except OSError as error:
            return fail(f"could not finish «{name}»: {error}")
    STAMP.write_text(mark)
    return 0


def fingerprint() -> str:
    """One hash of everything that setting up depends on."""
    watched = [ROOT / name for name in WATCHED]
    watched += sorted((ROOT / CATALOGUES).rglob("*.po"))
    digest = hashlib.sha256(sys.version.encode())
    for path in watched:
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    if not (BIN / "python").exists():
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError as error:
            raise OSError("Python's venv module is incomplete (on Debian: apt-get install python3-venv)") from error


def install_packages() -> None:
    """uv resolves and installs in seconds what pip takes minutes for; pip is only used to bring uv."""
    if not (BIN / "uv").exists():
        fetch(BIN / "python", "-m", "pip", "install", "--quiet", "--retries", "1", "uv")
    fetch(BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python", "-e", ".[dev]")


def fetch(*command: "str | Path") -> None:
    """Run an installer that says nothing unless it fails. Raises OSError with what it said, or with what that means."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode and UNREACHABLE.search(said):
        raise OSError("the package index cannot be reached; check the network, or name a mirror in PIP_INDEX_URL")
    if done.returncode:
        raise OSError("\n".join(said.splitlines()[-LAST_LINES:]) or f"{command[0]} failed")


def run(*command: "str | Path") -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env=surroundings())


def surroundings() -> "dict[str, str]":
    """The environment of what is started: the new virtual environment first; one mirror serves pip and uv."""
    found = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "VIRTUAL_ENV": str(VENV)}
    if "PIP_INDEX_URL" in found:
        found.setdefault("UV_DEFAULT_INDEX", found["PIP_INDEX_URL"])
    return found


def fail(sentence: str) -> int:
    print(f"luoshi setup: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
