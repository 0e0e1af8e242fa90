"""`luoshi packs`: what is in force, what is wrong, a copy to begin with; no site starts by a faulty one."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from luoshi.cli.main import cli
from luoshi.cli.serve import check_packs
from luoshi.packs import KINDS


def run(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(cli, ["packs", *arguments])
    return outcome.exit_code, outcome.output


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an office's own, with a copy of the flow of tasks in it."""
    assert run("copy", "flow", "task", str(tmp_path))[0] == 0
    monkeypatch.setenv("LUOSHI_PACKS", str(tmp_path))
    return tmp_path / "flow/task.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_it_lists_all_and_says_whose_they_are(own: Path) -> None:
    code, output = run("list", "--json")
    rows = json.loads(output)["packs"]
    assert code == 0 and {row["kind"] for row in rows} == set(KINDS)
    assert [row["name"] for row in rows if row["own"]] == ["task"]
    assert "默认催办阶梯" in run("list")[1]


def test_what_comes_along_has_no_fault() -> None:
    assert run("check")[0] == 0
    check_packs()


def test_a_copy_is_never_written_over(own: Path) -> None:
    change(own, "version: 2", "version: 9")
    code, output = run("copy", "flow", "task", str(own.parent.parent))
    assert code != 0 and "is there already" in output
    assert "version: 9" in own.read_text("utf-8")


def test_an_own_label_and_an_own_limit_are_taken(own: Path) -> None:
    change(own, "{zh: 签收, en: Accept}", "{zh: 领办, en: Take on}")
    change(own, "clock: {workdays: 5,", "clock: {workdays: 2,")
    assert run("check")[0] == 0
    check_packs()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: take_up", "name: pick_up", "the transition “take_up” is gone, but the program counts on it"),
        ("gates: [has_milestones]", "gates: [has_luck]", "the gate “has_luck”, which is not known"),
        ("requires: [reason]", "requires: [photo]", "the field “photo”, which is not known"),
        ("to: archived", "to: nowhere", "names the stage “nowhere”, which does not exist"),
        ("to: completion_claimed", "to: in_progress", "can never be reached"),
        ("roles: [lead]", "roles: [mayor]", "the role “mayor”, which the graph does not list"),
        ("kind: final, life: done", "kind: normal, life: done", "is a dead end"),
    ],
)
def test_a_flow_that_cannot_work_is_named_before_the_site_starts(own: Path, old: str, new: str, expected: str) -> None:
    change(own, old, new)
    code, output = run("check", str(own.parent.parent))
    assert code == 1 and expected in output and str(own) in output
    with pytest.raises(click.ClickException, match=r"task\.yaml"):
        check_packs()


def test_a_fault_is_given_with_its_line(own: Path) -> None:
    change(own, "gates: [has_milestones]", "gates: [has_luck]")
    lines = own.read_text("utf-8").splitlines()
    number = lines.index("  - name: decompose") + 1
    faults = json.loads(run("check", "--json", str(own))[1])["faults"]
    assert [fault["where"] for fault in faults] == [f"line {number} (transitions/5)"]


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOSHI_PACKS", str(tmp_path / "absent"))
    assert "there is no such folder" in run("check")[1]
    with pytest.raises(click.ClickException, match="no such folder"):
        check_packs()


def test_a_file_whose_kind_nobody_knows_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: x\n", "utf-8")
    assert "--kind" in run("check", str(tmp_path / "x.yaml"))[1]
    assert run("check", "--kind", "lights", str(tmp_path / "x.yaml"))[0] == 1
