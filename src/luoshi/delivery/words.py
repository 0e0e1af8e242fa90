"""What is said of figures and days, in the reader's language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.delivery.selectors.targets import Stand
from luoshi.progress.quantities import shown
from luoshi.progress.targets import Standing


def days_left(due: date, today: date) -> str:
    """How far away a day is: 3 days left, today, 2 days over."""
    days = (due - today).days
    if not days:
        return _("today")
    if days > 0:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ngettext("%(days)d day over", "%(days)d days over", -days) % {"days": -days}


def told(stand: Stand) -> list[str]:
    """A target's standing in a few short phrases; nothing where nothing is known."""
    standing = stand.standing
    if standing is None:
        return []
    unit = stand.target.unit
    if standing.kind == "ceiling":
        return _of_ceiling(standing, unit)
    if standing.kind == "growth":
        return _of_growth(standing, stand.target.value or 0)
    return [*_of_pace(standing), *_of_ask(standing, unit)]


def _of_pace(standing: Standing) -> list[str]:
    gap = standing.gap
    if gap is None:
        return []
    if not gap:
        return [_("exactly on pace")]
    words = _("%s points ahead of pace") if gap > 0 else _("%s points behind pace")
    return [words % shown(abs(gap))]


def _of_ask(standing: Standing, unit: str) -> list[str]:
    ask = standing.ask
    if ask is None:
        return []
    if not ask.left:
        return [_("reached")]
    left = _("%(left)s %(unit)s to go") % {"left": shown(ask.left), "unit": unit}
    if not ask.periods:
        return [left, _("no month is left")]
    each = ngettext(
        "%(each)s %(unit)s in the month that is left", "%(each)s %(unit)s in each of the %(months)d months left",
        ask.periods,
    )  # fmt: skip
    return [left, each % {"each": shown(ask.per_period), "unit": unit, "months": ask.periods}]


def _of_ceiling(standing: Standing, unit: str) -> list[str]:
    if standing.headroom is None:
        return []
    words = _("%(room)s %(unit)s above the ceiling") if standing.headroom < 0 else _("%(room)s %(unit)s of headroom")
    return [words % {"room": shown(abs(standing.headroom)), "unit": unit}]


def _of_growth(standing: Standing, planned: float) -> list[str]:
    if standing.latest is None:
        return []
    short = float(standing.latest) - planned
    if short >= 0:
        return [_("not below plan")]
    said = [_("%s points below plan") % f"{-short:.2f}".rstrip("0").rstrip(".")]
    if standing.needed_growth is not None:
        said.append(_("the rest of the year must grow by %s %%") % shown(standing.needed_growth))
    return said
