"""Where two merged units are both parties to a task, the stronger part stays, and an undone merge parts them again."""

from luoshi.accounts.roles import Role
from luoshi.delivery.models import TaskParty
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.orgs.services.merging import merge, undo


def parties(busy: DeskWorld) -> list[tuple[int, int, str, bool]]:
    return list(TaskParty.objects.order_by("task", "pk").values_list("task", "unit", "role", "answers"))


def test_it_keeps_who_answers_when_two_parties_become_one(busy: DeskWorld) -> None:
    world, before = busy.world, parties(busy)
    entry = merge(loser=world.unit, winner=world.other_unit, actor=busy.person(Role.COORDINATION))
    (party,) = busy.task.parties.all()
    assert (party.unit, party.role, party.answers) == (world.other_unit, "lead", True)
    undo(entry=entry, actor=busy.person(Role.COORDINATION))
    assert sorted(parties(busy)) == sorted(before)
