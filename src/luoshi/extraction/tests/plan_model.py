"""A random plan: what its tasks, units, targets, deadlines and groups are, before anyone writes it down."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

PLACES = ["青川", "云溪", "白泉", "柳河", "松阳岭", "望江", "石桥", "安澜"]
OFFICES = [
    "发改局", "工信局", "财政局", "教育局", "商务局", "水利局", "住建局", "农业农村局", "文旅广体局", "民政局",
    "人社局", "卫健局", "应急局", "市场监管局", "自然资源局", "交通运输局", "科技局", "司法局", "审计局", "统计局",
    "林业局", "数据局", "信访局", "医保局", "公安局", "委宣传部", "委组织部", "总工会", "税务局", "政府办",
]  # fmt: skip
BODIES = ["城投集团", "产投公司", "高新区管委会", "供电公司", "生态环境分局", "招商服务中心", "人民法院"]
TOWNS = ["青石镇", "柳河街道", "白泉乡"]
COLLECTIVES = ["各乡镇", "相关部门", "各乡镇（街道）", "县直有关单位", "各有关单位"]
VERBS = ["推进", "加强", "提升", "完善", "优化", "做强", "培育", "健全", "拓展", "深化"]
THINGS = [
    "园区配套能力", "农村供水体系", "特色农业品牌", "城乡客运网络", "公共文化服务", "养老服务供给", "数字政务平台",
    "县域商业体系", "河湖治理机制", "企业梯度培育", "招商引资质效", "基层治理效能", "生态修复工程", "冷链物流布局",
]  # fmt: skip
BODY = [
    "坚持问题导向，压实各环节责任，推动工作落地见效。",
    "建立定期会商机制，及时协调解决突出困难。",
    "统筹用好各类资源，形成上下联动的工作合力。",
    "聚焦群众反映集中的事项，开展专项整治行动。",
    "加大政策宣传力度，营造良好社会氛围。",
]


@dataclass(frozen=True)
class ModelTarget:
    """An indicator with its bound, its figure as printed, and its unit."""

    indicator: str
    comparator: str
    value: str
    unit: str

    def sentence(self) -> str:
        """The clause that sets the target."""
        figure = f"{self.value}{self.unit}"
        verb = "增长" if self.unit == "%" and self.indicator.endswith("额") else "达到"
        return {
            "=": f"{self.indicator}{verb}{figure}",
            ">=": f"{self.indicator}{verb}{figure}以上",
            ">": f"{self.indicator}超过{figure}",
            "<=": f"{self.indicator}控制在{figure}以内",
            "~": f"{self.indicator}{verb}{figure}左右",
        }[self.comparator]


@dataclass(frozen=True)
class ModelDeadline:
    """A month by whose end a task is due."""

    year: int
    month: int

    @property
    def text(self) -> str:
        return f"{self.year}年{self.month}月底前"

    @property
    def date(self) -> str:
        last = 30 if self.month in (4, 6, 9, 11) else 28 if self.month == 2 else 31
        return f"{self.year}-{self.month:02}-{last}"


@dataclass(frozen=True)
class ModelSegment:
    """Who answers for a task or a part of it. Without a lead all stand together."""

    leads: tuple[str, ...]
    supports: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelTask:
    title: str
    body: str
    segments: tuple[ModelSegment, ...]
    joint: bool
    targets: tuple[ModelTarget, ...] = ()
    deadline: ModelDeadline | None = None


@dataclass(frozen=True)
class ModelGroup:
    name: str
    first: str  # who calls first, a post
    convenor: str
    office: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class ModelPart:
    """The overall plan or an annex: sections of tasks, and perhaps a working group."""

    title: str
    sections: tuple[tuple[str, tuple[ModelTask, ...]], ...]
    group: ModelGroup | None = None


@dataclass(frozen=True)
class ModelPlan:
    county: str
    overall: ModelPart
    annexes: tuple[ModelPart, ...] = field(default=())

    def parts(self) -> list[tuple[str, ModelPart]]:
        """The parts with their annex numbers, "0" being the overall plan."""
        return [("0", self.overall), *((str(at), part) for at, part in enumerate(self.annexes, start=1))]


_unit = st.one_of(
    st.sampled_from(OFFICES).map(lambda office: f"县{office}"),
    st.sampled_from(OFFICES).map(lambda office: f"县{office}"),
    st.sampled_from(BODIES).map(lambda body: f"县{body}"),
    st.sampled_from(TOWNS),
)
_offices = st.sampled_from(OFFICES).map(lambda office: f"县{office}")
_collectives = st.lists(st.sampled_from(COLLECTIVES), max_size=1).map(tuple)


@st.composite
def segments(draw: st.DrawFn, joint: bool) -> ModelSegment:
    """A clause's units, all different; a joint one has no supports."""
    units = draw(st.lists(_unit, min_size=1 if joint else 2, max_size=5, unique=True))
    collectives = draw(_collectives)
    if joint:
        return ModelSegment(tuple(units), (), collectives)
    leads = 1 if len(units) == 2 else draw(st.integers(1, 2))
    return ModelSegment(tuple(units[:leads]), tuple(units[leads:]), collectives)


