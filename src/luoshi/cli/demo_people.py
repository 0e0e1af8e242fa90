"""The demo's county: its region, units and people, and its plan, imported through the real reader."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import click
from django.core.files import File
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.accounts.services import assign_role, create_user
from luoshi.flow import clock
from luoshi.jobs.services import run_due
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.orgs.services import create_region, save_unit
from luoshi.plans.models import PlanVersion
from luoshi.plans.services.imports import receive
from luoshi.plans.services.names import settle, unknown_names
from luoshi.plans.services.publishing import ACCEPT, publish
from luoshi.plans.services.review import accept_many
from luoshi.sample import build, build_upper

PASSWORD = "Luoshi-demo-2026"
COUNTY, CITY = "青埠县", "云汀市"
# Codes that no area of the country has (GB/T 2260 ends at 82).
CITY_CODE, COUNTY_CODE = "980200", "980221"
TOWNS = ("白萍镇", "芦汀镇", "鹿鸣镇", "沙渡镇", "枫塘乡", "云坪乡")
ZONE = "青埠经济开发区"
DECIDED = 12  # items of the city's plan that are accepted already
# Two names in the sample that are other units' names: a misspelling and a short form.
OTHER_NAMES = {"县自燃资源局": "县自然资源局", "县文化旅游广电体育局": "县文旅广体局"}
WORKING_DAYS = 130  # about six months


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to sign in as."""

    username: str
    name: str
    role: Role
    what: str
    unit: str = ""


PEOPLE = (
    Persona("zongxie", "顾明远", Role.COORDINATION, "综合协调组：导入方案、交办、审核、销号"),
    Persona("ducha", "秦岳", Role.SUPERVISION, "督查室：核验、回头看"),
    Persona("lingdao", "周一川", Role.LEADER, "县领导：一页看全、批延期"),
    Persona("gongxin", "林小舟", Role.REPORTER, "县工信局填报人：签收、填报", "县工信局"),
    Persona("gongxin2", "沈文澜", Role.LEAD_UNIT, "县工信局负责人：审核、牵头审核", "县工信局"),
    Persona("nongye", "何田", Role.REPORTER, "县农业农村局填报人", "县农业农村局"),
    Persona("nongye2", "罗稷", Role.LEAD_UNIT, "县农业农村局负责人", "县农业农村局"),
    Persona("caizheng", "钱清", Role.UNIT_REVIEWER, "县财政局：多为配合单位", "县财政局"),
    Persona("luting", "苏禾", Role.REPORTER, "芦汀镇填报人：乡镇怎么填", "芦汀镇"),
    Persona("zhuanban", "唐凌", Role.GROUP_OFFICE, "工业强链行动工作专班办公室"),
    Persona("shenji", "严正", Role.AUDITOR, "审计员：只看审计记录"),
    Persona("guanli", "程安", Role.ADMINISTRATOR, "系统管理员：账号与单位"),
    Persona("anquan", "宁远", Role.SECURITY, "安全管理员：授予角色"),
)


@dataclass
class County:
    """What the months of work act with."""

    region: Region
    users: dict[str, User]
    reporters: dict[int, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)

    @property
    def office(self) -> User:
        return self.users["zongxie"]


def settle_county() -> County:
    """The tree of areas and everybody who can be signed in as."""
    city = create_region(name=CITY, level=Region.Level.CITY, code=CITY_CODE, actor=None)
    region = create_region(name=COUNTY, level=Region.Level.COUNTY, code=COUNTY_CODE, parent=city, actor=None)
    for number, town in enumerate(TOWNS, 101):
        create_region(name=town, level=Region.Level.TOWN, code=f"{COUNTY_CODE}{number}", parent=region, actor=None)
    create_region(name=ZONE, level=Region.Level.VIRTUAL, parent=region, actor=None)
    users = {}
    for person in PEOPLE:
        user = create_user(
            username=person.username,
            display_name=person.name,
            password=PASSWORD,
            actor=None,
            must_change_password=False,
        )
        users[person.username] = user
        if not person.unit and person.role != Role.GROUP_OFFICE:
            assign_role(user=user, role=person.role, actor=None)
    return County(region, users)


def import_plan(county: County, folder: Path) -> PlanVersion:
    """Build the sample document, hand it in as a person would, and let the worker read it."""
    path = folder / "青埠县行动方案.docx"
    build(path)
    with path.open("rb") as file:
        received = receive(file=File(file), name=path.name, region=county.region, actor=county.office)
    run_due()
    version = PlanVersion.objects.select_related("plan").get(pk=received.version.pk)
    if version.state != PlanVersion.State.REVIEWING:
        raise click.ClickException(f"the sample plan could not be read: {version.failure or version.state}")
    return version


def await_review(county: County, folder: Path) -> None:
    """Hand in the city's plan too and leave it half reviewed, so that the review page has something to show."""
    path = folder / "云汀市行动方案.docx"
    build_upper(path)
    city = Region.objects.get(name=CITY)
    with path.open("rb") as file:
        received = receive(file=File(file), name=path.name, region=city, actor=county.office)
    run_due()
    first = received.version.items.order_by("start", "order").values_list("pk", flat=True)[:DECIDED]
    accept_many(version_id=received.version.pk, item_ids=list(first), actor=county.office)


def start_of(day: date) -> date:
    """The first day of the demo's six months."""
    return clock.CALENDAR.add_working_days(day, -WORKING_DAYS)


def publish_plan(county: County, version: PlanVersion, day: date) -> None:
    """Settle the names of units, accept every item, publish; on the first day of the six months."""
    settle_names(county, version)
    for town in TOWNS:
        if not Unit.objects.filter(name=town).exists():
            save_unit(unit=Unit(name=town, kind=Unit.Kind.TOWN, region=county.region), actor=county.office)
    with clock.at(moment(start_of(day), 9)):
        publish(version_id=version.pk, undecided=ACCEPT, actor=county.office)
    group = WorkingGroup.objects.order_by("pk").first()
    assign_role(user=county.users["zhuanban"], role=Role.GROUP_OFFICE, actor=None, group=group)


def settle_names(county: County, version: PlanVersion) -> None:
    """Every name is a new unit, but for the two that are other units' names."""
    names = [unknown.name for unknown in unknown_names(version, suggest=0)]
    settle(version=version, choices={name: None for name in names if name not in OTHER_NAMES}, actor=county.office)
    known = dict(Unit.objects.filter(name__in=OTHER_NAMES.values()).values_list("name", "pk"))
    aliases = {name: known[unit] for name, unit in OTHER_NAMES.items() if name in names and unit in known}
    settle(version=version, choices=aliases, actor=county.office)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def workday_from(day: date) -> date:
    """That day, or the next working day after it."""
    while not clock.CALENDAR.is_workday(day):
        day += timedelta(days=1)
    return day
