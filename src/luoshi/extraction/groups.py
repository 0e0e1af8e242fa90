"""Working groups: who convenes them, who is in them, where their office is."""

import re
from collections.abc import Iterator

from luoshi.extraction.clauses import read_clause
from luoshi.extraction.draft import Convenor, Group
from luoshi.extraction.holders import POST, people, reach_back
from luoshi.extraction.naming import units_of
from luoshi.extraction.rolls import HEAD, HOLDER_LINE, ROLE, roll_lines
from luoshi.extraction.units import read_list, trimmed
from luoshi.reading.normal import NormalText

_GROUP_NOUN = (
    "(?:工作专班|行动专班|专班|领导小组|工作小组|协调小组|推进小组|协调组|指挥部|工作组|推进组|专项组|委员会|联席会议)"
)
_FOUND = re.compile(
    rf"(?:成立|组建|设立|建立|调整充实|组成)(?:(?:由|以)(?P<roll>[^。\n]{{6,300}}?)的)?"
    rf"(?P<name>[^，。；：\n]{{2,50}}?{_GROUP_NOUN})(?:制度)?(?=[，。：；（、\n”]|由|，由)"
)
_STATED = re.compile(  # the group as the subject of its own sentence, or as the heading of its roll
    rf"(?:^|(?<=[\n。；）]))(?:(?P<name>[^，。；：\n]{{2,50}}?{_GROUP_NOUN})由(?=[^，。；\n]{{2,60}}?(?:担任|任|为)(?:{ROLE}|(?:第一)?主任))|"
    rf"(?P<headed>[^，。；：\n]{{2,50}}?{_GROUP_NOUN})(?:组成人员|成员名单|人员名单|人员组成)?(?:名单)?(?:如下)?：?(?=\n{ROLE}：))"
)
_STATED_SIGN = re.compile(
    r"[班组部会议](?:由|(?:组成人员|成员名单|人员名单|人员组成)?(?:名单)?(?:如下)?：?\n)"
)  # how it ends; found far faster than its beginning
_STATED_REACH = 60
_APPOINTED = re.compile(
    rf"(?:，|。|；|：|、|^|由|以)(?P<who>[^，。；：\n]{{2,120}}?)(?:分别|共同)?(?:担任|(?<!主)任|为)?(?P<role>{ROLE})(?=[，。；、\n]|的|$)"
)
_ROLE = re.compile(ROLE)
_APPOINTED_REACH = 130
_LISTED = re.compile(rf"(?P<role>{ROLE})：(?P<who>[^\n；。]{{2,80}})")
_HELD = re.compile(rf"(?P<role>{ROLE})由(?P<who>[^，。；\n]{{2,80}}?)(?:兼任|担任)")
_TOTAL = re.compile(r"由(?P<who>[^，。；\n]{2,30}?)(?P<role>总牵头)")
_MEMBERS_BEFORE = re.compile(
    r"(?:等(?:相关|有关)?(?:单位|部门)?)?(?:(?:主要|分管|有关|相关)?负责(?:人|同志))?(?:作为|为|是|任)(?:专班|领导小组|工作专班)?(?:成员(?:单位)?|委员(?=[，。；\n]|$))"
)
_MEMBERS_AFTER = re.compile(r"成员(?:单位)?(?:包括|由|有|为|：|主要包括|主要由)(?!主任|副主任)")
_MEMBERS_END = re.compile(
    r"等?(?:部门|单位)?(?:组成|构成)?(?:[。；\n]|，(?=(?:工作|专班|领导小组|指挥部)?(?:专班)?(?:下设)?办公室)|$)"
)
_OFFICE = re.compile(
    r"办公室?[（，]?(?:(?:设立?|挂靠)(?:在|于)?|在)(?P<unit>[^，。；（）\n]{2,30}?)(?=[，。；（）\n]|$)"
)
_DAILY = re.compile(r"日常工作由(?P<unit>[^，。；（）\n]{2,30}?)(?:具体)?(?:承担|负责|承办)")
_CHAIRED = re.compile(  # of a committee: 由县长任主任
    r"(?:，|。|；|、|^|由)(?P<who>[^，。；：\n]{2,120}?)(?:担任|任)(?P<role>(?:第一|常务|执行)?副?主任)(?=[，。；、\n]|的|$)"
)
_HOLDER = re.compile(
    r"(?P<unit>.{2,24}?)(?:党组书记|党委书记|党委副书记)?、?"
    r"副?(?:局长|主任|部长|书记|镇长|乡长|经理|总经理|董事长|行长|院长|台长|队长|大队长|支队长|政委|秘书长|主席|所长|站长|校长|场长).{0,4}"
)
_NAMED_HOLDER = re.compile(
    r"[\u4e00-\u9fff·]{2,4}（(?P<unit>[^（）]{2,20}?)副?(?:主任|" r"局长|所长|部长|站长|书记|队长|院长|校长)）"
)
_EVIDENCE = re.compile(r"召集人|组长|成员|总指挥|指挥长|办公室设|总牵头")
_ROLL_HEADING = re.compile(
    rf"(?:组成人员|成员名单|人员组成|机构组成|组织机构|领导机构)(?:及职责|及分工)?(?:如下)?：?(?=\n{ROLE}：)"
)
_OTHERS = re.compile(  # 各行动分别建立工作专班，由…任召集人: who is named from here on is in those
    rf"(?:分别|逐一|相应|对应)(?:成立|组建|建立|设立)[^，。；\n]{{0,12}}{_GROUP_NOUN}"
)
_SUBGROUP = re.compile(  # 1.综合协调组。由县发改局牵头，县财政局参加: one of the groups within a group
    r"(?<=\n)(?:（[一二三四五六七八九十]{1,2}）|\d{1,2}[.、]|（\d{1,2}）|[①-⑳])"
    r"(?P<name>(?!成立|组建|建立|设立)[^，。；：\n]{2,16}(?:组|专班))(?=[。：（][^\n]{0,80}(?:牵头|组长))"
)
_NAMELESS = re.compile(rf"(?:各|相应|专门|专项|相关|[省市县区州旗镇]级)?(?:的)?{_GROUP_NOUN}")
_REACH = 2_500


