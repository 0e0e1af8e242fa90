"""The sample is what it says it is."""

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest

from luoshi import sample
from luoshi.reading import Document

LONGEST_SHARED = 31  # Chinese characters in a row that the sample may have in common with a real document


def test_it_is_the_same_file_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.build(tmp_path / "a.docx")
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    sample.build(tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_one_annex_leaves_its_numbers_to_word(tmp_path: Path) -> None:
    sample.build(tmp_path / "a.docx")
    paragraphs = [p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert "抓实项目谋划" in paragraphs
    assert not any(text.startswith("（一）抓实项目谋划") for text in paragraphs)


def test_numbers_left_to_word_are_in_the_text_as_read(document: Document) -> None:
    assert "（一）抓实项目谋划" in document.text
    assert "17.开展审计监督。" in document.text


def test_merged_cells_are_read_as_merged(document: Document) -> None:
    table = next(table for table in document.tables if table.rows[0][2] and table.rows[0][2].text == "指标名称")
    first = table.rows[1][0]
    assert first is not None
    assert (first.text, first.rows) == ("经济质效", 4)
    assert table.rows[2][0] is None


def test_every_planted_fault_stands_in_the_plan_where_it_is_said_to(document: Document, faults: dict[str, Any]) -> None:
    heads = [0, *(found.start() for found in re.finditer(r"(?m)^附件\s?\d$", document.text)), len(document.text)]
    assert len(heads) == 10
    parts = [re.sub(r"\s", "", document.text[start:end]) for start, end in pairwise(heads)]
    for fault in faults["plan"]:
        for place in fault["places"]:
            assert parts[int(place["annex"])].count(place["quote"]) == 1, (fault["rule"], place)


def test_the_faults_cover_every_rule_of_the_published_list(faults: dict[str, Any]) -> None:
    assert {fault["rule"] for fault in faults["plan"]} >= {
        "conflicting-target", "sum-mismatch", "count-mismatch", "orphan-target", "no-unit", "no-lead", "unknown-unit",
        "alias-unit", "duplicate-unit", "member-missing", "title-mismatch", "role-mismatch", "deadline-before-issue",
        "no-deadline", "no-baseline", "impossible-value", "leftover", "person-name",
    }  # fmt: skip


@pytest.mark.seeds
def test_it_shares_no_sentence_with_a_real_document(shared: Path) -> None:
    size = LONGEST_SHARED + 1
    known: set[str] = set()
    for path in (shared / "seeds").glob("*.txt"):
        text = _chinese(path.read_text("utf-8"))
        known.update(text[start : start + size] for start in range(len(text) - size + 1))
    for path in sample.FOLDER.rglob("*.md"):
        text = _chinese(path.read_text("utf-8"))
        runs = {text[start : start + size] for start in range(len(text) - size + 1)}
        assert not runs & known, path.name


def _chinese(text: str) -> str:
    return "".join(re.findall(r"[\u4e00-\u9fff]", text))


def test_every_adjustment_changes_words_that_stand_in_the_plan_once() -> None:
    for one in sample.adjustments():
        assert (sample.FOLDER / f"plan/{one.file}.md").read_text(encoding="utf-8").count(one.was) == 1, one.was


def test_the_adjusted_plan_is_another_document_of_the_same_title(document: Document, tmp_path: Path) -> None:
    sample.build_adjusted(tmp_path / "adjusted.docx")
    text = "".join(p.text for p in docx.Document(str(tmp_path / "adjusted.docx")).paragraphs)
    assert sample.TITLE in text and "稳住外贸订单" in text and "稳住外贸订单" not in document.text
