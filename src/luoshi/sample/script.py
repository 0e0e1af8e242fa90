"""From the sample's plain text files to the blocks of an official document.

A line is a block: `# title`, `## ` `### ` headings, `#. ` a paragraph that Word numbers, `> ` the signature,
`表：` a caption followed by `| cell |` rows in which `^` continues the cell above and `<` the cell to the left,
`@name value` what stands around the text, anything else a paragraph. `**…**` at its head is a run-in heading.
"""

import re
from collections.abc import Callable
from pathlib import Path

from luoshi.exporting import official
from luoshi.exporting.official import Block

_LEAD = re.compile(r"^(?P<head>[^*]*)\*\*(?P<lead>[^*]+)\*\*(?P<rest>.*)$")
_PRINTED = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


def blocks(folder: Path, amend: Callable[[str, str], str] = lambda _name, text: text) -> list[Block]:
    """The blocks of every .md file of a folder, in the order of their names with the record (99-) at the end.

    `amend` may change the text of a file, given its name, before it is read.
    """
    made: list[Block] = []
    for path in sorted(folder.glob("*.md"), key=lambda found: (found.name.startswith("99"), found.name)):
        made.extend(Script(path.stem).blocks(amend(path.stem, path.read_text(encoding="utf-8"))))
    return made


class Script:
    """One file being turned into blocks."""

    def __init__(self, name: str) -> None:
        self._name, self._made = name, list[Block]()
        self._numbering, self._part = "", 0
        self._mark = self._label = self._cc = ""
        self._own_page = not name.startswith("00")

    def blocks(self, text: str) -> list[Block]:
        lines = [line for line in text.splitlines() if line.strip()]
        index = 0
        while index < len(lines):
            index += self._take(lines, index)
        return self._made

    def _take(self, lines: list[str], index: int) -> int:
        """Turn the block at `index` into a block; how many lines it took."""
        line = lines[index]
        if line.startswith("@attachments"):
            return self._attachments(lines, index)
        if line.startswith("表："):
            return self._table(lines, index)
        if line.startswith("> "):
            self._made.append(official.Signature(line[2:], lines[index + 1][2:]))
            return 2
        self._line(line)
        return 1

    def _line(self, line: str) -> None:
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            self._matter()[name](value)
        elif line.startswith("# "):
            self._title(line[2:])
        elif line.startswith("##"):
            self._heading(line)
        else:
            self._paragraph(line)

    def _matter(self) -> dict[str, Callable[[str], None]]:
        return {
            "mark": lambda value: setattr(self, "_mark", value),
            "number": lambda value: self._made.append(official.Letterhead(self._mark, value)),
            "to": lambda value: self._made.append(official.Addressees(value)),
            "annex": lambda value: setattr(self, "_label", value),
            "subtitle": lambda value: self._made.append(official.Subtitle(value)),
            "numbering": lambda value: setattr(self, "_numbering", value),
            "cc": lambda value: setattr(self, "_cc", value),
            "printed": self._record,
        }

    def _record(self, value: str) -> None:
        printed_by, _, printed_on = value.partition(" | ")
        self._made.append(official.Record(self._cc, printed_by, printed_on))

    def _title(self, text: str) -> None:
        if self._label:
            self._made.append(official.Attachment(self._label, text))
        else:
            self._made.append(official.Title(text, own_page=self._own_page))

    def _heading(self, line: str) -> None:
        marks, _, text = line.partition(" ")
        level = len(marks) - 1
        self._part += 1
        if self._numbering == "outline":
            number = official.Number(self._name, level - 1, "outline")
            self._made.append(official.Heading(level, _PRINTED.sub("", text), number))
        else:
            self._made.append(official.Heading(level, text))

    def _paragraph(self, line: str) -> None:
        number = None
        if line.startswith("#. "):
            line = line[3:]
            runs_on = self._numbering == "outline"
            number = official.Number(f"{self._name}/{'items' if runs_on else self._part}")
        found = _LEAD.match(line)
        if found is None:
            self._made.append(official.Paragraph(line, number=number))
        else:
            self._made.append(official.Paragraph(found["rest"], found["head"] + found["lead"], number))

    def _attachments(self, lines: list[str], index: int) -> int:
        names = [line.partition(". ")[2] for line in lines[index + 1 :]]
        self._made.append(official.AttachmentList(names))
        return 1 + len(names)

    def _table(self, lines: list[str], index: int) -> int:
        rows: list[list[str | bool | None]] = []
        for line in lines[index + 1 :]:
            if not line.startswith("|"):
                break
            rows.append([_cell(part.strip()) for part in line.strip().strip("|").split("|")])
        self._made.append(official.TableBlock(rows, lines[index].removeprefix("表：")))
        return 1 + len(rows)


def _cell(text: str) -> str | bool | None:
    if text == "^":
        return None
    return False if text == "<" else text
