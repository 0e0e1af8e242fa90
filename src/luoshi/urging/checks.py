"""What can be wrong with a ladder beyond its schema. Pure."""

from collections.abc import Iterator
from string import Template

from luoshi.urging.ladder import KINDS, Ladder, Step

GRAVITY = ("remind", "urge", "supervise", "summon", "bulletin")
WORDS = frozenset({"due", "report_due", "light_since", "days"})  # what a reason may name


def problems(ladder: Ladder) -> list[tuple[str, str, str]]:
    """Every fault: its place in the pack, what is wrong, the remedy. An empty list means the ladder can be used."""
    return [*_order(ladder), *_thresholds(ladder), *_words(ladder)]


def _order(ladder: Ladder) -> Iterator[tuple[str, str, str]]:
    names = [step.name for step in ladder.steps]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield f"steps/{place}/name", f"the step “{name}” stands twice", "let each step stand once"
    heights = [GRAVITY.index(name) for name in names]
    for place in range(1, len(heights)):
        if heights[place] < heights[place - 1]:
            what = f"“{names[place]}” is milder than “{names[place - 1]}”, which stands before it"
            yield f"steps/{place}/name", what, f"keep the order {', '.join(GRAVITY)}"


def _thresholds(ladder: Ladder) -> Iterator[tuple[str, str, str]]:
    """A graver step must not be due before a milder one for the same cause."""
    for kind in KINDS[1:]:
        before: tuple[str, int] | None = None
        for place, step in enumerate(ladder.steps):
            days = [trigger.days for trigger in step.when if trigger.kind == kind]
            if not days:
                continue
            if before is not None and min(days) < before[1]:
                what = f"{kind} {min(days)} comes before the {before[1]} of “{before[0]}”, a milder step"
                yield f"steps/{place}/when", what, f"write at least {before[1]}"
            before = step.name, min(days)


def _words(ladder: Ladder) -> Iterator[tuple[str, str, str]]:
    for place, step in enumerate(ladder.steps):
        for number, texts in enumerate(_texts(step)):
            for language, text in texts.items():
                where = f"steps/{place}/when/{number}/because/{language}"
                yield from ((where, what, _remedy()) for what in _unknown(text))


def _texts(step: Step) -> Iterator[dict[str, str]]:
    for trigger in step.when:
        yield {"zh": trigger.because_zh, "en": trigger.because_en}


def _unknown(text: str) -> Iterator[str]:
    template = Template(text)
    if not template.is_valid():
        yield "a $ stands alone"
        return
    for name in template.get_identifiers():
        if name not in WORDS:
            yield f"${name} is not known"


def _remedy() -> str:
    return f"use only {', '.join(f'${name}' for name in sorted(WORDS))}; write $$ for a dollar sign"
