"""What a quantity measures: the noun phrase that governs it, within its own segment of the clause."""

import re
from datetime import date
from typing import Literal, NamedTuple

from luoshi.core.dates import date_at
from luoshi.extraction import targets_words as words

_FRAMES = (words.NUMBERING, words.BRACKET, words.SENTENCE_FRAME, words.PLACE_BEFORE_VERB, words.PLACE_BEFORE_TIME)
_FRONT = re.compile(  # in this order; none matches nothing
    "|".join(f"(?:{frame.pattern})" for frame in _FRAMES)
    + f"|(?P<for_whom>{words.FOR_WHOM.pattern})|(?P<verb>{words.CUT_VERB.pattern})|{words.FRAME.pattern}"
)
Shape = Literal["before", "after", "carried"]
_LONGEST_NAME = 60
_LONGEST_PREDICATE = 24
_LONGEST_TIME = 16
_ANY_DAY = date(2000, 1, 1)  # lets a phrase without a year be recognised; its value is not used


class Named(NamedTuple):
    """An indicator name, where it stood relative to the number, and how many characters after the unit it took."""

    name: str
    shape: Shape
    predicate: str  # what stood between name and number: 增长, 达到, 稳定在 …
    verb: str  # a verb cut from the front of the name: 新建, 压缩 …
    taken: int = 0


def name_of(
    left: str,
    right: str,
    carried: str | None,
    *,
    counted_after: bool,
    bounded: bool = False,
    bounded_rate: bool = False,
) -> Named | None:
    """The name for a number that stands between `left` and `right`, or None when nothing governs it.

    `carried` is the name of the preceding target of the sentence; `counted_after` says that that one counted what
    followed it, so that a bare number may do the same (建设 3 个 A、5 个 B); `bounded` that a bound word such as 突破
    stands between name and number.
    """
    body, predicate = _without_predicate(left)
    name, verb = _without_frame(body)
    if carried and not verb and words.LEVEL_ONLY.match(name) and words.AFTER_NOUN.match(_following(right)):
        return Named(name + words.LEVEL.sub("", carried), "before", predicate, verb)
    if len(name) < 2 or words.PLACE_ONLY.match(name):
        following = _following(right)
        set_again = bounded or (bool(body) and not name and not verb)  # 2027年 2 个: the last indicator at another time
        return _named_after(
            name, following, carried, (predicate or "达" * set_again, verb), counted_after=counted_after
        )
    if carried and words.OF_THE_LAST.match(name):
        return Named(carried + name, "before", predicate, verb)
    following = "" if predicate else _following(right)
    if following and not words.AFTER_NOUN.match(following):
        return _between(name, body, following, verb) or (Named(name, "before", "", verb) if bounded_rate else None)
    return Named(name[-_LONGEST_NAME:], "before", predicate, verb)


def _named_after(
    name: str, following: str, carried: str | None, words_before: tuple[str, str], *, counted_after: bool
) -> Named | None:
    predicate, verb = words_before
    usable = following and not words.AFTER_NOUN.match(following)
    if usable and (verb or predicate or counted_after):
        noun = following[:_LONGEST_NAME]
        return Named(noun.removeprefix("的"), "after", predicate, verb, len(noun))
    if usable and words.PLACE_ONLY.match(name) and name:
        return None
    if carried and (predicate or counted_after) and not usable and not (verb in words.NOMINAL and _is_deed(carried)):
        return Named(carried, "carried", predicate, verb)
    if not usable and not name and (verb.startswith("新") or verb in words.NOMINAL):
        return Named(verb, "before", predicate, verb)
    return None


def _is_deed(name: str) -> bool:
    """新建, 改造: an indicator that was only a verb gives its place to the next one (新建5万亩、改造提升3万亩)."""
    return name in words.NOMINAL or (name.startswith("新") and len(name) == len("新建"))


def _between(name: str, body: str, following: str, verb: str) -> Named | None:
    """A number between two nouns counts the second only when a verb ends the first: 在全市范围新建 25 所敬老院."""
    noun = following.removeprefix("的")
    if words.LEVEL_ONLY.match(name):
        return Named(name + noun, "after", "", verb, len(following))
    if noun != following and body.endswith("覆盖"):
        return Named(name, "before", "", verb)
    if words.VERB_END.search(body) or name[-1] in "每需有" or (verb and body.endswith("的")):
        return Named(noun, "after", "", verb or name[-2:], len(following))
    return None


