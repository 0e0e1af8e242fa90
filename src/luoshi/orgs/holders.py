"""Which post or person a plan means by words such as 县发改局主要负责人 or 县政府办副主任李强. Never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.orgs.models import Membership, Person, Post, Region, Unit
from luoshi.orgs.naming import Names, find_unit, known_names
from luoshi.orgs.selectors import held_now


@dataclass(frozen=True, slots=True)
class Holder:
    """What the words of a plan mean: the unit in front, its post of that title, the person named behind."""

    unit: Unit | None = None
    post: Post | None = None
    person: Person | None = None


NOBODY = Holder()


def resolve_holders(phrases: Iterable[str], *, region: Region, on: date | None = None) -> dict[str, Holder]:
    """For each phrase the unit that its longest beginning names, and the post and person that its rest names there."""
    known = known_names(region, on)
    split = {phrase: _front(phrase, known) for phrase in phrases}
    units = {unit.pk for unit, _rest in split.values() if unit is not None}
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(unit__in=units).order_by("pk"):
        posts.setdefault(post.unit_id, []).append(post)
    held: dict[int, list[Membership]] = {}
    for one in held_now(on).filter(unit__in=units).select_related("person", "post"):
        held.setdefault(one.unit_id, []).append(one)
    return {
        phrase: _holder(unit, rest, posts.get(unit.pk, []), held.get(unit.pk, [])) if unit else NOBODY
        for phrase, (unit, rest) in split.items()
    }


def _front(phrase: str, known: Sequence[Names]) -> tuple[Unit | None, str]:
    for end in range(len(phrase) - 1, 1, -1):
        unit = find_unit(phrase[:end], known)
        if unit is not None:
            return unit, phrase[end:]
    return None, phrase


def _holder(unit: Unit, rest: str, posts: list[Post], held: list[Membership]) -> Holder:
    named = [one for one in held if len(one.person.name) >= 2 and rest.endswith(one.person.name)]
    if len({one.person_id for one in named}) == 1:
        title = rest.removesuffix(named[0].person.name)
        return Holder(unit, _of_title(posts, title) or named[0].post, named[0].person)
    return Holder(unit, _of_title(posts, rest))


def _of_title(posts: list[Post], title: str) -> Post | None:
    return next((post for post in posts if post.title == title), None)
