"""The roll of a group printed line by line: 组长：…, 成员：…, and under each the further holders."""

import re
from collections.abc import Iterator

ROLE = (
    "(?:第一召集人|总召集人|副总召集人|副召集人|召集人|常务副组长|第一副?组长|执行副?组长|"
    "副组长|双?组长|双指挥长|副总指挥长?|总指挥长?|(?:常务|执行)?副指挥长|(?:常务|执行|第一)?指挥长|总负责人|(?<=任)(?:第一|副)?政委)"
)
HEAD = re.compile(rf"(?P<role>{ROLE}|(?:第一|副)?政委|成员(?:单位)?)：")
HOLDER_LINE = re.compile(
    r"(?:各[^，。；：\n]{2,30}|[\u4e00-\u9fff·]{2,4}（[^（）\n]{2,40}）|[^，。；：\n]{4,45}(?:局长|主任|部长|书记|[区县市镇乡旗州]长|经理|董事长|[行院台队所站校场]长|"
    r"秘书长|政委|主席|负责人|负责同志|科长|处长|厅长))(?=\n|$)"
)
_LINE = re.compile(r"[^\n]+")
_FEWEST = 2


def roll_lines(text: str, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """(role, start, end) of each holder's line; nothing unless at least two lines open with a role."""
    lines = [line.span() for line in _LINE.finditer(text, start, stop)]
    heads = [HEAD.match(text, *line) for line in lines]
    if sum(head is not None for head in heads) < _FEWEST:
        return
    role = ""
    for (first, last), head in zip(lines, heads, strict=True):
        if head:
            role = head["role"]
            yield role, head.end(), last
        elif role and HOLDER_LINE.match(text, first, last):
            yield role, first, last
        else:
            role = ""
