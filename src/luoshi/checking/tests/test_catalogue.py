"""Every rule explains itself in both languages and stands in the documentation."""

import re
from pathlib import Path

import pytest

import luoshi
from luoshi.checking import known_rules

DOCS = Path(luoshi.__file__).parents[2] / "docs" / "checking.md"


@pytest.mark.parametrize("identity", sorted(known_rules()))
def test_a_rule_explains_itself_in_both_languages(identity: str) -> None:
    rule = known_rules()[identity]
    for words in (rule.name, rule.explanation, rule.remedy):
        assert words.en and not re.search("[\u4e00-\u9fff]{2}", words.en.replace("牵头", ""))
        assert re.search("[\u4e00-\u9fff]", words.zh)
    assert rule.explanation.zh.endswith("。") and rule.remedy.zh.endswith("。")


@pytest.mark.skipif(not DOCS.exists(), reason="installed without its documentation")
def test_the_documentation_lists_every_rule_and_no_other() -> None:
    table = DOCS.read_text("utf-8").split("## The rules")[1].split("\n## ")[0]
    listed = re.findall(r"`([a-z]+(?:-[a-z]+)+|leftover)`(?=[^|]*\|)", table)
    assert sorted(set(listed)) == sorted(known_rules())