_counted = st.tuples(
    st.sampled_from([("规模企业", "家"), ("新增学位", "个"), ("改造老旧小区", "个"), ("绿色食品", "个")]),
    st.sampled_from(["=", ">=", ">"]),
    st.integers(2, 900).map(str),
).map(lambda drawn: ModelTarget(f"{drawn[0][0]}数量", drawn[1], drawn[2], drawn[0][1]))
_measured = st.tuples(
    st.sampled_from(
        [("旅游综合收入", "亿元"), ("农产品加工产值", "亿元"), ("固定资产投资额", "%"), ("社会消费品零售额", "%")]
    ),
    st.sampled_from(["=", ">=", "~", ">"]),
    st.integers(11, 990).map(lambda tenths: f"{tenths / 10:.1f}"),
).map(lambda drawn: ModelTarget(drawn[0][0], drawn[1], drawn[2], drawn[0][1]))
_capped = st.tuples(
    st.sampled_from(["城镇调查失业率", "综合物流费用率"]), st.integers(20, 90).map(lambda tenths: f"{tenths / 10:.1f}")
).map(lambda drawn: ModelTarget(drawn[0], "<=", drawn[1], "%"))
targets = st.one_of(_counted, _measured, _capped)
deadlines = st.builds(ModelDeadline, st.integers(2026, 2028), st.integers(3, 12))


@st.composite
def tasks(draw: st.DrawFn, several: bool = True, plain: bool = False) -> ModelTask:
    """A task; `several` allows two clauses that close two parts of it, `plain` no targets and always a lead."""
    joint = not plain and draw(st.booleans())
    count = draw(st.sampled_from([1, 1, 1, 2])) if several else 1
    return ModelTask(
        draw(st.sampled_from(VERBS)) + draw(st.sampled_from(THINGS)),
        draw(st.sampled_from(BODY)),
        tuple(draw(segments(joint)) for _ in range(count)),
        joint,
        () if plain else tuple(draw(st.lists(targets, max_size=2, unique_by=lambda target: target.indicator))),
        draw(st.none() | deadlines),
    )


@st.composite
def groups(draw: st.DrawFn, topic: str) -> ModelGroup:
    members = draw(st.lists(_offices, min_size=2, max_size=6, unique=True))
    convenor = draw(_offices)
    return ModelGroup(f"{topic}工作专班", "县政府办副主任", f"{convenor}主要负责人", convenor, tuple(members))


TOPICS = ["产业提质", "民生改善", "生态美丽", "开放招商", "平安法治", "城乡融合"]
CHAPTERS = ["推动产业发展", "促进城乡融合", "保障改善民生", "守护绿色生态", "扩大对外开放"]


@st.composite
def parts(draw: st.DrawFn, title: str, topic: str, several: bool, plain: bool = False) -> ModelPart:
    count = draw(st.integers(1, 3))
    names = draw(st.permutations(CHAPTERS))[:count]
    drawn = tuple((name, tuple(draw(st.lists(tasks(several, plain), min_size=1, max_size=3)))) for name in names)
    return ModelPart(title, drawn, draw(st.none() | groups(topic)))


@st.composite
def plans(draw: st.DrawFn, annexes: int = 2, several: bool = True, plain: bool = False) -> ModelPlan:
    """A whole plan with up to so many annexes."""
    county = draw(st.sampled_from(PLACES)) + "县"
    topics = draw(st.permutations(TOPICS))
    overall = draw(parts(f"{county}推进高质量发展总体方案", topics[0], several, plain))
    count = draw(st.integers(0, annexes))
    drawn = tuple(draw(parts(f"{county}{topic}行动方案", topic, several, plain)) for topic in topics[1 : 1 + count])
    return ModelPlan(county, overall, drawn)
