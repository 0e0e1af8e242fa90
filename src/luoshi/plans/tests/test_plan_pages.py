"""The list of plans, the import page, names, publication and the published plan."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.delivery.models import TaskParty
from luoshi.jobs.services import run_due
from luoshi.orgs.models import Region, Unit, UnitAlias, WorkingGroup
from luoshi.orgs.services import save_unit
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import publishing
from luoshi.plans.services.names import known_names, unknown_names
from luoshi.plans.tests.sample import TEXT
from luoshi.web.testworld import QueryCounter


def send(office: Client, name: str, content: bytes) -> tuple[int, str]:
    answer = office.post(reverse("plans:import"), {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.get("Location", "") or answer.content.decode()


@pytest.fixture
def published(version: PlanVersion, units: dict[str, Unit], coordinator: User) -> PlanVersion:
    return publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)


def test_it_takes_a_file_and_shows_its_progress_until_the_review(office: Client, county: Region) -> None:
    status, address = send(office, "plan.txt", TEXT.encode())
    assert status == 302
    waiting = office.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" in waiting
    assert "<html" not in waiting
    run_due()
    assert "/review/" in office.get(address)["Location"]


def test_it_leads_to_the_version_that_has_the_same_file(office: Client, version: PlanVersion) -> None:
    status, address = send(office, "again.txt", TEXT.encode())
    assert (status, address) == (302, reverse("plans:progress", args=[version.pk]))


@pytest.mark.parametrize(
    ("name", "content", "said"), [("virus.exe", b"MZ", "virus.exe"), ("empty.docx", b"", "invalid")]
)
def test_it_refuses_a_wrong_file_with_a_sentence(office: Client, name: str, content: bytes, said: str) -> None:
    status, html = send(office, name, content)
    assert (status, said in html) == (422, True)


@override_settings(UPLOAD_MAXIMUM_BYTES=10)
def test_it_refuses_a_file_that_is_too_large(office: Client) -> None:
    status, html = send(office, "large.txt", b"x" * 11)
    assert (status, "large.txt" in html) == (422, True)
    assert not PlanVersion.objects.exists()


def test_it_shows_why_a_file_could_not_be_read_and_offers_to_import_it_again(office: Client) -> None:
    _status, address = send(office, "broken.docx", b"PK\x03\x04 no")
    run_due()
    html = office.get(address).content.decode()
    assert "broken.docx" in html
    assert "/restart/" in html
    assert "hx-trigger" not in html


def test_readers_see_published_plans_only(
    office: Client, visitor: Client, version: PlanVersion, coordinator: User
) -> None:
    title = version.plan.title
    assert title in office.get(reverse("plans:list")).content.decode()
    assert title not in visitor.get(reverse("plans:list")).content.decode()
    assert visitor.get(reverse("plans:source", args=[version.pk])).status_code == 404
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    assert title in visitor.get(reverse("plans:list")).content.decode()
    assert visitor.get(reverse("plans:source", args=[version.pk])).status_code == 200


def test_it_settles_unknown_names_and_remembers_them(office: Client, version: PlanVersion, county: Region) -> None:
    bureau = Unit.objects.create(name="县工业和信息化局", region=county)
    where = reverse("plans:names", args=[version.pk])
    assert "县工业和信息化局" in office.get(where).content.decode()
    form = {"name": ["县工信局", "县商务局", "云渡镇"], "choice-1": bureau.pk, "choice-2": "new", "choice-3": ""}
    office.post(where, form)
    assert UnitAlias.objects.get(name="县工信局").unit == bureau
    assert Unit.objects.filter(name="县商务局").exists()
    unknown = [one.name for one in unknown_names(version)]
    assert "县工信局" not in unknown
    assert "云渡镇" in unknown


def test_two_spellings_of_one_new_unit_become_one(office: Client, version: PlanVersion, county: Region) -> None:
    where = reverse("plans:names", args=[version.pk])
    form = {"name": ["县商务局", "县工信局"], "choice-1": "other", "other-1": "县工信局", "choice-2": "new"}
    office.post(where, form)
    unit = Unit.objects.get()
    assert (unit.name, UnitAlias.objects.get(name="县商务局").unit) == ("县工信局", unit)


def test_a_name_that_means_no_unit_changes_nothing(office: Client, version: PlanVersion, county: Region) -> None:
    where = reverse("plans:names", args=[version.pk])
    form = {"name": ["县商务局", "县工信局"], "choice-1": "other", "other-1": "县外星局", "choice-2": "new"}
    office.post(where, form)
    assert not Unit.objects.exists()


def test_a_corrected_file_asks_about_no_name_again(office: Client, version: PlanVersion, county: Region) -> None:
    bureau = Unit.objects.create(name="县工业和信息化局", region=county)
    unknown = [one.name for one in unknown_names(version)]
    form = {f"choice-{number}": "new" for number in range(1, len(unknown) + 1)}
    form |= {f"choice-{unknown.index('县工信局') + 1}": str(bureau.pk)}
    office.post(reverse("plans:names", args=[version.pk]), {"name": unknown, **form})
    for plan in ({"plan": version.plan_id}, {"region": county.pk}):  # as its next version, and as a plan of its own
        file = SimpleUploadedFile("corrected.txt", f"{TEXT}{plan}".encode())
        address = office.post(reverse("plans:import"), {"file": file, **plan})["Location"]
        run_due()
        newest = PlanVersion.objects.latest("pk")
        assert address == reverse("plans:progress", args=[newest.pk])
        assert {one.unit for one in known_names(newest)} >= {bureau}
        assert [one.name for one in unknown_names(newest) if one.name in TEXT and one.name in unknown] == []


def test_two_units_that_were_created_twice_are_merged_from_the_same_page(
    office: Client, version: PlanVersion, county: Region, coordinator: User
) -> None:
    long = save_unit(unit=Unit(name="县工业和信息化局", region=county), actor=coordinator)
    short = save_unit(unit=Unit(name="县工信局", region=county), actor=coordinator)
    item = version.items.get(key="0:二/（一）/1")
    item.corrected = item.payload | {"supports": [{"name": long.name, "span": None}]}
    item.save()
    where = reverse("plans:names", args=[version.pk])
    link = f"{reverse('orgs:unit_merge', args=[short.pk])}?into={long.pk}&amp;next={where}"
    assert link in office.get(where).content.decode()
    page = office.get(link.replace("&amp;", "&")).content.decode()
    assert f'<option value="{long.pk}" selected>' in page
    answer = office.post(reverse("orgs:unit_merge", args=[short.pk]), {"winner": long.pk, "next": where})
    assert answer["Location"] == where
    assert {one.name: one.unit for one in known_names(version)}["县工信局"] == long
    other = office.post(reverse("orgs:unit_merge", args=[long.pk]), {"winner": short.pk, "next": "//evil.example/"})
    assert "evil" not in other.get("Location", "")


def test_names_that_are_settled_later_reach_their_units_at_once(
    office: Client, version: PlanVersion, county: Region, coordinator: User
) -> None:
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    assert not TaskParty.objects.exists()
    office.post(reverse("plans:names", args=[version.pk]), {"name": "县工信局", "choice-1": "new"})
    unit = Unit.objects.get()
    running = version.tasks.get(number="二/（一）/1").running
    assert (running.state, running.answering_units()) == ("assigned", [unit.pk])
    assert set(WorkingGroup.objects.values_list("office_unit", "members__unit")) >= {(unit.pk, unit.pk)}


def test_it_asks_what_becomes_of_undecided_items(office: Client, version: PlanVersion) -> None:
    where = reverse("plans:publish", args=[version.pk])
    assert 'name="undecided"' in office.get(where).content.decode()
    assert office.post(where, {}).status_code == 409
    assert office.post(where, {"undecided": "accept"})["Location"] == reverse("plans:detail", args=[version.plan_id])
    version.refresh_from_db()
    assert version.state == PlanVersion.State.PUBLISHED


def test_it_filters_tasks_by_unit_part_and_words(
    visitor: Client, published: PlanVersion, units: dict[str, Unit]
) -> None:
    where = reverse("plans:task_list", args=[published.pk])

    def titles(**query: str | int) -> list[str]:
        return [task.title for task in visitor.get(where, query).context["page"]]

    assert titles(unit=units["县财政局"].pk) == ["兑现惠企资金2000万元"]
    assert titles(unit=units["县工信局"].pk, role="support") == []
    assert titles(text="产销") == ["办好山货节"]
    assert titles(part=published.parts.get(annex="1").pk) == ["兑现惠企资金2000万元"]
    assert len(titles(part="nonsense")) == 4


def test_it_points_at_a_sentence_in_its_context(visitor: Client, published: PlanVersion) -> None:
    task = published.tasks.get(title="办好山货节")
    where = reverse("plans:source", args=[published.pk])
    html = visitor.get(where, {"start": task.start, "end": task.end + 20}).content.decode()
    assert 'id="here"' in html
    assert f'data-start="{task.start}" class="m-here"' in html
    assert html.count('id="here"') == 1


def test_it_gives_back_the_original_byte_for_byte(visitor: Client, published: PlanVersion) -> None:
    answer = visitor.get(reverse("plans:download", args=[published.pk]))
    assert answer.getvalue() == TEXT.encode()


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_it_prints_the_lists_of_what_people_confirmed(visitor: Client, published: PlanVersion, form: str) -> None:
    answer = visitor.get(reverse("plans:export", args=[published.pk, form]))
    package = ZipFile(io.BytesIO(answer.content))
    content = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert "建设竹木加工园" in content


def test_it_prints_no_other_form(visitor: Client, published: PlanVersion) -> None:
    assert visitor.get(reverse("plans:export", args=[published.pk, "exe"])).status_code == 404


def test_it_accepts_a_finding_with_a_reason_and_opens_it_again(office: Client, version: PlanVersion) -> None:
    finding = version.findings.get()
    where = reverse("plans:finding_accept", args=[finding.pk])
    office.post(where, {"reason": " "})
    finding.refresh_from_db()
    assert finding.accepted_at is None
    office.post(where, {"reason": "督查室汇总即可"})
    finding.refresh_from_db()
    assert finding.reason == "督查室汇总即可"
    office.post(where, {"action": "reopen"})
    finding.refresh_from_db()
    assert finding.accepted_at is None


@pytest.mark.parametrize("name", ["review", "task_list", "target_list", "finding_list"])
def test_its_lists_take_a_fixed_number_of_queries(
    office: Client, published: PlanVersion, query_count: QueryCounter, name: str
) -> None:
    office.get(reverse("plans:list"))
    with query_count(f"plans:{name}"):
        office.get(reverse(f"plans:{name}", args=[published.pk]))
