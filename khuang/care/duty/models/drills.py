"""A drill: the ladder tried out on an invented alert."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.duty.models.ladders import Rung
from khuang.care.people.models import Dwelling
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Drill(MunicipalModel):
    """One drill: an invented alert, real people and times. It raises no alert and rings nowhere.

    kind      kind of the invented alert
    moment    when the invented alert is raised
    village, dwelling  where the invented person lives; without a home no volunteer is asked
    pace      at-once: computed at one go; real: each is told at their time, and can say that they saw it
    messages  whether those who take part get a message marked as a drill
    seen_at   when the head looked at the result
    Personal data: none of those cared for; who would have been told, in its lines.
    """

    class Pace(models.TextChoices):
        AT_ONCE = "at-once", _("on paper, at once")
        REAL = "real", _("in real time")

    scope_fields = {"village": "village_id"}

    kind = models.CharField(max_length=10)
    moment = models.DateTimeField()
    village = MunicipalForeignKey("places.Village", models.PROTECT, related_name="+")
    dwelling = MunicipalForeignKey(Dwelling, models.SET_NULL, null=True, related_name="+")
    pace = models.CharField(max_length=7, choices=Pace.choices)
    messages = models.BooleanField(default=False)
    held_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_drill_seen",
                condition=Q(seen_at=None, seen_by_id=None)
                | Q(seen_at__isnull=False, seen_by_id__isnull=False),
                violation_error_message=_("Whoever looked at a drill did so at a time."),
            ),
        ]

    def __str__(self):
        return str(self.held_at)


class DrillLine(MunicipalModel):
    """Who would be told in a drill, when and by which ways; or that nobody could be.

    ways      codes of the ways that are open; empty: not reachable
    because   code why somebody is not reachable: nobody, away, unreachable
    sent_at   when the message marked as a drill went out
    seen_at   when they said that they saw it
    Personal data: by which ways a member of staff or a volunteer can be reached.
    """

    scope_fields = {"village": "drill__village_id"}

    drill = MunicipalForeignKey(Drill, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=10, choices=Rung.choices)
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ways = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    because = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number", "pk"]
        indexes = [
            models.Index(fields=["municipality", "at"], condition=Q(sent_at=None), name="duty_drill_line_due")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "drill", "number"],
                name="duty_drill_line_once",
                violation_error_message=_("This line is in the drill already."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.rung}"
