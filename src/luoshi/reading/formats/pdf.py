"""PDF: text in reading order with its pages, ruled tables, scans through recognition where it is installed."""

from collections.abc import Sequence

from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.source import Source

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3000


class PdfReader:
    title = "PDF"

    def suits(self, source: Source) -> int:
        return 90 if b"%PDF-" in source.data[:1024] else 0

    def read(self, source: Source) -> Document:
        from luoshi.reading.layout.pages import compose_pages
        from luoshi.reading.pdfium import PdfPages
        from luoshi.reading.recognition import ADVICE, is_installed, recognise

        composer = Composer()
        with PdfPages(source) as pdf:
            if len(pdf) > MAX_PAGES:
                raise source.refuse(f"has {len(pdf)} pages, above the limit of {MAX_PAGES}; split it")
            pages, scans = [], []
            for number in range(1, len(pdf) + 1):
                page, is_scan = pdf.page(number)
                pages.append(page)
                scans += [page] if is_scan else []
                source.progress(number, len(pdf), "reading pages")
            if scans and not is_installed():
                if len(scans) == len(pages):
                    raise source.refuse(f"is a scan (pictures of pages); {ADVICE}")
                composer.warn(f"{_numbers([page.number for page in scans])} scanned and left out; {ADVICE}")
                scans = []
            for done, page in enumerate(scans, 1):
                page.pieces = []
                recognise(page, *pdf.picture(page.number))
                source.progress(done, len(scans), "recognising pages")
        compose_pages(composer, pages)
        return composer.document(source, MEDIA_TYPE)


def _numbers(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]} is"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} are"


READER = PdfReader()
