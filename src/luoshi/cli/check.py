"""`luoshi check`: what is wrong in one plan, or between an upper and a lower one."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console

from luoshi.checking import SEVERITIES, Finding
from luoshi.checking import check as check_plan
from luoshi.checking.alignment import Alignment, align, shortfalls
from luoshi.cli.check_pairs import print_alignment
from luoshi.cli.check_report import Language, Report
from luoshi.cli.files import progress_bar, read_document
from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print luoshi.findings/1 instead of text.")
@click.option(
    "--accept",
    "accepted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Findings that stand, as YAML lines «fingerprint: reason»; they are printed last and do not count.",
)
@click.option("--level", type=click.Choice(SEVERITIES), default="info", help="Print findings from this severity up.")
@click.option("--explain", is_flag=True, help="Say why and what to do under each finding, not once for each rule.")
@click.option("--all", "every_place", is_flag=True, help="Show every place of a finding, not the first few.")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="LUOSHI_LANGUAGE",
    show_default=True,
    help="The language of the report; also LUOSHI_LANGUAGE.",
)
def check(
    files: tuple[Path, ...],
    as_json: bool,
    accepted: Path | None,
    level: str,
    explain: bool,
    every_place: bool,
    language: Language,
) -> None:
    """Check FILE, or compare UPPER with LOWER. Exit code 1 if errors were found."""
    if len(files) > 2:
        raise click.UsageError("give one plan to check it, or two to compare the upper with the lower one")
    stand = reasons(accepted)
    plans = [load(path) for path in files]
    document, draft = plans[-1]
    alignment = align(plans[0][1], plans[0][0].text, draft, document.text) if len(plans) == 2 else None
    found = [*accept(shortfalls(alignment, document.text), stand)] if alignment else []
    found += check_plan(draft, document, accepted=stand)
    shown = [finding for finding in found if SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)]
    unused = sorted(stand.keys() - {finding.fingerprint for finding in found})
    if as_json:
        click.echo(json.dumps(contract(shown, alignment, unused), ensure_ascii=False))
    else:
        report = Report(Console(highlight=False), document, language, explain, every_place)
        report.print(shown)
        if alignment:
            print_alignment(report.console, alignment, language)
        report.print_sum(shown, len(found) - len(shown))
        tell_unused(report, unused)
    if any(finding.severity == "error" and finding.accepted is None for finding in found):
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


def accept(findings: Sequence[Finding], stand: Mapping[str, str]) -> list[Finding]:
    return [
        finding.accept(stand[finding.fingerprint]) if finding.fingerprint in stand else finding for finding in findings
    ]


def contract(findings: Sequence[Finding], alignment: Alignment | None, unused: Sequence[str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "schema": "luoshi.findings/1",
        "findings": [finding.as_contract() for finding in findings],
        "counts": {
            severity: sum(finding.severity == severity and not finding.accepted for finding in findings)
            for severity in SEVERITIES
        },
        "unused_acceptances": list(unused),
    }
    if alignment:
        said["alignment"] = alignment.as_contract()
    return said


def tell_unused(report: Report, unused: Sequence[str]) -> None:
    """An acceptance that meets nothing any more is told, so that the list of acceptances stays short."""
    if unused:
        report.print_note(
            report.say(
                f"accepted and not found any more: {', '.join(unused)}", f"接受清单中已找不到的：{'、'.join(unused)}"
            )
        )
