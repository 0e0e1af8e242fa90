"""Cut or changed anywhere, a file is read or refused with a ReadingError: no other exception comes out."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from luoshi.reading import ReadingError, read
from luoshi.reading.tests.makers import abstract, docx, level, num, numbered, ofd, ofd_text, pdf

ROUNDS = 40


def sheet(path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["序号", "任务"])
    book.save(path)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


MAKERS: dict[str, Callable[[Path], Path]] = {
    "docx": lambda path: docx(path, numbered("甲", 1), numbering=abstract(1, level(0, "decimal", "%1.")) + num(1, 1)),
    "pdf": lambda path: pdf(path, ["一、总体要求", "二、重点任务"]),
    "ofd": lambda path: ofd(path, [ofd_text("一、总体要求", 30, 60)]),
    "xlsx": sheet,
    "html": lambda path: written(path, "<html><body><table><tr><td rowspan=3>甲<td>乙</table></body></html>".encode()),
    "md": lambda path: written(path, "# 方案\n\n|甲|乙|\n|--|--|\n|丙|丁|\n".encode()),
    "csv": lambda path: written(path, "序号,任务\n1,抓项目\n".encode("gb18030")),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    data = MAKERS[kind](tmp_path / f"whole.{kind}").read_bytes()
    chance = random.Random(kind)
    path = tmp_path / f"damaged.{kind}"
    for round_number in range(ROUNDS):
        damaged = bytearray(data)
        if round_number % 2:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(1 + round_number % 7):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        with suppress(ReadingError):
            assert read(path).text.strip()
