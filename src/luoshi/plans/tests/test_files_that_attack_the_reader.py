"""A file made to exhaust or to crash a reader is refused with a sentence, and the site goes on."""

import zipfile
from pathlib import Path

import pytest

from luoshi.plans.apart import understand
from luoshi.reading import ReadingError

FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream"


def silent(done: int, total: int, what: str) -> None:
    pass


def test_it_gives_up_a_pdf_whose_drawings_hold_each_other_without_end(tmp_path: Path) -> None:
    draw = b"/X Do " * 8
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        *(FORM % (number + 1 if number < 16 else 5, len(draw), draw) for number in range(5, 17)),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 17>>\n%%EOF")
    with pytest.raises(ReadingError, match=r"^方案\.pdf: could not be read within"):
        understand(path, name="方案.pdf", progress=silent, seconds=5)


def test_it_survives_a_file_that_needs_more_memory_than_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("推动产业发展。\n" * 4_000_000, "utf-8")
    with pytest.raises(ReadingError, match=r"^方案\.txt: "):
        understand(path, name="方案.txt", progress=silent, megabytes=400)


def test_it_says_the_readers_own_sentence_for_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme", "nothing")
    with pytest.raises(ReadingError, match="a zip file that holds no document"):
        understand(path, name="方案.docx", progress=silent)


def test_it_tells_each_step_and_returns_what_the_file_says(tmp_path: Path) -> None:
    path, told = tmp_path / "plan.txt", list[str]()
    path.write_text("云渡县行动方案\n一、建设园区。完成三个项目。（责任单位：县工信局）\n", "utf-8")
    found = understand(path, name="方案.txt", progress=lambda done, total, what: told.append(what))
    assert found.document.name == "方案.txt"
    assert found.draft["schema"] == "luoshi.plan/1"
    assert told == ["reading the file", "finding tasks, units and targets", "checking for contradictions"]
