"""Words that stand twice: a text pasted over another, a level that was not changed."""

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.checking.case import Case, cut
from luoshi.checking.finding import Finding, Words
from luoshi.core.spans import Span
from luoshi.extraction.draft import Task

ENDS = "，。；！\n（）,;()"
CLAUSE = 14  # characters from which a clause is not repeated by chance within an annex
_FORMULA = re.compile(r"负责|牵头|配合|责任单位|时间|时限|年底前|\d月")
_MARKS = re.compile(r"[\s*“”‘’《》]")


def clauses(case: Case, task: Task) -> Iterator[tuple[str, Span]]:
    """The clauses of a task, without blanks and quotation marks, and where they stand."""
    for span in cut(case.text[task.span.start : task.span.end], ENDS):
        here = span.shifted(task.span.start)
        clause = _MARKS.sub("", case.text[here.start : here.end].rstrip(ENDS))
        if not _FORMULA.search(clause):
            yield clause, here


def said_again(case: Case) -> Iterator[Finding]:
    """The same words twice within an annex, or with 全省 for 全市."""
    yield from in_two_tasks(case)
    yield from in_one_task(case)
    yield from twice_in_a_row(case)
    yield from other_level(case)


def in_two_tasks(case: Case) -> Iterator[Finding]:
    seen: dict[str, tuple[Task, Span]] = {}
    for task in case.draft.tasks:
        for clause, here in clauses(case, task):
            if len(clause) < CLAUSE:
                continue
            first, there = seen.setdefault(clause, (task, here))
            if first.id != task.id and first.annex == task.annex:
                words = Words(
                    f"«{clause[:40]}» stands in task {first.number} and again in task {task.number}.",
                    f"“{clause[:40]}”在任务{first.number}和任务{task.number}里各写了一遍。",
                )
                yield case.find("leftover", "info", words, [there, here], tasks=[first.id, task.id])


NUMBER = 4  # characters of a task's number
_VERB = re.compile(r"推进|推动|建立|健全|完善|深化|加强|强化|构建|开展|发挥|探索|推行|落实|实施")


def in_one_task(case: Case) -> Iterator[Finding]:
    """A verb with the same dozen characters after it twice in one task."""
    for task in case.draft.tasks:
        text = case.text[task.span.start : task.span.end]
        title = len(task.title) + NUMBER  # the first sentence may say the title again
        seen: dict[str, list[Span]] = {}
        for match in _VERB.finditer(text, title):
            phrase = text[match.start() : match.start() + CLAUSE]
            here = Span(match.start(), match.start() + len(phrase)).shifted(task.span.start)
            if len(phrase) == CLAUSE and not any(end in phrase for end in ENDS + "、") and not case.box_of(here):
                places = seen.setdefault(phrase, [])
                if not places or places[-1].end <= here.start:
                    places.append(here)
        for phrase, places in seen.items():
            if len(places) > 1:
                words = Words(
                    f"«{phrase}…» stands {len(places)} times in task {task.number}.",
                    f"“{phrase}…”在任务{task.number}里写了{len(places)}遍。",
                )
                yield case.find("leftover", "info", words, places, tasks=[task.id])


SENTENCE = 6


def twice_in_a_row(case: Case) -> Iterator[Finding]:
    """One sentence directly after itself: 继续开展…行动。继续开展…行动。"""
    before, place = "", Span(0, 0)
    for span in case.sentences:
        sentence = _MARKS.sub("", case.text[span.start : span.end]).lstrip("0123456789.．、（）()一二三四五六七八九十")
        if sentence == before and len(sentence) > SENTENCE and sentence.endswith("。"):
            words = Words(f"«{sentence}» is printed twice in a row.", f"“{sentence}”连着写了两遍。")
            yield case.find("leftover", "warning", words, [place, span])
        before, place = sentence, span


_LEVEL = re.compile(r"[全我]([省市州县区旗])(?![直级])")
MASKED = 8  # characters of a clause besides the word that names a level


def other_level(case: Case) -> Iterator[Finding]:
    """让全市… here, 让全省… there, the rest alike: the second was copied from above."""
    seen: dict[str, dict[str, Span]] = defaultdict(dict)
    for span in cut(case.text, ENDS + "：:、"):
        clause = _MARKS.sub("", case.text[span.start : span.end]).rstrip(ENDS + "：:、")
        levels = _LEVEL.findall(clause) if len(clause) > MASKED else []
        if len(levels) == 1:
            seen[_LEVEL.sub("#", clause)].setdefault(levels[0], span)
    for places in seen.values():
        if len(places) > 1:
            levels = list(places)
            words = Words(
                f"One sentence speaks of the whole {levels[0]} here and of the whole {levels[1]} there.",
                f"同一句话一处写全{levels[0]}，一处写全{levels[1]}，可能照抄了别级文件。",
            )
            yield case.find("leftover", "info", words, places.values())
