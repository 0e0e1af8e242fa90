"""The list of reports finds by the index of words, and only what a person may read."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.delivery.selectors.saying import WAYS
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.seeing.fulltext import reports_with
from luoshi.seeing.services.indexing import rebuild


def found(client: Client, words: str) -> bool:
    page = client.get("/delivery/reports/", {"q": words}).content.decode()
    return f"/delivery/reports/{Report.objects.get().pk}/" in page


@pytest.mark.django_db
def test_it_finds_by_words_of_the_report_and_by_the_title_of_its_task(busy: DeskWorld, client: Client) -> None:
    assert WAYS[-1] is reports_with
    busy.accepted()
    busy.draft(words="三处涵洞已清淤，１２月完工")
    rebuild()
    Report.objects.update(state="office_review")
    client.force_login(busy.person(Role.COORDINATION))
    assert found(client, "涵洞") and found(client, "清淤 12月") and found(client, "culverts")
    assert not found(client, "桥梁") and not found(client, "涵洞 桥梁")
    Report.objects.update(state="draft")
    assert not found(client, "涵洞"), "a draft is nobody else's to read"
