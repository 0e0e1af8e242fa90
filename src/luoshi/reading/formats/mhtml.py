"""Web archives (mht, mhtml, and what Word calls a single-file web page, often named .doc)."""

import re
from dataclasses import replace
from email import message_from_bytes, policy

from luoshi.reading.document import Document
from luoshi.reading.formats.html import HtmlReader
from luoshi.reading.source import Source

HEAD = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,20}?(?:MIME-Version|Content-Type):", re.IGNORECASE
)
KIND = re.compile(rb"Content-Type:\s*(multipart/related|multipart/alternative|text/html)", re.IGNORECASE)
PROBE = 4096


class WebArchiveReader:
    title = "web archive (mht)"

    def suits(self, source: Source) -> int:
        head = source.data[:PROBE]
        return 75 if HEAD.match(head) and KIND.search(head) else 0

    def read(self, source: Source) -> Document:
        message = message_from_bytes(source.data, policy=policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes):
                    document = HtmlReader().read(Source(source.name, page, source.progress))
                    return replace(document, media_type="multipart/related; type=text/html", sha256=source.sha256)
        raise source.refuse("is a web archive without a page; save the page anew")


READER = WebArchiveReader()