def find_groups(normal: NormalText, start: int, end: int, annex: str) -> list[Group]:
    """The groups set up in text[start:end], each with what its paragraph says of it."""
    places = list(_places(normal.text, start, end))
    bounds = [place.start() for place in places[1:]] + [end]
    groups: list[Group] = []
    for place, limit in zip(places, bounds, strict=False):
        subgroups = list(_SUBGROUP.finditer(normal.text, place.end(), limit))
        groups.append(_read_group(normal, place, subgroups[0].start() if subgroups else limit, annex))
        groups += [_read_subgroup(normal, subgroup, limit, annex) for subgroup in subgroups]
    return groups


def _places(text: str, start: int, end: int) -> Iterator["re.Match[str]"]:
    """Where groups are set up, or spoken of outside the paragraph that sets them up."""
    founded = [found for found in _FOUND.finditer(text, start, end) if _is_group(text, found, end)]
    named = [found for found in founded if not _NAMELESS.fullmatch(found["name"])]
    founded = named or founded  # beside a named group, 工作专班 alone speaks of that one or of groups in general
    scopes = [(found.start(), _scope(text, found.end(), end)) for found in founded]
    stated = [
        found
        for found in _around(_STATED_SIGN, _STATED, text, (start, end), _STATED_REACH)
        if not any(first <= found.end() <= last for first, last in scopes)
    ]
    if not founded and not stated:
        yield from _rolled(text, start, end)
    yield from sorted([*founded, *stated], key=lambda found: found.start())


def _rolled(text: str, start: int, end: int) -> Iterator["re.Match[str]"]:
    """A group that is named in one place and whose roll stands elsewhere, below a heading of its own."""
    roll = _ROLL_HEADING.search(text, start, end)
    named = list(_FOUND.finditer(text, start, roll.start())) if roll else []
    if roll and named:
        yield named[-1]


