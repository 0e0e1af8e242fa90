"""Every write to the organisation."""

from luoshi.orgs.services.people import appoint, leave, save_person, save_post
from luoshi.orgs.services.regions import create_region, end_region, save_region
from luoshi.orgs.services.units import add_alias, remove_alias, rename_unit, save_unit

__all__ = [
    "add_alias",
    "appoint",
    "create_region",
    "end_region",
    "leave",
    "remove_alias",
    "rename_unit",
    "save_person",
    "save_post",
    "save_region",
    "save_unit",
]
