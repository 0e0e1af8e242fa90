"""Plans by region: who keeps one, who reads it, and for whom it does not exist."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.rights import forget
from luoshi.accounts.roles import Role, Verb
from luoshi.orgs.models import Region, Unit
from luoshi.plans.models import Plan, PlanVersion
from luoshi.plans.rights import kept_plans, may, readable_plans
from luoshi.plans.tests import builders
from luoshi.plans.tests.sample import TEXT


@pytest.fixture
def city(county: Region) -> Region:
    city = Region.objects.create(name="云渡市", level=Region.Level.CITY)
    Region.objects.filter(pk=county.pk).update(parent=city)
    return city


@pytest.fixture
def neighbour(city: Region) -> Region:
    return Region.objects.create(name="石溪县", level=Region.Level.COUNTY, parent=city)


def person(name: str, role: Role, *, region: Region | None = None, unit: Unit | None = None) -> User:
    user = builders.make_person(name, role)
    RoleAssignment.objects.filter(user=user).update(region=region, unit=unit)
    forget(user)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_plan_is_kept_by_those_who_answer_for_its_region(
    version: PlanVersion, county: Region, city: Region, neighbour: Region
) -> None:
    plan = Plan.objects.select_related("region").get()
    own, above, beside = (
        person(name, Role.COORDINATION, region=region)
        for name, region in (("own", county), ("above", city), ("beside", neighbour))
    )
    assert [may(one, Verb.PUBLISH_PLANS, plan) for one in (own, above, beside)] == [True, True, False]
    assert [plan in kept_plans(one) for one in (own, above, beside)] == [True, True, False]
    page = signed_in(beside).get("/plans/").content.decode()
    assert plan.title not in page


def test_a_published_plan_is_read_in_its_region_below_it_and_by_the_units_it_names(
    version: PlanVersion, units: dict[str, Unit], coordinator: User, county: Region, city: Region, neighbour: Region
) -> None:
    from luoshi.plans.services import publishing

    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    plan = Plan.objects.get()
    branch = Unit.objects.create(name="石溪县商务局", region=neighbour)
    readers = {
        "in the county": person("county", Role.REPORTER, unit=units["县财政局"]),
        "the city": person("city", Role.LEADER, region=city),
        "the neighbour": person("neighbour", Role.REPORTER, unit=branch),
    }
    assert {name: plan in readable_plans(one) for name, one in readers.items()} == {
        "in the county": True,
        "the city": True,
        "the neighbour": False,
    }
    assert signed_in(readers["the neighbour"]).get(f"/plans/versions/{version.pk}/source/").status_code == 404
    version.tasks.all()[0].parties.create(unit=branch, name=branch.name, role="support", order=9)
    forget(readers["the neighbour"])
    assert plan in readable_plans(readers["the neighbour"])
    Plan.objects.update(region=city)
    assert plan in readable_plans(readers["in the county"])


def test_an_office_hands_in_plans_for_its_own_region_only(
    version: PlanVersion, county: Region, neighbour: Region
) -> None:
    beside = person("beside", Role.COORDINATION, region=neighbour)
    office = signed_in(beside)
    file = SimpleUploadedFile("plan.txt", TEXT.encode())
    assert office.post("/plans/import/", {"file": file, "region": county.pk}).status_code == 422
    file = SimpleUploadedFile("plan.txt", TEXT.encode())
    assert office.post("/plans/import/", {"file": file, "plan": version.plan_id}).status_code == 404
    file = SimpleUploadedFile("plan.txt", TEXT.encode())
    answer = office.post("/plans/import/", {"file": file, "region": neighbour.pk})
    mine = PlanVersion.objects.exclude(pk=version.pk).get()
    assert answer.headers["Location"] == f"/plans/versions/{mine.pk}/progress/"
    assert mine.plan.region == neighbour


def test_a_plan_without_a_region_belongs_to_whoever_handed_it_in(county: Region, neighbour: Region) -> None:
    mine = person("mine", Role.COORDINATION, region=county)
    plan = Plan.objects.create(title="无区划", created_by=mine)
    assert may(mine, Verb.IMPORT_PLANS, plan)
    assert not may(person("beside", Role.COORDINATION, region=neighbour), Verb.IMPORT_PLANS, plan)


def test_a_plan_that_binds_units_keeps_its_region(version: PlanVersion, coordinator: User, neighbour: Region) -> None:
    from luoshi.plans.services import publishing

    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    office = signed_in(coordinator)
    office.post(f"/plans/versions/{version.pk}/names/", {"region": neighbour.pk})
    assert Plan.objects.get().region != neighbour
