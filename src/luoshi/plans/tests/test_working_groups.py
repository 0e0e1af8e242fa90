"""A plan's groups come out as it prints them: who leads in which role, the office, every member; with their places."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.rights import can, forget
from luoshi.accounts.roles import Role, Verb
from luoshi.orgs.models import Post, Unit, WorkingGroup
from luoshi.orgs.services.groups import save_group
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import imports, names, publishing
from luoshi.plans.tests.builders import make_person
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

LEADERS = [("第一召集人", "县政府副县长"), ("召集人", "县工信局局长"), ("联络员", "县财政局办公室主任")]


def again(plan: PlanVersion, actor: User, draft: dict[str, Any], name: str) -> PlanVersion:
    """The next version of a plan with this reading, published."""
    file = ContentFile(f"{TEXT}{name}".encode(), name=name)
    new = imports.receive(file=file, name=name, plan=plan.plan, actor=actor).version
    imports.store(version=new, document=Document(name, "text/plain", new.sha256, TEXT), draft=draft, findings=[])
    return publishing.publish(version_id=new.pk, undecided=publishing.ACCEPT, actor=actor)


def led(group: dict[str, Any]) -> dict[str, Any]:
    places = {"县政府副县长": [200, 206]}
    convenors = [{"role": role, "who": who, "span": places.get(who)} for role, who in LEADERS]
    return group | {"convenors": convenors, "collectives": [{"name": "各镇", "span": [210, 212]}]}


def test_it_keeps_each_role_with_its_words_its_place_and_the_post_they_mean(
    version: PlanVersion, units: dict[str, Unit], coordinator: User
) -> None:
    head = Post.objects.create(unit=units["县工信局"], title="局长")
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    draft = contract()
    draft["groups"] = [led(draft["groups"][0])]
    second = again(version, coordinator, draft, "second.txt")
    group = WorkingGroup.objects.get()
    rows = [(one.role, one.who, one.start, one.unit, one.post) for one in group.convenors.all()]
    assert rows == [
        ("第一召集人", "县政府副县长", 200, None, None),
        ("召集人", "县工信局局长", None, units["县工信局"], head),
        ("联络员", "县财政局办公室主任", None, units["县财政局"], None),
    ]
    assert [(one.printed, one.is_collective) for one in group.members.all()][-1] == ("各镇", True)
    assert group.source_version == second.pk


def test_a_group_that_the_next_version_drops_rests_and_one_that_returns_works_again(
    version: PlanVersion, units: dict[str, Unit], coordinator: User
) -> None:
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    again(version, coordinator, contract() | {"groups": []}, "second.txt")
    assert not WorkingGroup.objects.get().active
    again(version, coordinator, contract(), "third.txt")
    assert WorkingGroup.objects.get().active


def test_an_office_that_was_moved_by_hand_stays_while_the_words_do(
    version: PlanVersion, units: dict[str, Unit], coordinator: User
) -> None:
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    group = WorkingGroup.objects.get()
    group.office_unit, group.active = units["县商务局"], False
    save_group(group=group, actor=coordinator)
    again(version, coordinator, contract(), "second.txt")
    group.refresh_from_db()
    assert (group.office_unit, group.active) == (units["县商务局"], False)


@pytest.mark.seeds
def test_the_groups_of_real_plans_are_those_of_the_annotation(
    real: PlanVersion,
    shared: Path,
    coordinator: User,
) -> None:
    gold = shared / "extract/gold" / f"{real.name[:3]}.json"
    if not gold.exists():
        pytest.skip(f"{real.name} is not annotated")
    unknown = names.unknown_names(real, suggest=0)
    names.settle(version=real, choices={one.name: None for one in unknown}, actor=coordinator)
    publishing.publish(version_id=real.pk, undecided=publishing.ACCEPT, actor=coordinator)
    stored = {group.name: group for group in WorkingGroup.objects.prefetch_related("convenors", "members")}
    for expected in json.loads(gold.read_text())["groups"]:
        group = stored[expected["name"]]
        said = [(one.role, one.who) for one in group.convenors.all()]
        assert said == [(one["role"], one["who"]) for one in expected["convenors"]]
        for one in group.convenors.all():
            if one.start is not None and one.end is not None:
                assert one.who.startswith("".join(real.text[one.start : one.end].split()).replace("**", ""))
        assert group.office_text == expected["office"]
        assert group.office_unit is not None
        assert group.members.filter(is_collective=False, unit=None).count() == 0
        assert group.members.filter(is_collective=False).count() == len({*_printed(expected)})


def _printed(expected: dict[str, Any]) -> list[str]:
    return [one["name"] if isinstance(one, dict) else one for one in expected["members"]]


def test_who_acts_for_the_office_of_a_unit_acts_for_the_groups_it_keeps(
    version: PlanVersion, units: dict[str, Unit], coordinator: User
) -> None:
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    clerk = make_person("clerk", Role.GROUP_OFFICE)
    RoleAssignment.objects.filter(user=clerk).update(unit=units["县工信局"])
    group = WorkingGroup.objects.get()
    assert can(clerk, Verb.MANAGE_GROUPS, group)
    group.office_unit = units["县商务局"]
    save_group(group=group, actor=coordinator)
    forget(clerk)
    assert not can(clerk, Verb.MANAGE_GROUPS, group)
