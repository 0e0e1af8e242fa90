"""The normalising layer: one clean text for every grammar, each index of which knows its place in the source.

The working copy has the source's length throughout: every repair replaces characters one for one, blanks standing
for what is dropped. Only the last step closes the gaps, and remembers where it cut. So the map back to the source
is a list of cuts, not one number per character.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from luoshi.core.spans import Span
from luoshi.reading.document import Document
from luoshi.reading.notations import usual
from luoshi.reading.paragraphs import Paragraphs
from luoshi.reading.widths import one_width

# Each line pattern opens with a plain newline, which the regex engine finds fastest; the copy is given one in front.
_MARKUP = re.compile(r"[_^]\{([^{}\n]{1,12})\}")
_OCR_AND = re.compile(r" and (?=[\u4e00-\u9fff“])")
_DASH = "[-—–－―]{1,2}"
_BLANK = r"[^\S\n]*"
_PAGE_NUMBER = re.compile(
    rf"\n{_BLANK}(?:{_DASH}{_BLANK}\d{{1,4}}{_BLANK}{_DASH}|"
    rf"第{_BLANK}\d{{1,4}}{_BLANK}页(?:[^\n]{{0,4}}共{_BLANK}\d{{1,4}}{_BLANK}页)?){_BLANK}(?=\n|$)"
)
_ANNEX_TITLE = re.compile(
    rf"(\n{_BLANK}附{_BLANK}[件录]{_BLANK}\d{{0,2}})([^\S\n]+)(?=[^\s\d：:.、．，,][^\n]*(?:\n|$)|\d{{4}}年)"
)
_HEADING_MARK = re.compile(r"\n#{1,6}(?=[^\S\n])")
_SPACED_NUMBER = re.compile(r"(\n[^\S\n]*\d{1,3})\.(?=[^\S\n]+\d)")  # "7. 2026 年": the blank is all that says it
_CONTENTS = re.compile(r"\n[^\S\n]*目\s{0,8}录[^\S\n]*(?=\n)")
_ENTRY_END = re.compile(r"[.…·•—-]*\d{0,4}$")
_FEWEST_ENTRIES = 3
_LINE = re.compile(r"(?m)^[^\S\n]*\S[^\n]*")
_LONG_LINE = re.compile(r"\n[^\n]{300,}")
_SET_OFF = re.compile(  # the blank that alone parts a heading from what follows on the same line
    r"((?<=[\s。；）])(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^\s，。；：、]{2,24})[^\S\n](?=[^\S\n]*\S)"
)
_TITLE_SET_OFF = re.compile(
    r"(\s*[^\s，。；：]{6,60}(?:方案|计划|要点|规划|意见|措施|办法|分解表?|清单))([^\S\n]+)(?=\S)"
)
_ROLE_LINE = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|落实|参与)[\u4e00-\u9fff]{0,4}：[^\n）]{6,}")
_BLANK_IN_LIST = re.compile(r"(?<=[局委办部厅院会团司府处社队])[^\S\n](?=[^\S\n]*[省市县区州旗各][\u4e00-\u9fff])")
_GAP = re.compile(r"\s\s*")  # not \s+: the engine skips to a first character, not to a repeated one


_span = tuple.__new__  # half the time of Span(first, last), which counts where every unit and target has one


@dataclass(slots=True)
class NormalText:
    """The text that grammars read: paragraphs separated by one newline, no other white space, one width.

    `joins` are the source offsets at which the two halves of a broken paragraph were put together. The piece between
    two cuts begins at `_normal[at]` here and at `_source[at]` in the source; a last pair stands beyond both ends.
    """

    text: str
    source: str
    joins: list[int]
    _normal: list[int]
    _source: list[int]

    def origin(self, index: int) -> int:
        """The offset in the source of the character at `index`."""
        cut = bisect_right(self._normal, index) - 1
        return self._source[cut] + index - self._normal[cut]

    def span(self, start: int, end: int) -> Span:
        """The source span of the non-empty range [start, end): its first character to the end of its last."""
        after = bisect_right(self._normal, start)
        first = self._source[after - 1] + start - self._normal[after - 1]
        last = first + end - start if self._normal[after] >= end else self.origin(end - 1) + 1
        return _span(Span, (first, last))

    def index(self, offset: int) -> int:
        """The index of the first kept character at or after a source offset."""
        cut = max(bisect_right(self._source, offset) - 1, 0)
        index = self._normal[cut] + max(offset - self._source[cut], 0)
        return min(index, self._normal[cut + 1], len(self.text))

    def printed(self, start: int, end: int) -> str:
        """What the source prints at a range, without white space and `**`: the `name` or `quote` of a span."""
        return self.at(self.span(start, end))

    def at(self, span: Span) -> str:
        """What the source prints at a span of its own, without white space and `**`."""
        printed = self.source[span.start : span.end]
        return "".join(printed.replace("**", "").split()) if len(printed) > 1 else printed


def normalise(document: Document) -> NormalText:
    """Read a document's text into the form the grammars know. Linear in time; offsets are kept as cuts."""
    working = _working_copy(document)
    paragraphs = Paragraphs(working, document)
    normal: list[int] = []
    source: list[int] = []
    pieces: list[str] = []
    length, start = 0, 0
    for gap in _GAP.finditer(working):
        end, resume = gap.span()
        if end > start:
            normal.append(length)
            source.append(start)
            piece = working[start:end] + paragraphs.separator(end, resume)
            pieces.append(piece)
            length += len(piece)
        start = resume
    if start < len(working) or not normal:
        normal.append(length)
        source.append(start)
        pieces.append(working[start:])
        length += len(working) - start
    normal.append(length + 1)
    source.append(len(working) + 1)
    text = "".join(pieces).removesuffix("\n")
    return NormalText(text, document.text, paragraphs.joins, normal, source)


