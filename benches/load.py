"""People at their browsers: run in a process of its own, it opens forms, saves lines and submits them over HTTP.

Its input (JSON on stdin) says where the server is and who the people are; its output (JSON) holds the kind, status and
seconds of every answer, and what was submitted. Each request has a connection of its own: more than a browser needs.
"""

import asyncio
import html
import json
import re
import sys
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode

FIELD = re.compile(r'<(?:input|textarea)[^>]*\bname="(l\d+-[^"]+)"[^>]*>(?:\n?([^<]*)</textarea>)?')
VALUE = re.compile(r'\bvalue="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REVISION = re.compile(r'-revision" value="(\d+)"')
DOUBLE_CLICKS = 10  # every tenth submission is sent twice at once


@dataclass
class Plan:
    """How the minute goes: seconds of pause before writing and before submitting, and when to stop."""

    host: str
    port: int
    seconds: float
    reading: float
    writing: float


@dataclass
class Told:
    """What happened, over all people."""

    answers: list[tuple[str, int, float]] = field(default_factory=list)
    submitted: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Answer:
    status: int
    head: str
    body: str


class Person:
    """One signed-in person with a form, who answers one line after the other."""

    def __init__(self, who: dict[str, Any], plan: Plan, told: Told) -> None:
        self.number, self.form, self.lines = who["number"], who["form"], list(who["lines"])
        self.cookies = {"sessionid": who["session"]}
        self.plan, self.told, self.chance = plan, told, Random(who["number"])
        self.fields: dict[str, str] = {}
        self.token, self.done = "", 0

    async def work(self, until: float) -> None:
        """Until the minute is over. What was begun is finished."""
        await asyncio.sleep(self.chance.uniform(0, self.plan.reading))
        await self.open()
        while time.monotonic() < until and self.lines:
            await self.pause(self.plan.reading)
            words = await self.write()
            await self.pause(self.plan.writing)
            await self.submit(words)

    async def pause(self, usual: float) -> None:
        await asyncio.sleep(self.chance.uniform(usual / 2, usual * 3 / 2))

    async def open(self) -> None:
        """The page with its fields as they are filled, and the token."""
        answer = await self.ask("page", "GET", f"/rounds/forms/{self.form}/")
        found = TOKEN.search(answer.body)
        self.token = found.group(1) if found else ""
        self.fields = {
            match.group(1): html.unescape(given.group(1) if given else match.group(2) or "")
            for match in FIELD.finditer(answer.body)
            for given in [VALUE.search(match.group(0).partition(">")[0])]
        }

    async def write(self) -> tuple[int, str]:
        """One line is written and saves itself."""
        line = self.lines.pop(0)
        words = f"第{self.number}人第{self.done}条：已完成阶段任务，正在组织验收。"
        self.fields[f"l{line}-words"] = words
        own = {name: value for name, value in self.fields.items() if name.startswith(f"l{line}-")}
        answer = await self.ask("save", "POST", f"/rounds/lines/{line}/save/", own, htmx=True)
        found = REVISION.search(answer.body)
        if answer.status != 200 or not found:
            self.told.faults.append(f"line {line} was not saved: {answer.status} {answer.body[:200]}")
        else:
            self.fields[f"l{line}-revision"] = found.group(1)
        return line, words

    async def submit(self, written: tuple[int, str]) -> None:
        """The whole page is sent, now and then twice by a double click. Then it comes back."""
        times = 2 if (self.number + self.done) % DOUBLE_CLICKS == 0 else 1
        self.done += 1
        sent = {**self.fields, "partly": "1"}
        address = f"/rounds/forms/{self.form}/submit/"
        answers = await asyncio.gather(*(self.ask("submit", "POST", address, sent) for _ in range(times)))
        if all(answer.status == 302 for answer in answers):
            line, words = written
            self.told.submitted.append({"line": line, "words": words, "times": times})
        else:
            statuses = [answer.status for answer in answers]
            self.told.faults.append(f"line {written[0]} was not submitted: {statuses} {answers[0].body[:200]}")
        await self.open()

    async def ask(
        self, kind: str, method: str, path: str, data: dict[str, str] | None = None, *, htmx: bool = False
    ) -> Answer:
        """One request. What cannot be answered counts as status 0."""
        began = time.monotonic()
        try:
            answer = await self._asked(method, path, data, htmx)
        except (OSError, ValueError, asyncio.IncompleteReadError) as error:
            answer = Answer(0, "", repr(error))
        self.told.answers.append((kind, answer.status, time.monotonic() - began))
        if answer.status == 0 or answer.status >= 500:
            self.told.faults.append(f"{method} {path}: {answer.status} {answer.body[:200]}")
        return answer

    async def _asked(self, method: str, path: str, data: dict[str, str] | None, htmx: bool) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, **data}).encode() if data is not None else b""
        heads = {
            "Host": f"{self.plan.host}:{self.plan.port}", "Connection": "close", "Content-Length": str(len(body)),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token,
            **({"HX-Request": "true"} if htmx else {}),
        }  # fmt: skip
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in heads.items()), "", ""]
        reader, writer = await asyncio.open_connection(self.plan.host, self.plan.port)
        try:
            writer.write("\r\n".join(lines).encode() + body)
            await writer.drain()
            raw = await reader.read()
        finally:
            writer.close()
        head, _, rest = raw.partition(b"\r\n\r\n")
        answer = Answer(int(head.split(b" ", 2)[1]), head.decode("latin-1"), rest.decode("utf-8", "replace"))
        for name, value in re.findall(r"(?mi)^set-cookie: ([^=]+)=([^;]*)", answer.head):
            self.cookies[name] = value
        return answer


async def at_once(people: list[Person], told: Told) -> list[float]:
    """Everybody has written one more line; then all press the button in the same moment."""
    ready = [person for person in people if person.lines]
    written = [await person.write() for person in ready]
    before = len(told.answers)
    await asyncio.gather(*(person.submit(words) for person, words in zip(ready, written, strict=True)))
    return [seconds for kind, _status, seconds in told.answers[before:] if kind == "submit"]


async def run(given: dict[str, Any]) -> dict[str, Any]:
    plan, told = Plan(**given["plan"]), Told()
    people = [Person(who, plan, told) for who in given["people"]]
    began = time.monotonic()
    await asyncio.gather(*(person.work(began + plan.seconds) for person in people))
    spent, minute = time.monotonic() - began, list(told.answers)
    rush = await at_once(people, told)
    return {
        "answers": minute, "spent": spent, "rush": rush, "submitted": told.submitted, "faults": told.faults,
        "statuses": sorted({status for _kind, status, _seconds in told.answers}),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
