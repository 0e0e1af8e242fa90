"""Text as the search index sees it: folded one character to one, and cut into pairs of neighbouring characters.

Chinese is written without spaces and most of its terms have two characters, so pairs find what words would miss.
"""

from collections.abc import Iterable

LONGEST_QUERY = 100
MOST_TERMS = 5
_END = "\x00"  # after the last character of a text: it begins no pair otherwise
_ESCAPE = "\ua000"  # a letter to every tokenizer, and never written here


def folded(text: str) -> str:
    """Small letters, half-width letters and digits, plain blanks. As long as the text: offsets stay true."""
    return text.translate(_FOLDED)


def _fold(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        character = chr(ord(character) - 0xFEE0)
    elif character.isspace() or character == _END:
        return " "
    small = character.lower()
    return small if len(small) == 1 else character


def terms(query: str) -> list[str]:
    """What a person looks for: folded, parted at blanks; every term must be found."""
    found = dict.fromkeys(folded(query[:LONGEST_QUERY]).split())
    return list(found)[:MOST_TERMS]


def pairs(text: str) -> list[str]:
    """The pairs of a folded text in their order; the last character pairs with the end."""
    return [first + second for first, second in zip(text, text[1:] + _END, strict=True)]


def grams(text: str) -> list[str]:
    """Every single character and every pair of a folded text, once each: what a set-valued index keeps."""
    return sorted(set(text.replace(_END, " ")) | {pair for pair in pairs(text) if pair[1] != _END})


def gram_query(term: str) -> list[str]:
    """The grams that every text with this term has."""
    return sorted({pair for pair in pairs(term) if pair[1] != _END}) if len(term) > 1 else [term]


def stream(text: str) -> str:
    """The pairs as words of a word-by-word index. Characters such an index would drop are spelt out."""
    spelt = [*map(_PLAIN.__getitem__, text), _PLAIN[_END]]
    return " ".join(map(str.__add__, spelt, spelt[1:]))


def phrase(term: str) -> str:
    """The query for a term, in the language of such an index: its pairs one after another, or what begins with it."""
    if len(term) == 1:
        return f'"{_PLAIN[term]}"*'
    return '"' + " ".join(_word(pair) for pair in pairs(term)[:-1]) + '"'


def _word(pair: str) -> str:
    return "".join(map(_PLAIN.__getitem__, pair))


def _plain(character: str) -> str:
    if "\u4e00" <= character <= "\u9fcc" or (character.isascii() and character.isalnum()):
        return character
    return f"{_ESCAPE}{ord(character):05x}"


class _Folded(dict[int, str]):
    """What each character becomes, worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


class _Plain(dict[str, str]):
    """How each character is spelt in the index, worked out once."""

    def __missing__(self, character: str) -> str:
        self[character] = _plain(character)
        return self[character]


_FOLDED, _PLAIN = _Folded(), _Plain()


def like(term: str) -> str:
    """A LIKE pattern that finds the term itself; `%`, `_` and the escape count as characters."""
    escaped = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def marked(text: str, wanted: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one that was looked for."""
    below = folded(text)
    hit = [False] * len(text)
    for term in wanted:
        at = below.find(term)
        while at >= 0:
            hit[at : at + len(term)] = [True] * len(term)
            at = below.find(term, at + 1)
    pieces: list[tuple[str, bool]] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or hit[index] != hit[start]:
            pieces.append((text[start:index], hit[start]))
            start = index
    return pieces


def excerpt(text: str, wanted: Iterable[str], around: int = 60) -> str:
    """The neighbourhood of the first hit, or the beginning; `…` where something was left out."""
    below = folded(text)
    places = [place for place in (below.find(term) for term in wanted) if place >= 0]
    start = max(0, min(places, default=0) - around)
    end = min(len(text), start + 3 * around)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
