"""A document or a file name that holds markup stays text on every page of an import, from review to publication."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.orgs.models import Region
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import imports, publishing
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def hostile(county: Region, coordinator: User) -> PlanVersion:
    """Every title, unit, convenor, reason and the text itself hold markup."""
    text = TEXT.replace("建设竹木加工园。", f"建设竹木加工园{MARKUP}。")
    draft = contract()
    draft["meta"]["title"] = f"方案{MARKUP}"
    for task in draft["tasks"]:
        task["title"] += MARKUP
        for unit in task["leads"]:
            unit["name"] += MARKUP
    for target in draft["targets"]:
        target["indicator"] += MARKUP
    draft["groups"][0]["convenors"] = [{"role": MARKUP, "who": MARKUP}]
    draft["groups"][0]["name"] += MARKUP
    draft["parts"][0]["title"] += MARKUP
    draft["notes"] = [{"code": "x", "message": MARKUP, "span": [60, 64]}]
    name = f"{MARKUP}.txt"
    version = imports.receive(
        file=ContentFile(text.encode(), name="a.txt"), name=name, region=county, actor=coordinator
    ).version
    document = Document(name, "text/plain", version.sha256, text, warnings=[MARKUP])
    imports.store(version=version, document=document, draft=draft, findings=[])
    version.refresh_from_db()
    return version


def test_markup_in_a_document_is_never_markup_on_a_page(
    hostile: PlanVersion, office: Client, coordinator: User
) -> None:
    item = hostile.items.filter(kind="task")[0]
    pages = [
        reverse("plans:list"),
        *(reverse("plans:review", args=[hostile.pk]) + f"?sheet={number}" for number in (1, 2, 3)),
        reverse("plans:names", args=[hostile.pk]),
        reverse("plans:publish", args=[hostile.pk]),
        reverse("plans:edit", args=[item.pk]),
    ]
    publishing_page = [
        reverse("plans:detail", args=[hostile.plan_id]),
        reverse("plans:task_list", args=[hostile.pk]),
        reverse("plans:target_list", args=[hostile.pk]),
        reverse("plans:source", args=[hostile.pk]),
        reverse("orgs:group_list"),
    ]
    seen = [office.get(page).content.decode() for page in pages]
    publishing.publish(version_id=hostile.pk, undecided=publishing.ACCEPT, actor=coordinator)
    seen += [office.get(page).content.decode() for page in publishing_page]
    assert all("<img src=x" not in html for html in seen)
    assert sum("&lt;img src=x" in html for html in seen) > 8


def test_a_hostile_file_name_cannot_leave_its_header(hostile: PlanVersion, office: Client) -> None:
    PlanVersion.objects.filter(pk=hostile.pk).update(name='a"\r\nSet-Cookie: x=1\r\n.html')
    answer = office.get(reverse("plans:download", args=[hostile.pk]))
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
