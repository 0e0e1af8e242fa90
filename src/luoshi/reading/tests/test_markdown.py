"""Markdown stays as it stands; its tables are tables."""

from pathlib import Path

from luoshi.reading import read

TABLE = "| 任务 | 单位 |\n|:---|---|\n| 抓项目 | 县发改局<br>县财政局 |\n| 空 |  |\n"
SOURCE = f"# 方案\n\n## 一、**重点**\n\n正文。\n\n{TABLE}\n落款\n"


def test_text_blocks_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(SOURCE, encoding="utf-8")
    document = read(path)
    assert document.text == SOURCE
    kinds = [(block.kind, block.level) for block in document.blocks]
    assert kinds[:3] == [("heading", 1), ("heading", 2), ("paragraph", None)]
    assert [kind for kind, _ in kinds[3:]] == ["row", "furniture", "row", "row", "paragraph"]
    rows = document.tables[0].rows
    assert [[cell and cell.text for cell in row] for row in rows] == [
        ["任务", "单位"],
        ["抓项目", "县发改局\n县财政局"],
        ["空", ""],
    ]
    span = rows[1][0].span if rows[1][0] else None
    assert span is not None
    assert SOURCE[span.start : span.end] == "抓项目"


def test_a_bar_in_prose_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("甲|乙\n丙|丁\n", encoding="utf-8")
    assert read(path).tables == []
