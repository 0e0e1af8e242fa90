"""One responsibility clause: who leads, who supports, who is one of several (A牵头，B、C按职责分工负责)."""

import re
from dataclasses import dataclass, field

from luoshi.extraction.units import Entries, is_unit_shaped, read_list

Range = tuple[int, int]

_LEAD = re.compile("牵头|主责|主办|主抓|抓总|首责|主要负责")
_SUPPORT = re.compile("配合|协助|协同|协办|参与|参加|支持")
_VERBS = (
    "(?:牵头|总牵头|主要负责|主责|主办|主抓|抓总|会同|配合|协同|协助|协办|参与|"
    "参加|支持|负责|组织|推进|落实|实施|承办|承担|抓好|做好|督促|督导|督办|协调|推动|监管|指导|统筹)"
)
_HOW = (
    "(?:按照?(?:各自|自身|工作|任务)?(?:职责|职能|责任|分工)(?:任务|"
    "范围|权限)?(?:分工|要求)?|予以|给予|积极|密切|分别|共同|联合|具体|统筹|分工|各自|依职责)"
)
VERB = re.compile(rf"(?:{_HOW}{{1,2}}{_VERBS}{{0,3}}|{_VERBS}{{1,3}})(?:工作|到位)?(?=[，；。、）\]】〕\n]|$)")
KIND = (
    "(?:责任)?(?:单位|部门|处室|科室|站所|股室|办所|所办|部室|办室|室所|科所|股所|站办|局办|镇办|镇街|乡镇|街镇|村居|村组|线办|"
    "主体|机构|企业|院系)"
)
LABEL = re.compile(
    rf"(?P<lead>(?:牵头|主责|主办|主抓|第一责任|首要责任)(?:（责任）|及责任|和责任)?(?:{KIND})?)：|"
    rf"(?P<support>(?:配合|协办|协助|参与|参加|支持|协同|协作|会办)(?:责任)?(?:{KIND})?|(?:监管|监督|指导|服务)(?:{KIND})|属地(?:{KIND})?)：|"
    rf"(?P<joint>(?:责任|承办|落实|实施|推进|执行|承担|建设|负责|主管|完成)(?:{KIND})|(?:落实|承办)(?=：))(?:：|为)|"
    r"(?P<person>(?:(?:责任|牵头|分管|包抓|包联|包保|联系|挂点|挂牌|主管|县级|市级|区级)?(?:县|区|市)?领导|(?:第一|直接|具体|主要)?责任人|联系人|负责人))：|"
    r"(?P<other>[\u4e00-\u9fff]{0,4}(?:时限|期限|时间|节点|进度|日期)(?:要求|安排|进度|节点|计划)?|备注|工作目标|年度目标|目标任务|督导单位)："
)
_LABEL_SIGN = re.compile("[：为]")
_PERSON = re.compile(r"(?:[^、，；。\s]{2,12}(?:常委|副书记|党组成员|委员)、)?[^、，；。\s]{2,20}")
_BARE_LABEL = re.compile(rf"(?:(?P<lead>(?:牵头|主责|主办){KIND})|(?P<joint>责任{KIND}))(?=[\u4e00-\u9fff])")
_MARKED = re.compile(r"（(牵头|主责|主办|配合|协助|参与)[^（）]{0,6}）")
_JOINED = re.compile("会同|联合(?=[^，；])|商(?=[省市区县])")
_LIAISON = re.compile(r"[，、；](?:负责)?对接([^，、；。）]+)")
FIRST_LISTED = (  # 排在第一位的部门, 列首位者, 第一责任单位 … 为牵头
    r"(?:(?:排|列)(?:名|序|在)*(?:第一位?|首位|最前|前列)(?:置)?[的者]?(?:责任)?(?:单位|部门)?|"
    r"(?:第一|首)(?:个|家|列)?(?:责任)?(?:单位|部门))(?:的)?(?:均?为|是|即为|系|负责)?(?:工作|项目|任务|事项)?(?:牵头|主责"
)
_FIRST = re.compile("第一|首|最前|前列|下同")  # spares most clauses the longer look
_FIRST_LISTED = re.compile(rf"[，；。]?(?:[^，；。（）]{{0,6}})?{FIRST_LISTED}|主要)[^。）]{{0,20}}$|[，；。]?下同$")
_DEFAULT_RULE = re.compile("[。；，]?(?:以下|下列|其余|后续)[^。；]{0,60}均[^。；]{0,60}(?:不再|不另)[^。；]{0,8}。?$")
_LEVELS = "省市县区州旗盟"
_ENOUGH_SHAPED = 4  # beside three names of the usual shape a fourth may have its own (江口车务段)
_ZONES = ("开发区", "经开区", "高新区", "示范区", "园区", "海关", "党校", "林场", "专班")
_MARKS = "，；。、：—\n "


