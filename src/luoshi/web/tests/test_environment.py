"""What the surroundings say is read strictly, and the secret key is made once and kept private."""

import socket
from pathlib import Path

import pytest

from luoshi.web import environment
from luoshi.web.addresses import client_address


def test_it_makes_one_private_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUOSHI_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_it_reads_a_postgresql_address() -> None:
    parts = environment.postgresql("postgresql://me:p%40ss@db.example:5433/luoshi?sslmode=require")
    named = {name: parts[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {"NAME": "luoshi", "USER": "me", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}
    assert parts["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("name", "value"), [("LUOSHI_DEBUG", "perhaps"), ("LUOSHI_IDLE_MINUTES", "ten")])
def test_it_names_a_setting_that_cannot_be_used(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(environment.EnvironmentFault, match=name):
        environment.switch(name, False) if name == "LUOSHI_DEBUG" else environment.number(name, 30)


def test_it_believes_only_its_own_proxies() -> None:
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 192.0.2.7"}
    assert client_address(meta, 0) == "10.0.0.1"
    assert client_address(meta, 1) == "192.0.2.7"
    assert client_address({**meta, "HTTP_X_FORWARDED_FOR": "nonsense"}, 1) == "10.0.0.1"


def test_it_answers_only_to_its_own_names_unless_told_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUOSHI_HOSTS", raising=False)
    monkeypatch.setenv("LUOSHI_SITE", "https://Luoshi.Example:8443/")
    names = environment.hosts()
    assert {"localhost", "127.0.0.1", "[::1]", socket.gethostname().lower(), "luoshi.example"} <= set(names)
    assert "*" not in names
    monkeypatch.setenv("LUOSHI_HOSTS", "desk.example")
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]", "desk.example"]
