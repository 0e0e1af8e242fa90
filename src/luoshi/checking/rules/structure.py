"""The frame of a plan: titles that differ from the list of annexes, conveners named in two ways, persons for posts."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.rules.names import figure_under_two_names, labelled_twice, named_twice
from luoshi.core.spans import Span
from luoshi.extraction.draft import Convenor, Group, Part

_LISTED = re.compile(r"(?:附件[：:]?)?\s*(\d{1,2})\s*[．.、]\s*([^\n]{4,60})")
_FRAME = re.compile(
    r"实施方案|行动方案|工作方案|子方案|方案|行动|工作|专班|机制|小组|领导|分?指挥部|[“”\"《》\s*（）()、，的]"
)
_VERB = re.compile(r"^(?:关于)?(?:全面|深入|大力)?(?:实施|推动|推进|开展|落实(?!好))")
_QUOTES = re.compile(r"[“”\"《》\s*]")
_ALIKE = 60  # below this, out of 100, two titles do not even mean the same annex


@rule(
    "title-mismatch",
    name="Titles differ",
    explanation="An annex or its working group is called otherwise than in the plan's list of annexes.",
    remedy="Use one title in the list, on the annex and for the group.",
    zh=("名称不一致", "附件或其工作专班的名称与附件目录不一致。", "目录、附件标题和专班名称统一为一个。"),
)
def titles(case: Case) -> Iterator[Finding]:
    yield from annex_titles(case)
    yield from group_names(case)
    yield from named_twice(case)
    yield from labelled_twice(case)
    yield from figure_under_two_names(case)


def annex_titles(case: Case) -> Iterator[Finding]:
    listed = listed_titles(case)
    for part in case.annexes:
        places = [part_title(case, part)]
        names = {bare(part.title, case.home): part.title}
        if part.annex in listed:
            title, span = listed[part.annex]
            names[bare(title, case.home)] = title
            places.append(span)
        groups = case.groups.get(part.annex, [])
        for group in (
            groups if len(groups) == 1 else ()
        ):  # an annex in two halves has two groups with titles of their own
            if names_the_annex(group, part):
                names[bare(group.name, case.home)] = group.name
                places.append(group.span)
        if len(names) > 1:
            words = Words(
                f"Annex {part.annex} goes by {len(names)} titles: {'; '.join(f'«{name}»' for name in names.values())}.",
                f"附件{part.annex}有{len(names)}种叫法：{'、'.join(f'“{name}”' for name in names.values())}。",
            )
            yield case.find("title-mismatch", "warning", words, places)


_KIND = re.compile(r"(?:攻坚|专项)?(?:行动)?(?:推进)?(?:工作)?(?:专班|小组|机制)$")


def group_names(case: Case) -> Iterator[Finding]:
    """…攻坚行动工作专班 here and …攻坚工作专班 there: lists and minutes will differ."""
    kinds: dict[str, list[Group]] = {}
    titles = {part.annex: bare(part.title) for part in case.annexes}
    for group in case.draft.groups:
        own = common_start(bare_keeping_kind(group.name), titles.get(group.annex, ""))
        if group.annex != "0" and (found := _KIND.search(bare_keeping_kind(group.name)[own:])):
            kinds.setdefault(found.group(), []).append(group)
    if len(kinds) > 1:
        usual = max(kinds, key=lambda kind: len(kinds[kind]))
        words = Words(
            f"The working groups are called {' or '.join(kinds)}.",
            f"各专班名称不统一：{'、'.join(f'“…{kind}”' for kind in kinds)}。",
        )
        spans = [group.span for kind, groups in kinds.items() for group in groups if kind != usual]
        yield case.find("title-mismatch", "info", words, [kinds[usual][0].span, *spans])


def bare_keeping_kind(name: str) -> str:
    """A group's name without verb and quotation marks, what kind of body it is kept."""
    return _QUOTES.sub("", _VERB.sub("", name))


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def listed_titles(case: Case) -> dict[str, tuple[str, Span]]:
    """The list of annexes as printed: number → title and where it stands."""
    begin = case.text.find("附件")
    end = min((part.span.start for part in case.annexes), default=0)
    found: dict[str, tuple[str, Span]] = {}
    for match in _LISTED.finditer(case.text, max(begin, 0), end) if begin >= 0 else ():
        title = match.group(2).strip()
        part = next((part for part in case.annexes if part.annex == match.group(1)), None)
        if part and fuzz.ratio(bare(title), bare(part.title)) >= _ALIKE:
            found[match.group(1)] = (title, Span(*match.span(2)))
    return found


