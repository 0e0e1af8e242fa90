"""The findings of a version: how they are listed, accepted, and known again in a corrected document."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.checking import check
from luoshi.checking.tests.plans import FIRST, plan
from luoshi.extraction import extract
from luoshi.extraction.contract import as_contract
from luoshi.orgs.models import Region
from luoshi.plans.models import Plan, PlanVersion
from luoshi.plans.services import findings as services
from luoshi.plans.services import imports
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

pytestmark = pytest.mark.django_db


def found(rule: str, *quotes: str, severity: str = "warning", fingerprint: str = "") -> dict[str, Any]:
    return {
        "rule": rule, "severity": severity, "message": f"{rule} in English.", "message_zh": f"{rule}：有问题。",
        "places": [{"span": [number, number + 2], "line": 1, "quote": quote} for number, quote in enumerate(quotes)],
        "fingerprint": fingerprint or "-".join([rule, *quotes])[:40],
    }  # fmt: skip


def stored(
    name: str,
    findings: Sequence[dict[str, Any]],
    actor: User,
    *,
    plan: Plan | None = None,
    region: Region | None = None,
) -> PlanVersion:
    """A version of a plan with these findings, under review."""
    file = ContentFile(f"{name}\n{TEXT}".encode(), name=f"{name}.txt")
    version = imports.receive(file=file, name=file.name or "", plan=plan, region=region, actor=actor).version
    document = Document(f"{name}.txt", "text/plain", version.sha256, TEXT)
    imports.store(version=version, document=document, draft=contract(), findings=findings)
    version.refresh_from_db()
    return version


@pytest.fixture
def first(coordinator: User, county: Region) -> PlanVersion:
    lead = found("no-lead", "甲任务", "乙任务", "丙任务")
    return stored("第一稿", [lead, found("no-unit", "丁任务"), found("leftover", "and")], coordinator, region=county)


def accept(version: PlanVersion, rule: str, actor: User, reason: str = "已会商") -> None:
    services.accept(finding_id=version.findings.get(rule=rule).pk, reason=reason, actor=actor)


def reasons(version: PlanVersion) -> dict[str, str]:
    return dict(version.findings.values_list("rule", "reason"))


def test_the_same_finding_in_a_corrected_document_stays_accepted(first: PlanVersion, coordinator: User) -> None:
    accept(first, "no-unit", coordinator, "由督查室汇总")
    second = stored("第二稿", [found("no-unit", "丁任务"), found("leftover", "and")], coordinator, plan=first.plan)
    assert reasons(second) == {"no-unit": "由督查室汇总", "leftover": ""}
    carried, before = second.findings.get(rule="no-unit"), first.findings.get(rule="no-unit")
    assert (carried.accepted_at, carried.accepted_by) == (before.accepted_at, coordinator)


def test_what_is_left_of_an_accepted_group_stays_accepted_and_what_is_new_does_not(
    first: PlanVersion, coordinator: User
) -> None:
    accept(first, "no-lead", coordinator)
    fewer = stored("少一处", [found("no-lead", "甲任务", "丙任务")], coordinator, plan=first.plan)
    assert reasons(fewer) == {"no-lead": "已会商"}
    more = stored("多一处", [found("no-lead", "甲任务", "戊任务")], coordinator, plan=first.plan)
    assert reasons(more) == {"no-lead": ""}


def test_an_acceptance_means_one_rule(first: PlanVersion, coordinator: User) -> None:
    accept(first, "no-lead", coordinator)
    other = stored("另一规则", [found("member-missing", "甲任务")], coordinator, plan=first.plan)
    assert reasons(other) == {"member-missing": ""}


def test_what_was_opened_again_is_not_accepted_by_a_version_long_past(first: PlanVersion, coordinator: User) -> None:
    accept(first, "no-unit", coordinator)
    second = stored("第二稿", [found("no-unit", "丁任务")], coordinator, plan=first.plan)
    services.reopen(finding_id=second.findings.get().pk, actor=coordinator)
    third = stored("第三稿", [found("no-unit", "丁任务")], coordinator, plan=first.plan)
    assert reasons(third) == {"no-unit": ""}


def test_another_plan_inherits_nothing(first: PlanVersion, coordinator: User, county: Region) -> None:
    accept(first, "no-unit", coordinator)
    stranger = stored("别的方案", [found("no-unit", "丁任务")], coordinator, region=county)
    assert reasons(stranger) == {"no-unit": ""}


def test_a_real_correction_leaves_real_acceptances_in_place(coordinator: User, county: Region) -> None:
    """The checker's own findings: one fault is corrected and the text moves; the accepted one is known again."""
    faulty = plan(
        overall="规模工业增加值增长8%左右，新建口袋公园12个。",
        first_target="规模工业增加值增长9%以上。",
        first=FIRST.replace("逐户制定方案", "逐户制定方案（征求意见稿）"),
    )
    corrected = "青螺县人民政府文件\n\n" + faulty.replace("（征求意见稿）", "")
    versions: list[PlanVersion] = []
    for number, text in enumerate((faulty, corrected)):
        file = ContentFile(text.encode(), name=f"plan{number}.txt")
        plan_of = versions[0].plan if versions else None
        version = imports.receive(
            file=file, name=file.name or "", plan=plan_of, region=county, actor=coordinator
        ).version
        document = Document(f"plan{number}.txt", "text/plain", version.sha256, text)
        draft = extract(document)
        imports.store(
            version=version,
            document=document,
            draft=as_contract(draft),
            findings=[finding.as_contract() for finding in check(draft, document)],
        )
        versions.append(version)
        if number == 0:
            accept(version, "conflicting-target", coordinator, "以附件为准")
    assert reasons(versions[1])["conflicting-target"] == "以附件为准"
    assert reasons(versions[1])["orphan-target"] == ""
    assert "leftover" not in reasons(versions[1])


