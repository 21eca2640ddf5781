"""When a volunteer can visit, and what those who are visited wish."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models.plans import Half
from khuang.care.visits.models.volunteers import OF_VOLUNTEER, Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Availability(MunicipalModel):
    """A half-day of the week on which a volunteer can visit, from one day on, up to another or still.

    weekday       0 Monday to 6 Sunday
    since, until  first day, and the first day on which it holds no more
    Personal data: when a volunteer is free.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="availability")
    weekday = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=9, choices=Half.choices)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["weekday", "-half", "pk"]
        verbose_name_plural = "availability"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "volunteer", "weekday", "half"],
                condition=Q(until=None),
                name="visits_availability_one_open",
                violation_error_message=_("This half-day is one of theirs already."),
            ),
            models.CheckConstraint(
                name="visits_availability_weekday",
                condition=Q(weekday__lte=6),
                violation_error_message=_("A week has seven days."),
            ),
            models.CheckConstraint(
                name="visits_availability_dates",
                condition=Q(until=None) | Q(until__gt=F("since")),
                violation_error_message=_("A half-day cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.half}"


class Absence(MunicipalModel):
    """Days on which a volunteer cannot visit, the first and the last included.

    Personal data: when and roughly why a volunteer is away.
    """

    class Reason(models.TextChoices):
        SICK = "sick", _("sick")
        LEAVE = "leave", _("holiday or travel")
        FAMILY = "family", _("family or farm work")
        TRAINING = "training", _("training or meeting")
        OTHER = "other", _("another reason")

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-first_on", "-pk"]
        indexes = [models.Index(fields=["municipality", "last_on"], name="visits_absence_last")]
        constraints = [
            models.CheckConstraint(
                name="visits_absence_dates",
                condition=Q(last_on__gte=F("first_on")),
                violation_error_message=_("An absence cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.first_on} {self.reason}"


class VisitWish(MunicipalModel):
    """What somebody who is visited wishes: a visitor of their own sex, a language, or not this visitor.

    Holds until the day on which it was taken back.
    language   code of ISO 639, for a wish of that kind
    volunteer  whom they do not want to come, for a wish of that kind
    Personal data: what somebody wishes.
    """

    class Kind(models.TextChoices):
        SAME_SEX = "same-sex", _("a visitor of the same sex")
        LANGUAGE = "language", _("a visitor who speaks their language")
        AVOID = "avoid", _("not this visitor")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="visit_wishes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=10, blank=True)
    volunteer = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "visit wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "kind", "language", "volunteer"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="visits_wish_once",
                violation_error_message=_("This wish is noted already."),
            ),
            models.CheckConstraint(
                name="visits_wish_whole",
                condition=Q(kind="same-sex", language="", volunteer=None)
                | (Q(kind="language", volunteer=None) & ~Q(language=""))
                | Q(kind="avoid", language="", volunteer__isnull=False),
                violation_error_message=_("Say which language, or which visitor, and only that."),
            ),
            models.CheckConstraint(
                name="visits_wish_dates",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("A wish cannot end before it began."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
