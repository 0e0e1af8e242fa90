"""Comparing two versions."""

from luoshi.plans.differences import FieldChange, Side, compare, word_difference


def side(identity: int, key: str, text: str, kind: str = "task") -> Side:
    return Side(identity, kind, key, text, key)


def verdicts(old: list[Side], new: list[Side]) -> list[tuple[str, int | None, int | None]]:
    return [
        (change.verdict, change.old.identity if change.old else None, change.new.identity if change.new else None)
        for change in compare(old, new)
    ]


def test_it_tells_same_changed_moved_added_and_removed_apart() -> None:
    old = [
        side(1, "0:1", "建设竹木加工园，建成标准厂房3万平方米"),
        side(2, "0:2", "办好山货节，组织产销对接活动6场"),
        side(3, "0:3", "落实月调度制度"),
        side(4, "0:4", "清理僵尸企业"),
    ]
    new = [
        side(11, "0:1", "建设竹木加工园，建成标准厂房3万平方米"),
        side(12, "0:2", "办好山货节，组织产销对接活动8场"),
        side(13, "0:9", "落实月调度制度"),
        side(14, "0:4", "新建县级数字档案馆并对外开放查询"),
    ]
    assert verdicts(old, new) == [
        ("same", 1, 11),
        ("changed", 2, 12),
        ("moved", 3, 13),
        ("added", None, 14),
        ("removed", 4, None),
    ]


def test_a_target_with_another_serial_number_has_not_moved() -> None:
    old, new = Side(1, "target", "0:t3", "新增12家", "0:1"), Side(2, "target", "0:t2", "新增12家", "0:1")
    assert verdicts([old], [new]) == [("same", 1, 2)]


def test_it_never_pairs_items_of_different_kinds() -> None:
    assert verdicts([side(1, "k", "同一句话", "task")], [side(2, "k", "同一句话", "target")]) == [
        ("added", None, 2),
        ("removed", 1, None),
    ]


def test_it_pairs_each_of_two_equal_texts_once_and_by_key_first() -> None:
    old = [side(1, "a", "各镇参照执行"), side(2, "b", "各镇参照执行")]
    new = [side(3, "b", "各镇参照执行"), side(4, "c", "各镇参照执行")]
    assert verdicts(old, new) == [("same", 2, 3), ("moved", 1, 4)]


def test_it_shows_a_changed_figure_whole() -> None:
    pieces = word_difference("新增规上企业12家", "新增规上企业15家以上")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "新增规上企业"),
        ("removed", "12"),
        ("added", "15"),
        ("same", "家"),
        ("added", "以上"),
    ]


def test_it_names_the_fields_that_say_something_else() -> None:
    old = Side(1, "task", "0:1", "修建水厂", "0:1", {"leads": "县水利局", "deadline": "2026年6月"})
    new = Side(11, "task", "0:1", "修建水厂", "0:1", {"leads": "县住建局", "deadline": "2026年6月"})
    (change,) = compare([old], [new])
    assert (change.verdict, change.fields) == ("changed", (FieldChange("leads", "县水利局", "县住建局"),))


def test_it_tells_a_task_that_was_split_and_two_that_were_merged() -> None:
    whole = "建设竹木加工园，建成标准厂房3万平方米；办好山货节，组织产销对接活动6场"
    first, second = whole.split("；")
    split = verdicts([side(1, "0:1", whole)], [side(11, "0:1", first), side(12, "0:2", second)])
    assert split == [("changed", 1, 11), ("split", 1, 12)]
    merged = verdicts([side(1, "0:1", first), side(2, "0:2", second)], [side(11, "0:1", whole)])
    assert merged == [("changed", 1, 11), ("merged", 2, 11)]


def test_a_short_target_is_no_piece_of_a_longer_one() -> None:
    old = [side(1, "t1", "新增规上企业12家，其中工业企业8家", "target")]
    assert ("split", 1, 11) not in verdicts(old, [side(11, "t9", "其中工业企业8家", "target")])
