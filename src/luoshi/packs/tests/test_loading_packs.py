"""Packs are found, checked and overridden; what is wrong with one is said in one sentence."""

from pathlib import Path

import pytest

from luoshi.packs import KINDS, PackError, available, load, read_pack
from luoshi.packs.lights import light_rule
from luoshi.packs.safe_yaml import MAX_BYTES

GOOD = """id: mine
version: 2
label: {zh: 我的, en: Mine}
steps:
  - {name: all, colour: green, because: {zh: 好, en: good}}
"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_pack_that_comes_along_meets_its_schema(kind: str) -> None:
    assert available(kind)


def test_an_office_overrides_a_pack_by_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "lights").mkdir()
    (tmp_path / "lights" / "default.yaml").write_text(GOOD.replace("mine", "default"), encoding="utf-8")
    assert load("lights", "default", folder=tmp_path).is_override
    assert light_rule("default", folder=tmp_path).version == 2
    assert light_rule("deadline", folder=tmp_path).version == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("colour: green", "colour: pink"), "steps/0/colour"),
        (GOOD + "more: 1\n", "more"),
        (GOOD.replace("id: mine", "id: yours"), "make them the same"),
        (GOOD.replace("version: 2", "version: 2\nversion: 3"), "stands twice"),
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("[" * 40 + "]" * 40, "nested deeper"),
        ("a: [1\n", "not valid YAML"),
        ("a: !!python/object/apply:os.system ['true']\n", "not valid YAML"),
        ("#" * (MAX_BYTES + 1), "bytes long"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_file_its_place_and_a_remedy(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(path, "lights")
    assert str(path) in str(caught.value) and expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rule_with_a_hole_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("because", "when: {overdue: true}, because"), encoding="utf-8")
    from luoshi.packs.lights import as_rule

    with pytest.raises(PackError, match="last step"):
        as_rule(read_pack(path, "lights"))


def test_a_name_that_is_no_name_never_reaches_the_disk() -> None:
    with pytest.raises(PackError, match="not a pack name"):
        load("lights", "../flow/task")


def test_a_pack_is_read_once_and_anew_after_it_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    first = read_pack(path, "lights")
    assert read_pack(path, "lights") is first
    path.write_text(GOOD.replace("version: 2", "version: 31"), encoding="utf-8")
    assert read_pack(path, "lights").version == 31
    path.unlink()
    with pytest.raises(PackError):
        read_pack(path, "lights")
