"""A large invented county, made in bulk: what the benches of pages look at.

`build(tasks)` fills an empty database with that many tasks, twelve monthly reports for each, 400 units, 20 towns, 20
parts with a working group each, milestones, light changes and the rows of their history. Same input, same rows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import LightChange, Milestone, Report, Task, TaskParty
from luoshi.flow.models import Transition
from luoshi.orgs.models import GroupMember, Region, Unit, WorkingGroup
from luoshi.plans import models as plans

DAY = date(2026, 11, 20)
UNITS, TOWNS, PARTS, MONTHS = 400, 20, 20, 12
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
DOING = ("推进", "完善", "建成", "改造", "开展", "落实", "整治", "培育", "保障", "优化")
WHERE = ("东桥", "柳湾", "石坪", "云岭", "南塘", "清溪", "白沙", "松岗", "临河", "古渡")
WHAT = (
    "农村公路",
    "城乡低保",
    "网络零售额",
    "老旧小区",
    "高标准农田",
    "河道清淤",
    "养老服务站",
    "工业园区",
    "学前教育",
    "雨污分流",
)
STATES = ("in_progress", "approved", "assigned", "under_review", "struck_off", "completion_claimed", "returned")
COLOURS = ("green", "green", "green", "blue", "yellow", "orange", "red", "purple", "grey")
REPORTED = ("passed",) * 9 + ("office_review", "returned", "draft")

M = TypeVar("M", bound=Model)


@dataclass
class World:
    """The ids that benches need."""

    people: dict[str, int] = field(default_factory=dict)
    tasks: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    part: int = 0
    group: int = 0
    region: int = 0
    version: int = 0


def build(tasks: int) -> World:
    """Fill an empty database; the search index comes last."""
    from luoshi.seeing.services.indexing import rebuild

    with transaction.atomic():
        world = World()
        regions = _regions()
        units = _units(regions)
        groups = _groups(units, regions[0])
        version, parts = _plan(regions[0], tasks)
        _people(world, units, groups)
        _tasks(world, tasks, version, parts, groups, units)
        world.units = [unit.pk for unit in units]
        world.part, world.group = parts[0].pk, groups[0].pk
        world.region, world.version = regions[1].pk, version.pk
        rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def _regions() -> list[Region]:
    county = Region.objects.create(name="清岚县", code="990121", level=Region.Level.COUNTY)
    names = [f"{place}{kind}" for kind in ("镇", "乡") for place in WHERE][:TOWNS]
    towns = [
        Region(name=name, code=f"990121{number:03d}", level=Region.Level.TOWN, parent=county)
        for number, name in enumerate(names, 100)
    ]
    return [county, *Region.objects.bulk_create(towns)]


def _units(regions: list[Region]) -> list[Unit]:
    rows = [
        Unit(name=f"{regions[number % (TOWNS + 1)].name}第{number + 1}工作办公室", region=regions[number % (TOWNS + 1)])
        for number in range(UNITS)
    ]
    return Unit.objects.bulk_create(rows)


def _groups(units: list[Unit], region: Region) -> list[WorkingGroup]:
    rows = [
        WorkingGroup(
            name=f"{WHAT[number % 10]}第{number + 1}专班", region=region, office_unit=units[number],
            plan_part=_part_title(number),
        )
        for number in range(PARTS)
    ]  # fmt: skip
    groups = WorkingGroup.objects.bulk_create(rows)
    members = [
        GroupMember(group=group, printed=unit.name, unit=unit, order=order)
        for number, group in enumerate(groups)
        for order, unit in enumerate(units[number::PARTS])
    ]
    GroupMember.objects.bulk_create(members)
    return groups


def _part_title(number: int) -> str:
    return f"{WHAT[number % 10]}{'提升' if number < 10 else '攻坚'}行动方案"


def _plan(region: Region, tasks: int) -> tuple[plans.PlanVersion, list[plans.Part]]:
    plan = plans.Plan.objects.create(title="清岚县年度重点工作推进方案", region=region, period="2026")
    version = plans.PlanVersion.objects.create(
        plan=plan, number=1, state="published", name="plan.txt", sha256="0" * 64, published_at=NOON
    )
    text = "\n".join(_sentence(number) for number in range(tasks))
    plans.Reading.objects.create(version=version, text=text, draft={})
    parts = [
        plans.Part(version=version, annex=str(number), kind="annex", title=_part_title(number), order=number, start=0,
                   end=1)
        for number in range(PARTS)
    ]  # fmt: skip
    return version, plans.Part.objects.bulk_create(parts)


def _people(world: World, units: list[Unit], groups: list[WorkingGroup]) -> None:
    scopes: dict[Role, dict[str, Any]] = {
        Role.LEADER: {},
        Role.COORDINATION: {},
        Role.GROUP_OFFICE: {"group": groups[0]},
        Role.LEAD_UNIT: {"unit": units[0]},
        Role.REPORTER: {"unit": units[1]},
    }
    for role, scope in scopes.items():
        user = User.objects.create(username=role.value, display_name=str(role.label), must_change_password=False)
        RoleAssignment.objects.create(user=user, role=role, **scope)
        world.people[role.value] = user.pk


def _sentence(number: int) -> str:
    chance = Random(number)
    place, what, doing = chance.choice(WHERE), chance.choice(WHAT), chance.choice(DOING)
    return f"{number + 1}. {doing}{place}片区{what}项目，年内完成{chance.randrange(2, 90)}处，第{number + 1:05d}号。"


def _tasks(
    world: World, count: int, version: plans.PlanVersion, parts: list[plans.Part], groups: list[WorkingGroup],
    units: list[Unit],
) -> None:  # fmt: skip
    author = world.people["lead_unit"]
    for numbers in _slices(range(count), 2000):
        published = plans.Task.objects.bulk_create(_published(number, version, parts) for number in numbers)
        plans.Target.objects.bulk_create(
            [_target(task, version) for task in published if task.order % 2 == 0], batch_size=500
        )
        running = Task.objects.bulk_create((_running(task, groups, units) for task in published), batch_size=500)
        world.tasks += [task.pk for task in running]
        _bulk(running, lambda task, number: _parties(task, number, units), numbers)
        _bulk(running, _changes, numbers)
        _bulk(running, _milestones, numbers)
        _bulk(running, _history, numbers)
        _bulk(running, lambda task, number: _reports(task, number, units, author), numbers)


def _bulk(tasks: list[Task], make: Callable[[Task, int], Iterable[Model]], numbers: list[int]) -> None:
    rows = [row for task, number in zip(tasks, numbers, strict=True) for row in make(task, number)]
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)


def _published(number: int, version: plans.PlanVersion, parts: list[plans.Part]) -> plans.Task:
    text = _sentence(number)
    return plans.Task(
        version=version, part=parts[number % PARTS], key=f"t{number}", order=number, number=str(number + 1),
        title=text.split("，")[0][:60], text=text, start=0, end=1,
    )  # fmt: skip


def _target(task: plans.Task, version: plans.PlanVersion) -> plans.Target:
    return plans.Target(
        version=version, part=task.part, task=task, key=f"g{task.order}", order=task.order, quote="完成20处",
        indicator="完成数量", comparator="ge", value=20.0, unit="处", start=0, end=1,
    )  # fmt: skip


def _running(task: plans.Task, groups: list[WorkingGroup], units: list[Unit]) -> Task:
    chance = Random(task.order)
    due = date(2026, 3, 1) + timedelta(days=chance.randrange(0, 420))
    colour = COLOURS[chance.randrange(len(COLOURS))]
    return Task(
        plan_task=task, part=task.part, group=groups[task.order % PARTS], number=task.number, title=task.title,
        lead_names=units[task.order % UNITS].name, start=date(2026, 1, 5), due=due, original_due=due,
        state=STATES[chance.randrange(len(STATES))], state_since=NOON, colour=colour, light=colour,
        light_rule="default", light_version=1, light_step="on_pace",
        light_reason_zh="完成率与序时进度相比", light_reason_en="compared with the pace",
        light_as_of=DAY, light_since=DAY - timedelta(days=chance.randrange(90)), progress=chance.randrange(101),
        progress_on=date(2026, 10, 31), accepted_on=date(2026, 1, 9), reported_to=date(2026, 10, 31),
        light_inputs={"completion": "50", "pace": "60", "gap": "-10"}, last_words="已完成前期工作，正在组织实施。",
    )  # fmt: skip


def _parties(task: Task, number: int, units: list[Unit]) -> Iterator[TaskParty]:
    for order, step in enumerate((0, 7, 31)):
        role = "support" if order else "lead"
        yield TaskParty(task=task, unit=units[(number + step) % UNITS], role=role, answers=not order, order=order)


def _changes(task: Task, number: int) -> Iterator[LightChange]:
    chance = Random(number + 1)
    old = "grey"
    for month in (2, 5, 8, 11):
        new = task.colour if month == 11 else chance.choice(COLOURS)
        day = date(2026, month, 1 + number % 19)
        yield LightChange(
            task=task, on=day, old=old, new=new, rule="default@1", reason_zh="月度判定", reason_en="monthly"
        )
        old = new


def _milestones(task: Task, number: int) -> Iterator[Milestone]:
    if number % 4 == 0:
        for quarter, name in enumerate(("完成方案", "组织招标", "主体完工", "验收交付")):
            due = date(2026, 3 * quarter + 3, 28)
            yield Milestone(task=task, name=name, due=due, done_on=due if quarter < 2 else None)


def _history(task: Task, number: int) -> Iterator[Transition]:
    path = (
        ("register", "proposed", "registered"),
        ("assign", "registered", "assigned"),
        ("accept", "assigned", "accepted"),
    )
    for step, (name, old, new) in enumerate(path):
        yield Transition(
            subject_type="delivery.task", subject_id=task.pk, at=NOON - timedelta(days=300 - step), graph="task",
            graph_version=1, name=name, old=old, new=new, actor_name="县督查室",
        )  # fmt: skip


def _reports(task: Task, number: int, units: list[Unit], author: int) -> Iterator[Report]:
    chance = Random(number + 2)
    for month in range(1, MONTHS + 1):
        end = date(2026 if month < 12 else 2027, month % 12 + 1, 1) - timedelta(days=1)
        said = f"{chance.choice(WHERE)}片区{chance.choice(WHAT)}已{chance.choice(DOING)}{chance.randrange(100)}%"
        words = f"{said}，{month}月新增{chance.randrange(40)}处。"
        yield Report(
            task=task, unit=units[number % UNITS], period=f"2026-{month:02d}", period_zh=f"2026年{month}月",
            period_en=f"2026-{month:02d}", period_end=end, due=end + timedelta(days=5), words=words,
            percent=min(100, month * 8), state=REPORTED[month - 1], state_since=NOON, author_id=author,
            saved_at=NOON + timedelta(seconds=number), submitted_at=NOON if month < 12 else None,
        )  # fmt: skip


def _slices(numbers: range, size: int) -> Iterator[list[int]]:
    for start in range(0, len(numbers), size):
        yield list(numbers[start : start + size])
