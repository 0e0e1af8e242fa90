"""Regular expressions that are made of lists of words."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An expression for any of some words; of those that fit at one place it tries the longest first.

    The words are parted by their first character and then again by their next, so that the engine looks at one
    character where a|b|c would try every word in turn: a list may be long at no cost.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[:1], []).append(word[1:])
    may_end = rests.pop("", None) is not None
    single = "".join(re.escape(first) for first, after in rests.items() if not any(after))
    branches = [re.escape(first) + any_of(after) for first, after in rests.items() if any(after)]
    if single:
        branches.append(f"[{single}]")
    return f"(?:{'|'.join(branches)})" + "?" * may_end if branches else ""
