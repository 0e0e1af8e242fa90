"""What the surroundings say: data folder, secret key, database address, switches. Read by settings alone."""

import os
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DATA_FOLDER = "LUOSHI_DATA"
DATABASE_ADDRESS = "LUOSHI_DATABASE_URL"
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"


class EnvironmentFault(Exception):
    """A setting that cannot be used; its text is one sentence that names the setting and the remedy."""


def data_folder() -> Path:
    """The folder that holds the database, uploads and the secret key; made if absent."""
    folder = Path(os.environ.get(DATA_FOLDER, "var")).resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o750, exist_ok=True)  # the database holds password hashes and drafts: not for every account
    except OSError as error:
        raise EnvironmentFault(
            f"{DATA_FOLDER}: the folder {folder} cannot be made ({error.strerror}); name one that can be written"
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """The signing key of this installation: made on first start, kept where only its owner can read it."""
    given = os.environ.get("LUOSHI_SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Link a complete file into place, so that two processes that start together agree on one key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def switch(name: str, default: bool) -> bool:
    """A yes/no variable: 1, true, yes, on and their opposites."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise EnvironmentFault(f"{name}={value} is neither yes nor no; write 1 or 0")
    return default


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise EnvironmentFault(f"{name}={value} is not a whole number") from None


def text(name: str, default: str = "") -> str:
    """A text from the environment, blanks around it taken off."""
    return os.environ.get(name, default).strip()


def robot(name: str, default: str) -> str:
    """The address of a platform's robots, with {key} in it."""
    address = text(name, default)
    if address.count("{key}") != 1 or not address.startswith(("http://", "https://")):
        raise EnvironmentFault(f"{name}={address} is no address of robots; write one such as {default}")
    return address


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list from the environment."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def hosts() -> list[str]:
    """The names to answer to: loopback, and what LUOSHI_HOSTS lists, else the machine's name, addresses and site."""
    site = urlsplit(text("LUOSHI_SITE")).hostname or ""
    names = words("LUOSHI_HOSTS") or [socket.gethostname(), *_addresses(), site]
    return list(dict.fromkeys(name.lower() for name in ["localhost", "127.0.0.1", "[::1]", *names] if name))


def _addresses() -> list[str]:
    """The addresses from which this machine would reach others, without sending anything."""
    found = []
    for family, elsewhere, form in ((socket.AF_INET, "192.0.2.1", "{}"), (socket.AF_INET6, "2001:db8::1", "[{}]")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((elsewhere, 9))
                found.append(form.format(probe.getsockname()[0].partition("%")[0]))
        except OSError:  # no network of this family
            continue
    return found


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database: SQLite in the data folder unless an address names a PostgreSQL."""
    address = os.environ.get(DATABASE_ADDRESS, "")
    return postgresql(address) if address else sqlite(folder / "luoshi.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """One file; writers queue for the lock at BEGIN instead of failing at their first write."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        "TEST": {"NAME": str(path.with_name("tests.sqlite3"))},
    }


def postgresql(address: str) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name, or a socket folder in ?host=."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentFault(f"{DATABASE_ADDRESS} begins with {parts.scheme}://; only postgresql:// is supported")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options: dict[str, Any] = {key: value for key, value in query.items() if key not in {"host", "port"}}
    if switch("LUOSHI_DATABASE_POOL", True):
        options["pool"] = {"min_size": 1, "max_size": number("LUOSHI_DATABASE_POOL_SIZE", 16), "timeout": 30}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "luoshi",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        "OPTIONS": options,
    }
