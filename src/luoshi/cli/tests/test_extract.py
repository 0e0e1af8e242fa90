"""luoshi extract: one object, one object a line, and what happens to files that cannot be read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luoshi.cli.extract import extract

PLAN = "修渠方案\n一、任务\n1. 修渠。清淤十公里。（{}牵头，县财政局配合）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, lead in (("b.txt", "县水利局"), ("a.txt", "县住建局"), ("sub/c.txt", "县林业局")):
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(lead), "utf-8")
    (tmp_path / "plans" / ".hidden").write_text("not a plan", "utf-8")
    return tmp_path / "plans"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(extract, [str(argument) for argument in arguments])


def leads(result: Result) -> list[str]:
    return [json.loads(line)["tasks"][0]["leads"][0]["name"] for line in result.stdout.splitlines()]


def test_one_file_prints_one_object(folder: Path) -> None:
    data = json.loads(run(folder / "b.txt").stdout)
    assert (data["schema"], data["source"]["name"]) == ("luoshi.plan/1", "b.txt")


def test_a_folder_prints_one_object_a_line_in_stable_order(folder: Path) -> None:
    assert leads(run(folder)) == ["县住建局", "县水利局", "县林业局"]


def test_several_processes_print_the_same(folder: Path) -> None:
    assert run(folder, "--jobs", 2).stdout == run(folder).stdout


def test_a_bad_file_prints_one_line_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    result = run(folder)
    assert result.exit_code == 2
    assert leads(result) == ["县住建局", "县水利局", "县林业局"]
    (message,) = result.stderr.splitlines()
    assert message == f"{folder / 'aa.txt'}: the file is empty; export or save it again"


def test_a_single_bad_file_leaves_nothing_half_written(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    result = run(tmp_path / "absent.txt", "-o", output)
    assert (result.exit_code, output.exists()) == (2, False)


def test_it_writes_where_it_is_told(folder: Path) -> None:
    output = folder.parent / "out.jsonl"
    assert run(folder, "-o", output).exit_code == 0
    assert len(output.read_text("utf-8").splitlines()) == 3


def test_it_prints_the_schema() -> None:
    assert json.loads(run("--schema").stdout)["title"] == "luoshi.plan/1"


@pytest.mark.parametrize("arguments", [(), ("x.txt", "y.txt", "--format", "json")])
def test_wrong_usage_says_what_to_do(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "holds no file" in run(tmp_path).stderr
