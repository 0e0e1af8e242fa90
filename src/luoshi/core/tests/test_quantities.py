"""Number, unit, range and bound words of a quantity."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.core.quantities import Quantity, find_quantities
from luoshi.core.units import DIMENSIONS, dimension_of


def told(quantity: Quantity) -> str:
    upper = "" if quantity.value_max is None else f"..{quantity.value_max.normalize():f}"
    return f"{quantity.bound} {quantity.value.normalize():f}{upper} {quantity.unit}".strip()


READ = [
    ("增长5.3%左右", ["~ 5.3 %"]),
    ("提高1个百分点", ["= 1 个百分点"]),
    ("不低于770元/月和520元/月", [">= 770 元/月", "= 520 元/月"]),
    ("补贴100元/月·人", ["= 100 元/月·人"]),
    ("三到五个", ["range 3..5 个"]),
    ("1—2个", ["range 1..2 个"]),
    ("2亿—3亿元", ["range 2..3 亿元"]),
    ("8000万—1亿元", ["range 0.8..1 亿元"]),
    ("二十万亿元", ["= 20 万亿元"]),
    ("突破1.2万亿元", [">= 1.2 万亿元"]),
    ("超过500亿元", ["> 500 亿元"]),
    ("控制在5.3%以内", ["<= 5.3 %"]),
    ("3个（含）以上", [">= 3 个"]),
    ("3000余个", ["> 3000 个"]),
    ("3万余亩", ["> 3 万亩"]),
    ("近60万人", ["~ 60 万人"]),
    ("32微克/立方米以下", ["<= 32 微克/立方米"]),
    ("0.6吨标准煤/万元", ["= 0.6 吨标准煤/万元"]),
    ("0.9‰以内", ["<= 0.9 ‰"]),
    ("1,100.9亿元", ["= 1100.9 亿元"]),
    ("进入前10名", ["<= 10 名"]),
    ("稳居第二位", ["= 2 位"]),
    ("翻两番", ["= 2 番"]),
    ("百分之五以上", [">= 5 %"]),
    ("突破千亿元", [">= 1000 亿元"]),
    ("过千亿，", ["> 1000 亿元"]),
    ("系数提高到0.58。", ["= 0.58"]),
    ("1.5个工作日内", ["<= 1.5 个工作日"]),
    ("50万千瓦", ["= 50 万千瓦"]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_it_reads_a_quantity(text: str, expected: list[str]) -> None:
    assert [told(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text", ["PM2.5浓度", "2026年", "一体化", "5G基站", "G240国道", "亿元项目", "第3条", "签约仪式", "百强县"]
)
def test_it_finds_nothing_in_a_name(text: str) -> None:
    assert list(find_quantities(text)) == []


def test_a_bound_word_may_not_be_the_end_of_another_word() -> None:
    (signed,) = find_quantities("签约3家")
    (passed,) = find_quantities("通过5项")
    assert (signed.bound, passed.bound) == ("=", "=")


@given(st.integers(1, 10**9), st.sampled_from(["家", "万亩", "亿元", "%", "个百分点", "微克/立方米"]))
def test_a_written_quantity_reads_back(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"达到{number}{unit}以上。")
    assert told(quantity) == f">= {Decimal(number).normalize():f} {unit}"


@given(
    st.text(
        alphabet="0123456789.一二两十百千万亿家个%元—至以上不低于约超过突破达到（含）第前位分之翻番 ，", max_size=60
    )
)
@example("突破1.2.3亿。")
def test_it_never_fails_and_never_overlaps(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.before <= quantity.start
        end = quantity.end


def test_every_unit_of_the_table_is_known_with_a_scale() -> None:
    for unit, dimension in DIMENSIONS.items():
        assert dimension_of(unit) == dimension
    assert dimension_of("万吨标准煤") == "measure"
    assert dimension_of("某物") is None
