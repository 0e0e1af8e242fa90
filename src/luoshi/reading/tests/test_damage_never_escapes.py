"""Cut or changed anywhere, a file is read or refused with a ReadingError: no other exception comes out."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from luoshi.core.spans import Span
from luoshi.reading import Document, ReadingError, read
from luoshi.reading.tests.makers import abstract, docx, level, num, numbered, ofd, ofd_text, pdf, zipped

ROUNDS = 60


def sheet(path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["序号", "任务"])
    book.save(path)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("table", "text"))
SHEET = (
    f"<x {NAMES}><table:table table:name='表'><table:table-row table:number-rows-repeated='2'>"
    "<table:table-cell table:number-columns-spanned='2'><text:p>修渠</text:p></table:table-cell></table:table-row>"
    "</table:table></x>"
)
MAKERS: dict[str, Callable[[Path], Path]] = {
    "docx": lambda path: docx(path, numbered("甲", 1), numbering=abstract(1, level(0, "decimal", "%1.")) + num(1, 1)),
    "pdf": lambda path: pdf(path, ["一、总体要求", "二、重点任务"]),
    "ofd": lambda path: ofd(path, [ofd_text("一、总体要求", 30, 60)]),
    "xlsx": sheet,
    "html": lambda path: written(path, "<html><body><table><tr><td rowspan=3>甲<td>乙</table></body></html>".encode()),
    "md": lambda path: written(path, "# 方案\n\n|甲|乙|\n|--|--|\n|丙|丁|\n".encode()),
    "txt": lambda path: written(path, "一、总体要求\n抓好落实，如期完成。\n".encode("utf-16")),
    "xls": lambda path: written(path, (Path(__file__).parent / "files" / "figures.xls").read_bytes()),
    "mht": lambda path: written(path, b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html><p>1</p></html>"),
    "ods": lambda path: zipped(path, {"mimetype": ODS, "content.xml": SHEET}),
    "csv": lambda path: written(path, "序号,任务\n1,抓项目\n".encode("gb18030")),
}


TOKENS = (b"-1", b"99999999999", b"0", b"", b"NaN", b"1e400", b"&#0;", b"<!--", b"]]>", b"\xff\xfe", b"x" * 300)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Bits turned, stretches cut out or doubled, numbers replaced by numbers nobody expects."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(result) or 1)
        kind = chance.choice(("bit", "bit", "cut", "double", "number", "number", "token"))
        if kind == "bit" and result:
            result[at] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del result[at : at + chance.randint(1, 60)]
        elif kind == "double":
            result[at:at] = result[at : at + chance.randint(1, 400)]
        elif kind == "number" and (numbers := list(re.finditer(rb"\d+", result))):
            number = chance.choice(numbers)
            result[number.start() : number.end()] = chance.choice(TOKENS)
        else:
            result[at:at] = chance.choice(TOKENS)
    return bytes(result)


def changed_inside(data: bytes, chance: random.Random) -> bytes:
    """A zip file one of whose members is changed before it is packed again, so that no checksum stops the reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    victim = chance.choice([name for name in members if name.endswith((".xml", ".rels"))])
    members[victim] = changed(members[victim], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return buffer.getvalue()


def damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for tenth in range(10):
        yield data[: len(data) * tenth // 10]
    for number in range(ROUNDS):
        yield (changed_inside if data.startswith(b"PK") and number % 3 else changed)(data, chance)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    data = MAKERS[kind](tmp_path / f"whole.{kind}").read_bytes()
    path = tmp_path / f"damaged.{kind}"
    for content in damaged(data, random.Random(kind)):
        path.write_bytes(content)
        try:
            document = read(path)
        except ReadingError as error:
            assert str(error).startswith(f"damaged.{kind}: ")
            assert "\n" not in str(error)
        else:
            assert document.text.strip()
            assert all(0 <= span.start <= span.end <= len(document.text) for span in spans(document))


def spans(document: Document) -> Iterator[Span]:
    yield from (block.span for block in document.blocks)
    yield from (cell.span for table in document.tables for row in table.rows for cell in row if cell)
