"""The envelope of a document: letterhead, number, notice, addressees, signature, date, copies, and the plan's title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.extraction.dates import DATE, read_date
from luoshi.extraction.draft import Meta
from luoshi.extraction.lines import Line
from luoshi.extraction.numbering import read_marker
from luoshi.extraction.units import is_collective, is_unit_shaped
from luoshi.reading.normal import NormalText

_NUMBER = re.compile(
    r"(?:^|[^\u4e00-\u9fff])?(?P<number>[\u4e00-\u9fff]{1,14}(?:〔|\[|【|（|﹝)\d{4}(?:〕|\]|】|）|﹞)(?:第)?\d{1,4}号)(?=$|[^\u4e00-\u9fff文])|"
    r"^(?P<plain>第\d{1,4}号)$"
)
_NOTICE = re.compile(
    r"(?:关于.{2,120}?的(?:[^的，。]{0,4})(?:通知|通告|公告|意见|决定|批复|函|请示|报告)|"
    r"[印转]发《.{4,100}》的通知)(?:（[^（）]{1,12}）)?$"
)
_ABOUT = re.compile(r"(?:转发|批转|印发)(?=[^《，。]{0,60}关于)|关于|[印转]发《")
_ISSUED = re.compile(
    r"(?:关于)?(?:印发|转发|下发|发布|公布|批转)(?:[^《》，。]{0,30}《(?P<quoted>.+)》|(?P<bare>.+?))(?:的通知|的通告|的函|的公告)"
)
_PLAN_WORD = re.compile(
    r"(?:方案|计划|要点|规划|纲要|任务书|责任书|分工表?|意见|措施|细则|办法|分解表?|任务表|责任表|台账|一览表|工作安排|清单|重点工作|(?:目标|工作|重点)任务|行动|报告)(?:（[^（）]{1,24}）)?$"
)
_YEARS_OF_TITLE = re.compile(r"（(?:20\d\d(?:年)?[-—–~～至]+20\d\d年?|20\d\d年度?|试行|修订)）")
_COPIES = re.compile(r"[-•]*(?:抄送|抄报|主送|报送|分送|送)：")
_PRINTED = re.compile(r"(?:印发|印制|签发)[）)]?$")
_PUBLIC = re.compile(r"^附[件录]\d*|^[（(][^（）]{2,20}[）)]$|^[一-龥]{2,30}文件$|^(?:特急|加急|急件|秘密|机密|平急)")
_ORGAN = re.compile(
    r"(?:政府|委员会|[省市县区州旗镇乡盟]委|办公室|局|厅|部|党委|院|管委会|公司|集团|中心|总队|会|组|党组)(?:办公室)?$"
)
_DATES = re.compile("成文|发文|印发|签发|发布|公布|通过|批准")
_LABELLED = re.compile("[^，。：]{2,12}：")
_HANDS_ON = re.compile("印发|转发|批转")
_PUT_ONLINE = re.compile("(?:发布|生成|公开)(?:日期|时间)：(?!.*(?:成文|发文|印发)日期)")
_HEAD_LINES = 40
_TITLE_LINES = 5
_SIGNED_WITHIN = 12  # lines after the first number: a notice that numbers its annexes or its demands is signed below


@dataclass(slots=True)
class Envelope:
    """What the envelope says, and where the plan itself lies: the lines [first, last).

    `issued` is the day of issue or, where none is printed, the first day of the year in the title.
    """

    meta: Meta
    issued: date | None
    title: tuple[int, int] | None
    first: int
    last: int


def read_envelope(normal: NormalText, lines: Sequence[Line]) -> Envelope:
    """Read the front matter and the closing imprint."""
    text = normal.text
    head = _head(text, lines)
    meta = Meta()
    meta.doc_number = _doc_number(normal, lines[: min(len(lines), _HEAD_LINES)])
    notice = _notice(text, lines, head)
    last = _read_imprint(normal, lines, meta)
    first, title = _title(normal, lines, head, notice, meta)
    issued = _issue_date(text, lines, first, head, last)
    meta.issue_date = issued.isoformat() if issued else None
    _read_issuer(normal, lines, notice, title, first, head, meta)
    return Envelope(meta, issued or _year_of(meta.title), title, first, last)


def entitle(envelope: Envelope, title: str) -> None:
    """A document that is nothing but a table is called what its table is called; that may also tell its year."""
    envelope.meta.title = title or None
    envelope.issued = envelope.issued or _year_of(title)


def _year_of(title: str | None) -> date | None:
    """The first day of the year that a title names, from which times without a year are reckoned."""
    year = re.search(r"(?:19|20)\d\d(?=年|[-—–~～至])", title or "")
    return date(int(year[0]), 1, 1) if year else None


def _head(text: str, lines: Sequence[Line]) -> int:
    """The number of lines before the first numbered item."""
    for at, line in enumerate(lines[: 3 * _HEAD_LINES]):
        if read_marker(text, line.start, line.end):
            return at
    return min(len(lines), _HEAD_LINES)


def _doc_number(normal: NormalText, lines: Sequence[Line]) -> str | None:
    for line in lines:
        if line.end - line.start > 60:
            continue
        found = _NUMBER.search(normal.text, line.start, line.end)
        if found:
            group = "number" if found["number"] else "plain"
            return normal.printed(*found.span(group))
    return None


def _notice(text: str, lines: Sequence[Line], head: int) -> tuple[int, int] | None:
    """The range of lines [a, b) that make the notice's title, which may be printed over several lines."""
    below = _letterhead_end(text, lines, head)
    for at in (*range(below, head), *range(below)):
        joined = ""
        for to in range(at, min(at + _TITLE_LINES, head)):
            joined += text[lines[to].start : lines[to].end]
            if len(joined) > 160 or "。" in joined or joined.endswith("：") or DATE.search(joined[-20:]):
                break
            if _NOTICE.search(joined):
                return _widened(text, lines, at, to + 1)
    return None


