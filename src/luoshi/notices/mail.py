"""Mail, stage by stage: only what fails before the text has left may be tried again without asking anybody."""

import re
import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.utils.crypto import salted_hmac

from luoshi.notices.faults import NotEver, NotNow, Perhaps, Unreachable

LINE_END = re.compile(rb"\r?\n")
TAKEN = {250, 251, 252}  # an addressee that is known, forwarded, or not looked up


def post(target: str, number: int, subject: str, text: str) -> None:
    """Hand one letter to the relay. Raises Unreachable or NotNow before the text has left, NotEver, or Perhaps."""
    letter = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [target], headers={"Message-ID": name(number)})
    relay = get_connection()
    if not isinstance(relay, EmailBackend):  # another way that the installation has chosen: it answers for itself
        relay.send_messages([letter])
        return
    try:
        relay.open()
    except smtplib.SMTPResponseException as error:
        raise Unreachable(_sentence(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    try:
        _talk(relay.connection, sanitize_address(target, "utf-8"), letter)
    finally:
        relay.close()


def name(number: int) -> str:
    """The Message-ID of a message of the outbox: the same at every attempt, so that who has it already can tell."""
    seal = salted_hmac("luoshi.notices.mail", str(number), algorithm="sha256").hexdigest()[:24]
    return f"<notice-{number}.{seal}@{settings.MAIL_DOMAIN}>"


def _talk(relay: Any, target: str, letter: EmailMessage) -> None:
    sender = sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8")
    try:
        relay.ehlo_or_helo_if_needed()
        code, said = relay.mail(sender)
        if code != 250:  # this server as a whole may not send: that is nobody's address
            raise Unreachable(_sentence(code, said))
        code, said = relay.rcpt(target)
        if code not in TAKEN:
            raise _refusal(code, said)
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    try:
        code, said = relay.data(LINE_END.sub(b"\r\n", letter.message().as_bytes()))
    except smtplib.SMTPDataError as error:  # it does not even want to hear the text
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Perhaps(f"no answer came after the text: {str(error) or type(error).__name__}") from error
    if code != 250:
        raise _refusal(code, said)


def _refusal(code: int, said: bytes | str) -> NotNow | NotEver:
    return (NotEver if code >= 500 else NotNow)(_sentence(code, said))


def _sentence(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
