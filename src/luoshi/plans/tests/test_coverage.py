"""How much has been read, and what has not."""

from luoshi.plans.coverage import find_unread, measure, union
from luoshi.plans.tests.sample import TEXT, span


def test_it_joins_overlapping_and_touching_ranges() -> None:
    assert union([(5, 8), (0, 3), (3, 4), (6, 10)]) == [(0, 4), (5, 10)]


def test_it_measures_shares_of_the_body_and_of_the_items() -> None:
    figure = measure([(10, 110)], [(0, 35), (20, 60)], items=4, pending=1)
    assert (figure.covered, figure.decided, figure.covered_percent) == (0.5, 0.75, 50)


def test_it_calls_an_empty_draft_decided_and_uncovered() -> None:
    figure = measure([], [], items=0, pending=0)
    assert (figure.covered, figure.decided) == (0.0, 1.0)


def found(units: list[tuple[int, int]], figures: list[tuple[int, int]]) -> list[tuple[str, str]]:
    return [
        (TEXT[one.start : one.end], one.reason) for one in find_unread(TEXT, 0, len(TEXT), units=units, figures=figures)
    ]


def test_it_points_at_a_responsibility_that_no_item_names() -> None:
    sentence = "各乡镇每月报送进展，由县政府督查室负责汇总。"
    assert (sentence, "responsibility") in found([], [])
    start, end = span("县政府督查室")
    assert (sentence, "responsibility") not in found([(start, end)], [])


def test_it_points_at_a_quantity_that_no_target_covers() -> None:
    sentence = "组织产销对接活动6场。"
    assert (sentence, "quantity") in found([], [])
    start, end = span("活动6场")
    assert (sentence, "quantity") not in found([], [(start, end)])


def test_it_leaves_document_numbers_and_years_alone() -> None:
    assert not [one for one in found([], []) if "2026〕" in one[0]]
