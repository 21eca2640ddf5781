"""Minutes of a hearing, in versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.hearings.models.hearings import Hearing
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Minutes(MunicipalModel):
    """One version of a hearing's minutes. States: draft, confirmed (never changed any more).

    version        1, 2, ...; the confirmed one with the highest number is in force
    amended_because  why there is a version after the first
    chair, opening, discussion, resolutions, closing   what the secretary wrote; chair is an office-holder
    content        counts, statements and hands as they stood when it was confirmed; {} in a draft
    revision       counts the changes, so that two writers notice each other
    Personal data: the names of office-holders who chair, write and confirm, as minutes bear them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONFIRMED = "confirmed", _("confirmed")

    hearing = MunicipalForeignKey(Hearing, models.CASCADE, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    amended_because = models.CharField(max_length=1000, blank=True)
    chair = models.CharField(max_length=120, blank=True)
    opening = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    resolutions = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    by_id = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["hearing", "version"]
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "hearing", "version"],
                name="hearings_minutes_version",
                violation_error_message=_("This version is begun already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "hearing"],
                condition=Q(state="draft"),
                name="hearings_minutes_one_draft",
                violation_error_message=_("A draft of these minutes is begun already."),
            ),
            models.CheckConstraint(
                name="hearings_minutes_confirmed",
                condition=Q(state="draft", confirmed_at=None, confirmed_by_id=None)
                | Q(state="confirmed", confirmed_at__isnull=False, confirmed_by_id__isnull=False)
                & ~Q(content={}),
                violation_error_message=_("Confirmed minutes say when, by whom, and what was counted."),
            ),
            models.CheckConstraint(
                name="hearings_minutes_two_people",
                condition=Q(confirmed_by_id=None) | ~Q(confirmed_by_id=F("by_id")),
                violation_error_message=_("Whoever wrote the minutes cannot confirm them too."),
            ),
            models.CheckConstraint(
                name="hearings_minutes_amended",
                condition=Q(version=1) | ~Q(amended_because=""),
                violation_error_message=_("A new version says why."),
            ),
        ]

    def __str__(self):
        return str(self.version)
