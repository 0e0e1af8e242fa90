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
    assert f"{faulty.name}:5: 错误:" in result.output
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
    assert "已接受：以附件为准" in result.output
    assert "错误 0" in result.output and f"已接受 {len(errors)}" in result.output


def test_it_names_an_acceptance_that_meets_nothing_any_more(faulty: Path, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("0123456789ab: 已改正\n", "utf-8")
    result = CliRunner().invoke(check, [str(faulty), "--accept", str(accepted)])
    assert "接受清单中已找不到的：0123456789ab" in result.output
    said = json.loads(CliRunner().invoke(check, [str(faulty), "--json", "--accept", str(accepted)]).output)
    assert said["unused_acceptances"] == ["0123456789ab"]


def test_it_says_how_much_the_level_hides(faulty: Path) -> None:
    everything = json.loads(CliRunner().invoke(check, [str(faulty), "--json"]).output)["counts"]
    result = CliRunner().invoke(check, [str(faulty), "--level", "error"])
    hidden = everything["warning"] + everything["info"]
    assert hidden > 0 and f"另有 {hidden} 条因 --level 未显示" in result.output
    assert "提示:" not in result.output


def test_it_speaks_english_by_switch_and_by_environment(faulty: Path) -> None:
    by_switch = CliRunner().invoke(check, [str(faulty), "--language", "en"]).output
    by_environment = CliRunner().invoke(check, [str(faulty)], env={"LUOSHI_LANGUAGE": "en"}).output
    assert by_switch == by_environment
    assert ":5: error: " in by_switch and "has different targets" in by_switch and "Total: 1 error" not in by_switch
    assert "What to do: Decide which figure binds" in by_switch and "Total: error 1" in by_switch


def test_it_says_why_and_what_to_do_once_for_a_rule(tmp_path: Path) -> None:
    plan_file = tmp_path / "方案.txt"
    plan_file.write_text(
        plan(
            overall="规模工业增加值增长8%，固定资产投资增长5%。",
            first_target="规模工业增加值增长9%，固定资产投资增长6%。",
        ),
        "utf-8",
    )
    once = CliRunner().invoke(check, [str(plan_file), "--level", "error"]).output
    each = CliRunner().invoke(check, [str(plan_file), "--level", "error", "--explain"]).output
    assert once.count("[conflicting-target ") == 2
    assert (once.count("建议：确定以哪个数为准"), each.count("建议：确定以哪个数为准")) == (1, 2)


def test_it_prints_both_figures_and_every_score_of_a_comparison(faulty: Path, tmp_path: Path) -> None:
    lower = tmp_path / "lower.txt"
    lower.write_text(plan(overall="规模工业增加值增长6%。", first_target=""), "utf-8")
    output = CliRunner().invoke(check, [str(faulty), str(lower)], env={"COLUMNS": "100"}).output
    assert "低于上级" in output and "≈8%" in output and "6%" in output
    assert "任务合计：已承接 6，未承接 0" in output and "1.00" in output


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
