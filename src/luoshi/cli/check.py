"""`luoshi check`: what is wrong in one plan, or between an upper and a lower one."""

import json
from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console
from rich.table import Table
from rich.text import Text

from luoshi.checking import RULES, Finding
from luoshi.checking import check as check_plan
from luoshi.checking.alignment import Alignment, align, shortfalls
from luoshi.checking.figures import figure
from luoshi.cli.files import progress_bar, read_document
from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
FIRST = 4  # places of a finding that are printed; the rest are counted


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print luoshi.findings/1 instead of text.")
@click.option(
    "--accept",
    "accepted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Findings that stand, as YAML lines «fingerprint: reason»; they are printed dimmed and do not count.",
)
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    help="Print findings from this severity up.",
)
@click.option("--explain", is_flag=True, help="Say under each finding why it matters and what to do.")
def check(files: tuple[Path, ...], as_json: bool, accepted: Path | None, level: str, explain: bool) -> None:
    """Check FILE, or compare UPPER with LOWER. Exit code 1 if errors were found."""
    if len(files) > 2:
        raise click.UsageError("give one plan to check it, or two to compare the upper with the lower one")
    plans = [load(path) for path in files]
    document, draft = plans[-1]
    findings = check_plan(draft, document, accepted=reasons(accepted))
    alignment = align(plans[0][1], plans[0][0].text, draft, document.text) if len(plans) == 2 else None
    if alignment:
        findings = [*shortfalls(alignment, document.text), *findings]
    order = list(COLOURS)
    findings = [finding for finding in findings if order.index(finding.severity) <= order.index(level)]
    if as_json:
        click.echo(json.dumps(contract(findings, alignment), ensure_ascii=False))
    else:
        print_report(Console(highlight=False), files[-1].name, findings, alignment, explain)
    if any(finding.severity == "error" and finding.accepted is None for finding in findings):
        raise click.exceptions.Exit(1)


def load(path: Path) -> tuple[Document, PlanDraft]:
    document = read_document(path)
    with progress_bar() as progress:
        progress(0, 1, "reading the plan")
        return document, extract(document)


def reasons(path: Path | None) -> dict[str, str]:
    """The accepted findings of a YAML file. Raises UsageError where it is no mapping of texts."""
    if path is None:
        return {}
    try:
        said = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path.name}: not YAML: {error}".splitlines()[0]) from error
    if not isinstance(said, dict) or not all(isinstance(reason, str) and reason.strip() for reason in said.values()):
        raise click.UsageError(f"{path.name}: write one line per accepted finding, «fingerprint: reason»")
    return {str(fingerprint): reason for fingerprint, reason in said.items()}


def contract(findings: list[Finding], alignment: Alignment | None) -> dict[str, Any]:
    said: dict[str, Any] = {"schema": "luoshi.findings/1", "findings": [finding.as_contract() for finding in findings]}
    if alignment:
        said["alignment"] = alignment.as_contract()
    return said


def print_report(
    console: Console, name: str, findings: list[Finding], alignment: Alignment | None, explain: bool
) -> None:
    for finding in findings:
        print_finding(console, name, finding, explain)
    if alignment:
        print_alignment(console, alignment)
    counted = {
        severity: sum(finding.severity == severity and not finding.accepted for finding in findings)
        for severity in COLOURS
    }
    accepted = sum(finding.accepted is not None for finding in findings)
    console.print(
        ", ".join(
            f"{count} {severity}{'s' if count != 1 and severity != 'info' else ''}"
            for severity, count in counted.items()
        )
        + (f"; {accepted} accepted" if accepted else ""),
        style="bold",
    )


def print_finding(console: Console, name: str, finding: Finding, explain: bool) -> None:
    """Like a compiler: where, how bad, what, which rule; then the words themselves."""
    line = finding.places[0].line if finding.places else 1
    colour = "dim" if finding.accepted else COLOURS[finding.severity]
    console.print(
        Text.assemble(
            (f"{name}:{line}: ", "bold"),
            (f"{finding.severity}: ", colour),
            finding.message,
            (f" [{finding.rule} {finding.fingerprint}]", "dim"),
        ),
        soft_wrap=True,
    )
    for place in finding.places[:FIRST]:
        console.print(Text.assemble((f"{place.line:>7} │ ", "dim"), place.quote), soft_wrap=True)
    if len(finding.places) > FIRST:
        console.print(f"        │ … and {len(finding.places) - FIRST} more places", style="dim")
    if finding.accepted:
        console.print(f"        = accepted: {finding.accepted}", style="dim")
    if explain and finding.rule in RULES:
        console.print(f"        = {RULES[finding.rule].explanation.en} {RULES[finding.rule].remedy.en}", style="dim")


def print_alignment(console: Console, alignment: Alignment) -> None:
    indicators = Table("indicator", "upper", "lower", "verdict", title="Indicators")
    for row in alignment.indicators:
        indicators.add_row(row.name, figure(row.upper), figure(row.lower) if row.lower else "—", row.verdict)
    tasks = Table("upper task", "taken up by", "score", title="Tasks")
    for match in alignment.tasks:
        below = f"{match.lower.number} {match.lower.title}" if match.lower else "not taken up"
        tasks.add_row(f"{match.upper.number} {match.upper.title}", below, f"{match.score:.2f}")
    console.print(indicators)
    console.print(tasks)
