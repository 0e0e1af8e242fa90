"""Every page is all Chinese in Chinese and all English in English; what stands in both alike is somebody's data."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from lxml import html

from luoshi.web.tests.test_every_page_in_a_browser import NO_PAGES, address, opener, pages
from luoshi.web.testworld import Row, World

pytestmark = pytest.mark.django_db

CHINESE, ENGLISH = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[A-Za-z]{3,}")
SPOKEN = ("title", "aria-label", "placeholder", "alt")
# Names of things that are the same in every language, and the switch, which names the other language in itself.
ALIKE = re.compile(
    r"\w+[@.]\w+( \d+)?$|English|中文|Excel|WeCom|DingTalk|SMTP|CSV|JSON|PDF"
    r"|[\w.]+\.(txt|xlsx|docx)|access_token|key=|Esc"
)


def said(page: bytes) -> Iterator[str]:
    """What a page says: its texts, and what is read aloud or shown on hovering."""
    for element in html.fromstring(page).iter():
        if element.tag in ("script", "style", "code") or not isinstance(element.tag, str):
            continue  # code: what is written so in a file, whatever the language of the page
        for text in (element.text, element.tail, *(element.get(name) for name in SPOKEN)):
            if text and text.strip():
                yield " ".join(text.split())


def data() -> str:
    """Everything that people have written into the world."""
    words: list[str] = []
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, models.CharField | models.TextField)]
        if model.__module__.startswith("luoshi.") and names:
            words += [str(value) for row in model._default_manager.values_list(*names) for value in row if value]
    return " ".join(" ".join(words).split())


def opened(client: Client, path: str, language: str) -> bytes:
    client.cookies["django_language"] = language
    with transaction.atomic():
        content: bytes = client.get(path).content
        transaction.set_rollback(True)
    return content


@pytest.mark.parametrize("row", [row for row in pages() if row.url not in NO_PAGES], ids=lambda row: row.url)
def test_a_page_speaks_one_language(row: Row, world: World, client: Client) -> None:
    path, role = address(row, world), opener(row)
    if role is not None:
        client.force_login(world.person(role))
    chinese, english = (set(said(opened(client, path, language))) for language in ("zh-hans", "en"))
    written = data()

    assert set(foreign(english, CHINESE, written)) == set()
    assert set(foreign(chinese & english, ENGLISH, written)) == set()


def foreign(texts: set[str], words: re.Pattern[str], written: str) -> Iterator[str]:
    """The texts with a word that nobody has written into the world."""
    for text in texts:
        if any(word not in written for word in words.findall(ALIKE.sub("", text))):
            yield text
