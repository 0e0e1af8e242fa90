"""People, a region and an invented plan, for the tests of this room."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.accounts.services import assign_role, create_user
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.services import create_region, save_unit
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import imports
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

PASSWORD = "Cedar-River-2026"
BACKEND = "luoshi.accounts.backends.HouseBackend"


@pytest.fixture(autouse=True)
def _own_storage(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"  # type: ignore[attr-defined]  # pytest-django's settings object


def person(name: str, role: Role) -> User:
    user = create_user(username=name, display_name=name, password=PASSWORD, actor=None, must_change_password=False)
    assign_role(user=user, role=role, actor=None)
    return user


@pytest.fixture
def coordinator(db: None) -> User:
    return person("coordinator", Role.COORDINATION)


@pytest.fixture
def second_coordinator(db: None) -> User:
    return person("second", Role.COORDINATION)


@pytest.fixture
def reporter(db: None) -> User:
    return person("reporter", Role.REPORTER)


@pytest.fixture
def county(coordinator: User) -> Region:
    return create_region(name="青禾县", level=Region.Level.COUNTY, code="", actor=coordinator)


@pytest.fixture
def units(county: Region, coordinator: User) -> dict[str, Unit]:
    names = ("县工信局", "县自然资源局", "云渡镇", "县农业农村局", "县商务局", "县财政局")
    return {name: save_unit(unit=Unit(name=name, region=county), actor=coordinator) for name in names}


@pytest.fixture
def received(county: Region, coordinator: User) -> PlanVersion:
    """A version whose file was received and not read yet."""
    file = ContentFile(TEXT.encode(), name="plan.txt")
    return imports.receive(file=file, name="plan.txt", region=county, actor=coordinator).version


@pytest.fixture
def version(received: PlanVersion) -> PlanVersion:
    """A version under review, with the known reading of the sample."""
    document = Document("plan.txt", "text/plain", received.sha256, TEXT)
    findings = [
        {
            "rule": "no-unit", "severity": "warning", "message": "The task names no unit.", "message_zh": "任务没有责任单位。",
            "places": [{"span": contract()["tasks"][2]["span"], "line": 10, "quote": "落实月调度制度"}],
            "fingerprint": "abc",
        }
    ]  # fmt: skip
    imports.store(version=received, document=document, draft=contract(), findings=findings)
    received.refresh_from_db()
    return received


@pytest.fixture
def office(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator, backend=BACKEND)
    return client


@pytest.fixture
def visitor(reporter: User) -> Client:
    client = Client()
    client.force_login(reporter, backend=BACKEND)
    return client
