"""What recurs: the ladder, the clocks of stages, and the lights that a new day asks for."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models import Task
from luoshi.delivery.services.lights import relight_stale
from luoshi.flow import clock
from luoshi.jobs.periodic import daily, every
from luoshi.urging import clocks, engine


@every("urging.climb", title=_("Urge: take the steps that are due"), minutes=10)
def climb() -> None:
    """The stages' clocks, then the ladder."""
    clocks.ring()
    engine.climb()


@daily("delivery.relight", title=_("Judge all lights anew"), at="00:05")
def relight() -> None:
    """Every light for the new day; tasks whose light changed are looked at again by the ladder."""
    relight_stale()
    engine.look_again(Task.objects.filter(light_since__gte=clock.today() - timedelta(days=1)))
