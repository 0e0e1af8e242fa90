"""The side navigation: which rooms this person may enter. An entry appears only if its page exists."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor, can
from luoshi.accounts.roles import Verb


@dataclass(frozen=True)
class Entry:
    """One line of the navigation; `rooms` are the URL namespaces in which it is shown as current.

    `key`, pressed after g, leads there.
    """

    title: Any
    url_name: str
    picture: str
    verb: Verb
    rooms: tuple[str, ...] = ()
    key: str = ""


ENTRIES = (
    Entry(_("My desk"), "delivery:desk", "home", Verb.READ_TASKS, key="d"),
    Entry(_("Dashboard"), "delivery:dashboard", "layout-dashboard", Verb.READ_TASKS, key="o"),
    Entry(_("Tasks"), "delivery:task_list", "checklist", Verb.READ_TASKS, key="t"),
    Entry(_("Rounds"), "rounds:list", "clipboard-list", Verb.READ_TASKS, ("rounds",), key="r"),
    Entry(_("Reports"), "delivery:report_list", "report", Verb.READ_TASKS, key="p"),
    Entry(_("Urging and supervision"), "urging:list", "bell-ringing", Verb.READ_TASKS, ("urging",), key="u"),
    Entry(_("Leader's view"), "delivery:leader", "presentation", Verb.OVERRIDE_LIGHTS, key="l"),
    Entry(_("Ways to look"), "seeing:part_list", "binoculars", Verb.READ_TASKS, ("seeing",), key="v"),
    Entry(_("Plans"), "plans:list", "file-description", Verb.READ_PLANS, ("plans",), key="b"),
    Entry(_("Regions"), "orgs:region_list", "map-2", Verb.READ_UNITS),
    Entry(_("Units"), "orgs:unit_list", "building-community", Verb.READ_UNITS),
    Entry(_("People and posts"), "orgs:person_list", "id", Verb.MANAGE_UNITS),
    Entry(_("Working groups"), "orgs:group_list", "users-group", Verb.READ_UNITS),
    Entry(_("People and roles"), "accounts:user_list", "user-shield", Verb.READ_ACCOUNTS),
    Entry(_("Holidays"), "rounds:days", "calendar", Verb.MANAGE_CALENDAR),
    Entry(_("Group robots"), "notices:robots", "robot", Verb.MANAGE_ROBOTS),
    Entry(_("Outbox"), "notices:outbox", "mail-forward", Verb.MANAGE_USERS),
    Entry(_("Schedules"), "jobs:schedule_list", "clock-play", Verb.MANAGE_USERS),
    Entry(_("Audit record"), "audit:list", "history", Verb.READ_AUDIT, ("audit",)),
)


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    title: Any
    href: str
    picture: str
    current: bool
    key: str = ""


def entries_for(user: Visitor, current: str) -> list[Link]:
    """The entries this person may follow."""
    links = []
    for entry in ENTRIES:
        href = _address(entry.url_name)
        if href and can(user, entry.verb):
            links.append(Link(entry.title, href, entry.picture, _is_current(entry, current), entry.key))
    return links


def _is_current(entry: Entry, current: str) -> bool:
    """Whether the page belongs to the entry: `orgs:unit_detail` belongs to `orgs:unit_list`."""
    stem = entry.url_name.removesuffix("_list")
    return current == entry.url_name or current.startswith(f"{stem}_") or current.split(":")[0] in entry.rooms


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
