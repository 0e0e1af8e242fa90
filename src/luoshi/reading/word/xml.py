"""Names and small readings of WordprocessingML (ECMA-376 part 1, §17)."""

from lxml import etree

Element = etree._Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def value(parent: Element | None, path: str) -> str | None:
    """The w:val of the child at `path` (of w: names, `/` between them); None where there is none."""
    found = child(parent, path)
    return None if found is None else found.get(f"{W}val")


def number(parent: Element | None, path: str) -> int | None:
    """The whole number in w:val of the child at `path`."""
    text = value(parent, path)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(parent: Element | None, path: str) -> bool:
    """Whether the toggle at `path` is present and not switched off."""
    found = child(parent, path)
    return found is not None and found.get(f"{W}val") not in {"0", "false", "off"}


def child(parent: Element | None, path: str) -> Element | None:
    """The first descendant along `path`, whose steps are w: names."""
    for step in path.split("/"):
        parent = None if parent is None else parent.find(W + step)
    return parent
