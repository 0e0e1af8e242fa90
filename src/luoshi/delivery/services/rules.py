"""Which light rule judges which part of the plan, and from when."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import reach
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import RuleUse
from luoshi.flow import clock
from luoshi.packs import PackError
from luoshi.packs.lights import light_rule
from luoshi.plans.models import Part
from luoshi.progress.lights import LightRule

DEFAULT = "default"


class Rules:
    """The rules in force on a day: read once, asked for each task."""

    def __init__(self, on: date) -> None:
        uses = RuleUse.objects.filter(starts__lte=on).exclude(ends__lt=on).order_by("starts", "pk")
        # The latest start comes last and stands; a rule for a part goes before one for the whole plan.
        self.names: Mapping[int | None, str] = {use.part_id: use.rule for use in uses}
        self._known: dict[str, LightRule] = {}

    def of(self, part: int | None) -> LightRule:
        """The rule for a task of that part."""
        name = self.names.get(part) or self.names.get(None) or DEFAULT
        if name not in self._known:
            self._known[name] = light_rule(name)
        return self._known[name]


@transaction.atomic
def adopt(*, rule: str, part: Part | None, starts: date, ends: date | None = None, reason: str, user: User) -> RuleUse:
    """Let a rule judge from a day on. Raises DeliveryError for the wrong person, rule or days, or without a reason."""
    if not reach(user, Verb.CLOSE_TASKS).everything:
        raise DeliveryError(_("Only the coordination group may choose the light rule."))
    if not reason.strip():
        raise DeliveryError(_("Please write a reason."))
    if starts < clock.today() or (ends is not None and ends < starts):
        raise DeliveryError(_("A rule starts today or later, and ends after it starts: lights already given stay."))
    try:
        light_rule(rule)
    except PackError as error:
        raise DeliveryError(str(error)) from None
    made = RuleUse.objects.create(
        rule=rule, part=part, starts=starts, ends=ends, reason=reason.strip()[:500], by=user, at=clock.now()
    )
    record(
        action="delivery.rule_adopted",
        subject=made,
        actor=user,
        data={"rule": rule, "part": part.pk if part else None, "from": starts, "until": ends, "reason": made.reason},
    )
    return made
