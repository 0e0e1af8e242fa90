"""Two plans side by side: an upper level's and a lower one's, or one year's and the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.checking.aligned_indicators import MatchedIndicator, Relation, Verdict, match_indicators, stated
from luoshi.checking.aligned_tasks import MatchedTask, Side, match_tasks
from luoshi.checking.case import home_of
from luoshi.checking.figures import figure
from luoshi.checking.finding import QUOTE, Finding, Place, Words
from luoshi.core.spans import Span
from luoshi.extraction.draft import PlanDraft, Target

__all__ = ["VERDICTS", "Alignment", "MatchedIndicator", "MatchedTask", "Verdict", "align", "shortfalls"]

VERDICTS: dict[Verdict, Words] = {
    "below": Words("below", "低于上级"),
    "not-taken-up": Words("not taken up", "未承接"),
    "words-only": Words("words only", "只有文字"),
    "different-kind": Words("different kind", "口径不同"),
    "share": Words("share", "分担"),
    "equal": Words("equal", "持平"),
    "above": Words("above", "高于上级"),
}


@dataclass(frozen=True, slots=True)
class Alignment:
    indicators: Sequence[MatchedIndicator]
    tasks: Sequence[MatchedTask]

    def as_contract(self) -> dict[str, Any]:
        """The alignment as `luoshi.findings/1` states it (docs/checking.md)."""
        return {
            "indicators": [
                {
                    "name": match.name,
                    "upper": side(match.upper),
                    "lower": side(match.lower) if match.lower else None,
                    "verdict": match.verdict,
                }
                for match in self.indicators
            ],
            "tasks": [
                {
                    "upper": match.upper.id,
                    "lower": match.lower.id if match.lower else None,
                    "score": round(match.score, 3),
                }
                for match in self.tasks
            ],
        }


def side(target: Target) -> dict[str, Any]:
    return {
        "annex": target.annex,
        "figure": figure(target),
        "value": target.value,
        "unit": target.unit,
        "span": list(target.span),
    }


def align(upper: PlanDraft, upper_text: str, lower: PlanDraft, lower_text: str) -> Alignment:
    """Match the upper plan's indicators and tasks with the lower plan's."""
    return Alignment(
        list(match_indicators(stated(upper), stated(lower), relation(upper, lower))),
        match_tasks(Side.of(upper, upper_text), Side.of(lower, lower_text)),
    )


def relation(upper: PlanDraft, lower: PlanDraft) -> Relation:
    """Two levels, two years of one place, or a plan of several years and one of one year."""
    title, home = upper.meta.title or "", home_of(upper.meta.title)
    several = any(word in title for word in ("三年", "五年", "规划", "纲要"))
    return Relation(bool(home) and home == home_of(lower.meta.title), several)


def shortfalls(alignment: Alignment, lower_text: str) -> list[Finding]:
    """The targets that stay below the upper level's, and what nobody took up, as findings."""
    return [*below_upper(alignment, lower_text), *not_taken_up(alignment)]


def below_upper(alignment: Alignment, lower_text: str) -> Iterator[Finding]:
    for match in alignment.indicators:
        if match.lower and match.verdict == "below":
            words = Words(
                f"{match.name}: {figure(match.lower)} here, {figure(match.upper)} in the upper plan.",
                f"{match.name}：本级{figure(match.lower)}，上级{figure(match.upper)}。",
            )
            yield Finding("below-upper", "warning", words, [place(match.lower.span, lower_text)])


def not_taken_up(alignment: Alignment) -> Iterator[Finding]:
    """One finding for each part of the upper plan, and one for its indicators: each names all that it means."""
    by_part: dict[str, list[str]] = {}
    for match in alignment.tasks:
        if match.lower is None:
            by_part.setdefault(match.upper.annex, []).append(f"{match.upper.number}《{match.upper.title}》")
    for annex, titles in by_part.items():
        part = (
            Words("The upper plan", "上级总体方案")
            if annex == "0"
            else Words(f"Upper annex {annex}", f"上级附件{annex}")
        )
        words = Words(
            f"{part.en}: no task takes up {len(titles)} of its tasks: {'; '.join(titles)}.",
            f"{part.zh}有{len(titles)}项任务没有任务承接：{'；'.join(titles)}。",
        )
        yield Finding("not-taken-up", "info", words, [])
    names = [match.name for match in alignment.indicators if match.verdict == "not-taken-up"]
    if names:
        words = Words(
            f"{len(names)} indicators of the upper plan have no figure here: {'; '.join(names)}.",
            f"上级有{len(names)}个指标在本级没有数值：{'；'.join(names)}。",
        )
        yield Finding("not-taken-up", "info", words, [])


def place(span: Span, text: str) -> Place:
    return Place(span, text.count("\n", 0, span.start) + 1, "".join(text[span.start : span.end].split())[:QUOTE])
