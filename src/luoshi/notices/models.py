"""Notices in the inbox, the addresses at which people want to hear of them, and the outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import WorkingGroup


class Kind(models.TextChoices):
    """What a notice is about; the urging ladder 提醒 → 催办 → 督办 → 约谈 → 通报 is five of them."""

    ASSIGNED = "assigned", _("Task assigned")
    REMIND = "remind", _("Reminder")
    URGE = "urge", _("Urging")
    SUPERVISE = "supervise", _("Supervision")
    SUMMON = "summon", _("Summons to a talk")
    BULLETIN = "bulletin", _("Bulletin")
    SUBMITTED = "submitted", _("To decide")
    RETURNED = "returned", _("Returned")
    PASSED = "passed", _("Passed")
    DECIDED = "decided", _("Decided")
    SYSTEM = "system", _("System")


class Notice(models.Model):
    """One thing told to one person. The key keeps the same thing from being told twice.

    `about` names what it is about, such as "delivery.task:7": once that has moved on, the notice counts as read.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    title = models.CharField(_("Title"), max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    about = models.CharField(max_length=80, blank=True)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notices_told_once")]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notices_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["about"], name="notices_open_about", condition=Q(read_at__isnull=True) & ~Q(about="")),
        ]

    def __str__(self) -> str:
        return self.title


class Channel(models.TextChoices):
    """How a message leaves the house."""

    EMAIL = "email", _("E-mail")
    WECOM = "wecom", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")
    WEBHOOK = "webhook", _("Web hook (JSON)")


class Address(models.Model):
    """Where a person, or a working group's robot, is to be told. Robots hear only title and link."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="addresses"
    )
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="addresses")
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel)
    target = models.CharField(_("Address or key"), max_length=300)
    label = models.CharField(_("Name"), max_length=60, blank=True)
    active = models.BooleanField(_("In use"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(group__isnull=True), name="notices_address_owner"
            ),
            models.UniqueConstraint(fields=["user", "channel", "target"], name="notices_address_of_user"),
            models.UniqueConstraint(fields=["group", "channel", "target"], name="notices_address_of_group"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.label or self.shown}"

    @property
    def shown(self) -> str:
        """The target as a page may show it: a robot's key is a secret."""
        return self.target if self.channel == Channel.EMAIL else f"…{self.target[-4:]}"


class State(models.TextChoices):
    """The life of a message in the outbox."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not deliverable")
    UNCERTAIN = "uncertain", _("Perhaps sent")
    DROPPED = "dropped", _("No longer needed")


class Dispatch(models.Model):
    """One message to one address, handed over at most once: a process that dies in between leaves it uncertain.

    `about` is for rooms, which have no notices: see Notice.
    """

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="dispatches")
    notices = models.ManyToManyField(Notice, related_name="dispatches")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_due_at = models.DateTimeField(null=True, default=timezone.now)
    started_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["next_due_at"], name="notices_due", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return self.subject