def _letterhead_end(text: str, lines: Sequence[Line], head: int) -> int:
    """The number of lines up to the letterhead's 文件 and the document's number."""
    end = 0
    for at in range(min(head, 12)):
        line = lines[at]
        words = text[line.start : line.end]
        if _ABOUT.search(words):
            break  # the title: a number below it belongs to no letterhead
        if len(words) < 60 and (words.endswith("文件") or _NUMBER.search(words)):
            end = at + 1
    return end


def _widened(text: str, lines: Sequence[Line], at: int, to: int) -> tuple[int, int]:
    """Take in only those lines above that name an issuing organ, not the letterhead or the number."""
    while to - at > 1:
        words = text[lines[at].start : lines[at].end]
        if _ABOUT.search(words) or _ORGAN.search(words) or _HANDS_ON.search(words):
            break
        at += 1
    return at, to


def _read_imprint(normal: NormalText, lines: Sequence[Line], meta: Meta) -> int:
    """抄送 and 印发 at the foot; returns the number of lines before them."""
    text, last = normal.text, len(lines)
    foot = max(0, len(lines) - 15)
    for at in range(len(lines) - 1, foot - 1, -1):
        line = lines[at]
        words = text[line.start : line.end]
        if _PRINTED.search(words) and DATE.search(words):
            found = DATE.search(words)
            printed = read_date(found) if found else None
            meta.printed_on = printed.isoformat() if printed else None
            last = at
            if at and _ORGAN.search(text[lines[at - 1].start : lines[at - 1].end]) and at - 1 > foot:
                last = at - 1 if lines[at - 1].end - lines[at - 1].start < 40 else at
        elif _COPIES.match(words):
            copies = [piece for row in lines[at:last] for piece in _copied(normal, row)]
            if not words.startswith("主送"):
                meta.cc = copies
            last = at
    return _unsigned(text, lines, last)


def _unsigned(text: str, lines: Sequence[Line], last: int) -> int:
    """The number of lines before a signature and date that close the text."""
    if last > 3 and DATE.fullmatch(text, lines[last - 1].start, lines[last - 1].end):
        last -= 1
        while last > 3 and lines[last - 1].end - lines[last - 1].start < 40 and _signs(text, lines[last - 1]):
            last -= 1
    return last


def _signs(text: str, line: Line) -> bool:
    return bool(_ORGAN.search(text[line.start : line.end])) and not read_marker(text, line.start, line.end)


def _copied(normal: NormalText, line: Line) -> list[str]:
    found = _COPIES.match(normal.text, line.start, line.end)
    start = found.end() if found else line.start
    return names_in(normal, start, line.end)


