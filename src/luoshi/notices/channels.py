"""How a message is handed over. A channel either delivers, or says whether trying again can help."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import apprise

from luoshi.notices import mail, robots
from luoshi.notices.faults import NotEver, NotNow
from luoshi.notices.models import Address, Channel

STATUS = re.compile(r"error=(4\d\d)\b")


@dataclass(frozen=True)
class Message:
    """What is handed over. `number` names it to the other side, the same at every attempt; `brief` is for robots."""

    number: int
    subject: str
    text: str
    brief: str


def send(address: Address, message: Message) -> None:
    """Hand one message over. Raises NotNow, Unreachable, NotEver or Perhaps with a sentence that names the cause."""
    SENDERS[Channel(address.channel)](address, message)


def by_mail(address: Address, message: Message) -> None:
    mail.post(address.target, message.number, message.subject, message.text)


def by_robot(address: Address, message: Message) -> None:
    """Title and link only: a group robot's room is no place for the content of a task."""
    robots.say(Channel(address.channel), address.target, f"{message.subject}\n{message.brief}")


def by_hook(address: Address, message: Message) -> None:
    """A JSON hook answers with its status alone, which apprise reads. A repeated attempt carries the same key."""
    service = apprise.Apprise.instantiate(hook_url(address.target, mail.name(message.number).strip("<>")))
    if service is None:
        raise NotEver("the address has not the form that this channel needs")
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as said:  # type: ignore[no-untyped-call]
        taken = service.notify(title=message.subject, body=message.brief)
        cause = " ".join(said.getvalue().split())[:200] or "the service did not take the message"
    if not taken:
        raise (NotEver if STATUS.search(cause) else NotNow)(cause)


def hook_url(target: str, number: str = "") -> str:
    """The address of a hook as apprise spells it: what shall stay in its query begins with “-”, a header with “+”."""
    parts = urlsplit(target)
    query = [(f"-{name}", value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    if number:
        query.append(("+Idempotency-Key", number))
    scheme = "jsons" if parts.scheme == "https" else "json"
    asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
    return f"{scheme}://{parts.netloc}{quote(parts.path, safe='/%')}{asked}"


def is_hook(target: str) -> bool:
    """Whether it is the whole address of a web hook."""
    if not target.startswith(("http://", "https://")):
        return False
    try:
        return apprise.Apprise.instantiate(hook_url(target)) is not None
    except ValueError:  # a port that is no number
        return False


SENDERS: dict[Channel, Callable[[Address, Message], None]] = {
    Channel.EMAIL: by_mail,
    Channel.WECOM: by_robot,
    Channel.DINGTALK: by_robot,
    Channel.FEISHU: by_robot,
    Channel.WEBHOOK: by_hook,
}
