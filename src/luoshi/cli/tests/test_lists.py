"""luoshi lists: what it writes and how it refuses."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from luoshi.cli.lists import lists

PLAN = """松汀县河湖治理方案
一、重点任务
（一）清理河道
1.清淤疏浚。6月底前清淤12公里。（县水利局牵头，县财政局配合）
2.保护水源。水质达标率达到100%。（县水利局、县财政局负责）
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(lists, [str(argument) for argument in arguments])


def test_the_workbook_holds_the_plan(plan: Path, tmp_path: Path) -> None:
    result = run(plan, "-o", tmp_path / "清单.xlsx")
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(tmp_path / "清单.xlsx")["任务清单"]
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == ["清淤疏浚", "保护水源"]


@pytest.mark.parametrize("name", ["a.docx", "a.json", "a.zip"])
def test_the_ending_chooses_the_format(plan: Path, tmp_path: Path, name: str) -> None:
    assert run(plan, "-o", tmp_path / name).exit_code == 0
    start = (tmp_path / name).read_bytes()[:2]
    assert start == (b"{\n" if name == "a.json" else b"PK")


def test_the_format_can_be_named_whatever_the_ending(plan: Path, tmp_path: Path) -> None:
    assert run(plan, "-o", tmp_path / "a.out", "--format", "json").exit_code == 0
    assert json.loads((tmp_path / "a.out").read_text("utf-8"))["title"] == "松汀县河湖治理方案"


def test_csv_fills_a_folder_and_fills_it_again(plan: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run(plan, "-o", tmp_path / "csv").exit_code == 0
    names = {path.name for path in (tmp_path / "csv").iterdir()}
    assert "任务清单.csv" in names
    assert all(name.endswith(".csv") and not name.startswith(".") for name in names)


def refusal(result: Result) -> str:
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    return result.output


def test_one_csv_file_cannot_hold_all_lists(plan: Path, tmp_path: Path) -> None:
    assert "do not fit one .csv file" in refusal(run(plan, "-o", tmp_path / "a.csv"))
    assert not (tmp_path / "a.csv").exists()


def test_the_plan_itself_is_never_overwritten(plan: Path) -> None:
    assert "is the plan itself" in refusal(run(plan, "-o", plan, "--format", "json"))
    assert plan.read_text("utf-8") == PLAN


def test_a_missing_folder_and_a_folder_in_place_of_a_file_are_named(plan: Path, tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(run(plan, "-o", tmp_path / "nowhere" / "a.xlsx"))
    assert "is a folder" in refusal(run(plan, "-o", tmp_path, "--format", "xlsx"))
    (tmp_path / "taken").write_text("x")
    assert "is a file, but csv needs a folder" in refusal(run(plan, "-o", tmp_path / "taken"))


def test_a_file_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    assert "empty.docx" in refusal(run(tmp_path / "empty.docx", "-o", tmp_path / "a.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["empty.docx"]


def test_an_old_result_stays_whole_when_the_new_one_fails(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    assert run(tmp_path / "absent.txt", "-o", tmp_path / "a.xlsx").exit_code == 2
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


@pytest.mark.seeds
def test_each_row_of_a_real_plan_leads_to_its_own_words(shared: Path, tmp_path: Path) -> None:
    source = next((shared / "seeds").glob("004_*.txt"))
    assert run(source, "-o", tmp_path / "a.json").exit_code == 0
    text = source.read_text("utf-8")
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))["lists"]
    assert len(data["任务清单"]) > 100
    for row in data["责任清单"]:
        start, end = row["source"]["span"]
        assert "".join(text[start:end].split()).replace("*", "") == row["单位原文"]
        assert text.count("\n", 0, start) + 1 == row["source"]["line"]
