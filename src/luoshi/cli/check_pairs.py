"""How the comparison of two plans is printed: indicators with both figures, tasks with their scores."""

from collections import Counter

from rich.console import Console
from rich.table import Column, Table

from luoshi.checking.alignment import VERDICTS, Alignment
from luoshi.checking.figures import figure
from luoshi.cli.check_report import Language, pick

COLOURS = {"below": "red", "not-taken-up": "yellow", "words-only": "yellow", "different-kind": "yellow"}


def print_alignment(console: Console, alignment: Alignment, language: Language) -> None:
    """First what falls short, then the rest; nothing is left out."""
    print_indicators(console, alignment, language)
    print_tasks(console, alignment, language)


def print_indicators(console: Console, alignment: Alignment, language: Language) -> None:
    zh = language == "zh"
    title = "指标对照" if zh else "Indicators"
    columns = ("指标", "上级", "本级", "结论") if zh else ("indicator", "upper", "lower", "verdict")
    table = Table(*(Column(name, overflow="fold") for name in columns), title=title, title_justify="left")
    order = list(VERDICTS)
    for row in sorted(alignment.indicators, key=lambda row: order.index(row.verdict)):
        lower = "—" if row.lower is None else figure(row.lower) or row.lower.quote
        verdict = pick(VERDICTS[row.verdict], language)
        table.add_row(row.name, figure(row.upper), lower, verdict, style=COLOURS.get(row.verdict))
    if alignment.indicators:
        console.print(table)
    counts = Counter(row.verdict for row in alignment.indicators)
    said = [f"{pick(words, language)} {counts[verdict]}" for verdict, words in VERDICTS.items() if counts[verdict]]
    console.print(("指标合计：" if zh else "Indicators: ") + ("，" if zh else ", ").join(said or ["0"]), style="bold")


def print_tasks(console: Console, alignment: Alignment, language: Language) -> None:
    zh = language == "zh"
    title = (
        "任务对照（得分为文字相近程度，1 为相同）"
        if zh
        else "Tasks (the score says how near the words are; 1 is the same)"
    )
    columns = ("上级任务", "本级承接任务", "得分") if zh else ("upper task", "taken up by", "score")
    table = Table(*(Column(name, overflow="fold") for name in columns), title=title, title_justify="left")
    for match in sorted(alignment.tasks, key=lambda match: -match.score):
        silent = "未承接" if zh else "not taken up"
        below = f"{match.lower.number} {match.lower.title}" if match.lower else silent
        style = None if match.lower else "yellow"
        table.add_row(f"{match.upper.number} {match.upper.title}", below, f"{match.score:.2f}", style=style)
    if alignment.tasks:
        console.print(table)
    taken = sum(match.lower is not None for match in alignment.tasks)
    silent_count = len(alignment.tasks) - taken
    said = f"任务合计：已承接 {taken}，未承接 {silent_count}" if zh else f"Tasks: {taken} taken up, {silent_count} not"
    console.print(said, style="bold")
