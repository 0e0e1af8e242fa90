"""The index of either database finds exactly what `in` finds."""

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from luoshi.orgs.models import Region, Unit
from luoshi.seeing import fulltext, words
from luoshi.seeing.models import SearchEntry
from luoshi.seeing.services import indexing
from luoshi.web.testworld import World

LETTERS = "低保城乡网络零售额，。%_\\\"*:'a Ab9９\n"
TEXTS = some.lists(some.text(alphabet=some.sampled_from(LETTERS), min_size=1, max_size=25), min_size=1, max_size=8)
QUERIES = some.text(alphabet=some.sampled_from(LETTERS), min_size=1, max_size=6)


def stored(texts: list[str]) -> list[SearchEntry]:
    entries = []
    for number, text in enumerate(texts):
        below = words.folded(text)
        entries.append(
            SearchEntry(kind="report", object_id=number, folded=below, grams=fulltext.grams("report", below))
        )
    made = SearchEntry.objects.bulk_create(entries)
    fulltext.add(made)
    return made


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, query=QUERIES)
def test_it_finds_what_in_finds(texts: list[str], query: str) -> None:
    fulltext.clear()
    stored(texts)
    wanted = words.terms(query)
    if not wanted:
        return
    expected = {number for number, text in enumerate(texts) if all(term in words.folded(text) for term in wanted)}
    assert set(fulltext.matching("report", wanted).values_list("object_id", flat=True)) == expected


@pytest.mark.django_db
def test_it_finds_two_characters_inside_longer_words() -> None:
    stored(["提高城乡低保标准", "低于保障线", "网络零售额增长"])
    assert [entry.object_id for entry in fulltext.matching("report", ["低保"])] == [0]


@pytest.mark.django_db
def test_what_was_taken_out_is_not_found() -> None:
    made = stored(["提高低保标准", "低保扩面"])
    fulltext.take_out(made[:1])
    made[0].delete()
    assert [entry.object_id for entry in fulltext.matching("report", ["低保"])] == [1]


def test_a_new_name_is_found_and_the_old_one_is_not(world: World, django_capture_on_commit_callbacks: object) -> None:
    capture: object = django_capture_on_commit_callbacks
    with capture(execute=True):  # type: ignore[operator]  # a fixture without types
        unit = Unit.objects.create(name="清岚县水利局", region=world.region)
    assert fulltext.matching("unit", ["水利"]).count() == 1
    with capture(execute=True):  # type: ignore[operator]  # the same
        unit.name = "清岚县水务局"
        unit.save()
    assert (fulltext.matching("unit", ["水利"]).count(), fulltext.matching("unit", ["水务"]).count()) == (0, 1)


def test_rebuilding_brings_in_what_came_in_bulk(world: World) -> None:
    region = Region.objects.get(pk=world.region.pk)
    Unit.objects.bulk_create([Unit(name="清岚县林业局", region=region)])
    assert not fulltext.matching("unit", ["林业"]).exists()
    call_command("rebuild_search")
    assert fulltext.matching("unit", ["林业"]).count() == 1
    assert indexing.refresh("unit", []) == 0
