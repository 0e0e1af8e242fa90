"""A text file's Document is the file: same characters, same newlines."""

from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read

TEXT = "清河县人民政府办公室文件\n\n一、总体要求\r\n　　聚焦工业强县，推动高质量发展。 \n\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_it_keeps_every_character_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).text == TEXT


def test_traditional_text_in_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    for text, encoding in (("清河縣行動方案\n一、總體要求：各單位抓好落實，如期完成。\n", "big5"), (TEXT, "gb18030")):
        path.write_bytes(text.encode(encoding))
        assert read(path).text == text


def test_text_cut_within_a_character_is_refused_in_a_short_sentence(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes("抓好落实".encode()[:-1])
    with pytest.raises(ReadingError, match=r"^方案\.txt: is damaged text, .*; save it as UTF-8$"):
        read(path)


def test_its_blocks_are_numbered_lines_without_their_white_space(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode())
    document = read(path)
    texts = [document.text[block.span.start : block.span.end] for block in document.blocks]
    assert texts == ["清河县人民政府办公室文件", "一、总体要求", "聚焦工业强县，推动高质量发展。"]
    assert [block.paragraph for block in document.blocks] == [1, 2, 3]


@pytest.mark.seeds
def test_it_reads_the_real_documents_unchanged(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert read(path).text == path.read_bytes().decode()
