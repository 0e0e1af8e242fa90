"""What one sentence sets, for some 200 invented sentences."""

import pytest

from luoshi.extraction.tests.target_support import examples, targets_in, told

READ = [pair for table in ("economy", "society", "notations", "styles", "places") for pair in examples(table)]
NOTHING = [sentence for sentence, _ in examples("nothing")]


@pytest.mark.parametrize(("sentence", "expected"), READ, ids=[sentence[:16] for sentence, _ in READ])
def test_it_reads_each_target_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [told(target) for target in targets_in(sentence)] == expected


@pytest.mark.parametrize("sentence", NOTHING, ids=[sentence[:16] for sentence in NOTHING])
def test_it_takes_no_number_that_is_no_target(sentence: str) -> None:
    assert [target.quote for target in targets_in(sentence) if target.value is not None] == []


def test_it_reads_many_examples() -> None:
    assert sum(len(expected) for _, expected in READ) >= 350
