"""The ladder: who is told of an alert, and after how long the next."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Rung(models.TextChoices):
    VOLUNTEER = "volunteer", _("volunteer of the home")
    SUPERVISOR = "supervisor", _("social worker on duty")
    HEAD = "head", _("head")


class Part(models.TextChoices):
    DAY = "day", _("day")
    NIGHT = "night", _("night")


class LadderSetting(MunicipalModel):
    """The ladder as the municipality set it, from one moment on, until another or still.

    Without one, the shipped values hold. day_begins, night_begins: hours of the municipality's clock.
    Personal data: none.
    """

    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    day_begins = models.TimeField()
    night_begins = models.TimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(until=None),
                name="duty_setting_one_open",
                violation_error_message=_("One ladder holds at a time."),
            ),
            models.CheckConstraint(
                name="duty_setting_dates",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("A ladder cannot end before it began."),
            ),
            models.CheckConstraint(
                name="duty_setting_hours",
                condition=Q(day_begins__lt=F("night_begins")),
                violation_error_message=_("The day begins before the night does."),
            ),
        ]

    def __str__(self):
        return str(self.since)


class LadderStep(MunicipalModel):
    """How long one rung has before the next is told: for one kind of alert, by day or by night.

    kind     kind of alert, or stray for a call of somebody unknown
    minutes  none: this rung is passed over; the head's is how often they are told again
    Personal data: none.
    """

    setting = MunicipalForeignKey(LadderSetting, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10)
    part = models.CharField(max_length=5, choices=Part.choices)
    rung = models.CharField(max_length=10, choices=Rung.choices)
    minutes = models.PositiveSmallIntegerField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "setting", "kind", "part", "rung"],
                name="duty_step_once",
                violation_error_message=_("This step is set already."),
            ),
            models.CheckConstraint(
                name="duty_step_minutes",
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440),
                violation_error_message=_("A step takes between 1 minute and a day."),
            ),
            models.CheckConstraint(
                name="duty_step_head",
                condition=~Q(rung="head") | Q(minutes__isnull=False),
                violation_error_message=_("The head is never passed over."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.part} {self.rung}"


class DutySpell(MunicipalModel):
    """Days or nights on which somebody is on duty, the first and the last included.

    weekdays  0 Monday to 6 Sunday; empty: every day. A night belongs to the day on which it begins.
    part      day, night; empty: both
    Personal data: when a member of staff is on duty.
    """

    account = MunicipalForeignKey("accounts.Account", models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    weekdays = models.CharField(max_length=7, blank=True)
    part = models.CharField(max_length=5, choices=Part.choices, blank=True)
    noted_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_spell_dates",
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                violation_error_message=_("Duty cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.first_on} {self.part}"
