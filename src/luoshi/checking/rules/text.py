"""What drafting, copying and scanning leave behind in a text."""

import re
from collections.abc import Iterator

from luoshi.checking.case import Case, cut
from luoshi.checking.finding import QUOTE, Finding, Severity, Words, rule
from luoshi.checking.rules.places import of_another_place
from luoshi.checking.rules.repeats import said_again
from luoshi.core.spans import Span
from luoshi.extraction.draft import Task

# No repetition here may run on from every place of a text: a line of a million like signs is read too.
LEFTOVERS: tuple[tuple[str, Severity, Words], ...] = (
    (
        r"[（(](?:审议稿|征求意见稿|讨论稿|送审稿|草案|初稿|修改稿|代拟稿|报批稿|送审|审议)[）)]",
        "error",
        Words("a drafting stage stands in an issued document", "印发的文件里还留着起草阶段的字样"),
    ),
    (
        r"(?<=[\u4e00-\u9fff”0-9])\s*\b(?:and|or|the|of)\b\s*(?=[\u4e00-\u9fff“0-9])",
        "warning",
        Words("an English word from text recognition", "文字识别留下的英文词"),
    ),
    (r"[A-Za-z0-9.]{0,20}_\{[^}\n]{1,8}\}|\$[^$\n]{1,30}\$|\\[a-z]+\{", "info", Words("formula markup", "公式标记")),
    (
        r"(?<![×XxＸ＊])[×XxＸ＊]{2,}(?=[年月日区县市局])|(?<=[〔\[])[×XxＸ]{2,}",
        "error",
        Words("a blank that was never filled in", "没有填上的空"),
    ),
    (r"，，+|。。+|、、+|；；+|，。|、。|。，|：：+", "warning", Words("doubled punctuation", "标点重复")),
    (r"[\u4e00-\u9fff]{0,6}。(?=[）)〕】])", "info", Words("a full stop inside the bracket", "句号写进了括号里")),
    (
        r"[\u4e00-\u9fff]{0,6}、等(?=按|单位|部门|分工|相关|有关|共同|[，。；）)])",
        "warning",
        Words("a 、 before 等", "“等”前多了顿号"),
    ),
    (
        r"(?<![一每按逐双])[\u4e00-\u9fff](?![周月季年旬日天次])[\u4e00-\u9fff]一[\u4e00-\u9fff]{2}一[\u4e00-\u9fff]{2}",
        "info",
        Words("一 where dashes were probably meant", "“一”可能是破折号“—”的误识"),
    ),
    (
        r"由[^，。；：\n]{2,20}?(?:主任|[县区市镇乡]长|书记|秘书长|局长|部长|负责人|负责同志)"
        r"(?:第一|副)?(?:召集人|组长)(?=[，,。；;])",
        "warning",
        Words("a verb (任, 担任) is missing", "缺少“任”“担任”等字"),
    ),
    (r"[\ufffd\ue000-\uf8ff]", "warning", Words("a character that was lost in conversion", "转换时丢失的字")),
    (r"[\u4e00-\u9fff]{1,8}[ \t]{2,}(?=[省市县区局委办]\b)", "info", Words("blanks inside a word", "词中有空格")),
)
_LEFTOVERS = tuple((re.compile(pattern), severity, what) for pattern, severity, what in LEFTOVERS)


@rule(
    "leftover",
    name="Leftover of drafting",
    explanation="Something from drafting, copying or scanning was left in the text.",
    remedy="Take it out of the issued document.",
    zh=("起草痕迹", "起草、复制或扫描留下的痕迹。", "从印发文件中删去。"),
)
def leftover(case: Case) -> Iterator[Finding]:
    for pattern, severity, what in _LEFTOVERS:
        alike: dict[str, list[Span]] = {}
        for match in pattern.finditer(case.text):
            alike.setdefault(match.group().strip()[:QUOTE], []).append(Span(*match.span()))
        for words, spans in alike.items():
            yield case.find("leftover", severity, Words(f"«{words}»: {what.en}.", f"“{words}”：{what.zh}。"), spans)
    yield from unbalanced(case)
    yield from list_commas(case)
    yield from bare_brackets(case)
    yield from page_breaks(case)
    yield from annex_marks(case)
    yield from said_again(case)
    yield from of_another_place(case)


WHOLE = 40  # characters below which a line may be part of a title broken over two lines
PAIRS = (("“", "”"), ("《", "》"), ("〔", "〕"))


