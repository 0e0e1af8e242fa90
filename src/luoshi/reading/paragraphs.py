"""Where a line break ends a paragraph and where a page, a column or a narrow line has only cut one in two."""

import re

from luoshi.reading.document import Document

_NUMERAL = "一二三四五六七八九十百零〇"
_LABEL = (
    r"(?:[\u4e00-\u9fff]{2,6}(?:单位|部门|领导|责任人|负责人|站所|科室|处室)|[\u4e00-\u9fff]{0,4}(?:时限|期限|时间|节点)|"
    r"牵头|责任|配合|(?:副\s*)?(?:总\s*)?(?:组\s*长|指\s*挥\s*长?|召\s*集\s*人)|成\s*员|责任人|联系人)\s*："
)
_CATALOGUE = (  # the card that government sites print above a document
    r"(?:索\s*引\s*号|主题(?:分类|词)|发文(?:单位|机关|机构|字号|日期)|发布(?:机构|日期|时间|单位)|成文日期|(?:有|时)\s*效\s*性|信息来源|来\s*源|"
    r"文\s*号|名\s*称|标\s*题|公开(?:方式|范围|日期)|生成日期|浏览(?:次数|量)|点击(?:次数|量|数)|关键[词字]|制定机关|公布日期|施行日期)\s*[：:]"
)
_MEASURE = "万亿千百个家元倍吨米公平立亩度级种类条项人户名次所座辆年月日"
STARTER = re.compile(
    rf"\s*(?:第[{_NUMERAL}\d]{{1,4}}[章节条篇编部]|[{_NUMERAL}]{{1,4}}[、.]|[（(][{_NUMERAL}]{{1,4}}[)）]|"
    rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.、)）](?!\d)|\d{{1,2}}\.\d{{1,2}}[^\S\n]+(?![{_MEASURE}])[\u4e00-\u9fff]{{3}}|（\d{{1,3}}）|[①-⑳⑴-⒇]|附\s*件|附\s*录|专栏|表\s*\d|——|[-•●◆■□★▲]|"
    rf"(?:[{_NUMERAL}]是|第[{_NUMERAL}]+[，、])|(?:任务|举措|措施|行动|工程|专项|战役)(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})[：:、.]|"
    rf"[（【〔\[]?{_LABEL}|{_CATALOGUE}|[|\t#])"
)
_NUMBER_OR_DATE = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{1,14}[〔\[（(]\d{4}[〕\]）)]第?\d{1,4}号|\d{4}年\d{1,2}月\d{1,2}日)[^\S\n]*(?:\n|$)"
)
_NOTICE_TITLE = re.compile(r"[^。；]{10,160}(?:的通知|的意见|的公告|的通告|的函)")
_CATALOGUE_LINE = re.compile(rf"\s*{_CATALOGUE}")
_LABEL_LINE = re.compile(rf"\s*{_LABEL}")
_LIST_GOES_ON = re.compile(r"[^，。：；\n]{0,12}[、）]|[^，。：\n]{1,6}(?:等|；)")
_CONTINUES = re.compile(r"\s*[，、。；：）》”’〉〕】%！？]")
_OPEN_END = tuple("，、（《“〈‘〔【和与及的")
_FINAL = tuple("。；：！？…")
_CLOSERS = "”’）》〕】]"
_SENTENCE = re.compile(r"[，。；：]")
_TITLE_LENGTH = 45
_REACH = 400
_PAIRS = ("（）", "《》", "“”", "〔〕", "【】")
_ENVELOPE = re.compile(r"\s*(?:抄送|主送|抄报|报送|分送)")
_PRINTED = re.compile(
    r"[^\n]{0,40}(?:印发|印制|签发)\s*$|"
    r"[^\n]{0,30}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^\n]{0,4}$",
    re.M,
)
_TRUE_PARAGRAPHS = ("wordprocessingml", "html", "spreadsheet", "excel", "csv", "msword")
_LINE = re.compile(r"[^\n]+")
_INDENT = re.compile(r"(?:\u3000{2}|[ \xa0]{4,8})(?=\S)")


