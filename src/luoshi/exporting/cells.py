"""Making source text safe for a spreadsheet: nothing that a document says may be run as a formula."""

import re

LONGEST = 32_767  # characters of a cell in Excel
_DANGEROUS = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula (OWASP, CSV injection)."""
    return bool(_DANGEROUS.match(text))


def fitted(text: str) -> str:
    """Text without characters XML forbids, lines ended by \\n alone, cut to what a cell holds."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def defused(text: str) -> str:
    """Text for a format without types (csv): what might be a formula gets an apostrophe before it."""
    text = fitted(text)
    return f"'{text}" if is_dangerous(text) else text
