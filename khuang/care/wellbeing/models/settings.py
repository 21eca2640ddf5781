"""What a municipality sets: after how long what follows, and on which days nothing is awaited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Settings(MunicipalModel):
    """The times of a municipality, in the place of the shipped ones; data/silence.toml says what each means.

    Personal data: none.
    """

    hour = models.TimeField()
    calls_from = models.TimeField()
    visit_after = models.PositiveSmallIntegerField()
    unanswered = models.PositiveSmallIntegerField()
    alert_after = models.PositiveSmallIntegerField()
    on_holidays = models.BooleanField()
    own_pause_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "settings"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                name="wellbeing_settings_once",
                violation_error_message=_("A municipality has one set of times."),
            ),
            models.CheckConstraint(
                name="wellbeing_settings_positive",
                condition=Q(visit_after__gte=1, unanswered__gte=1, alert_after__gte=1)
                & Q(own_pause_days__gte=1, remind_days__gte=1),
                violation_error_message=_("Each of these times is at least 1."),
            ),
        ]

    def __str__(self):
        return str(self.changed_at)


class Holiday(MunicipalModel):
    """A day on which nothing is awaited here, or (is_on False) a public holiday that is struck out.

    Personal data: none.
    """

    on = models.DateField()
    name = models.CharField(max_length=120, blank=True)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "on"],
                name="wellbeing_holiday_once",
                violation_error_message=_("This day is in the list already."),
            ),
            models.CheckConstraint(
                name="wellbeing_holiday_named",
                condition=Q(is_on=False) | ~Q(name=""),
                violation_error_message=_("A holiday has a name."),
            ),
        ]

    def __str__(self):
        return self.name or str(self.on)
