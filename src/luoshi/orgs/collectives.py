"""Whom a collective stands for: 各镇（街道） binds every town of the area, 有关部门 nobody in particular."""

import re
from collections.abc import Callable, Iterable, Mapping

from luoshi.orgs.models import Region, Unit
from luoshi.orgs.selectors import valid

_EVERY = re.compile(r"^(?:全[省市州县区旗])?[各每]")  # 有关镇、相关园区 mean some of them, and do not say which
_COUNTY = re.compile(r"[县市区旗](?:人民)?政府$")


def _is_town(unit: Unit) -> bool:
    return unit.kind == Unit.Kind.TOWN


def _is_zone(unit: Unit) -> bool:
    return unit.kind == Unit.Kind.ZONE


def _is_county(unit: Unit) -> bool:
    return _COUNTY.search(unit.name) is not None


_SORTS: tuple[tuple[re.Pattern[str], Callable[[Unit], bool]], ...] = (
    (re.compile(r"[镇乡]|街道|苏木"), _is_town),
    (re.compile(r"管委会|管理委员会|园区|开发区|功能区|高新区|经开区"), _is_zone),
    (re.compile(r"(?<![园社校厂库地片街])[县市区旗](?!直|级|属|域|内)"), _is_county),
)


def sorts_of(name: str) -> list[Callable[[Unit], bool]]:
    """What sorts of unit a collective's printed name takes in; none where it does not say that it means them all."""
    if not _EVERY.match(name):
        return []
    found = [fits for pattern, fits in _SORTS if pattern.search(name.removeprefix("全县").removeprefix("全市"))]
    # 各镇（街道、区） speaks of towns: what stands above a town is not named beside it.
    return [fits for fits in found if fits is not _is_county] if _is_town in found else found


def members_of(names: Iterable[str], region: Region | None) -> Mapping[str, list[Unit]]:
    """For each collective that means every unit of a sort: those units, of the area and of the areas right below it."""
    wanted = {name: sorts for name in set(names) if (sorts := sorts_of(name))}
    if not wanted or region is None:
        return {}
    areas = [region.pk, *valid(region.children.all()).values_list("pk", flat=True)]
    units = list(valid(Unit.objects.filter(region__in=areas, merged_into=None)).order_by("pk"))
    return {name: [unit for unit in units if any(fits(unit) for fits in sorts)] for name, sorts in wanted.items()}