def _following(right: str) -> str:
    """The noun phrase after the unit; a new verb or what is done to the things ends it."""
    match = words.NOUN_PHRASE.match(right)
    noun = match[0] if match else ""
    for pattern in (words.VERB_ITEM, words.ACTED_ON):
        stop = pattern.search(noun)
        noun = noun[: stop.start()] if stop else noun
    return noun.rstrip("、和及与")


def _without_predicate(left: str) -> tuple[str, str]:
    predicate = ""
    while left[-1:] in words.PREDICATE_ENDS:
        match = words.PREDICATE.search(left, max(0, len(left) - _LONGEST_PREDICATE))
        if not match:
            break
        predicate = match[0] + predicate
        left = left[: match.start()]
    return left, predicate


def _without_frame(body: str) -> tuple[str, str]:
    """Cut numbering, times, modal words and verbs from the front of a name."""
    items = list(words.VERB_ITEM.finditer(body)) if "、" in body else []
    if items:
        body = body[items[-1].end() :]
    verb = ""
    while body:
        cut, kind = _front(body)
        if not cut:
            break
        if kind == "verb" and cut < len(body):
            if words.GENERIC.fullmatch(body, cut):
                return body, body[:cut]  # 签约资金, 建设里程: too bare without the verb
            verb = body[:cut]
        elif kind:
            return "", body
        body = body[cut:]
    return body.removeprefix("”").strip("的：:"), verb


def _front(body: str) -> tuple[int, str | None]:
    """How much of the front is no part of a name (0 for nothing), and whether that is a "verb" or "for_whom"."""
    match = _FRONT.match(body)
    if match:
        return match.end(), match.lastgroup
    if body[0] in "、，的：:":
        return 1, None
    lead = 1 if body[0] in "到至在截" else 0
    phrase = date_at(body, lead, min(len(body), lead + _LONGEST_TIME), issued=_ANY_DAY)
    return phrase.end if phrase else 0, None


def split_subject(name: str, *, forced: bool) -> list[str]:
    """The names a joint subject stands for: 产前筛查率、新生儿筛查率; 水产品和蔬菜产量 → 水产品产量, 蔬菜产量.

    `forced` is set by 均, 都, 各 and 分别. Without it only parts that are themselves indicators are split.
    """
    parts = [part for part in words.JOINED.split(name) if part]
    if len(parts) < 2 or "“" in name or "（" in name or parts[-1].startswith("等"):
        return [name]
    if all(words.INDICATOR_END.search(part) and len(part) > 1 for part in parts):
        return parts
    place = words.PLACE_NAME.match(parts[-1])
    if place and len(place[0]) < len(parts[-1]) and all(words.PLACE_NAME.fullmatch(part) for part in parts[:-1]):
        return [part + parts[-1][place.end() :] for part in parts[:-1]] + [parts[-1]]
    head = words.SHARED_HEAD.search(parts[-1])
    if head and len(parts[-1]) > len(head[0]) and all(2 <= len(part) <= 6 for part in parts[:-1]):
        return [part if words.INDICATOR_END.search(part) else part + head[0] for part in parts[:-1]] + [parts[-1]]
    return _spread(parts) if forced else [name]


def _spread(parts: list[str]) -> list[str]:
    """Give each part what only the last one prints: 散居孤儿 | 集中供养孤儿基本生活标准; 一产 | 二产增加值."""
    last = parts[-1]
    head, twin = words.SHARED_HEAD.search(last), words.TWIN.match(last)
    spread = []
    for part in parts[:-1]:
        place = last.find(part[-2:])
        opposed = len(part) == 2 and last[1 : len(part)] == part[1:]  # 进口、出口整体通关时间
        if words.INDICATOR_END.search(part):
            spread.append(part)
        elif twin and words.TWIN.fullmatch(part):
            spread.append(part + last[twin.end() :])
        elif place >= 0 or opposed:
            spread.append(part + last[max(place, 0) + 2 :])
        else:
            spread.append(part + head[0] if head and len(head[0]) < len(last) else part)
    return [*spread, last]


def distribute(subject: str, shared: str, count: int) -> list[str]:
    """Names for the values after 分别: as many as values when the subject has as many parts."""
    if count == 2 and subject.startswith("城乡"):
        town = "城镇" if subject.startswith("城乡居民") else "城市"  # as the statistics call them
        return [town + subject[2:] + shared, "农村" + subject[2:] + shared]
    parts = [part for part in words.JOINED.split(subject) if part]
    if len(parts) == count > 1:
        return [part + shared for part in _spread(parts)]
    return [subject + shared] * count
