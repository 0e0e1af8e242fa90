"""Where in a text the responsibility clauses stand, and the rules that a document sets for all of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.extraction.clauses import FIRST_LISTED, KIND, LABEL, Clause, Range, read_bare_list, read_clause
from luoshi.extraction.numbering import read_marker
from luoshi.extraction.units import is_unit_shaped, read_list

_BRACKET = re.compile(
    r"[（〔【\[]([^（）〔〕【】\[\]\n]*(?:[（\[〔][^（）〔〕\[\]\n]{0,60}[）\]〕][^（）〔〕【】\[\]\n]*)*)(?:[）〕】\]]|(?=\n)|$)"
)
_HINT = re.compile("牵头|负责|责任|配合|分工|主办|协办|主责|承办|会同|参与|落实|协助|协同")
_ROLE_LABEL = (
    rf"(?:(?:牵头|主责|主办|主抓|推进|监管|责任|承办|落实|实施|配合|协办|协助|协同|协作|支持|参与|参加){KIND}|(?<![\u4e00-\u9fff])(?:牵头|主责|主办|协办|承办|会办)(?=：)|"
    r"(?:责任|牵头|分管|包抓|包联|包保|联系|县级|市级|区级)(?:县|区|市)?领导|(?:第一|直接)?责任人)"
)
_OPENING = rf"{_ROLE_LABEL}(?:：|为(?=[省市县区各]))"
_OPENS = re.compile(_OPENING)
_SIGN = re.compile("：|为[省市县区各]")  # what ends the label that opens such a line; found far faster than labels
_LONGEST_LABEL = 8
_LABELLED = re.compile(
    rf"{_OPENING}[^\n。]*"
    rf"(?:[。；]?\n?(?={_ROLE_LABEL}：|[^\n：]{{0,6}}(?:时限|期限|时间|节点)：)[^\n。]*)*"
)
_CLOSING_WORDS = re.compile(
    r"(?:牵头|负责|配合|参与|协助|组织实施|负责落实|具体落实|共同落实|抓好落实|组织落实)(?:，[^，。；\n]{0,14}(?:完成|推进|实施))?"
    r"(?:[。；]?(?=\n|$)|(?P<within>。))"
)
_STRONG = re.compile("^由|牵头，|按照?(?:各自)?(?:职责|职能)分工")  # says so plainly enough within a paragraph
_ASIDE = re.compile("（[^（）]{1,8}）")  # 各县（市、区）
_HANDED = re.compile(r"由(?<![^。；\n]由)[^，。；（）\n]{3,80}(?:牵头|负责|牵头负责)(?=，)")
_OWNS = re.compile(
    r"(?:牵头|主抓|承办)(?:负责|落实|办理|推进)?的?(?:重点|主要)?(?:工作|任务|事项|实事|项目)(?:（[^（）\n]{1,10}）)?(?=\n|$)"
)
_LONGEST_OWNER = 50
_SENTENCE_BREAK = "。；\n"
_LONGEST_SENTENCE = 300
_LINE_END = re.compile(r"[。；，]?(?:\n|$)")
_WEAK = re.compile("负责|牵头|责任单位|责任部门|配合单位")
_FIRST_LISTED = re.compile(f"{FIRST_LISTED})")
_FIRST_OPENING = re.compile("[排列第首]")  # its first characters, found far faster than the rule
_DEFAULT = re.compile(
    r"(?:以下|下列|其余|后续|各项|上述|本方案)[^。（）\n]{0,12}?均(?:需|须|由|要|应)?(?:要)?"
    r"(?P<list>[^。\n]{2,80}?)(?:按[^，。]{0,6}分工)?(?:配合|参与|落实|负责|组织实施|抓好落实)[^。\n]{0,8}?[，,]?(?:不再|不另)"
)


@dataclass(slots=True)
class Responsibility:
    """Every clause of a document in order, with its standing rules."""

    clauses: list[Clause] = field(default_factory=list)
    first_listed: Range | None = None  # 排在第一位的为牵头部门: where the rule stands
    first_listed_in: Range = (0, 0)  # and where it holds
    default_from: int | None = None  # 以下均需…配合，不再列出
    default_units: list[Range] = field(default_factory=list)
    default_collectives: list[Range] = field(default_factory=list)
    unclosed: list[Range] = field(default_factory=list)
    unread: list[Range] = field(default_factory=list)  # brackets that speak of responsibility and name nobody


def find_responsibility(text: str) -> Responsibility:
    """All clauses of a text: brackets, labelled lines, closing sentences; each read once."""
    found = Responsibility()
    for bracket in _BRACKET.finditer(text):
        _read_bracket(text, bracket, found)
    taken = [(clause.start, clause.end) for clause in found.clauses]
    labelled = set(_labelled_lines(text))
    for start, end in _free(sorted([*labelled, *_closing_sentences(text)]), taken):
        clause = read_clause(text, start, end, (start, end))
        if clause and not clause.unread and ((start, end) in labelled or clause.is_certain(text)):
            found.clauses.append(clause)
    found.clauses += _owned_chapters(text)
    found.clauses.sort(key=lambda clause: clause.start)
    _add_handed(text, found)
    _read_rules(text, found)
    return found


def _read_bracket(text: str, bracket: "re.Match[str]", found: Responsibility) -> None:
    body = bracket.span(1)
    if not 3 < body[1] - body[0] <= 1500:
        return
    if not _HINT.search(text, *body):
        clause = _closing_list(text, bracket)
        if clause:
            found.clauses.append(clause)
        return
    clause = read_clause(text, *bracket.span(), body)
    if clause:
        found.clauses.append(clause)
        found.unread += clause.unread
        if text[bracket.end() - 1] not in "）〕】]":
            found.unclosed.append(bracket.span())
    elif _WEAK.search(bracket[1]) and not _says_no_unit(bracket[1]) and _LINE_END.match(text, bracket.end()):
        found.unread.append(bracket.span())


def _says_no_unit(words: str) -> bool:
    """A label such as 完成时限：, or a rule for the whole document, promises no unit that could be missed."""
    return bool(LABEL.search(words) or _FIRST_LISTED.search(words) or _DEFAULT.search(words))


def _closing_list(text: str, bracket: "re.Match[str]") -> Clause | None:
    if not _LINE_END.match(text, bracket.end()):
        return None
    return read_bare_list(text, *bracket.span(), bracket.span(1))


def _labelled_lines(text: str) -> Iterator[Range]:
    """Lines that open with a role label, each with the labelled lines that follow it."""
    reached = 0
    for sign in _SIGN.finditer(text):
        label = _OPENS.search(text, max(reached, sign.start() - _LONGEST_LABEL), sign.end())
        lines = _LABELLED.match(text, label.start()) if label else None
        if lines:
            yield lines.span()
            reached = lines.end()


def _closing_sentences(text: str) -> Iterator[Range]:
    """Sentences without brackets that end with a role word: 县水利局牵头，县财政局配合。"""
    for words in _CLOSING_WORDS.finditer(text):
        earliest = max(0, words.start() - _LONGEST_SENTENCE)
        start = max(text.rfind(mark, earliest, words.start()) for mark in _SENTENCE_BREAK) + 1
        handed = text.find("，由", start, words.start())
        start = handed + 1 if handed >= 0 else start
        sentence = _ASIDE.sub("", text[start : words.start()])
        if words["within"] and not _STRONG.search(sentence + words[0]):
            continue
        if start > earliest and not any(mark in sentence for mark in "（）："):
            yield start, words.end()


def _owned_chapters(text: str) -> Iterator[Clause]:
    """一、县教育局牵头工作（8项）: a heading that names who leads all below it."""
    for words in _OWNS.finditer(text):
        start = text.rfind("\n", max(0, words.start() - _LONGEST_OWNER), words.start()) + 1
        marker = read_marker(text, start, words.start()) if start else None
        if not marker:
            continue
        entries = read_list(text, marker.end, words.start())
        if entries.units and not entries.unread and all(is_unit_shaped(text[a:b]) for a, b in entries.units):
            yield Clause(marker.end, words.end(), leads=entries.units, collectives=entries.collectives)


def _add_handed(text: str, found: Responsibility) -> None:
    """由县水利局牵头，建成… says who leads where nothing else in its paragraph does."""
    starts = [clause.start for clause in found.clauses]
    for words in _HANDED.finditer(text):
        stop = text.find("\n", words.end())
        at = bisect_left(starts, text.rfind("\n", 0, words.start()) + 1)
        if at < len(starts) and (stop < 0 or starts[at] < stop):
            continue
        clause = read_clause(text, *words.span(), words.span())
        if clause and not clause.unread and clause.is_certain(text):
            found.clauses.append(clause)
    found.clauses.sort(key=lambda clause: clause.start)


def _free(ranges: list[Range], taken: list[Range]) -> list[Range]:
    """Those ranges that overlap none already taken nor one another."""
    free: list[Range] = []
    at, reached = 0, 0
    for start, end in ranges:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if start >= reached and (at == len(taken) or taken[at][0] >= end):
            free.append((start, end))
            reached = end
    return free


def _read_rules(text: str, found: Responsibility) -> None:
    tried = (_FIRST_LISTED.match(text, opening.start()) for opening in _FIRST_OPENING.finditer(text))
    first = next(filter(None, tried), None)
    if first:
        onward = "下同" in text[first.start() : first.end() + 12]
        found.first_listed = first.span()
        found.first_listed_in = (first.start() if onward else 0, len(text))
    rule = _DEFAULT.search(text)
    if rule:
        entries = read_list(text, *rule.span("list"))
        found.default_from = rule.end()
        found.default_units, found.default_collectives = entries.units, entries.collectives