def names_in(normal: NormalText, start: int, end: int) -> list[str]:
    """The bodies a list of addressees names, as printed."""
    names: list[str] = []
    for first, last in _cut(normal.text, start, end, "，；。：\n"):
        parts = _cut(normal.text, first, last, "、")
        owned = "各" in normal.text[first + 1 : parts[0][1]]  # 省政府各部门、各直属机构 are the government's
        if len(parts) > 1 and not owned and all(_stands_alone(normal.text[a:b]) for a, b in parts):
            names += [normal.printed(a, b) for a, b in parts]
        else:
            names.append(normal.printed(first, last))
    return names


def _stands_alone(name: str) -> bool:
    placed = len(name) > 4 or any(level in name for level in "省市县区州旗盟镇乡各")
    return len(name) > 2 and placed and (is_unit_shaped(name) or is_collective(name))


def _cut(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    parts, depth, begin = [], 0, start
    for at in range(start, end):
        character = text[at]
        depth += (character == "（") - (character == "）")
        if character in marks and depth <= 0:
            parts.append((begin, at))
            begin = at + 1
    parts.append((begin, end))
    return [(a, b) for a, b in parts if a < b]


def _title(
    normal: NormalText, lines: Sequence[Line], head: int, notice: tuple[int, int] | None, meta: Meta
) -> tuple[int, tuple[int, int] | None]:
    """The plan's own title: as the notice quotes it and the plan repeats it, else the first line that is a title."""
    text = normal.text
    if notice:
        start, end = lines[notice[0]].start, lines[notice[1] - 1].end
        heading = normal.printed(start, end)
        issued = _ISSUED.search(text[start:end].replace("\n", ""))
        if issued:
            meta.notice_title = heading
            wanted = issued["quoted"] or issued["bare"]
            repeated = _repeated(text, lines, notice[1], wanted)
            if not repeated and "关于" in wanted[1:]:  # 转发某部门关于…的意见
                repeated = _repeated(text, lines, notice[1], wanted[wanted.index("关于", 1) :])
            if repeated:
                first, last = repeated
                meta.title = normal.printed(lines[first].start, lines[last - 1].end)
                return last, (lines[first].start, lines[last - 1].end)
            meta.title = wanted
            return _after_signature(text, lines, notice[1], head), None
        meta.title = heading
        return notice[1], (start, end)
    return _bare_title(normal, lines, head, meta)


def _repeated(text: str, lines: Sequence[Line], at: int, wanted: str) -> tuple[int, int] | None:
    """The lines [a, b) that print the quoted title again, on one line or over three."""
    for first in range(at, min(len(lines), at + _HEAD_LINES)):
        words = ""
        for last in range(first, min(first + 3, len(lines))):
            words += text[lines[last].start : lines[last].end]
            if words == wanted or (len(words) == len(wanted) and _loosely(words) == _loosely(wanted)):
                return first, last + 1
            if len(words) >= len(wanted):
                break
    return None


def _loosely(title: str) -> str:
    return title.translate(str.maketrans("〈〉《》", "“”“”"))


def _after_signature(text: str, lines: Sequence[Line], at: int, head: int) -> int:
    for index in range(at, min(len(lines), at + _HEAD_LINES)):
        line = lines[index]
        if line.end - line.start < 20 and DATE.fullmatch(text, line.start, line.end):
            closes_all = index > head and not any(
                read_marker(text, after.start, after.end) for after in lines[index + 1 : index + 9]
            )
            return min(at, head) if closes_all else index + 1
    return min(at, head)


def _bare_title(normal: NormalText, lines: Sequence[Line], head: int, meta: Meta) -> tuple[int, tuple[int, int] | None]:
    """The title of a plan that has no covering notice: title-like lines at its very beginning, else its first line."""
    text = normal.text
    for first in range(min(head, _HEAD_LINES) or min(len(lines), 1)):
        words = ""
        for last in range(first, min(first + 3, max(head, 1))):
            words += text[lines[last].start : lines[last].end]
            if len(words) > 80 or re.search("[。；：]", words) or _PUBLIC.search(words) or _NUMBER.search(words):
                break
            if DATE.match(words) or read_marker(text, lines[last].start, lines[last].end):
                break
            if _PLAN_WORD.search(words):
                last += _goes_on_in_brackets(text, lines, last + 1)
                meta.title = normal.printed(lines[first].start, lines[last].end)
                return last + 1, (lines[first].start, lines[last].end)
    if head and _is_heading(text, lines[0]):
        meta.title = normal.printed(*lines[0])
        return 1, (lines[0].start, lines[0].end)
    return 0, None


def _is_heading(text: str, line: Line) -> bool:
    """Whether a document's first line, though it holds no word for a plan, can only be its title."""
    words = text[line.start : line.end]
    other = _PUBLIC.search(words) or _NUMBER.search(words) or _ORGAN.search(words) or DATE.search(words)
    return 6 < len(words) < 50 and not re.search("[。；：，]", words) and not other


def _goes_on_in_brackets(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line holds only the years or the state of the title above it: （2026—2028年）."""
    return at < len(lines) and bool(_YEARS_OF_TITLE.fullmatch(text, lines[at].start, lines[at].end))


def _issue_date(text: str, lines: Sequence[Line], first: int, head: int, last: int) -> date | None:
    """The date below the signature of the notice; without a notice, one in brackets below the title or at the end."""
    begun = min(max(first, head), len(lines))
    signed = [at for at in range(begun, min(begun + _SIGNED_WITHIN, len(lines))) if DATE.fullmatch(text, *lines[at])]
    places = [*range(begun), *signed, *range(max(0, last - 6), len(lines))]
    best: date | None = None
    for index in places:
        line = lines[index]
        if line.end - line.start > 70 or not _may_date(text, line):
            continue
        for found in DATE.finditer(text, line.start, line.end):
            day = read_date(found)
            if day and line.end - found.end() <= 4 and found.start() - line.start <= 40:
                return day
            best = best or (day if _DATES.search(text, line.start, line.end) else None)
    return best


def _may_date(text: str, line: Line) -> bool:
    """Whether a line may tell the day of issue: no item of the plan, no date of putting it online, no other label."""
    if read_marker(text, line.start, line.end) or _PUT_ONLINE.search(text, line.start, line.end):
        return False
    return not _LABELLED.match(text, line.start, line.end) or bool(_DATES.search(text, line.start, line.end))


def _read_issuer(
    normal: NormalText,
    lines: Sequence[Line],
    notice: tuple[int, int] | None,
    title: tuple[int, int] | None,
    first: int,
    head: int,
    meta: Meta,
) -> None:
    text = normal.text
    if notice:
        start, end = lines[notice[0]].start, lines[notice[1] - 1].end
        meta.issuer = _organs(normal, start, _about(text, start, end))
        _read_addressees(normal, lines, notice[1], meta)
    elif title and "关于" in text[title[0] : title[1]]:
        meta.issuer = _organs(normal, title[0], text.index("关于", title[0]))
        _read_addressees(normal, lines, first, meta)
    else:
        _read_addressees(normal, lines[:head], 0, meta)
    if not meta.issuer:
        meta.issuer = _signature(normal, lines, max(first, head) + _SIGNED_WITHIN) or _letterhead(normal, lines, head)


def _about(text: str, start: int, end: int) -> int:
    found = _ABOUT.search(text, start, end)
    return found.start() if found else start


def _organs(normal: NormalText, start: int, end: int) -> str | None:
    """The issuing organs before 关于; several stand side by side, parted by blanks that only the source shows."""
    if end <= start:
        return None
    first, last = normal.span(start, end)
    organs = normal.source[first:last].replace("**", "").replace("、", " ").split()
    apart = all(len(organ) > 3 and _ORGAN.search(organ) for organ in organs)
    return ("、" if apart else "").join(organs)


def _read_addressees(normal: NormalText, lines: Sequence[Line], at: int, meta: Meta) -> None:
    for line in lines[at : at + 6]:
        if normal.text[line.end - 1] == "：" and not _COPIES.match(normal.text, line.start, line.end):
            meta.addressees = names_in(normal, line.start, line.end - 1)
            return


def _signature(normal: NormalText, lines: Sequence[Line], limit: int) -> str | None:
    text = normal.text
    for index in [*range(1, min(limit, len(lines))), *range(max(1, len(lines) - 6), len(lines))]:
        line, above = lines[index], lines[index - 1]
        if DATE.fullmatch(text, line.start, line.end) and _ORGAN.search(text[above.start : above.end]):
            return normal.printed(above.start, above.end)
    return None


def _letterhead(normal: NormalText, lines: Sequence[Line], head: int) -> str | None:
    for line in lines[: min(head, 5)]:
        words = normal.text[line.start : line.end]
        if words.endswith("文件") and len(words) < 40:
            return normal.printed(line.start, line.end - 2)
    return None
