"""What an office's hand, or a hostile one, may have written: refused with file, line, place, cause and remedy."""

import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.packs import HOME, PackError, check_pack, read_pack

LADDER = yaml.safe_load((HOME / "urging/default.yaml").read_text("utf-8"))


def refused(folder: Path, text: str, kind: str = "urging") -> str:
    path = folder / "default.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(path, kind)
    words = str(caught.value)
    assert words.startswith(str(path)) and "; " in words and "\n" not in words
    assert check_pack(path, kind), "the command finds it too"
    return words.removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1 (the top): nothing stands where a mapping"),
        ("- a\n", "stands where a mapping"),
        ("a: &x [1]\nb: [*x, *x]\nc: [*x]\n", "line 2: aliases"),
        ("a: !!python/object/apply:os.system ['true']\n", "line 1: not valid YAML"),
        ("[" * 3000 + "]" * 3000, "nested deeper"),
        ("{a: " * 3000 + "}" * 3000, "nested deeper"),
        ("id: a\nid: b\n", "line 2: the key “id” stands twice"),
        ("? [a, b]\n: x\n", "line 1: a list or mapping stands as a key"),
        ("? {a: b}\n: x\n", "line 1: a list or mapping stands as a key"),
        ("a:\n\t- b\n", "line 2: not valid YAML"),
        ("a: 1\n---\nb: 2\n", "line 2: not valid YAML"),
        ("a: \x00\n", "not valid YAML"),
        ("a: 2026-13-45\n", "not valid YAML"),
        (f"version: {'9' * 5000}\n", "not valid YAML"),
        ("2026-01-01: x\n", "the key “2026-01-01” is not known"),
        ("a: {<<: {b: 1}}\n", "the key “a” is not known"),
    ],
)
def test_a_file_that_is_no_pack(tmp_path: Path, text: str, expected: str) -> None:
    began = time.process_time()
    assert expected in refused(tmp_path, text)
    assert time.process_time() - began < 2


def step(number: int, **changes: Any) -> Callable[[Any], None]:
    return lambda pack: pack["steps"][number].update(changes)


@pytest.mark.parametrize(
    ("change", "place", "expected"),
    [
        (step(0, foo=1), "(steps/0)", "the key “foo” is not known; use only name, label"),
        (lambda pack: pack["steps"][0].pop("wait"), "(steps/0)", "“wait” is missing; add it"),
        (step(0, wait=-1), "(steps/0/wait)", "-1 is out of range; write at least 0"),
        (step(0, wait=900), "(steps/0/wait)", "900 is out of range; write at most 250"),
        (step(0, wait="three"), "(steps/0/wait)", "“three” stands where a whole number belongs"),
        (step(0, name="nudge"), "(steps/0/name)", "“nudge” is none of the choices; use one of remind, urge"),
        (step(0, tell=["boss"]), "(steps/0/tell/0)", "“boss” is none of the choices; use one of reporter"),
        (step(0, tell=["reporter", "reporter"]), "(steps/0/tell)", "stands twice"),
        (step(0, tell=[]), "(steps/0/tell)", "give at least 1"),
        (lambda pack: pack.update(steps=[]), "(steps)", "give at least 1"),
        (lambda pack: pack["steps"][0]["when"][0].update(days_after_due=1), "(steps/0/when/0)", "do not go together"),
        (
            lambda pack: pack["steps"][0]["when"][0].pop("days_before_due"),
            "(steps/0/when/0)",
            "none of days_before_due",
        ),
        (lambda pack: pack["steps"][1]["when"][2].pop("colours"), "(steps/1/when/2)", "“light_held” is not complete"),
        (lambda pack: pack.update(id="Ours"), "(id)", "“Ours” is not a name of the right form"),
        (lambda pack: pack.update(id="ours"), "(id)", "the id is “ours”, the file is “default”; make them the same"),
    ],
)
def test_a_pack_that_does_not_meet_its_schema(
    tmp_path: Path, change: Callable[[Any], None], place: str, expected: str
) -> None:
    pack = deepcopy(LADDER)
    change(pack)
    text = yaml.safe_dump(pack, allow_unicode=True, sort_keys=False)
    words = refused(tmp_path, text)
    assert place in words and expected in words
    line = int(words.split("line ")[1].split(" ")[0])
    assert 1 <= line <= len(text.splitlines())


def test_the_line_is_the_one_that_is_wrong(tmp_path: Path) -> None:
    text = (HOME / "urging/default.yaml").read_text("utf-8").replace("wait: 5", "wait: soon")
    number = next(number for number, line in enumerate(text.splitlines(), 1) if "wait: soon" in line)
    assert f"line {number} (steps/1/wait)" in refused(tmp_path, text)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    pack = deepcopy(LADDER)
    pack["rest"], pack["steps"][2]["wait"], pack["steps"][4]["robot"] = -1, -2, "yes"
    path = tmp_path / "default.yaml"
    path.write_text(yaml.safe_dump(pack, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert [fault.where.split("(")[1] for fault in check_pack(path, "urging")] == [
        "rest)", "steps/2/wait)", "steps/4/robot)",
    ]  # fmt: skip
    with pytest.raises(PackError, match="2 more faults"):
        read_pack(path, "urging")


LEAVES = st.none() | st.booleans() | st.integers(-5, 300) | st.text(max_size=8) | st.sampled_from(["remind", "urge"])
KEYS = st.sampled_from(["id", "version", "label", "rest", "steps", "name", "when", "tell", "wait", "zh", "en", "x"])
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, kind=st.sampled_from(["flow", "lights", "cadence", "urging"]))
def test_whatever_is_written_is_taken_or_refused_in_words(tmp_path: Path, tree: Any, kind: str) -> None:
    path = tmp_path / "default.yaml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    for fault in check_pack(path, kind):
        assert fault.what and fault.remedy


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_whatever_bytes_there_are_are_taken_or_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "default.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert check_pack(path, "urging")
