"""How a message is handed over. A channel either delivers, or says whether trying again can help."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import make_msgid
from urllib.parse import quote

import apprise
from django.conf import settings
from django.core.mail import EmailMessage

from luoshi.notices.models import Address, Channel

ROBOTS = {Channel.WECOM: "wecombot", Channel.DINGTALK: "dingtalk", Channel.FEISHU: "feishu"}


@dataclass(frozen=True)
class Message:
    """What is handed over. `number` makes its Message-ID the same at every attempt, so that a relay sees a repeat."""

    number: int
    subject: str
    text: str


class NotNow(Exception):
    """The other side could not be reached or is busy; trying again later can help."""


class Unreachable(NotNow):
    """Nothing answers at all, so whatever else goes the same way need not be tried just now."""


class NotEver(Exception):
    """The other side refused this address or message; trying again cannot help."""


def send(address: Address, message: Message) -> None:
    """Hand one message over. Raises NotNow or NotEver with a sentence that names the cause."""
    SENDERS[Channel(address.channel)](address, message)


def by_mail(address: Address, message: Message) -> None:
    headers = {"Message-ID": make_msgid(f"notice-{message.number}", domain=settings.MAIL_DOMAIN)}
    mail = EmailMessage(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [address.target], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise (NotEver if code >= 500 else NotNow)(f"{code} {_decoded(said)}") from error
    except smtplib.SMTPConnectError as error:
        raise Unreachable(f"{error.smtp_code} {_decoded(error.smtp_error)}") from error
    except smtplib.SMTPResponseException as error:
        raise (NotEver if error.smtp_code >= 500 else NotNow)(
            f"{error.smtp_code} {_decoded(error.smtp_error)}"
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error


def by_robot(address: Address, message: Message) -> None:
    """Title and link only: a group robot's room is no place for the content of a task."""
    hand_over(robot_url(Channel(address.channel), address.target), message.subject, last_line(message))


def robot_url(channel: Channel, target: str) -> str:
    """The address of a robot as apprise spells it. A DingTalk key may carry its signing secret: SEC…@key."""
    if channel == Channel.WEBHOOK:
        scheme, rest = target.split("://", 1)
        return f"{'jsons' if scheme == 'https' else 'json'}://{rest}"
    return f"{ROBOTS[channel]}://{quote(target, safe='@' if channel == Channel.DINGTALK else '')}"


def is_usable(channel: Channel, target: str) -> bool:
    """Whether the key has the form that the channel needs."""
    return apprise.Apprise.instantiate(robot_url(channel, target)) is not None


def hand_over(url: str, title: str, body: str) -> None:
    service = apprise.Apprise.instantiate(url)
    if service is None:
        raise NotEver("the address or key has not the form that this channel needs")
    if not service.notify(title=title, body=body or title):
        raise NotNow("the service did not take the message")


def last_line(message: Message) -> str:
    """The link, which the text ends with."""
    return message.text.rstrip().rsplit("\n", 1)[-1]


def _decoded(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


SENDERS: dict[Channel, Callable[[Address, Message], None]] = {
    Channel.EMAIL: by_mail,
    Channel.WECOM: by_robot,
    Channel.DINGTALK: by_robot,
    Channel.FEISHU: by_robot,
    Channel.WEBHOOK: by_robot,
}
