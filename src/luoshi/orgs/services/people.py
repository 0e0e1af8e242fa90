"""Writes to posts and to who holds them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Membership, Person, Post, Unit


@transaction.atomic
def save_person(*, person: Person, actor: Actor | None) -> Person:
    """Store a new or changed person."""
    person.full_clean()
    created = person.pk is None
    person.save()
    action = "orgs.person_created" if created else "orgs.person_updated"
    record(action=action, subject=person, actor=actor, data={"name": person.name})
    return person


@transaction.atomic
def save_post(*, post: Post, actor: Actor | None) -> Post:
    """Store a new or changed post. Raises ValidationError when the unit has one of this title."""
    post.full_clean()
    created = post.pk is None
    post.save()
    action = "orgs.post_created" if created else "orgs.post_updated"
    record(action=action, subject=post, actor=actor, data={"title": post.title, "unit": post.unit_id})
    return post


@transaction.atomic
def appoint(*, person: Person, unit: Unit, post: Post | None, since: date, actor: Actor | None) -> Membership:
    """A person takes up work in a unit. Raises ValidationError when that is so already, or the post is elsewhere."""
    if post is not None and post.unit_id != unit.pk:
        raise ValidationError({"post": _("This post belongs to another unit.")})
    open_ended = Membership.objects.filter(valid_to__isnull=True, ended_at__isnull=True)
    if open_ended.filter(person=person, unit=unit, post=post).exists():
        raise ValidationError(_("%(person)s holds this already.") % {"person": person})
    membership = Membership(person=person, unit=unit, post=post, valid_from=since)
    membership.full_clean()
    membership.save()
    data = {"person": person.name, "post": post.pk if post is not None else None, "since": since}
    record(action="orgs.person_appointed", subject=unit, actor=actor, data=data)
    return membership


@transaction.atomic
def leave(*, membership: Membership, last_day: date, actor: Actor | None) -> Membership:
    """A person leaves a post after a day; what is open stays with the post."""
    membership.valid_to = last_day
    membership.full_clean()
    membership.save(update_fields=["valid_to"])
    data = {"person": membership.person.name, "last_day": last_day}
    record(action="orgs.person_left", subject=membership.unit, actor=actor, data=data)
    return membership


def end_now(membership: Membership) -> None:
    """From this moment on the post gives this person no right; the caller writes the one record of the handover."""
    membership.valid_to = max(timezone.localdate(), membership.valid_from)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["valid_to", "ended_at"])
