"""People, a region and an invented plan, for the tests of this room."""

from pathlib import Path

import pytest
from django.core.files import File
from django.test import Client

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.jobs.services import run_due
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.services import save_unit
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import imports
from luoshi.plans.tests import builders


@pytest.fixture
def coordinator(db: None) -> User:
    return builders.make_person("coordinator", Role.COORDINATION)


@pytest.fixture
def second_coordinator(db: None) -> User:
    return builders.make_person("second", Role.COORDINATION)


@pytest.fixture
def county(db: None) -> Region:
    return Region.objects.create(name="青禾县", level=Region.Level.COUNTY)


@pytest.fixture
def units(county: Region, coordinator: User) -> dict[str, Unit]:
    names = ("县工信局", "县自然资源局", "云渡镇", "县农业农村局", "县商务局", "县财政局")
    return {name: save_unit(unit=Unit(name=name, region=county), actor=coordinator) for name in names}


@pytest.fixture
def received(county: Region, coordinator: User) -> PlanVersion:
    return builders.received_version(coordinator, county)


@pytest.fixture
def version(county: Region, coordinator: User) -> PlanVersion:
    return builders.reviewed_version(coordinator, county)


@pytest.fixture
def office(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def visitor(db: None) -> Client:
    client = Client()
    client.force_login(builders.make_person("reporter", Role.REPORTER))
    return client


@pytest.fixture(params=["000", "003", "004"])
def real(request: pytest.FixtureRequest, shared: Path, county: Region, coordinator: User) -> PlanVersion:
    """A real plan, read and waiting for review."""
    path = next((shared / "seeds").glob(f"{request.param}_*.txt"))
    with path.open("rb") as file:
        version = imports.receive(file=File(file), name=path.name, region=county, actor=coordinator).version
    run_due()
    version.refresh_from_db()
    return version