def _around(
    sign: "re.Pattern[str]", pattern: "re.Pattern[str]", text: str, within: tuple[int, int], reach: int
) -> Iterator["re.Match[str]"]:
    """What `pattern` finds; it is looked for only up to `reach` around the signs of which it holds one."""
    reached, end = within
    for place in sign.finditer(text, *within):
        if place.end() <= reached:
            continue
        last = min(end, place.end() + reach)
        found = pattern.search(text, max(reached, place.start() - reach), last)
        if found and (found.end() < last or last == end):  # else `$` cut it off; its own sign finds it
            yield found
            reached = found.end()


def _is_group(text: str, found: "re.Match[str]", end: int) -> bool:
    if _NAMELESS.fullmatch(found["name"]):
        stop = _scope(text, found.end(), end)
        return any(pattern.search(text, found.end(), stop) for pattern in (_HELD, _APPOINTED, _LISTED))
    return bool(
        found["roll"] or _EVIDENCE.search(text, found.end(), min(_scope(text, found.end(), end), found.end() + 400))
    )


def _scope(text: str, start: int, limit: int) -> int:
    """The end of the paragraph, with the roll that follows it line by line."""
    stop = text.find("\n", start, limit)
    stop = limit if stop < 0 else stop
    listing = False
    while stop < limit and (
        _ROLL.match(text, stop + 1, limit) or (listing and HOLDER_LINE.match(text, stop + 1, limit))
    ):
        listing = listing or HEAD.match(text, stop + 1, limit) is not None
        after = text.find("\n", stop + 1, limit)
        stop = limit if after < 0 else after
    return min(stop, start + _REACH)


_ROLL = re.compile(
    rf"(?:{ROLE}|成员(?:单位)?|(?:专班|领导小组|工作专班|指挥部)?(?:下设)?办公室(?:设|主任)|"
    r"(?:专班|领导小组|工作专班|指挥部)下设办公室)[：设主]?"
)


def _own_scope(text: str, found: "re.Match[str]", limit: int) -> tuple[int, int]:
    """Where the words on a group stand: its paragraph and roll, or the roll below a heading of its own."""
    stop = _scope(text, found.end(), limit)
    if found.re is not _FOUND or _EVIDENCE.search(text, found.end(), stop):
        return found.end(), stop
    roll = _ROLL_HEADING.search(text, stop, limit)
    return (roll.end(), min(limit, roll.end() + _REACH)) if roll else (found.end(), stop)


def _read_group(normal: NormalText, found: "re.Match[str]", limit: int, annex: str) -> Group:
    text = normal.text
    after, stop = _own_scope(text, found, limit)
    others = _OTHERS.search(text, after, stop)
    stop = others.start() if others else stop
    named = found.span("name") if found["name"] else found.span("headed")
    group = Group(annex, normal.printed(*named), normal.span(found.start(), stop))
    rolled = found.re is _FOUND and bool(found["roll"])
    begin = found.start("roll") - 1 if rolled else max(named[1], after if after > found.end() else 0)
    reached = begin
    before = text.rfind("。", max(0, found.start() - 80), found.start()) + 1
    head = _TOTAL.search(text, max(before, found.start() - 60), found.start())
    if head:
        group.convenors.append(_convenor(normal, head["role"], *head.span("who")))
    if rolled and found["roll"].endswith("牵头"):
        group.convenors.append(_convenor(normal, "牵头", found.start("roll"), found.end("roll") - 2))
    roll = list(roll_lines(text, begin, stop))
    for post in _posts(text, begin, stop) if not roll else ():
        group.convenors += _convenors(normal, post, reached)
        reached = max(reached, post.end())
    for role, start, end in roll:
        if not role.startswith("成员"):
            group.convenors += _on_a_line(normal, role, start, end)
    ranges = [(start, end) for role, start, end in roll if role.startswith("成员")]
    for first, last in ranges or [_member_range(text, begin, stop, reached)]:
        entries = read_list(text, first, last)
        group.members += units_of(normal, [_without_holder(normal, *unit) for unit in entries.units])
        group.collectives += units_of(normal, entries.collectives)
    office = _OFFICE.search(text, after, stop) or _DAILY.search(text, after, stop)
    if office:
        group.office = normal.printed(*trimmed(text, *office.span("unit")))
    return group


