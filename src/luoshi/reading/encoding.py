"""From bytes to text: UTF-8, UTF-16, GB18030 and Big5, told apart by the bytes alone."""

import codecs
import contextlib
import re

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
GB = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312"}  # each a part of GB18030
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
EXPECTED = re.compile("[\t\n\r -~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
STOPS = re.compile("[\n\r，。、；：]")  # every text has one; pairs of bytes that only look like Chinese have none
PRIVATE = re.compile("[\ue000-\uf8ff]")  # what Big5 turns into when it is taken for GB18030, among much else
WIDE = re.compile("[\u2e80-\uffef]")
MOST_DAMAGED = 200  # one character in so many
PROBE = 20_000  # characters looked at to judge a decoding


def decode(data: bytes) -> str | None:
    """The text of `data` without its byte-order mark, or None where it is no text in these encodings.

    Newlines stay as they are in the file.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _plain(_try(data[len(mark) :], encoding))
    if b"\0" in data[:PROBE]:
        return _utf16(data)
    return _plain(_try(data, "utf-8")) or _utf16(data) or _chinese(data)


def decode_as(data: bytes, declared: str | None) -> str | None:
    """The text under the encoding a page declares for itself; under the one its bytes show where that fails.

    Nearly every sequence of bytes is some GB18030, hardly any but UTF-8 is UTF-8: that is believed before the page.
    """
    name = (declared or "").lower()
    unicode = _try(data, "utf-8")
    if unicode is not None and len(WIDE.findall(unicode[:PROBE])) > 2:
        return unicode.removeprefix("\ufeff")
    if name in GB:
        name = "gb18030"
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        try:
            return data.decode(name) if name and not name.startswith("utf-16") else decode(data)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def decode_roughly(data: bytes, declared: str | None) -> str | None:
    """The text with a sign of replacement for bytes that are damaged, where those are few; None where they are not."""
    for name in filter(None, (declared, "utf-8", "gb18030")):
        with contextlib.suppress(LookupError):
            text = data.decode("gb18030" if name.lower() in GB else name, "replace")
            if text.count("\ufffd") * MOST_DAMAGED < len(text) and not CONTROL.search(text):
                return text
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plain(text: str | None) -> str | None:
    """The text, unless control characters show that it is something else."""
    return None if text is None or CONTROL.search(text) else text


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order under which nearly all is Chinese, ASCII or punctuation."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _plain(_try(data, encoding))
        if text:
            probe = text[:PROBE]
            if STOPS.search(probe) and len(EXPECTED.findall(probe)) > 0.9 * len(probe):
                return text
    return None


def _chinese(data: bytes) -> str | None:
    """GB18030; or Big5, where that alone gives the text punctuation."""
    simplified = _plain(_try(data, "gb18030"))
    if simplified and STOPS.search(simplified[:PROBE]) and not PRIVATE.search(simplified[:PROBE]):
        return simplified
    traditional = _plain(_try(data, "big5hkscs"))
    if traditional and _stops(traditional) > _stops(simplified or ""):
        return traditional
    return simplified


def _stops(text: str) -> int:
    return len(STOPS.findall(text[:PROBE]))
