"""A real SMTP server and a real HTTP endpoint on loopback, for tests that hand messages over."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from aiosmtpd.handlers import Message as MessageHandler


class Mailbox(MessageHandler):
    """Keeps what it is handed; `refuse` is an SMTP answer to give instead."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Any] = []
        self.refuse = ""

    def handle_message(self, message: Any) -> None:
        self.kept.append(message)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"


class Hook(BaseHTTPRequestHandler):
    """An HTTP endpoint that keeps what is posted to it."""

    kept: list[Any] = []

    def do_POST(self) -> None:
        Hook.kept.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
