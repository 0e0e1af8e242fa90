"""Regions, units with aliases and validity dates, posts and people, working groups."""

from luoshi.orgs.models.groups import Convenor, GroupMember, Placed, WorkingGroup
from luoshi.orgs.models.people import Membership, Person, Post
from luoshi.orgs.models.regions import FormerCode, Region
from luoshi.orgs.models.units import Unit, UnitAlias

__all__ = [
    "Convenor",
    "FormerCode",
    "GroupMember",
    "Membership",
    "Person",
    "Placed",
    "Post",
    "Region",
    "Unit",
    "UnitAlias",
    "WorkingGroup",
]