def page(office: Client, version: PlanVersion, **filters: str) -> str:
    office.cookies["django_language"] = "en"
    return office.get(reverse("plans:finding_list", args=[version.pk]), filters).content.decode()


def test_the_page_lists_the_gravest_first_and_one_rule_together(
    office: Client, coordinator: User, county: Region
) -> None:
    rows = [
        found("leftover", "甲", severity="info"),
        found("no-unit", "乙", severity="error"),
        found("alias-unit", "丙"),
        found("leftover", "丁", severity="info", fingerprint="second"),
    ]
    version = stored("方案", rows, coordinator, region=county)
    html = page(office, version)
    places = [html.index(words) for words in ("no-unit in English", "alias-unit in English", "leftover in English")]
    assert places == sorted(places)
    assert html.count("Take it out of the issued document.") == 1, "why and what to do stands once for a rule"


def test_the_page_folds_places_beyond_the_first_and_hides_none(
    office: Client, coordinator: User, county: Region
) -> None:
    version = stored("方案", [found("no-lead", *(f"第{n}项" for n in range(9)))], coordinator, region=county)
    html = page(office, version)
    assert "4 more places" in html
    assert all(f"第{n}项" in html for n in range(9))


def test_the_page_shows_reason_and_origin_of_what_was_carried_over(
    office: Client, first: PlanVersion, coordinator: User
) -> None:
    accept(first, "no-unit", coordinator, "由督查室汇总")
    second = stored("第二稿", [found("no-unit", "丁任务"), found("leftover", "and")], coordinator, plan=first.plan)
    assert "carried over" not in page(office, first)
    html = page(office, second)
    assert "由督查室汇总" in html and "carried over from the version before" in html
    assert "由督查室汇总" not in page(office, second, still_open="on")


def test_the_page_filters_by_rule(office: Client, first: PlanVersion) -> None:
    html = page(office, first, rule="no-unit")
    assert "丁任务" in html and "甲任务" not in html