class Paragraphs:
    """Decides, gap by gap, whether what stood on two lines is one paragraph."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.joins: list[int] = []
        self.trusted = any(mark in document.media_type for mark in _TRUE_PARAGRAPHS)
        self.fixed = {block.span.start for block in document.blocks if block.kind in ("heading", "row")}
        self.fixed |= {block.span.end for block in document.blocks if block.kind in ("heading", "row")}
        self.indented = _uses_indents(text)
        self.wrapped = 0 if self.trusted else _wrap_width(text)
        self.opened = 0  # where the present paragraph began

    def separator(self, end: int, resume: int) -> str:
        """What to print between the piece that ends at `end` and the one at `resume`: a newline or nothing."""
        if self.text.find("\n", end, resume) < 0:
            return ""
        if resume < len(self.text) and self._joined(end, resume):
            self.joins.append(resume)
            return ""
        self.opened = resume
        return "\n"

    def _joined(self, end: int, resume: int) -> bool:
        text = self.text
        if end in self.fixed or resume in self.fixed or text[resume - 1] == "\t":
            return False
        if _CONTINUES.match(text, resume):
            return True
        if STARTER.match(text, resume):
            return False
        tail = text[max(self.opened, end - _REACH) : end]
        if _ENVELOPE.match(text, self.opened) and (tail[-1] not in _OPEN_END or _PRINTED.match(text, resume)):
            return False
        if self.trusted:
            return _unclosed(tail) and not _is_final(tail)
        return self._reads_on(tail, end, resume)

    def _reads_on(self, tail: str, end: int, resume: int) -> bool:
        if _NUMBER_OR_DATE.match(self.text, resume) or _NOTICE_TITLE.fullmatch(tail):
            return False
        if _CATALOGUE_LINE.match(self.text, self.opened):
            return False
        line_start = self.text.rfind("\n", 0, end) + 1
        if self.indented and _INDENT.match(self.text, self.text.rfind("\n", end, resume) + 1):
            return False
        if _LABEL_LINE.match(self.text, self.opened):
            return tail[-1] in _OPEN_END or bool(_LIST_GOES_ON.match(self.text, resume))
        if self.wrapped and end - line_start >= self.wrapped - 1 and not (tail[-1] in "。：" and not self.indented):
            return True
        if _is_final(tail):
            return False
        if tail[-1] in _OPEN_END or _unclosed(tail):
            return True
        return not self.wrapped and not self._is_title(tail)

    def _is_title(self, tail: str) -> bool:
        if len(tail) > _TITLE_LENGTH or "。" in tail:
            return False
        return not _SENTENCE.search(tail) or bool(STARTER.match(tail))


def _is_final(tail: str) -> bool:
    return tail[-1] in _CLOSERS or tail[-1] in _FINAL


def _unclosed(tail: str) -> bool:
    return any(tail.rfind(pair[0]) > tail.rfind(pair[1]) for pair in _PAIRS)


def _uses_indents(text: str) -> bool:
    lines = _LINE.findall(text[:_SAMPLE])
    return len(lines) > 5 and sum(bool(_INDENT.match(line)) for line in lines) > len(lines) / 3


_SAMPLE = 40_000


def _wrap_width(text: str) -> int:
    """The column at which a file of hard-wrapped lines was cut, or 0 where its lines are whole paragraphs."""
    lengths = [len(line.rstrip()) for line in _LINE.findall(text[:_SAMPLE]) if line.strip()]
    if len(lengths) < 12:
        return 0
    longest = max(lengths)
    full = sum(length >= longest - 3 for length in lengths)
    return longest - 3 if 16 <= longest <= 60 and full > len(lengths) * 0.4 else 0
