"""The catalogue of translations, in pure Python: `messages.py update` gathers msgids, `compile` writes the .mo file.

English is the msgid; the one catalogue holds the Chinese of all rooms. `missing` lists what has no Chinese yet.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/luoshi"
CATALOGUE = SOURCE / "web/locale/zh_Hans/LC_MESSAGES/django.po"
LAZY: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
STRING = r"""(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
TEMPLATE_CALLS = re.compile(rf"\b(n?p?)gettext\({STRING}(?:,\s*{STRING})?(?:,\s*{STRING})?[^)]*\)|\b_\({STRING}\)")
# A fixed date: a catalogue changes only when its texts do.
DATE = datetime(2026, 1, 1, tzinfo=UTC)

Message = tuple[str | tuple[str, str], str | None, str]


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    commands = {"update": update, "compile": compile_catalogue, "missing": show_missing}
    if command not in commands:
        print(f"usage: messages.py {'|'.join(commands)}", file=sys.stderr)
        return 2
    return commands[command]()


def found_messages() -> Iterator[Message]:
    """Every msgid (or singular and plural) in code and templates, its context, and the file it stands in."""
    for path in sorted(SOURCE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield from in_python(path)
    for path in sorted(SOURCE.rglob("templates/**/*.html")) + sorted(SOURCE.rglob("templates/**/*.txt")):
        yield from in_template(path)


def in_python(path: Path) -> Iterator[Message]:
    keywords = {**DEFAULT_KEYWORDS, **LAZY}
    for _line, text, _comments, context in extract("python", BytesIO(path.read_bytes()), keywords):
        if text:
            yield text if isinstance(text, str) else (text[0], text[1]), context, name_of(path)


def in_template(path: Path) -> Iterator[Message]:
    """Django turns a template into calls of gettext; those are read here instead of by xgettext."""
    from django.utils.translation.template import templatize

    for match in TEMPLATE_CALLS.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        kind, first, second, third, short = match.groups()
        texts = [ast.literal_eval(text) for text in (first, second, third, short) if text]
        context = texts.pop(0) if kind and "p" in kind else None
        yield (texts[0], texts[1]) if kind and "n" in kind else texts[0], context, name_of(path)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def configure() -> None:
    """templatize asks the settings for one thing only; the project's own are not needed for it."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)


def gathered() -> Catalog:
    """A catalogue of everything that is found, with the translations that are already known."""
    configure()
    known = read_catalogue()
    catalogue = Catalog(
        locale="zh_Hans", project="luoshi", charset="utf-8", creation_date=DATE, revision_date=DATE, fuzzy=False
    )
    for text, context, name in found_messages():
        old = known.get(text if isinstance(text, str) else text[0], context)
        catalogue.add(text, old.string if old else None, locations=[(name, 0)], context=context)
    return catalogue


def read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="zh_Hans")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update() -> int:
    """Gather msgids anew; texts that no file uses any more are dropped."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue = gathered()
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, sort_output=True, include_lineno=False, width=120)
    print(f"{len(catalogue)} texts, {len(untranslated(catalogue))} without Chinese")
    return 0


def untranslated(catalogue: Catalog) -> list[str]:
    """The msgids whose Chinese is empty or uncertain."""
    return sorted(
        str(message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or not all(message.string))
    )


def show_missing() -> int:
    """List the texts without Chinese, those not yet in the catalogue included."""
    missing = untranslated(gathered())
    print("\n".join(missing))
    return 1 if missing else 0


def compile_catalogue() -> int:
    """Write the .mo file that Django reads."""
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, read_catalogue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