def unbalanced(case: Case) -> Iterator[Finding]:
    """Quotation marks and book-title marks come in pairs within a paragraph, unless a page break cut it."""
    for span in paragraphs(case):
        text = case.text[span.start : span.end]
        if len(text) < WHOLE:
            continue
        for opening, closing in PAIRS:
            missing = text.count(opening) - text.count(closing)
            if abs(missing) == 1 and text.count(opening) + text.count(closing) < 40:
                lost = closing if missing > 0 else opening
                at = alone(text, opening, closing)
                here = Span(span.start + max(at - 8, 0), min(span.start + at + 9, span.end))
                yield case.find(
                    "leftover", "info", Words(f"A {lost} is missing in this paragraph.", f"这一段缺少{lost}。"), [here]
                )


def paragraphs(case: Case) -> Iterator[Span]:
    """Paragraphs as the normal text has them, so that a sentence cut by a page is whole."""
    for span in cut(case.normal.text, "\n"):
        if span.end - span.start > 1:
            yield case.normal.span(span.start, span.end)


def alone(text: str, opening: str, closing: str) -> int:
    """Where the mark without a partner stands."""
    open_at: list[int] = []
    for index, character in enumerate(text):
        if character == opening:
            open_at.append(index)
        elif character == closing:
            if not open_at:
                return index
            open_at.pop()
    return open_at[0] if open_at else 0


def list_commas(case: Case) -> Iterator[Finding]:
    """A comma between two supporting units breaks the list: nobody knows whether the rest leads or supports."""
    for task in case.draft.tasks:
        if task.basis != "explicit":
            continue  # where nobody is named lead, a comma parts offices from firms
        for one, other in zip(task.supports, task.supports[1:], strict=False):
            between = case.text[one.span.end : other.span.start].strip()
            if between in (",", "，"):
                span = Span(one.span.start, other.span.end)
                yield case.find(
                    "leftover",
                    "info",
                    Words(
                        f"A comma for a 、 in the list of units of task {task.number}.",
                        f"任务{task.number}的单位名单里该用顿号的地方用了逗号。",
                    ),
                    [span],
                )


_DUTY = re.compile(r"负责|牵头|配合|落实|承担|责任|参与|协助|实施|单位|[:：\t]")
RARE = 0.2  # the share of an annex's tasks up to which a bracket without a verb is an oversight and no style


def bare_brackets(case: Case) -> Iterator[Finding]:
    """（市水利局） among brackets that all say who leads or answers."""
    for annex, tasks in case.tasks_by_annex.items():
        named = [task for task in tasks if task.leads or task.supports]
        bare = [task for task in named if not _DUTY.search(case.text[bracket(task).start - 2 : task.span.end])]
        if bare and len(bare) <= RARE * len(named):
            part = case.name_of(annex)
            words = Words(
                f"In {part.en}, {len(bare)} brackets name units and not what they are to do (负责, 牵头).",
                f"{part.zh}有{len(bare)}处责任括号只列了单位，没有写“牵头”“负责”。",
            )
            yield case.find("leftover", "info", words, [bracket(task) for task in bare])


def bracket(task: Task) -> Span:
    """From the first to the last unit of a task."""
    spans = [unit.span for unit in (*task.leads, *task.supports)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


AROUND = 8  # characters beside a page break that show the word it cut


def page_breaks(case: Case) -> Iterator[Finding]:
    """A page break that fell into a paragraph and was taken for its end."""
    spans_of_items = [section.span for section in case.draft.sections] + [task.span for task in case.draft.tasks]
    body = min((span.start for span in spans_of_items), default=0)  # a title over two lines is cut by nobody
    cuts = [note.span for note in case.draft.notes if note.code == "joined-page-break" and note.span.start > body]
    spans = [Span(max(cut.start - AROUND, 0), min(cut.end + AROUND, len(case.text))) for cut in cuts]
    if spans:
        words = Words(
            f"Page breaks cut {len(spans)} paragraph{'s' if len(spans) > 1 else ''} in two; read as one.",
            f"有{len(spans)}个段落被分页截断，已按一段读取。",
        )
        yield case.find("leftover", "info", words, spans)


_MARK = re.compile(r"^[ \t　*#]*附件[ \t　]*(\d{1,2})[ \t　*：:]*$", re.M)


def annex_marks(case: Case) -> Iterator[Finding]:
    """附件2 stands above one annex and nothing above its neighbours."""
    marked = {match.group(1): Span(*match.span()) for match in _MARK.finditer(case.text)}
    numbers = [part.annex for part in case.annexes]
    bare = [part for part in case.annexes if part.annex not in marked]
    if len(bare) < len(numbers) and bare:
        missing = "、".join(part.annex for part in bare)
        words = Words(
            f"Annexes {missing} have no mark of their number above their title; the others have.",
            f"附件{missing}的标题上方没有“附件N”字样，其余附件有。",
        )
        titles = [Span(part.span.start, min(part.span.start + len(part.title), part.span.end)) for part in bare]
        yield case.find("leftover", "info", words, titles)
