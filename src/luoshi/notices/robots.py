"""Group robots of WeCom, DingTalk and Feishu. All answer HTTP 200 even to a wrong key: the body tells the truth."""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from luoshi.notices.faults import NotEver, NotNow, Perhaps, Unreachable
from luoshi.notices.models import Channel

PATIENCE_SECONDS = 10
LONGEST_ANSWER = 64 * 1024
TOO_MANY_REQUESTS = 429
KEY = re.compile(r"[A-Za-z0-9_.=-]{1,200}")
BARRED_FOR = timedelta(minutes=10)  # DingTalk bars a robot that spoke too often for ten minutes, the others for one

Signature = tuple[Mapping[str, str], Mapping[str, str]]  # what goes into the address, what into the body


@dataclass(frozen=True, slots=True)
class Platform:
    """How one platform is spoken to: the shape of a text, a signature, where its answer holds code and words."""

    text: Callable[[str], dict[str, Any]]
    codes: tuple[str, ...]
    words: tuple[str, ...]
    busy: frozenset[int]
    sign: Callable[[str], Signature]


class _NoRedirects(HTTPRedirectHandler):
    """A robot's address does not move; what does is a portal that wants somebody to sign in."""

    def redirect_request(self, *_args: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def say(channel: Channel, target: str, text: str) -> None:
    """Let a robot say a text in its room. `target` is its key, perhaps with a signing secret: secret@key.

    Returns once the platform has said that it took the text; raises NotNow, Unreachable, NotEver or Perhaps.
    """
    platform = PLATFORMS[channel]
    secret, _at, key = target.rpartition("@")
    parameters, fields = platform.sign(secret) if secret else ({}, {})
    address = settings.ROBOTS[channel].replace("{key}", quote(key, safe=""))
    if parameters:
        address += f"{'&' if '?' in address else '?'}{urlencode(parameters)}"
    answer = _post(address, {**fields, **platform.text(text)})
    _judge(platform, answer)


def key_in(channel: Channel, written: str) -> str:
    """The key in what somebody wrote: a key, secret@key, or the robot's whole address; else an empty text."""
    secret, at, rest = written.strip().rpartition("@")
    before, after = settings.ROBOTS[channel].split("{key}")
    if rest.startswith(before):
        rest = rest.removeprefix(before).removesuffix(after) if after else re.split("[&?#]", rest[len(before) :])[0]
    return f"{secret}{at}{rest}" if KEY.fullmatch(rest) and (not at or KEY.fullmatch(secret)) else ""


def _post(address: str, body: Mapping[str, Any]) -> bytes:
    data = json.dumps(body, ensure_ascii=False).encode()
    request = Request(address, data, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "luoshi"})
    try:
        with _opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return bytes(answer.read(LONGEST_ANSWER))
    except HTTPError as error:
        with error:
            raise _refusal(error.code, _shown(error.read(LONGEST_ANSWER))) from None
    except URLError as error:  # urllib raises it only for what fails before the whole request has left
        raise Unreachable(str(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise Perhaps(f"no answer came: {str(error) or type(error).__name__}") from error


def _refusal(status: int, said: str) -> NotNow | NotEver:
    sentence = f"HTTP {status}: {said}" if said else f"HTTP {status}"
    if status == TOO_MANY_REQUESTS:
        return NotNow(sentence, wait=BARRED_FOR)
    return NotNow(sentence) if status >= 500 else NotEver(sentence)


def _judge(platform: Platform, answer: bytes) -> None:
    """The platform's own word on the message: the code 0, or what is wrong."""
    try:
        said = json.loads(answer)
        codes = [int(said[name]) for name in platform.codes if name in said]
    except (ValueError, TypeError, RecursionError):
        codes = []
    if not codes:
        raise Perhaps(f"the answer is not the platform's: {_shown(answer)}")
    code = next((code for code in codes if code), 0)
    if not code:
        return
    sentence = f"{code}: {next((str(said[name]) for name in platform.words if said.get(name)), '')}"
    if code in platform.busy:
        raise NotNow(sentence, wait=BARRED_FOR)
    raise NotEver(sentence)


def _shown(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())[:120]


def _plain(text: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": text}}


def _feishu(text: str) -> dict[str, Any]:
    return {"msg_type": "text", "content": {"text": text}}


def _unsigned(_secret: str) -> Signature:
    return {}, {}


def _dingtalk_sign(secret: str) -> Signature:
    """Milliseconds, and HMAC-SHA-256 under the secret over both."""
    moment = str(round(time.time() * 1000))
    return {"timestamp": moment, "sign": _seal(secret, f"{moment}\n{secret}")}, {}


def _feishu_sign(secret: str) -> Signature:
    """Seconds, and HMAC-SHA-256 over nothing under both together."""
    moment = str(round(time.time()))
    return {}, {"timestamp": moment, "sign": _seal(f"{moment}\n{secret}", "")}


def _seal(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


PLATFORMS: Mapping[Channel, Platform] = {
    Channel.WECOM: Platform(_plain, ("errcode",), ("errmsg",), frozenset({-1, 45009, 45033}), _unsigned),
    Channel.DINGTALK: Platform(
        _plain, ("errcode",), ("errmsg",), frozenset({-1, 90018, 130101, 410100}), _dingtalk_sign
    ),
    Channel.FEISHU: Platform(
        _feishu, ("code", "StatusCode"), ("msg", "StatusMessage"), frozenset({11232}), _feishu_sign
    ),
}
