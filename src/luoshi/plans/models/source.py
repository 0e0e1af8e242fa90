"""A plan, its versions, and each version's source file as it was read."""

from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core.spans import Span


class Plan(models.Model):
    """A document that binds: one plan through all its versions."""

    title = models.CharField(_("title"), max_length=300)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    region = models.ForeignKey(
        "orgs.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="plans", verbose_name=_("region")
    )
    period = models.CharField(_("period"), max_length=20, blank=True, help_text=_("a year, or the years it covers"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def __str__(self) -> str:
        return self.title

    def rights_units(self) -> list[int]:
        """No single unit: a plan is kept by those who answer for its region."""
        return []

    def rights_regions(self) -> list[int]:
        """The region it binds."""
        return [self.region_id] if self.region_id else []


def source_path(version: "PlanVersion", name: str) -> str:
    """Where a source file is kept: by its content, so that the same file is never kept under two names."""
    return f"plans/{version.sha256[:2]}/{version.sha256}{PurePath(name).suffix.lower()[:10]}"


class PlanVersion(models.Model):
    """One issued text of a plan, from its upload until a later version takes its place."""

    class State(models.TextChoices):
        IMPORTING = "importing", _("importing")
        REVIEWING = "reviewing", _("under review")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        FAILED = "failed", _("could not be read")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(max_length=12, choices=State.choices, default=State.IMPORTING)
    source = models.FileField(_("source file"), upload_to=source_path, max_length=200)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    characters = models.PositiveIntegerField(default=0)
    meta = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey("jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    failure = models.TextField(blank=True, help_text=_("why the file could not be read, and the remedy"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plans_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(state="published"), name="plans_one_published_version"
            ),
        ]
        verbose_name = _("plan version")
        verbose_name_plural = _("plan versions")

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"

    @property
    def text(self) -> str:
        """The text every span of this version points into."""
        return self.reading.text

    @property
    def is_readable(self) -> bool:
        """Whether the import has finished and the text is there to be shown."""
        return self.state not in {self.State.IMPORTING, self.State.FAILED}


class Reading(models.Model):
    """What the reader and the grammar made of a version's file. Never changed after the import."""

    version = models.OneToOneField(PlanVersion, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    text = models.TextField()
    draft = models.JSONField(help_text=_("the extraction contract, luoshi.plan/1"))
    notes = models.JSONField(default=list, blank=True, help_text=_("what the grammar could not read, or repaired"))
    warnings = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return str(self.pk)


class Spanned(models.Model):
    """A row that knows its sentence: half-open offsets, in code points, into its version's text."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Part(Spanned):
    """The overall plan, an annex, or one half of an annex."""

    class Kind(models.TextChoices):
        OVERALL = "overall", _("overall plan")
        ANNEX = "annex", _("annex")
        HALF = "half", _("half of an annex")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="parts")
    annex = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=500)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "annex"], name="plans_part_annex_once")]
        verbose_name = _("part")
        verbose_name_plural = _("parts")

    def __str__(self) -> str:
        return self.title


class Section(Spanned):
    """A numbered heading within a part and the text under it."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="sections")
    number = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["part", "order"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
