"""An alert on its way up the ladder, and everybody who was told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Alert
from khuang.care.duty.models.ladders import Rung
from khuang.care.duty.models.strays import Stray
from khuang.care.people.models import OF_PERSON
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Climb(MunicipalModel):
    """One alert, or one call of somebody unknown, on the ladder. Under way until somebody looks after it.

    rung     where it stands; empty until the first was told
    round    counts how often the last rung was told; 0 before
    told_at  when somebody was last told
    next_at  when it goes on by itself
    stopped_because  acknowledged, settled, linked, not-meant
    Personal data: that a person waits for help, and for how long.
    """

    class Stopped(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("somebody looks after it")
        SETTLED = "settled", _("settled")
        LINKED = "linked", _("goes on as the alert of a person")
        NOT_MEANT = "not-meant", _("the helper meant somebody else")

    scope_fields = {name: f"alert__{way}" for name, way in OF_PERSON.items()}

    alert = MunicipalForeignKey(Alert, models.PROTECT, null=True, related_name="climbs")
    stray = MunicipalForeignKey(Stray, models.PROTECT, null=True, related_name="climbs")
    kind = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    rung = models.CharField(max_length=10, choices=Rung.choices, blank=True)
    round = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=12, choices=Stopped.choices, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["begun_at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "next_at"], condition=Q(stopped_at=None), name="duty_climb_under_way"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "alert", "stray"],
                nulls_distinct=False,
                name="duty_climb_once",
                violation_error_message=_("This is on the ladder already."),
            ),
            models.CheckConstraint(
                name="duty_climb_of_one",
                condition=Q(alert=None, stray__isnull=False) | Q(alert__isnull=False, stray=None),
                violation_error_message=_("An alert climbs, or a call of somebody unknown."),
            ),
            models.CheckConstraint(
                name="duty_climb_stopped",
                condition=Q(stopped_at=None, stopped_because="")
                | (Q(stopped_at__isnull=False) & ~Q(stopped_because="")),
                violation_error_message=_("A ladder stops at a time and for a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.rung}"


class Told(MunicipalModel):
    """Somebody was told of an alert by one way, or could not be.

    account  none: nobody stands on this rung
    way      desk (badge and sound), line (a link without content), call (somebody telephones)
    because  code why the way is shut: nobody, not-linked, no-phone, channel-off; empty: it was used
    result   what came of it: cannot (they said so), reached, not-reached; empty: nothing yet
    message_id  the message that carries the link, opaque
    Personal data: who was asked to look after whom, and whether they could.
    """

    class Way(models.TextChoices):
        DESK = "desk", _("on the screen")
        LINE = "line", _("LINE, a link only")
        CALL = "call", _("telephone call")
        NONE = "none", _("no way")

    class Result(models.TextChoices):
        CANNOT = "cannot", _("cannot")
        REACHED = "reached", _("reached")
        NOT_REACHED = "not-reached", _("not reached")

    scope_fields = {name: f"climb__alert__{way}" for name, way in OF_PERSON.items()}

    climb = MunicipalForeignKey(Climb, models.PROTECT, related_name="told")
    round = models.PositiveIntegerField()
    rung = models.CharField(max_length=10, choices=Rung.choices)
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=4, choices=Way.choices)
    because = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    message_id = models.UUIDField(null=True)
    result = models.CharField(max_length=11, choices=Result.choices, blank=True)
    result_at = models.DateTimeField(null=True)
    result_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        verbose_name_plural = "told"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "climb", "round", "rung", "account", "way"],
                nulls_distinct=False,
                name="duty_told_once",
                violation_error_message=_("They were told this way already."),
            ),
            models.CheckConstraint(
                name="duty_told_somebody",
                condition=Q(account=None, way="none") | (Q(account__isnull=False) & ~Q(way="none")),
                violation_error_message=_("Somebody is told by a way, or nobody by none."),
            ),
            models.CheckConstraint(
                name="duty_told_result",
                condition=Q(result="", result_at=None) | (~Q(result="") & Q(result_at__isnull=False)),
                violation_error_message=_("A result says when it came."),
            ),
        ]

    def __str__(self):
        return f"{self.rung} {self.way}"
