"""Nobody gets further through a form than their role reaches: fields it does not ask for, places of others."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Region, Unit
from luoshi.web.testworld import World, strangers


@pytest.fixture
def far(world: World, client: Client) -> Client:
    """The coordination group of another county."""
    client.force_login(strangers(world)[Role.COORDINATION])
    return client


def test_it_puts_no_unit_into_another_county(far: Client, world: World) -> None:
    form = {"name": "Bureau of Spies", "kind": "bureau", "region": world.region.pk}
    assert far.post("/orgs/units/new/", form).status_code == 403
    assert not Unit.objects.filter(name="Bureau of Spies").exists()


def test_it_moves_no_own_unit_there_either(far: Client, world: World) -> None:
    own = Unit.objects.get(name="Bureau of Hills")
    form = {"kind": "bureau", "region": world.region.pk}
    far.post(f"/orgs/units/{own.pk}/edit/", form)
    own.refresh_from_db()
    assert own.region != world.region


def test_a_list_moves_no_own_unit_there_either(far: Client, world: World) -> None:
    Unit.objects.filter(name="Bureau of Hills").update(credit_code="91350100M000100Y43")
    rows = f"name,region,credit_code\nBureau of Hills,{world.region.code},91350100M000100Y43\n"
    far.post("/orgs/units/import/", {"file": SimpleUploadedFile("units.csv", rows.encode()), "update": "on"})
    assert Unit.objects.get(name="Bureau of Hills").region.code == "990122"


def test_it_merges_no_foreign_unit(far: Client, world: World) -> None:
    own = Unit.objects.get(name="Bureau of Hills")
    assert far.post(f"/orgs/units/{world.unit.pk}/merge/", {"winner": own.pk}).status_code == 403
    assert far.post(f"/orgs/units/{own.pk}/merge/", {"winner": world.unit.pk}).status_code == 403
    assert Unit.objects.filter(merged_into__isnull=False).count() == 0


def test_it_takes_no_field_that_the_form_does_not_ask(world: World, client: Client) -> None:
    client.force_login(world.person(Role.COORDINATION))
    form = {
        "kind": "bureau", "region": world.region.pk, "name": "Renamed", "merged_into": world.other_unit.pk, "id": 99,
    }  # fmt: skip
    client.post(f"/orgs/units/{world.unit.pk}/edit/", form)
    unit = Unit.objects.get(pk=world.unit.pk)
    assert (unit.name, unit.merged_into) == (world.unit.name, None)
    reporter = world.person(Role.REPORTER)
    client.force_login(reporter)
    profile = {"language": "en", "username": "root", "is_active": "", "role": "administrator", "display_name": "Root"}
    client.post("/accounts/profile/", profile)
    after = User.objects.get(pk=reporter.pk)
    assert (after.username, after.is_active, after.display_name) == (reporter.username, True, reporter.display_name)
    assert list(after.roles.values_list("role", flat=True)) == [Role.REPORTER]


def test_names_in_the_lists_of_units_and_regions_never_become_formulas(world: World, client: Client) -> None:
    Unit.objects.filter(pk=world.unit.pk).update(name="=HYPERLINK(0)", short_name="@cmd")
    Region.objects.filter(pk=world.region.pk).update(name="+1+1")
    client.force_login(world.person(Role.COORDINATION))
    for address in ("/orgs/units/export/", "/orgs/regions/export/"):
        with ZipFile(io.BytesIO(b"".join(client.get(address)))) as book:
            sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
        assert b"<f>" not in sheets
