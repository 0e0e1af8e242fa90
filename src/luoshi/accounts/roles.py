"""The roles that the plans themselves name, and the verbs each may do. Plain data."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the plan; held for a unit, a region or a working group, or for everything."""

    REPORTER = "reporter", _("Reporter")
    UNIT_REVIEWER = "unit_reviewer", _("Unit reviewer")
    LEAD_UNIT = "lead_unit", _("Lead unit")
    GROUP_OFFICE = "group_office", _("Working group office")
    COORDINATION = "coordination", _("Coordination group")
    SUPERVISION = "supervision", _("Supervision office")
    LEADER = "leader", _("Leader")
    AUDITOR = "auditor", _("Audit administrator")
    ADMINISTRATOR = "administrator", _("System administrator")
    SECURITY = "security", _("Security administrator")


class Verb(StrEnum):
    """What may be done. Every view and service asks for one of these."""

    READ_PLANS = "read_plans"
    IMPORT_PLANS = "import_plans"
    PUBLISH_PLANS = "publish_plans"
    READ_TASKS = "read_tasks"
    READ_ALL_TASKS = "read_all_tasks"
    ASSIGN_TASKS = "assign_tasks"
    ACCEPT_TASKS = "accept_tasks"
    REPORT = "report"
    REVIEW_IN_UNIT = "review_in_unit"
    REVIEW_AS_LEAD = "review_as_lead"
    REVIEW_AS_OFFICE = "review_as_office"
    CLOSE_TASKS = "close_tasks"
    GRANT_EXTENSIONS = "grant_extensions"
    OVERRIDE_LIGHTS = "override_lights"
    SUPERVISE = "supervise"
    READ_UNITS = "read_units"
    MANAGE_UNITS = "manage_units"
    MANAGE_GROUPS = "manage_groups"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_ROBOTS = "manage_robots"
    MANAGE_USERS = "manage_users"
    READ_ACCOUNTS = "read_accounts"
    GRANT_ROLES = "grant_roles"
    READ_AUDIT = "read_audit"


_BUSINESS = frozenset({Verb.READ_PLANS, Verb.READ_TASKS, Verb.READ_UNITS})
_OFFICE = _BUSINESS | {
    Verb.MANAGE_GROUPS,
    Verb.READ_ALL_TASKS,
    Verb.ASSIGN_TASKS,
    Verb.REVIEW_AS_LEAD,
    Verb.REVIEW_AS_OFFICE,
    Verb.CLOSE_TASKS,
    Verb.GRANT_EXTENSIONS,
    Verb.MANAGE_ROBOTS,
}

VERBS: dict[Role, frozenset[Verb]] = {
    Role.REPORTER: _BUSINESS | {Verb.ACCEPT_TASKS, Verb.REPORT},
    Role.UNIT_REVIEWER: _BUSINESS | {Verb.ACCEPT_TASKS, Verb.REPORT, Verb.REVIEW_IN_UNIT},
    Role.LEAD_UNIT: _BUSINESS | {Verb.ACCEPT_TASKS, Verb.REPORT, Verb.REVIEW_IN_UNIT, Verb.REVIEW_AS_LEAD},
    Role.GROUP_OFFICE: _OFFICE,
    Role.COORDINATION: _OFFICE | {Verb.IMPORT_PLANS, Verb.PUBLISH_PLANS, Verb.MANAGE_UNITS, Verb.MANAGE_CALENDAR},
    Role.SUPERVISION: _BUSINESS | {Verb.READ_ALL_TASKS, Verb.SUPERVISE},
    Role.LEADER: _BUSINESS | {Verb.READ_ALL_TASKS, Verb.GRANT_EXTENSIONS, Verb.OVERRIDE_LIGHTS},
    Role.AUDITOR: frozenset({Verb.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset(
        {
            Verb.MANAGE_USERS,
            Verb.READ_ACCOUNTS,
            Verb.MANAGE_UNITS,
            Verb.MANAGE_CALENDAR,
            Verb.MANAGE_ROBOTS,
            Verb.READ_UNITS,
        }
    ),
    Role.SECURITY: frozenset({Verb.GRANT_ROLES, Verb.READ_ACCOUNTS, Verb.READ_UNITS}),
}

# GB/T 22239-2019 8.1.5: system, security and audit administrators are three people, none with business rights. The
# first opens accounts that can do nothing, the second gives them roles, the third reads what both did.
SEPARATE = frozenset({Role.AUDITOR, Role.ADMINISTRATOR, Role.SECURITY})

# Each verb in the words of the page that tells everybody who may do what.
VERB_WORDS: dict[Verb, Any] = {
    Verb.READ_PLANS: _("read plans and their sources"),
    Verb.IMPORT_PLANS: _("import plans and review them"),
    Verb.PUBLISH_PLANS: _("publish plans"),
    Verb.READ_TASKS: _("read the tasks of the own unit"),
    Verb.READ_ALL_TASKS: _("read all tasks within reach"),
    Verb.ASSIGN_TASKS: _("assign tasks"),
    Verb.ACCEPT_TASKS: _("accept or dispute tasks"),
    Verb.REPORT: _("write reports"),
    Verb.REVIEW_IN_UNIT: _("review reports in the unit"),
    Verb.REVIEW_AS_LEAD: _("review reports as lead unit"),
    Verb.REVIEW_AS_OFFICE: _("review reports as group office"),
    Verb.CLOSE_TASKS: _("approve, strike off and archive tasks"),
    Verb.GRANT_EXTENSIONS: _("decide on extensions"),
    Verb.OVERRIDE_LIGHTS: _("override a light, with reason and expiry"),
    Verb.SUPERVISE: _("verify, supervise and revisit"),
    Verb.READ_UNITS: _("read regions, units and working groups"),
    Verb.MANAGE_UNITS: _("keep regions, units, posts and people"),
    Verb.MANAGE_GROUPS: _("keep members and liaisons of working groups"),
    Verb.MANAGE_CALENDAR: _("keep the working calendar"),
    Verb.MANAGE_ROBOTS: _("keep the robots of a group"),
    Verb.MANAGE_USERS: _("open and close accounts"),
    Verb.READ_ACCOUNTS: _("read accounts and roles"),
    Verb.GRANT_ROLES: _("give roles and take them away"),
    Verb.READ_AUDIT: _("read and check the audit record"),
}
