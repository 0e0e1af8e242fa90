"""OFD pages read by coordinates, templates set aside, ruled tables kept."""

import zipfile
from pathlib import Path

import pytest

from luoshi.reading import read
from luoshi.reading.tests.makers import ofd, ofd_text, squeezed, zipped

LINES = [
    ("　　为全面贯彻落实中央和省委部署，推动清河县高质量发", 25.0, 60.0),
    ("展，制定本方案。", 25.0, 70.0),
    ("　　二、重点任务", 25.0, 80.0),
]


def page(lines: list[tuple[str, float, float]]) -> str:
    return "".join(ofd_text(text, x, y) for text, x, y in lines)


def test_lines_are_ordered_by_place_and_joined(tmp_path: Path) -> None:
    document = read(ofd(tmp_path / "a.ofd", [page(list(reversed(LINES)))]))
    assert document.text.splitlines() == [
        "为全面贯彻落实中央和省委部署，推动清河县高质量发展，制定本方案。",
        "二、重点任务",
    ]


def test_template_text_is_furniture_on_every_page(tmp_path: Path) -> None:
    document = read(ofd(tmp_path / "a.ofd", [page(LINES), page(LINES)], template=ofd_text("清河县公报", 25, 10)))
    assert [block.page for block in document.blocks if block.kind == "furniture"] == [1, 2]


def test_words_placed_one_by_one_make_a_line(tmp_path: Path) -> None:
    words = ofd_text("制定", 36.2, 60) + ofd_text("方案", 47.4, 60) + ofd_text("一、", 25, 60)
    assert read(ofd(tmp_path / "a.ofd", [words])).text == "一、制定方案\n"


def test_distances_may_be_abbreviated_or_listed(tmp_path: Path) -> None:
    listed = ofd_text("总体要求", 25, 60, delta="5.6 5.6 5.6") + ofd_text("重点任务", 25, 80, delta="g 3 5.6")
    assert read(ofd(tmp_path / "a.ofd", [listed])).text == "总体要求\n重点任务\n"


def test_a_ruled_table_is_a_table(tmp_path: Path) -> None:
    rule = (
        '<ofd:PathObject ID="9" Boundary="0 0 210 297"><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>'
    )
    data = "".join(f"M 20 {y} L 180 {y} " for y in (50, 70, 90)) + "".join(
        f"M {x} 50 L {x} 90 " for x in (20, 100, 180)
    )
    cells = (
        ofd_text("任务", 30, 55)
        + ofd_text("单位", 110, 55)
        + ofd_text("抓项目", 30, 75)
        + ofd_text("县发改局", 110, 75)
    )
    document = read(ofd(tmp_path / "a.ofd", [rule.format(data) + cells]))
    assert [[cell and cell.text for cell in row] for row in document.tables[0].rows] == [
        ["任务", "单位"],
        ["抓项目", "县发改局"],
    ]
    assert squeezed(document.text) == "任务单位抓项目县发改局"


def test_lines_drawn_as_thin_filled_shapes_rule_a_table_too(tmp_path: Path) -> None:
    def bar(left: float, top: float, width: float, height: float) -> str:
        data = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
        return (
            f'<ofd:PathObject ID="7" Boundary="{left} {top} {width} {height}" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    lines = "".join(bar(30, y, 120, 0.2) for y in (60, 75)) + "".join(bar(x, 60, 0.2, 15) for x in (30, 80, 150))
    shade = bar(30, 60, 120, 15)
    document = read(ofd(tmp_path / "a.ofd", [shade + lines + ofd_text("修渠", 35, 65) + ofd_text("县水利局", 85, 65)]))
    assert [[cell and cell.text for cell in row] for row in document.tables[0].rows] == [["修渠", "县水利局"]]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 0 0", "0 -1 1 0 0 0", "-1 0 0 -1 0 0"])
def test_a_page_whose_text_lies_on_its_side_or_head_is_turned(tmp_path: Path, matrix: str) -> None:
    a, b = (int(number) for number in matrix.split()[:2])

    def line(text: str, along: float, across: float) -> str:
        x, y = 105 + a * along - b * across, 148 + b * along + a * across
        return (
            f'<ofd:TextObject ID="3" Boundary="{x} {y} 9 9" CTM="{matrix}" Size="5.6">'
            f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5.6">{text}</ofd:TextCode></ofd:TextObject>'
        )

    page = line("二、重点任务", -40, 20) + line("一、总体要求", -40, 0) + ofd_text("印", 100, 148)
    assert read(ofd(tmp_path / "a.ofd", [page])).text.splitlines() == ["一、总体要求", "二、重点任务"]


def test_what_is_marked_invisible_is_left_out(tmp_path: Path) -> None:
    hidden = ofd_text("草稿", 30, 40).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    assert read(ofd(tmp_path / "a.ofd", [hidden + ofd_text("正文", 30, 60)])).text == "正文\n"


def test_names_of_members_may_differ_in_case_and_slashes(tmp_path: Path) -> None:
    with zipfile.ZipFile(ofd(tmp_path / "a.ofd", [ofd_text("正文", 30, 60)])) as made:
        members = {name: made.read(name).decode() for name in made.namelist()}
    members["OFD.xml"] = members["OFD.xml"].replace("Doc_0/Document", "\\Doc_0\\Document")
    renamed = {name if name == "OFD.xml" else name.lower(): text for name, text in members.items()}
    assert read(zipped(tmp_path / "b.ofd", renamed)).text == "正文\n"