def bare(title: str, home: str = "") -> str:
    """A title without its frame words and its place, which rightly differ from place to place in the text."""
    placed = re.sub(rf"^{re.escape(home)}[省市州县区旗镇乡]?", "", title) if home else title
    return _FRAME.sub("", _VERB.sub("", placed))


def names_the_annex(group: Group, part: Part) -> bool:
    """Groups may have names of their own; only one that echoes the annex's title can echo it wrongly."""
    return bool(bare(group.name)) and _ALIKE <= fuzz.ratio(bare(group.name), bare(part.title)) < 100


def part_title(case: Case, part: Part) -> Span:
    at = case.text.find(part.title[:6], part.span.start, part.span.end)
    start = at if at >= 0 else part.span.start
    return Span(start, min(start + len(part.title), part.span.end))


_LEADERSHIP = re.compile(r"专班[^。\n]{0,24}?由([^，。；、\n]{3,16}?)(?:牵头|担任|任(?:第一)?召集人|负责)")


@rule(
    "role-mismatch",
    name="Convenors differ",
    explanation="The overall plan has one post convene the groups, and an annex another, or one that does not exist.",
    remedy="Decide who convenes and say so in one place.",
    zh=("召集人不一致", "专班召集人与总体方案的规定不一致，或写成了不存在的职务。", "确定由谁召集，只写一种。"),
)
def roles(case: Case) -> Iterator[Finding]:
    yield from other_convenors(case)
    yield from no_such_post(case)


def other_convenors(case: Case) -> Iterator[Finding]:
    if case.overall is None:
        return
    said = _LEADERSHIP.search(case.text, case.overall.span.start, case.overall.span.end)
    groups = [group for group in case.draft.groups if group.convenors and group.annex != "0"]
    if said is None or not groups:
        return
    post = rank(said.group(1))
    others = [group for group in groups if not any(rank(convenor.who) == post for convenor in group.convenors)]
    if post and others:
        yield case.find(
            "role-mismatch",
            "warning",
            Words(
                f"The overall plan has {said.group(1)} convene every working group; "
                f"{len(others)} of {len(groups)} groups name another.",
                f"总体方案规定各专班由{said.group(1)}召集，{len(groups)}个专班中有{len(others)}个写的是别人。",
            ),
            [Span(*said.span()), *(group.span for group in others)],
        )


_NO_POST = re.compile(r"^[\u4e00-\u9fff]{0,6}?(?:省|市|县|区|州|旗)(?:人民)?政府(?:常务|分管|跟线)?副?(?:主任|局长)$")


def no_such_post(case: Case) -> Iterator[Finding]:
    """市政府副主任: a government has no director; its office has."""
    for group in case.draft.groups:
        for convenor in group.convenors:
            if _NO_POST.match(convenor.who):
                words = Words(
                    f"{group.name}: there is no such post as {convenor.who}; its office may be meant.",
                    f"{group.name}的{convenor.role}写成“{convenor.who}”，政府没有这一职务，可能漏写了“办”。",
                )
                yield case.find("role-mismatch", "warning", words, [convenor_span(convenor, group)])


def rank(who: str) -> str:
    """The post without its place: 区政府分管副区长 and 分管副区长 are both 副区长."""
    found = re.search(r"(常务)?(副)?(秘书长|区长|县长|市长|省长|主任|局长|书记|部长|镇长|乡长)", who)
    return found.group().removeprefix("常务") if found else ""


_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PERSON = re.compile(
    r"(?:主任|局长|[区县市省镇乡]长|书记|部长|秘书长|主席|常委|负责人|委员|组长|主官|巡视员|总师|经理)"
    rf"([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:同志)?$"
)


@rule(
    "person-name",
    name="Person instead of post",
    explanation="A person's name stands where the plan otherwise names posts: it is out of date when the person moves.",
    remedy="Name the post and keep the person in the contact list.",
    zh=("以人代职", "本应写职务的地方写了人名，人一调动就失效。", "改写职务，人名放进通讯录。"),
)
def person(case: Case) -> Iterator[Finding]:
    convenors = [(group, convenor) for group in case.draft.groups for convenor in group.convenors]
    named = [(group, convenor, found) for group, convenor in convenors if (found := _PERSON.search(convenor.who))]
    if len(named) > 1 and len(named) > len(convenors) / 3:
        return  # this document names its people on purpose
    for group, convenor, found in named:
        yield case.find(
            "person-name",
            "warning",
            Words(
                f"{group.name}: {convenor.role} is given by name ({found.group(1)}) and not by post alone.",
                f"{group.name}的{convenor.role}写了人名（{found.group(1)}），应只写职务。",
            ),
            [convenor_span(convenor, group)],
            name=found.group(1),
        )


def convenor_span(convenor: Convenor, group: Group) -> Span:
    return convenor.span or group.span
