"""Web pages: the article without its frame, tables with their spans."""

from pathlib import Path

import pytest

from luoshi.reading import Document, ReadingError, read


def page(tmp_path: Path, body: str, encoding: str = "utf-8") -> Document:
    html = f"<!DOCTYPE html><html><head><meta charset='{encoding}'><title>窗口</title></head><body>{body}</body></html>"
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    return read(tmp_path / "a.html")


def test_navigation_and_scripts_are_dropped(tmp_path: Path) -> None:
    frame = "<nav>首页</nav><script>var a='x'</script><div class='breadcrumb'>当前位置</div>"
    body = f"{frame}<p>正文<b>一</b>句</p><footer>版权</footer>"
    assert page(tmp_path, body).text == "正文一句\n"


def test_headings_have_levels(tmp_path: Path) -> None:
    document = page(tmp_path, "<h1>方案</h1><h3>一、要求</h3><p>正文</p>")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 3),
        ("paragraph", None),
    ]


def test_breaks_are_lines_and_white_space_collapses(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>清河县\n  人民政府<br>2026年3月2日</p>").text == "清河县 人民政府\n2026年3月2日\n"


def test_ordered_lists_print_their_numbers(tmp_path: Path) -> None:
    assert page(tmp_path, "<ol start='3'><li>甲</li><li>乙</li></ol>").text == "3. 甲\n4. 乙\n"


def test_spans_stay_spans(tmp_path: Path) -> None:
    head = "<tr><td colspan=2>任务</td><td>单位</td></tr>"
    rows = f"{head}<tr><td rowspan=2>工业</td><td>甲</td><td>县局</td></tr><tr><td>乙</td><td>镇</td></tr>"
    document = page(tmp_path, f"<table><caption>清单</caption>{rows}</table>")
    table = document.tables[0]
    assert table.title == "清单"
    assert [[cell and (cell.text, cell.rows, cell.columns) for cell in row] for row in table.rows] == [
        [("任务", 1, 2), None, ("单位", 1, 1)],
        [("工业", 2, 1), ("甲", 1, 1), ("县局", 1, 1)],
        [None, ("乙", 1, 1), ("镇", 1, 1)],
    ]
    assert document.text == "任务\t\t单位\n工业\t甲\t县局\n\t乙\t镇\n"


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>县发展改革局牵头</p>", "gbk").text == "县发展改革局牵头\n"


def test_a_numbers_item_keeps_it_when_its_words_stand_in_a_paragraph(tmp_path: Path) -> None:
    body = "<ol start=3><li><p>修渠</p><p>清淤</p><li value=7><div>护岸</div><li></ol><ul><li><p>其他</ul>"
    assert page(tmp_path, body).text.splitlines() == ["3. 修渠", "清淤", "7. 护岸", "其他"]


def test_lists_count_as_their_style_says(tmp_path: Path) -> None:
    chinese = "<ol style='list-style-type: cjk-ideographic'><li>要求<li>任务</ol>"
    bare = "<ol style='list-style:none'><li>（一）修渠</ol>"
    assert page(tmp_path, chinese + bare).text.splitlines() == ["一、要求", "二、任务", "（一）修渠"]


def test_a_very_long_list_is_read_in_time_that_grows_with_its_length(tmp_path: Path) -> None:
    document = page(tmp_path, f"<ol>{'<li>事' * 30_000}</ol><div>{'文<br>' * 100_000}</div>")
    assert document.text.splitlines()[29_999] == "30000. 事"


def test_a_page_that_declares_another_encoding_than_it_has_is_read_as_what_it_is(tmp_path: Path) -> None:
    for declared, real in (("gb2312", "utf-8"), ("utf-8", "gbk"), ("gb2312", "gb18030"), ("gb2312", "utf-16")):
        html = f"<html><head><meta charset={declared}></head><body><p>县发展改革局牵头</p></body></html>"
        (tmp_path / "a.html").write_bytes(html.encode(real))
        assert read(tmp_path / "a.html").text == "县发展改革局牵头\n", (declared, real)


def test_a_few_damaged_characters_do_not_cost_the_page(tmp_path: Path) -> None:
    html = "<html><head><meta charset=gbk></head><body><p>" + "县发展改革局牵头" * 100 + "</p></body></html>"
    data = html.encode("gbk")
    (tmp_path / "a.html").write_bytes(data[:200] + b"\xff" + data[200:])
    document = read(tmp_path / "a.html")
    assert document.text.count("\ufffd") == 1
    assert len(document.warnings) == 1
    (tmp_path / "a.html").write_bytes(html.encode("gbk")[:50] + b"<p>" + bytes(range(0x80, 0x100)) * 9)
    with pytest.raises(ReadingError, match="no readable encoding"):
        read(tmp_path / "a.html")