@dataclass(slots=True)
class Clause:
    """A clause as read. All ranges are in the normal text; `start`–`end` covers its brackets."""

    start: int
    end: int
    above: bool = False  # 以上由…: it speaks for all items above it, not for the one it stands in
    leads: list[Range] = field(default_factory=list)
    supports: list[Range] = field(default_factory=list)
    joint: list[Range] = field(default_factory=list)
    collectives: list[Range] = field(default_factory=list)
    people: list[Range] = field(default_factory=list)
    liaison: list[Range] = field(default_factory=list)
    unread: list[Range] = field(default_factory=list)

    @property
    def names_someone(self) -> bool:
        return bool(self.leads or self.supports or self.joint or self.collectives or self.people)

    def is_certain(self, text: str) -> bool:
        """Whether those it names have the shape of units, so that words without brackets may be taken for a clause."""
        named = [is_unit_shaped(text[start:end]) for start, end in (*self.leads, *self.supports, *self.joint)]
        return all(named) or (named.count(False) == 1 and len(named) >= _ENOUGH_SHAPED)

    def settle(self) -> None:
        """Beside a lead the other units support; without one all stand together."""
        if self.leads:
            self.supports += self.joint
            self.joint = []
        for ranges in (self.leads, self.supports, self.joint, self.collectives):
            ranges.sort()


def read_clause(text: str, start: int, end: int, body: Range) -> Clause | None:
    """Read the clause whose words are text[body]; None where it names nobody or is prose."""
    clause = Clause(start, end, text.startswith("以上", body[0]))
    first, last = _without_asides(text, body, clause)
    labelled = _read_labels(text, first, last, clause)
    time = None if labelled or not _LABEL_SIGN.search(text, first, last) else LABEL.search(text, first, last)
    if time:
        last = time.start()
    if not labelled and not (_read_verbs(text, first, last, clause) and _is_credible(text, clause)):
        return None
    clause.settle()
    read = len(clause.leads) + len(clause.supports) + len(clause.joint) + len(clause.collectives)
    return clause if clause.names_someone and read + len(clause.people) >= len(clause.unread) else None


def _without_asides(text: str, body: Range, clause: Clause) -> Range:
    """The words of a clause without the rule of the first-listed unit and without bodies to keep in touch with."""
    first, last = body
    words = text[first:last]
    if _FIRST.search(words):
        rule = _FIRST_LISTED.search(text, first, last)
        last = rule.start() if rule else last
    if "对接" in words:
        asides = list(_LIAISON.finditer(text, first, last))
        clause.liaison = [aside.span(1) for aside in asides]
        last = asides[0].start() if asides else last
    if "不再" in words or "不另" in words:
        rule = _DEFAULT_RULE.search(text, first, last)
        last = rule.start() if rule else last
    return first, last


def read_bare_list(text: str, start: int, end: int, body: Range) -> Clause | None:
    """A bracket that holds nothing but offices: （县水利局、县财政局）. None for anything less certain."""
    entries = read_list(text, *body)
    names = [text[first:last] for first, last in entries.units]
    stands_apart = text[start - 1] in "。；！\n" or (names and names[0][0] in _LEVELS)
    if not names or not stands_apart or entries.unread or not all(_is_office(name) for name in names):
        return None
    return Clause(start, end, joint=entries.units, collectives=entries.collectives)


