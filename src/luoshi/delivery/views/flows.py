"""The flows in force, as a table: from where to where, by whom, with what; read from the packs."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.flow.definition import PREVIOUS, StageGraph
from luoshi.flow.definition import Transition as Way
from luoshi.flow.graphs import graph
from luoshi.packs import Pack, available

FIELDS = {"reason": gettext_lazy("a reason"), "due": gettext_lazy("a date")}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    label: str
    sources: str
    target: str
    who: str
    asks: str
    limit: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One pack as the page shows it."""

    name: str
    label: str
    note: str
    version: int
    is_own: bool
    steps: list[Step]


@require_GET
@requires(Verb.READ_TASKS)
def flows(request: HttpRequest) -> HttpResponse:
    """Every step of every flow: who may take it, and what is asked of them."""
    return render(request, "delivery/flows.html", {"flows": [_flow(pack) for pack in available("flow")]})


def _flow(pack: Pack) -> Flow:
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    made = graph(pack.id)
    steps = [_step(made, way, language) for way in made.transitions]
    note = pack.data.get("note", {}).get(language, "")
    return Flow(pack.id, pack.label[language], note, pack.version, pack.is_override, steps)


def _step(made: StageGraph, way: Way, language: str) -> Step:
    def name(stage: str) -> str:
        return made.stage(stage).label.in_language(language)

    known = [made.roles[role].in_language(language) for role in made.roles if role in way.roles]
    return Step(
        label=way.label.in_language(language),
        sources="、".join(name(stage) for stage in way.sources),
        target=_("where it was before") if way.target == PREVIOUS else name(way.target),
        who="、".join(known),
        asks="、".join(str(FIELDS.get(field, field)) for field in way.requires),
        limit=_limit(made, way),
    )


def _limit(made: StageGraph, way: Way) -> str:
    """How long the stage that it leads to may last."""
    stage = made.by_name.get(way.target)
    if stage is None or stage.clock is None:
        return ""
    days = stage.clock.workdays
    return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
