"""Who holds a post: one person with two posts (县委常委、副县长) told from two persons (县委书记、县长)."""

import re
from collections.abc import Iterator

POST = re.compile(
    r"(?:常委|委员)$|(?:党组|党委)?(?:主要|分管|有关|相关)?(?:负责(?:人|同志)|领导)$|"
    r"(?:副?(?:局长|主任|部长|书记|[省区县市镇乡州旗盟]长|秘书长|处长|院长|行长|经理|主席|董事长|校长)|政委)$"
)
_OVERSEES = re.compile("(?:分管|协管|主管|联系|协助)")  # 分管农业、水利的副县长 is one person
_CUT = re.compile("[、，]|和(?=[区县市省])|及(?!其)")
_FIRST_OF_TWO = re.compile("(?:常委|党组(?:副书记|成员)|党委委员|党工委委员|工委委员|党委成员|党组成员|班子成员)$")
_DEPUTY, _CHIEF = re.compile("副书记$"), re.compile("(?:代)?[县市区镇乡州旗盟]长|政法委书记|(?:管委会)?主任|统战部部长")
_VICE, _POLICE = re.compile("副[县市区州]长"), re.compile("公安(?:分)?局(?:党委书记、)?局长$")  # by custom one person
_SECRETARY = re.compile("(?:党组|党委|党总支|党支部|党工委)书记$")
_BARE_POST = re.compile(
    r"(?:副?(?:局长|主任|部长|院长|行长|经理|总经理|董事长|校长|所长|队长|台长|社长|会长|主席|支队长|大队长|秘书长)|"
    r"[一二三四]级(?:调研员|主任科员|巡视员|高级警长)|督学|总工程师|总经济师)[\u4e00-\u9fff·]{0,4}"
)


_APPOINTS = re.compile("(?<!主)任")
_LONGEST = 60


def people(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the persons whom a list of holders names."""
    begin = start
    for cut in _CUT.finditer(text, start, end):
        left, stop = text[begin : cut.start()], _CUT.search(text, cut.end(), end)
        right = text[cut.end() : stop.start() if stop else end]
        if cut[0] != "，" and (_goes_on(left) or _is_one(left, right)):
            continue
        if cut.start() > begin:
            yield begin, cut.start()
        begin = cut.end()
    if begin < end:
        yield begin, end


def _goes_on(left: str) -> bool:
    return bool(_OVERSEES.match(left)) and not POST.search(left)


def _is_one(left: str, right: str) -> bool:
    """Whether two posts side by side are one person's."""
    if _FIRST_OF_TWO.search(left) or _BARE_POST.fullmatch(right):
        return True
    if _VICE.fullmatch(left) and _POLICE.search(right):
        return True
    return bool(_DEPUTY.search(left) and _CHIEF.match(right)) or bool(
        _SECRETARY.search(left) and len(right) < len(left)
    )


def reach_back(text: str, start: int, floor: int) -> int:
    """Where the holders of one role begin when commas part them: 县委副书记，常务副县长，分管副县长任副组长."""
    while start > floor and text[start - 1] == "，":
        before = max(text.rfind(mark, floor, start - 1) for mark in "，。；：\n") + 1
        before = max(before, floor)
        piece = text[before : start - 1].removeprefix("由")
        if not 2 < len(piece) < _LONGEST or not POST.search(piece) or _APPOINTS.search(piece):
            return start
        start = before
    return start
