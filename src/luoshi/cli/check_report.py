"""How findings are printed: like a good compiler, with the words themselves and a mark under them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from luoshi.checking import SEVERITIES, Finding, Place, Words, known_rules
from luoshi.reading.document import Document

Language = Literal["zh", "en"]
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
NAMES = {"error": Words("error", "错误"), "warning": Words("warning", "警告"), "info": Words("hint", "提示")}
FIRST = 4  # places of a finding that are shown; of the rest the lines are named
WIDEST = 120  # cells of an excerpt, however wide the terminal
NARROWEST = 20
GUTTER = 10  # cells before an excerpt


def pick(words: Words, language: Language) -> str:
    return words.zh if language == "zh" else words.en


def arrange(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, the findings of one rule together, each rule in the order of the text; accepted ones last."""
    found = list(findings)
    seen: dict[tuple[str, str], int] = {}
    for finding in found:
        seen.setdefault((finding.severity, finding.rule), len(seen))
    return sorted(
        found,
        key=lambda finding: (
            finding.accepted is not None,
            SEVERITIES.index(finding.severity),
            seen[finding.severity, finding.rule],
        ),
    )


@dataclass(slots=True)
class Report:
    """One printing of findings about one document."""

    console: Console
    document: Document
    language: Language
    explain: bool = False  # under every finding, and not only under the first of a rule
    every_place: bool = False

    def say(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en

    def print(self, findings: Sequence[Finding]) -> None:
        told: set[str] = set()
        for finding in arrange(findings):
            self.print_finding(finding)
            if self.explain or finding.rule not in told:
                self.print_advice(finding.rule)
            told.add(finding.rule)

    def print_finding(self, finding: Finding) -> None:
        """Where, how bad, what, which rule; then the words themselves."""
        line = finding.places[0].line if finding.places else 1
        colour = "dim" if finding.accepted else COLOURS[finding.severity]
        self.console.print(
            Text.assemble(
                (f"{self.document.name}:{line}: ", "bold"),
                (f"{pick(NAMES[finding.severity], self.language)}: ", colour),
                pick(finding.words, self.language),
                (f" [{finding.rule} {finding.fingerprint}]", "dim"),
            ),
            soft_wrap=True,
        )
        shown = finding.places if self.every_place else finding.places[:FIRST]
        for place in shown:
            self.print_place(place, colour)
        self.print_rest(finding.places[len(shown) :])
        if finding.accepted:
            self.print_note(self.say(f"accepted: {finding.accepted}", f"已接受：{finding.accepted}"))

    def print_place(self, place: Place, colour: str) -> None:
        width = max(min(self.console.width, WIDEST) - GUTTER, NARROWEST)
        printed, before, marked = excerpt(self.document.text, place, width)
        self.console.print(Text.assemble((f"{place.line:>7} │ ", "dim"), printed), soft_wrap=True)
        mark = Text.assemble((f"{'':>7} │ ", "dim"), " " * before, ("^" * marked, colour))
        self.console.print(mark, soft_wrap=True)

    def print_rest(self, places: Sequence[Place]) -> None:
        if places:
            lines = self.say(", ", "、").join(dict.fromkeys(str(place.line) for place in places))
            self.print_note(
                self.say(f"and {len(places)} more places, in lines {lines}", f"另有{len(places)}处，在第{lines}行")
            )

    def print_advice(self, rule: str) -> None:
        """Why the rule is there and what to do, once for all findings of it."""
        if about := known_rules().get(rule):
            why, remedy = pick(about.explanation, self.language), pick(about.remedy, self.language)
            self.print_note(self.say(f"why: {why} What to do: {remedy}", f"说明：{why}建议：{remedy}"))

    def print_note(self, words: str) -> None:
        margin = " " * (GUTTER - 2)
        lines = fold(words, max(self.console.width - GUTTER - 1, NARROWEST)) if self.console.is_terminal else [words]
        for number, line in enumerate(lines):
            self.console.print(f"{margin}{'  ' if number else '= '}{line}", style="dim", soft_wrap=True, markup=False)

    def print_sum(self, findings: Sequence[Finding], hidden: int) -> None:
        """How many of each kind, accepted ones and those below --level apart; then how to let one stand."""
        open_ones = Counter(finding.severity for finding in findings if finding.accepted is None)
        counted = [f"{pick(NAMES[severity], self.language)} {open_ones[severity]}" for severity in SEVERITIES]
        said = self.say("Total: ", "合计：") + self.say(", ", "，").join(counted)
        if accepted := len(findings) - open_ones.total():
            said += self.say(f"; {accepted} accepted", f"；已接受 {accepted}")
        if hidden:
            said += self.say(f"; {hidden} below --level not shown", f"；另有 {hidden} 条因 --level 未显示")
        self.console.print(said, style="bold", soft_wrap=True)
        if open_ones:
            self.print_note(
                self.say(
                    "to let a finding stand, write «fingerprint: reason» into a YAML file and pass it with --accept",
                    "可以不改的，在 YAML 文件里写一行“指纹: 理由”（指纹是方括号里的第二个词），用 --accept 传入",
                )
            )


NO_BEGINNING = frozenset("，。；：、）》”！？,.;:)")  # what no line opens with


def fold(words: str, width: int) -> list[str]:
    """Words in lines of `width` cells. Chinese may break anywhere, but not before a mark; English at a blank."""
    lines: list[str] = []
    while cell_len(words) > width:
        stop = fitting(words, range(len(words)), width) + 1
        blank = words.rfind(" ", 0, stop)
        if words[stop].isascii() and words[stop - 1].isascii() and blank > 0:
            stop = blank + 1
        while stop > 1 and words[stop] in NO_BEGINNING:
            stop -= 1
        lines.append(words[:stop].rstrip())
        words = words[stop:]
    return [*lines, words]


def excerpt(text: str, place: Place, width: int) -> tuple[str, int, int]:
    """The line of a place cut to `width` cells, the cells before the place, and the cells that it takes."""
    start = place.span.start
    while start < place.span.end - 1 and text[start].isspace():
        start += 1
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line_end = line_end if line_end >= 0 else len(text)
    end = min(max(place.span.end, start + 1), line_end)
    room = width - 4  # for a … of two cells at either end
    begin = fitting(text, range(start - 1, line_start - 1, -1), min(room // 3, room - 1))
    stop = fitting(text, range(begin, line_end), room) + 1 if begin < line_end else begin
    lead = "…" if begin > line_start else ""
    shown = lead + plain(text[begin:stop]) + ("…" if stop < line_end else "")
    before = cell_len(lead + plain(text[begin:start]))
    return shown, before, max(cell_len(plain(text[start : min(end, stop)])), 1)


def fitting(text: str, offsets: range, room: int) -> int:
    """The last of the offsets, taken one after another, whose characters fit into `room` cells."""
    last = offsets.start - offsets.step
    for offset in offsets:
        room -= max(cell_len(plain(text[offset])), 0)
        if room < 0:
            break
        last = offset
    return last


def plain(text: str) -> str:
    """Text that takes the cells it is counted for: no tabs, no control characters."""
    return "".join(character if character.isprintable() or character == "　" else " " for character in text)
