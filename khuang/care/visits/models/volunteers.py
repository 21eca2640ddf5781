"""Who visits, what they have learned, and what they signed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import Dwelling
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

OF_VOLUNTEER = {"village": "volunteer__village_id"}


class VolunteerKind(MunicipalModel):
    """A kind of volunteer that the municipality added, or a shipped one whose loads it changed.

    code        that of the shipped list when it changes one
    paid        whether they are paid for it
    per_half    most visits in a half-day
    hours       most hours of visits in a month; none: no limit
    source      where the rule stands
    Personal data: none.
    """

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    paid = models.BooleanField(default=False)
    per_half = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=300, blank=True)
    notes = models.CharField(max_length=600, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="visits_kind_once",
                violation_error_message=_("There is a kind with this code already."),
            ),
            models.CheckConstraint(
                name="visits_kind_load",
                condition=models.Q(per_half__gte=1),
                violation_error_message=_("A half-day holds at least one visit."),
            ),
        ]

    def __str__(self):
        return self.name


class Volunteer(MunicipalModel):
    """Somebody who visits homes, with an account or (on paper only) without one.

    kind      code of the list of kinds: village health volunteer, paid local carer, ...
    village   where they live
    home      where they set out from; without it their village stands for it
    languages codes of ISO 639
    per_half, hours  most visits in a half-day, most hours in a month; none: as their kind says
    partner   with whom they go where two are needed
    since, left_on   the day from which they visit, and from which no more; the row stays
    left_because     code: moved, illness, work, died, other
    Personal data: name, sex, telephone (sealed) and home of a volunteer.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")
        UNKNOWN = "", _("not known")

    class Left(models.TextChoices):
        MOVED = "moved", _("moved away")
        ILLNESS = "illness", _("own or family's illness")
        WORK = "work", _("found work")
        DIED = "died", _("died")
        OTHER = "other", _("another reason")

    scope_fields = {"village": "village_id"}

    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default=Sex.UNKNOWN)
    kind = models.CharField(max_length=30)
    phone = SealedText(null=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    home = MunicipalForeignKey("places.Point", models.PROTECT, null=True, related_name="+")
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    per_half = models.PositiveSmallIntegerField(null=True)
    hours = models.PositiveSmallIntegerField(null=True)
    partner = MunicipalForeignKey("self", models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    left_on = models.DateField(null=True)
    left_because = models.CharField(max_length=10, choices=Left.choices, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["municipality", "village"], name="visits_volunteer_village")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "account"],
                name="visits_volunteer_account",
                violation_error_message=_("This account is a volunteer already."),
            ),
            models.CheckConstraint(
                name="visits_volunteer_dates",
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("since")),
                violation_error_message=_("A volunteer cannot leave before they began."),
            ),
            models.CheckConstraint(
                name="visits_volunteer_left",
                condition=models.Q(left_on=None, left_because="")
                | (models.Q(left_on__isnull=False) & ~models.Q(left_because="")),
                violation_error_message=_("Whoever leaves does so on a day and for a reason."),
            ),
            models.CheckConstraint(
                name="visits_volunteer_partner",
                condition=models.Q(partner=None) | ~models.Q(partner=models.F("id")),
                violation_error_message=_("A partner is somebody else."),
            ),
        ]

    def __str__(self):
        return self.name


class VolunteerArea(MunicipalModel):
    """A village where a volunteer goes. Without any they go wherever they are sent.

    Personal data: where a volunteer works.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="areas")
    village = MunicipalForeignKey("places.Village", models.PROTECT, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "volunteer", "village"],
                name="visits_area_once",
                violation_error_message=_("This village is one of their areas already."),
            ),
        ]

    def __str__(self):
        return str(self.village_id)


class Training(MunicipalModel):
    """What a volunteer learned: one training of one skill. The skill counts until the day it expires.

    skill    code of the list of skills
    Personal data: what a volunteer has learned.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="trainings")
    skill = models.CharField(max_length=30)
    hours = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=200)
    held_on = models.DateField()
    expires_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["municipality", "expires_on"], name="visits_training_expires")]
        constraints = [
            models.CheckConstraint(
                name="visits_training_dates",
                condition=models.Q(expires_on=None) | models.Q(expires_on__gt=models.F("held_on")),
                violation_error_message=_("A training expires after it was held."),
            ),
            models.CheckConstraint(
                name="visits_training_hours",
                condition=models.Q(hours__gte=1),
                violation_error_message=_("A training lasts at least one hour."),
            ),
        ]

    def __str__(self):
        return self.skill


class Undertaking(MunicipalModel):
    """A volunteer's signed undertaking of secrecy. Who has signed none of the text in force is not planned.

    version  of the text that was signed
    on_paper whether it was signed on paper, else on a screen
    Personal data: that a volunteer signed.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="undertakings")
    version = models.CharField(max_length=10)
    signed_on = models.DateField()
    on_paper = models.BooleanField()
    noted_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "volunteer", "version"],
                name="visits_undertaking_once",
                violation_error_message=_("They signed this text already."),
            ),
        ]

    def __str__(self):
        return self.version


class Certificate(MunicipalModel):
    """A certificate of thanks as it was handed out, so that it prints the same again.

    number, year  its number within the fiscal year (year of the Common Era)
    hours, years  of visits, and of service, up to its day
    Personal data: what a volunteer gave.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="certificates")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    hours = models.PositiveIntegerField()
    years = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="visits_certificate_number",
                violation_error_message=_("This number is taken; please try again."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"


class Thanks(MunicipalModel):
    """A word of thanks from staff that the volunteer reads on their page.

    Personal data: words to a volunteer; sealed.
    """

    scope_fields = OF_VOLUNTEER

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="thanks")
    words = SealedText()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        verbose_name_plural = "thanks"

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


class HandOver(MunicipalModel):
    """A home that somebody who leaves hands over. Open until it is passed to another volunteer.

    Personal data: who looked after which home.
    """

    scope_fields = {"village": "dwelling__village_id", "home": "dwelling_id"}

    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, related_name="handed_over")
    dwelling = MunicipalForeignKey(Dwelling, models.CASCADE, related_name="+")
    passed_to = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    passed_at = models.DateTimeField(null=True)
    passed_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "volunteer", "dwelling"],
                name="visits_handover_once",
                violation_error_message=_("This home is handed over already."),
            ),
            models.CheckConstraint(
                name="visits_handover_passed",
                condition=models.Q(passed_to=None, passed_at=None)
                | models.Q(passed_to__isnull=False, passed_at__isnull=False),
                violation_error_message=_("A home is passed to somebody at some time."),
            ),
            models.CheckConstraint(
                name="visits_handover_to_another",
                condition=models.Q(passed_to=None) | ~models.Q(passed_to=models.F("volunteer")),
                violation_error_message=_("A home is passed to somebody else."),
            ),
        ]

    def __str__(self):
        return str(self.dwelling_id)
