"""Refusals of the plans room. Each message is one sentence a person can act on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from luoshi.plans.models import DraftItem


class PlanError(Exception):
    """A request that cannot be carried out; nothing was changed."""


class StaleItem(PlanError):
    """Somebody else changed the item first; `item` is as it stands now."""

    def __init__(self, item: "DraftItem") -> None:
        who = str(item.reviewer) if item.reviewer else _("another reviewer")
        super().__init__(
            _("%(who)s changed this item in the meantime. Yours was not saved; look at it again.") % {"who": who}
        )
        self.item = item
