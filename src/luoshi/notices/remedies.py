"""What to do about a message that was not taken: the platforms' codes, in the words of whoever keeps the addresses."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.notices.models import Channel, Dispatch, State

CODE = re.compile(r"-?\d{1,6}")

_KEY = _("The key is wrong, or the robot was taken out of its group. Add it again with the key that the group shows.")
_STOPPED = _("The robot was stopped. Let the group's owner start it again, then send again.")
_SECURITY = _(
    "The robot's security settings refused it: enter its signing secret with the key (secret@key), allow this server's "
    "address, or choose a keyword that every title holds."
)
_OFTEN = _("The robot spoke too often. It is tried again by itself.")
_GROUP = _("The group no longer exists. Remove the robot.")
_CONTENT = _("The platform took offence at the text. Shorten the title of the task, then send again.")
_MAIL = _("The mail server refused the address. Correct the address of this person, then send again.")
_RELAY = _("The mail server refused this server. Look at the variables LUOSHI_MAIL_…, then send again.")
_HOOK = _("The hook refused it. Look at its address and rights, then send again.")
_AGAIN = _("The other side did not take it after several attempts. Send again once it is in order.")
_UNCERTAIN = _(
    "It may have arrived. Ask whoever it was for, and send it again only if it is missing: mail keeps its number, so "
    "that most mailboxes show it once."
)

WORDS: Mapping[Channel, Mapping[int, Any]] = {
    Channel.WECOM: {
        93000: _KEY, 93004: _STOPPED, 93008: _KEY, 40058: _CONTENT, 45009: _OFTEN, 45033: _OFTEN,
    },
    Channel.DINGTALK: {
        300001: _KEY, 300005: _KEY, 400101: _KEY, 400106: _KEY, 310000: _SECURITY, 400013: _GROUP, 400102: _STOPPED,
        130101: _OFTEN, 410100: _OFTEN, 430101: _CONTENT, 430102: _CONTENT, 430104: _CONTENT,
    },
    Channel.FEISHU: {
        19001: _KEY, 19021: _SECURITY, 19022: _SECURITY, 19024: _SECURITY, 11232: _OFTEN, 9499: _CONTENT,
    },
    Channel.EMAIL: {550: _MAIL, 551: _MAIL, 552: _MAIL, 553: _MAIL, 530: _RELAY, 535: _RELAY, 554: _RELAY},
}  # fmt: skip


def remedy(dispatch: Dispatch) -> Any:
    """One sentence on what to do; empty when nothing needs to be done."""
    channel = Channel(dispatch.address.channel)
    if dispatch.state == State.UNCERTAIN:
        return _UNCERTAIN
    if dispatch.state not in {State.FAILED, State.WAITING} or not dispatch.error:
        return ""
    code = CODE.match(dispatch.error)
    known = WORDS.get(channel, {}).get(int(code.group())) if code else None
    if known is not None or dispatch.state == State.WAITING:
        return known or ""
    return _HOOK if channel == Channel.WEBHOOK and "error=4" in dispatch.error else _AGAIN
