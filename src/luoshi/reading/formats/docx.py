"""Word documents (docx, docm, dotx), with automatic numbers, text boxes, merged cells and footnotes."""

import posixpath

from luoshi.reading.archive import Archive
from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.source import Source
from luoshi.reading.word.body import Body
from luoshi.reading.word.inline import inline
from luoshi.reading.word.numbering import Numbering
from luoshi.reading.word.styles import Styles
from luoshi.reading.word.xml import Element, W

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPE_ATTRIBUTE, TARGET = "Type", "Target"


class DocxReader:
    title = "Word (docx)"

    def suits(self, source: Source) -> int:
        if "[Content_Types].xml" not in source.members:
            return 0
        return 90 if any(name.startswith("word/") for name in source.members) else 0

    def read(self, source: Source) -> Document:
        archive = Archive(source)
        main = _related(archive, "", "officeDocument") or "word/document.xml"
        root = archive.xml(main)
        styles = Styles(_part(archive, main, "styles"))
        numbering = Numbering(_part(archive, main, "numbering"), styles)
        composer = Composer()
        laid_out = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None
        body = Body(composer, styles, numbering, 1 if laid_out else None)
        body.walk(root)
        _append_notes(archive, main, body, composer)
        return composer.document(source, MEDIA_TYPE)


def _append_notes(archive: Archive, main: str, body: Body, composer: Composer) -> None:
    """Footnotes and endnotes follow the text, in the order in which they are referred to."""
    parts = {kind: _part(archive, main, f"{kind}s") for kind in ("footnote", "endnote")}
    known = {kind: {} if root is None else {note.get(f"{W}id"): note for note in root} for kind, root in parts.items()}
    for count, (kind, identity) in enumerate(body.notes, 1):
        note = known[kind].get(identity)
        if note is not None:
            text = "".join("".join(inline(paragraph).text) for paragraph in note.iter(f"{W}p")).strip()
            composer.add(f"注{count}：{text}")


def _part(archive: Archive, main: str, kind: str) -> Element | None:
    name = _related(archive, main, kind)
    return archive.optional_xml(name) if name else None


def _related(archive: Archive, part: str, kind: str) -> str | None:
    """The member that `part` (or, for "", the package) is related to by a relationship of this kind."""
    folder, base = posixpath.split(part)
    relations = archive.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    for relation in () if relations is None else relations:
        if relation.get(TYPE_ATTRIBUTE, "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get(TARGET, ""))).lstrip("/")
    return None


READER = DocxReader()
