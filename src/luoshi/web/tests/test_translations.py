"""The page is complete in Chinese: every text is in the catalogue, and none is written into a template."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# The switch names each language in that language.
ALLOWED = {"web/language_switch.html"}


def run(command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "scripts/messages.py", command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_it_has_chinese_for_every_text() -> None:
    missing = run("missing")
    assert missing.returncode == 0, f"no Chinese for:\n{missing.stdout}{missing.stderr}"


def test_it_keeps_chinese_out_of_templates() -> None:
    found = [
        path.name
        for path in sorted((ROOT / "src/luoshi").rglob("templates/**/*.html"))
        if CHINESE.search(path.read_text(encoding="utf-8")) and "/".join(path.parts[-2:]) not in ALLOWED
    ]
    assert not found, f"Chinese belongs into the catalogue, not into {found}"


def test_it_keeps_every_placeholder_in_chinese() -> None:
    from babel.messages.pofile import read_po

    catalogue = ROOT / "src/luoshi/web/locale/zh_Hans/LC_MESSAGES/django.po"
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file, locale="zh_Hans") if message.id]
    for message in messages:
        source = message.id if isinstance(message.id, str) else message.id[-1]  # Chinese has one form: the plural's
        target = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        assert placeholders(source) == placeholders(target), f"{source!r} and {target!r}"


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]", text))
