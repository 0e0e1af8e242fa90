"""The units plan documents count in. This table is the one place to add a unit."""

from typing import Literal

Dimension = Literal[
    "rate",  # percentages and per-mille
    "point",  # percentage points: a difference of two rates
    "money",
    "count",  # discrete things, people, events
    "kind",  # counts that usually describe composition (13种, 三类), seldom a goal
    "measure",  # lengths, areas, volumes, weights, energy, concentrations
    "rating",  # technical ratings that name a thing (10千伏 line), never a goal of themselves
    "time",
    "multiple",  # 倍, 番, 成
    "rank",
    "pure",  # a number without a unit: 系数达到0.58
]

UNITS: dict[Dimension, tuple[str, ...]] = {
    "rate": ("%", "％", "‰", "‱"),
    "point": ("个百分点", "百分点", "个千分点"),
    "money": ("元", "块钱", "美元", "欧元", "港元", "日元", "人民币"),
    "count": (
        *(
            "家",
            "户",
            "个",
            "项",
            "条",
            "人",
            "人次",
            "人年",
            "人天",
            "套",
            "张",
            "座",
            "所",
            "场",
            "场次",
            "件",
            "宗",
            "辆",
            "台",
        ),
        *("处", "名", "位", "头", "只", "羽", "株", "棵", "例", "起", "部", "支", "艘", "架", "间", "栋", "幢", "口"),
        *("册", "本", "篇", "枚", "眼", "孔", "床", "班", "车次", "架次", "班次", "标箱", "标准箱", "车位", "学位"),
        *("单", "笔", "期", "门", "幅", "片", "块", "台套", "台（套）", "村次", "户次", "件次", "次", "对", "组", "队"),
        *("盏", "根", "艘次", "列", "泊位", "村", "门次", "节", "堂", "部次", "份", "只（头）"),
        *("具", "峰", "匹", "尾", "丛", "道", "班组", "面", "颗"),
    ),
    "kind": ("种", "类", "大", "方面", "级", "批", "批次", "轮", "届", "层", "环节", "步", "款"),
    "measure": (
        *("亩", "亩次", "公顷", "平方米", "平方公里", "平方千米", "公里", "千米", "米", "立方米", "方", "升"),
        *("吨", "公斤", "千克", "克", "斤", "担", "吨标准煤", "吨标煤", "吨二氧化碳", "千瓦", "兆瓦", "千瓦时"),
        *("度", "千伏安", "兆伏安", "微克", "毫克", "分贝", "bps", "T", "P", "PFLOPS", "机架", "标准机架"),
        *("TEU", "GB", "TB", "Gbps", "Mbps", "km", "kg", "km2", "㎡", "m3", "m2", "MW", "GW", "kW", "kWh", "GWh"),
        *("载重吨", "总吨", "人公里", "吨公里", "分", "平方", "立方", "里", "海里", "层楼", "摄氏度", "℃"),
    ),
    "rating": ("千伏", "伏", "kV", "赫兹", "安培", "nm", "马力"),
    "time": ("个工作日", "工作日", "天", "小时", "分钟", "秒", "个月", "周", "年", "岁", "日内"),
    "multiple": ("倍", "番", "成"),
}

DIMENSIONS: dict[str, Dimension] = {name: dimension for dimension, names in UNITS.items() for name in names}
SCALES = "十百千万亿"


def dimension_of(unit: str) -> Dimension | None:
    """The dimension of a printed unit such as 万亩, 亿元, 元/月 or 吨标准煤/万元; None when it is unknown."""
    first = unit.partition("/")[0].partition("·")[0].partition("每")[0]
    while first not in DIMENSIONS and len(first) > 1 and first[0] in SCALES:
        first = first[1:]  # one scale at a time: 万千瓦 is 万 of 千瓦
    return DIMENSIONS.get(first)
