"""Before publication the page says whom each collective binds."""

import pytest
from django.test import Client

from luoshi.orgs.models import Region, Unit
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.selectors.publishing import collectives

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(version: PlanVersion) -> PlanVersion:
    """Two tasks ask every town, one of them has been left out; one asks 有关部门."""
    for number, item in enumerate(version.items.filter(kind="task").order_by("start")[:3]):
        names = ["各镇（街道）"] if number < 2 else ["有关部门"]
        item.extracted = {**(item.extracted or {}), "collectives": [{"name": name, "span": [0, 1]} for name in names]}
        item.state = DraftItem.State.REJECTED if number == 1 else item.state
        item.save()
    return version


def test_it_says_whom_a_collective_binds(asking: PlanVersion, county: Region, office: Client) -> None:
    for name in ("云渡镇", "河口镇"):
        Unit.objects.create(name=name, kind=Unit.Kind.TOWN, region=county)
    found = {one.name: one for one in collectives(asking)}
    assert [unit.name for unit in found["各镇（街道）"].units] == ["云渡镇", "河口镇"]
    assert found["各镇（街道）"].mentions == 1 and not found["有关部门"].units
    assert "云渡镇、河口镇" in office.get(f"/plans/versions/{asking.pk}/publish/").content.decode()


def test_it_says_so_when_no_town_is_known(asking: PlanVersion, office: Client) -> None:
    found = {one.name: one for one in collectives(asking)}
    assert found["各镇（街道）"].means_all and not found["有关部门"].means_all
    assert "尚未录入这类单位" in office.get(f"/plans/versions/{asking.pk}/publish/").content.decode()