def _is_credible(text: str, clause: Clause) -> bool:
    """Whether at least one of those named has the shape of a unit (谁受益谁负责 names none)."""
    named = [*clause.leads, *clause.supports, *clause.joint]
    return bool(clause.collectives) or any(is_unit_shaped(text[start:end]) for start, end in named)


def _is_office(name: str) -> bool:
    return (
        len(name) > 2
        and name[0] not in "含如即原指"
        and is_unit_shaped(name)
        and (name[-1] not in "区县市镇乡村园州旗盟场关校组港台" or name.endswith(_ZONES))
    )


def _read_labels(text: str, start: int, end: int, clause: Clause) -> bool:
    labels = list(LABEL.finditer(text, start, end)) if _LABEL_SIGN.search(text, start, end) else []
    if not labels:
        bare = _BARE_LABEL.match(text, start, end)
        labels = [bare] if bare else []
    if not labels or all(label.lastgroup == "other" for label in labels):
        return False
    if labels[0].start() > start and not _read_verbs(text, start, labels[0].start(), clause):
        _read_unlabelled(text, start, labels[0], clause)
    bounds = [label.start() for label in labels[1:]] + [end]
    for label, stop in zip(labels, bounds, strict=True):
        _read_labelled(text, label.lastgroup or "", (label.end(), stop), clause)
    return True


def _read_unlabelled(text: str, start: int, label: "re.Match[str]", clause: Clause) -> None:
    """Units before the first label: （县水利局；配合单位：…）. Beside units that support they lead."""
    start, end = _bare(text, start, label.start())
    entries = read_list(text, start, end)
    if entries.units and not entries.unread and all(is_unit_shaped(text[a:b]) for a, b in entries.units):
        _add(text, clause, "lead" if label.lastgroup == "support" else "joint", entries)


def _read_labelled(text: str, role: str, body: Range, clause: Clause) -> None:
    start, end = _bare(text, *body)
    if role == "other" or start >= end:
        return
    if role == "person":
        clause.people += _people(text, start, end)
    elif role == "joint" and _read_verbs(text, start, end, clause):
        return
    else:
        verb = next((verb for verb in VERB.finditer(text, start, end) if text[verb.start() - 1] != "（"), None)
        _add(text, clause, role, read_list(text, start, verb.start() if verb else end))
        if verb:
            _read_tail(text, verb.end(), end, clause)


def _people(text: str, start: int, end: int) -> list[Range]:
    return [found.span() for found in _PERSON.finditer(text, start, end)]


def _read_verbs(text: str, start: int, end: int, clause: Clause) -> bool:
    verbs = [verb for verb in VERB.finditer(text, start, end) if text[verb.start() - 1] != "（"]
    if not verbs and not _MARKED.search(text, start, end):
        return False
    at = start
    for verb in verbs:
        _read_phrase(text, at, verb.start(), _role(verb[0]), clause)
        at = verb.end()
    _read_tail(text, at, end, clause)
    return True


def _read_tail(text: str, start: int, end: int, clause: Clause) -> None:
    start, end = _bare(text, start, end)
    if start < end:
        _add(text, clause, "support" if clause.leads else "joint", read_list(text, start, end))


def _read_phrase(text: str, start: int, end: int, role: str, clause: Clause) -> None:
    start, end = _bare(text, start, end)
    together = _JOINED.search(text, start, end)
    if together and together.start() > start:
        _add(text, clause, "lead", read_list(text, start, together.start()))
        _add(text, clause, "support", read_list(text, together.end(), end))
        return
    _add(text, clause, role, read_list(text, start, end))


def _role(verb: str) -> str:
    if _LEAD.search(verb):
        return "lead"
    return "support" if _SUPPORT.search(verb) else "joint"


def _add(text: str, clause: Clause, role: str, entries: Entries) -> None:
    borne = {"lead": clause.leads, "support": clause.supports, "joint": clause.joint}
    for unit in entries.units:
        mark = _MARKED.match(text, unit[1]) if text.startswith("（", unit[1]) else None
        borne[_role(mark[1]) if mark else role].append(unit)
    clause.collectives += entries.collectives
    clause.unread += entries.unread


def _bare(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
