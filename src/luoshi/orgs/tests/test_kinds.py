"""What sort of office a printed name means."""

import pytest

from luoshi.orgs.kinds import kind_of_unit


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("县财政局", "bureau"),
        ("县卫生健康委", "bureau"),
        ("市国资委", "bureau"),
        ("县政府办", "bureau"),
        ("县供销社", "bureau"),
        ("云渡镇", "town"),
        ("河口街道办事处", "town"),
        ("白露乡人民政府", "town"),
        ("县委宣传部", "party"),
        ("青禾县委组织部", "party"),
        ("县纪委监委", "party"),
        ("团县委", "other"),
        ("县妇联", "other"),
        ("市生态环境局青禾分局", "vertical"),
        ("县税务局", "vertical"),
        ("县气象局", "vertical"),
        ("县经开区", "zone"),
        ("青禾高新区管委会", "zone"),
        ("县城发集团", "company"),
        ("国网青禾县供电公司", "company"),
        ("工业强链行动工作专班办公室", "office"),
    ],
)
def test_it_guesses_the_sort_of_office(name: str, kind: str) -> None:
    assert kind_of_unit(name) == kind