def _working_copy(document: Document) -> str:
    text = one_width(document.text)
    if "\n" not in text:  # lines ended as old Macintosh files end them
        text = text.replace("\r", "\n")
    text = "\n" + _without_furniture(text, document)
    text = _PAGE_NUMBER.sub(lambda found: "\n" + " " * (len(found.group()) - 1), text)
    text = text.replace("**", "  ")
    if "\n#" in text:
        text = _HEADING_MARK.sub(lambda found: "\n" + " " * (len(found.group()) - 1), text)
    if "{" in text:
        text = _MARKUP.sub(lambda found: f"  {found.group(1)} ", text)
    if " and " in text:
        text = _OCR_AND.sub(" 和   ", text)
    text = usual(_SPACED_NUMBER.sub(r"\1、", text))
    if "一、" in text:
        text = _LONG_LINE.sub(lambda found: "\n" + _with_headings_set_off(found.group()[1:]), text)
    if "：" in text:
        text = _ROLE_LINE.sub(lambda found: _BLANK_IN_LIST.sub("、", found.group()), text)
    text = _without_contents(text)
    text = _ANNEX_TITLE.sub(lambda found: found.group(1) + "\n" * len(found.group(2)), text)
    return _without_furniture(text[1:], document)  # again: a repair may have printed a sign for a blank


def _with_headings_set_off(line: str) -> str:
    if "一、" not in line:
        return line
    words = _SET_OFF.sub(r"\1。", line)
    title = _TITLE_SET_OFF.match(words)
    return title.group(1) + "\n" * len(title.group(2)) + words[title.end() :] if title else words


def _without_contents(text: str) -> str:
    """Blank a table of contents: the lines below 目录 that the text prints again as its headings."""
    heading = _CONTENTS.search(text)
    if not heading:
        return text
    lines = [(line.end(), "".join(line.group().split())) for line in _LINE.finditer(text, heading.end())]
    last = {words: at for at, (_, words) in enumerate(lines)}
    found = 0
    for at, (_, words) in enumerate(lines):
        if max(last.get(words, -1), last.get(_ENTRY_END.sub("", words), -1)) <= at:
            break
        found += 1
    if found < _FEWEST_ENTRIES:
        return text
    end = lines[found - 1][0]
    blank = re.sub(r"[^\n]", " ", text[heading.start() : end])
    return text[: heading.start()] + blank + text[end:]


def _without_furniture(text: str, document: Document) -> str:
    pieces: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind == "furniture":
            pieces += text[at : block.span.start], " " * (block.span.end - block.span.start)
            at = block.span.end
    return "".join([*pieces, text[at:]]) if pieces else text
