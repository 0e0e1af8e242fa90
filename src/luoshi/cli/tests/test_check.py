"""`luoshi check`: like a good compiler."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from luoshi.checking.tests.plans import plan
from luoshi.cli.check import check

FAULTY = plan(first_target="规模工业增加值增长9%以上。")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(FAULTY, "utf-8")
    return path


def test_it_prints_file_line_severity_and_rule(faulty: Path) -> None:
    result = CliRunner().invoke(check, [str(faulty)], env={"COLUMNS": "200"})
    assert result.exit_code == 1
    assert f"{faulty.name}:5: error:" in result.output
    assert "[conflicting-target " in result.output


def test_it_prints_the_contract(faulty: Path) -> None:
    said = json.loads(CliRunner().invoke(check, [str(faulty), "--json"]).output)
    assert said["schema"] == "luoshi.findings/1"
    assert {"rule", "severity", "message", "places", "data"} <= said["findings"][0].keys()


def test_it_accepts_a_finding_with_a_reason(faulty: Path, tmp_path: Path) -> None:
    said = json.loads(CliRunner().invoke(check, [str(faulty), "--json"]).output)
    errors = [finding for finding in said["findings"] if finding["severity"] == "error"]
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("".join(f"{finding['fingerprint']}: 以附件为准\n" for finding in errors), "utf-8")
    result = CliRunner().invoke(check, [str(faulty), "--accept", str(accepted)], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "以附件为准" in result.output


def test_it_compares_two_plans(faulty: Path, tmp_path: Path) -> None:
    lower = tmp_path / "lower.txt"
    lower.write_text(plan(), "utf-8")
    said = json.loads(CliRunner().invoke(check, [str(faulty), str(lower), "--json"]).output)
    assert {"indicators", "tasks"} == said["alignment"].keys()


def test_it_refuses_a_third_plan(faulty: Path) -> None:
    result = CliRunner().invoke(check, [str(faulty)] * 3)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_it_names_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "空.docx"
    empty.write_bytes(b"")
    result = CliRunner().invoke(check, [str(empty)])
    assert result.exit_code == 2
    assert "空.docx" in result.output


def test_it_names_a_bad_list_of_acceptances(faulty: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("- only a list", "utf-8")
    result = CliRunner().invoke(check, [str(faulty), "--accept", str(bad)])
    assert result.exit_code == 2
    assert "fingerprint: reason" in result.output
