"""A list is stored row by row or not at all; what is wrong is said with the row's number."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs import sheets
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.selectors import unit_rows
from luoshi.orgs.services.importing import Outcome, import_regions, import_units
from luoshi.web.testworld import World


def rows(
    text: str, columns: dict[str, str] = sheets.UNIT_COLUMNS, encoding: str = "utf-8-sig"
) -> list[sheets.SheetRow]:
    return sheets.read(BytesIO(text.encode(encoding)), "list.csv", columns)


def store(world: World, text: str, **options: Any) -> Outcome:
    settings: dict[str, Any] = {"update": False, "allowed": lambda _subject: True, **options}
    return import_units(rows=rows(text), actor=world.people[Role.COORDINATION], **settings)


UNITS = (
    "全称,简称,类别,区划,上级单位,其他名称\n水务站,,bureau,990121,水务局,\n水务局,水局,bureau,990121,,水利局；河务局\n"
)


def test_it_stores_units_with_parents_that_stand_further_down(world: World) -> None:
    assert store(world, UNITS) == Outcome(created=2)
    bureau = Unit.objects.get(name="水务局")
    assert Unit.objects.get(name="水务站").parent == bureau
    assert {alias.name for alias in bureau.aliases.all()} == {"水利局", "河务局"}


def test_it_writes_nothing_where_one_row_is_wrong(world: World) -> None:
    outcome = store(world, UNITS + "路政站,,nonsense,990121,,\n桥梁站,,,000000,,\n")
    assert [fault.row for fault in outcome.faults] == [4, 5]
    assert not Unit.objects.filter(name="水务局").exists()


def test_it_changes_what_is_known_only_in_update_mode(world: World) -> None:
    store(world, UNITS)
    again = UNITS.replace("水局", "水务")
    assert [fault.row for fault in store(world, again).faults] == [2, 3]
    assert store(world, again, update=True) == Outcome(changed=2)
    assert Unit.objects.get(name="水务局").short_name == "水务"


def test_it_leaves_alone_what_the_list_does_not_name(world: World) -> None:
    store(world, UNITS)
    assert store(world, "全称,区划\n水务局,990121\n", update=True) == Outcome(changed=1)
    assert Unit.objects.get(name="水务局").short_name == "水局"


def test_it_takes_back_its_own_workbook(world: World) -> None:
    store(world, UNITS)
    content = sheets.write(sheets.UNIT_COLUMNS, unit_rows())
    read = sheets.read(BytesIO(content), "units.xlsx", sheets.UNIT_COLUMNS)
    before = list(unit_rows())
    actor = world.people[Role.COORDINATION]
    assert import_units(rows=read, update=True, allowed=lambda _one: True, actor=actor).faults == ()
    assert list(unit_rows()) == before


def test_it_reads_lists_of_older_programs(world: World) -> None:
    assert rows(UNITS, encoding="gb18030")[1]["name"] == "水务局"


def test_it_refuses_units_of_another_region(world: World) -> None:
    outcome = store(world, UNITS, allowed=lambda _subject: False)
    assert len(outcome.faults) == 2


def test_it_stores_regions_from_the_top_down(world: World) -> None:
    text = "代码,名称,级别,上级\n980121,河口县,county,980100\n980100,临河市,city,980000\n980000,青江省,province,\n"
    read = rows(text, sheets.REGION_COLUMNS)
    outcome = import_regions(rows=read, update=False, allowed=lambda _one: True, actor=world.people[Role.COORDINATION])
    assert outcome == Outcome(created=3)
    county = Region.objects.get(code="980121")
    assert county.parent is not None
    assert county.parent.parent == Region.objects.get(code="980000")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00garbage", b"something,else\n1,2\n"])
def test_it_says_what_is_wrong_with_a_file(world: World, client: Client, content: bytes) -> None:
    client.force_login(world.person(Role.COORDINATION))
    for name in ("list.csv", "list.xlsx"):
        file = SimpleUploadedFile(name, content)
        answer = client.post("/orgs/units/import/", {"file": file})
        assert answer.status_code == 200
        assert answer.context["form"].errors


def test_it_shows_the_faults_on_the_page(world: World, client: Client) -> None:
    client.force_login(world.person(Role.COORDINATION))
    file = SimpleUploadedFile("list.csv", "全称,区划\n水务局,000000\n".encode())
    answer = client.post("/orgs/units/import/", {"file": file})
    assert [fault.row for fault in answer.context["faults"]] == [2]
