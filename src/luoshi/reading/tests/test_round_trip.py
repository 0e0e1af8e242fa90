"""A real document written in another format comes back with every character."""

import html
from pathlib import Path

import pytest

from luoshi.reading import Document, read
from luoshi.reading.tests.makers import abstract, docx, level, num, numbered, ofd, ofd_text, p, pdf, squeezed

CHARACTERS = 28  # of an OFD line
LINES = 30  # of an OFD page


@pytest.fixture(scope="module", params=range(5))
def paragraphs(request: pytest.FixtureRequest, shared: Path) -> list[str]:
    path = sorted((shared / "seeds").glob("*.txt"))[request.param]
    return [squeezed(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def body(document: Document) -> list[str]:
    return [squeezed(document.text[b.span.start : b.span.end]) for b in document.blocks if b.kind != "furniture"]


@pytest.mark.seeds
def test_through_docx_with_automatic_numbers(tmp_path: Path, paragraphs: list[str]) -> None:
    escaped = [html.escape(text) for text in paragraphs]
    pieces = [p(text) if place % 2 else numbered(text, 1) for place, text in enumerate(escaped)]
    path = docx(tmp_path / "a.docx", "".join(pieces), numbering=abstract(1, level(0, "decimal", "%1)")) + num(1, 1))
    found = body(read(path))
    assert found[1::2] == paragraphs[1::2]
    assert found[0::2] == [f"{number})" + text for number, text in enumerate(paragraphs[0::2], 1)]


@pytest.mark.seeds
def test_through_pdf(tmp_path: Path, paragraphs: list[str]) -> None:
    path = pdf(tmp_path / "a.pdf", [html.escape(text) for text in paragraphs], header="清河县人民政府公报")
    found = body(read(path))
    assert "".join(found) == "".join(paragraphs)
    assert len(set(found) & set(paragraphs)) > 0.98 * len(set(paragraphs))


@pytest.mark.seeds
def test_through_ofd(tmp_path: Path, paragraphs: list[str]) -> None:
    lines = []
    for text in paragraphs:
        indented = "　　" + text
        lines += [indented[at : at + CHARACTERS] for at in range(0, len(indented), CHARACTERS)]
    pages = []
    for at in range(0, len(lines), LINES):
        shown = enumerate(lines[at : at + LINES])
        pages.append(
            "".join(ofd_text(html.escape(text), 25, 40 + 7.5 * row, 5.6, f"g {len(text)} 5.6") for row, text in shown)
        )
    found = body(read(ofd(tmp_path / "a.ofd", pages)))
    assert "".join(found) == "".join(paragraphs)
    assert len(set(found) & set(paragraphs)) > 0.95 * len(set(paragraphs))


@pytest.mark.seeds
def test_through_html_and_gb18030(tmp_path: Path, paragraphs: list[str]) -> None:
    inner = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    page = f"<html><head><meta charset='gb2312'></head><body><nav>导航</nav>{inner}</body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("gb18030"))
    (tmp_path / "a.txt").write_bytes("\n".join(paragraphs).encode("gb18030"))
    assert body(read(tmp_path / "a.html")) == paragraphs
    assert body(read(tmp_path / "a.txt")) == paragraphs
