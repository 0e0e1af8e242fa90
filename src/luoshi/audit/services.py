"""Append to the audit chain, and check it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from luoshi.audit.chain import GENESIS, digest
from luoshi.audit.models import ChainHead, Record
from luoshi.audit.origin import current_address

_waiting: ContextVar[list[Record] | None] = ContextVar("waiting", default=None)


class Actor(Protocol):
    """Whoever acts: a signed-in person."""

    @property
    def pk(self) -> Any: ...

    def __str__(self) -> str: ...


def record(
    *,
    action: str,
    subject: models.Model | None = None,
    actor: Actor | None = None,
    data: Mapping[str, Any] | None = None,
    summary: str = "",
) -> Record:
    """Append one record inside the writer's own transaction, so that both stand or both fall.

    `action` is a stable code `room.verb`; it is translated when shown (`luoshi.audit.words.ACTIONS`). Call it last in
    the transaction: until commit, no other writer can append; within `together()` it waits for the end of the block,
    and has no number before. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit record is written inside the transaction of the write that it records")
    entry = Record(
        at=timezone.now(),
        actor_id=actor.pk if actor is not None else None,
        actor_name=str(actor)[:150] if actor is not None else "",
        address=current_address()[:64],
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        summary=(summary or (str(subject) if subject is not None else ""))[:300],
        data=_plain(data or {}),
    )
    waiting = _waiting.get()
    if waiting is None:
        _append([entry])
    else:
        waiting.append(entry)
    return entry


@contextmanager
def together() -> Iterator[None]:
    """Records of this block are appended at its end, under one lock of the chain. It stands inside a transaction.

    For a transaction that writes many: the first record would hold the chain while the rest of the work is done. In a
    block within a block the outer one appends; what an inner block gathered before it failed is dropped.
    """
    outer = _waiting.get()
    mark = len(outer) if outer is not None else 0
    gathered = outer if outer is not None else []
    token = _waiting.set(gathered)
    try:
        yield
    except BaseException:
        del gathered[mark:]
        raise
    finally:
        _waiting.reset(token)
    if outer is None:
        _append(gathered)


def _append(entries: Sequence[Record]) -> None:
    if not entries:
        return
    head = _locked_head()
    for entry in entries:
        entry.sequence, entry.previous_hash = head.sequence + 1, head.hash
        entry.hash = digest(entry.content(), entry.previous_hash)
        head.sequence, head.hash = entry.sequence, entry.hash
    Record.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["sequence", "hash"])


def _locked_head() -> ChainHead:
    """SQLite serialises writers at BEGIN; PostgreSQL by this row's lock, held until commit."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=ChainHead.KEY).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=ChainHead.KEY)], ignore_conflicts=True)
        head = heads.get(pk=ChainHead.KEY)
    return head


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Dates, decimals and lazy strings as JSON, exactly as either database will give them back."""
    text = json.dumps(dict(data), cls=DjangoJSONEncoder, allow_nan=False)
    plain: dict[str, Any] = json.loads(text, parse_float=_whole_if_whole)
    return plain


def _whole_if_whole(text: str) -> float | int:
    """PostgreSQL gives 1e20 back without its exponent, hence as an integer: spell it so from the start."""
    value = float(text)
    return int(value) if value.is_integer() else value


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found: how many records hold, and the first that does not."""

    checked: int
    fault: str = ""

    @property
    def whole(self) -> bool:
        return not self.fault


def verify() -> Verdict:
    """Recompute the chain from its first record to its head."""
    previous, expected = GENESIS, 0
    for entry in Record.objects.order_by("sequence").iterator(chunk_size=2000):
        expected += 1
        if entry.sequence != expected:
            return Verdict(expected - 1, f"record {expected} is missing; the next one is number {entry.sequence}")
        if entry.previous_hash != previous:
            return Verdict(expected - 1, f"record {expected} does not continue the record before it")
        if digest(entry.content(), previous) != entry.hash:
            return Verdict(expected - 1, f"the content of record {expected} was altered after it was written")
        previous = entry.hash
    head = ChainHead.objects.filter(pk=ChainHead.KEY).first()
    if head is not None and (head.sequence, head.hash) != (expected, previous):
        return Verdict(expected, f"the chain ends at record {expected}, but its head names record {head.sequence}")
    return Verdict(expected)
