"""Servers on loopback and somebody to write to."""

import socket
import threading
from collections.abc import Iterator
from http.server import HTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from luoshi.accounts.models import User
from luoshi.notices.tests.servers import Hook, Mailbox


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A real SMTP server on a free port of loopback, and the settings that lead to it."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    box.server = server
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield box
    if server.server is not None:
        server.stop()


@pytest.fixture
def hook() -> Iterator[str]:
    Hook.posts, Hook.status, Hook.answer = [], 200, b""
    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/robot"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def platform(hook: str, settings: Any) -> str:
    """One endpoint that stands in for all three platforms of robots."""
    address = f"{hook}?key={{key}}"
    settings.ROBOTS = {"wecom": address, "dingtalk": address, "feishu": address}
    return address


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create(username="clerk", display_name="Clerk")
