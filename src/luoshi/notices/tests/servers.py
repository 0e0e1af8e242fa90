"""A real SMTP server and a real HTTP endpoint on loopback, for tests that hand messages over."""

import asyncio
import json
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.handlers import Message as MessageHandler


class Mailbox(MessageHandler):
    """Keeps what it is handed; `refuse` is an SMTP answer to give instead, `hangs_up` ends the call after the text.

    While it `keeps_waiting`, a letter is kept and the sender gets no answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Any] = []
        self.refuse = ""
        self.refuse_sender = ""
        self.hangs_up = False
        self.keeps_waiting = False
        self.server: Any = None

    def handle_message(self, message: Any) -> None:
        self.kept.append(message)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        while self.keeps_waiting:
            await asyncio.sleep(0.05)
        if self.hangs_up:
            server.transport.abort()
        return answer


@dataclass(frozen=True)
class Post:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: Any

    @property
    def parameters(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    @property
    def text(self) -> str:
        """What a robot was told to say."""
        shape = self.body.get("text") or self.body["content"]
        return str(shape.get("content") or shape["text"])


class Hook(BaseHTTPRequestHandler):
    """An HTTP endpoint that keeps what is posted to it and answers as it is told; `None` ends the call instead."""

    posts: list[Post] = []
    status = 200
    answer: bytes | None = b""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Hook.posts.append(Post(self.path, dict(self.headers), body))
        if Hook.answer is None:
            self.connection.close()
            return
        self.send_response(Hook.status)
        if 300 <= Hook.status < 400:
            self.send_header("Location", "/sign-in")
        self.send_header("Content-Length", str(len(Hook.answer)))
        self.end_headers()
        self.wfile.write(Hook.answer)

    def do_GET(self) -> None:
        raise AssertionError("a robot was followed to another address")

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