def _read_subgroup(normal: NormalText, found: "re.Match[str]", limit: int, annex: str) -> Group:
    """A group within a group: its convenors by role, else the unit that leads it."""
    stop = _scope(normal.text, found.end(), limit)
    group = _read_group(normal, found, stop, annex)
    if group.convenors:
        return group
    end = normal.text.find("。", found.end() + 1, stop)
    clause = read_clause(normal.text, found.end(), stop, (found.end() + 1, end if end >= 0 else stop))
    if clause:
        group.convenors = [_convenor(normal, "牵头", *lead) for lead in clause.leads]
        group.members = group.members or units_of(normal, clause.supports)
        group.collectives = group.collectives or units_of(normal, clause.collectives)
    return group


def _posts(text: str, begin: int, stop: int) -> list["re.Match[str]"]:
    """Every post and its holders, in whichever words: X任组长, 组长由X担任, else 组长：X."""
    held = list(_HELD.finditer(text, begin, stop))
    taken = [post.span() for post in held]
    free = [
        post
        for post in _around(_ROLE, _APPOINTED, text, (begin, stop), _APPOINTED_REACH)
        if not any(post.start() < end and start < post.end() for start, end in taken)
    ]
    found = sorted([*held, *(free or _CHAIRED.finditer(text, begin, stop))], key=lambda post: post.start())
    return found or list(_LISTED.finditer(text, begin, stop))


def _on_a_line(normal: NormalText, role: str, start: int, end: int) -> list[Convenor]:
    """One line of a roll: a name and, after a blank, all of its posts; or several holders without blanks."""
    for at in range(start + 2, min(start + 5, end)):
        if normal.origin(at) - normal.origin(at - 1) > 1:
            return [_convenor(normal, role, start, end)]
    return [Convenor(role, normal.printed(*who), normal.span(*who)) for who in people(normal.text, start, end)]


def _without_holder(normal: NormalText, start: int, end: int) -> tuple[int, int]:
    """The unit of a member named with its holder: 县发改局局长李强, or 李强　县发改局局长 with a blank between them."""
    named = _NAMED_HOLDER.fullmatch(normal.text, start, end)
    if named:
        return named.span("unit")
    held = _HOLDER.fullmatch(normal.text, start, end)
    if not held:
        return start, end
    for at in range(start + 2, min(start + 5, end)):
        if normal.origin(at) - normal.origin(at - 1) > 1:
            return at, held.end("unit")
    return held.span("unit")


def _member_range(text: str, start: int, stop: int, reached: int) -> tuple[int, int]:
    after = _MEMBERS_AFTER.search(text, start, stop)
    if after:
        end = _MEMBERS_END.search(text, after.end(), stop)
        return after.end(), end.start() if end else stop
    before = _MEMBERS_BEFORE.search(text, reached, stop)
    if before:
        return reached, before.start()
    return stop, stop


def _convenors(normal: NormalText, post: "re.Match[str]", floor: int) -> list[Convenor]:
    """One convenor for each person; a post printed once for several units belongs to each of them."""
    start, end = post.span("who")
    start = reach_back(normal.text, start, floor)
    start += normal.text.startswith("由", start)
    found: list[Convenor] = []
    common = ""
    for first, last in reversed(list(people(normal.text, start, end))):
        name = normal.printed(first, last)
        own = POST.search(name)
        common = own[0] if own else common
        found.append(Convenor(post["role"], name if own else name + common, normal.span(first, last)))
    return found[::-1]


def _convenor(normal: NormalText, role: str, start: int, end: int) -> Convenor:
    return Convenor(role, normal.printed(start, end), normal.span(start, end))
