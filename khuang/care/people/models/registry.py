"""Dwelling, household, person: three things, since houses outlive families and people move.

Names follow ODK Entities (list, version) and the social registry (household, person).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.thai_names import Name

# Where a row about a person finds that person's place and guard.
OF_PERSON = {
    "village": "person__village_id",
    "home": "person__dwelling_id",
    "level": "person__level",
    "record": "person_id",
}


class Dwelling(MunicipalModel):
    """One home: a building, or a part of one, where households live now or lived before.

    house_no    as on the door; empty when the home has none
    point       where it stands, taken once and on purpose; none until then
    known_from  day on which we first heard of it
    gone_on     day on which it was no more
    Personal data: address of a home; the exact place is sealed in the point.
    """

    scope_fields = {"village": "village_id", "home": "pk"}
    outlives_person = True

    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    community = models.CharField(max_length=120, blank=True)
    house_no = models.CharField(max_length=30, blank=True)
    directions = models.CharField(max_length=300, blank=True)
    point = MunicipalForeignKey("places.Point", models.PROTECT, null=True, related_name="+")
    known_from = models.DateField()
    gone_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["municipality", "village", "house_no"], name="people_dwelling_number")
        ]
        constraints = [
            models.CheckConstraint(
                name="people_dwelling_dates",
                condition=models.Q(gone_on=None) | models.Q(gone_on__gte=models.F("known_from")),
                violation_error_message=_("A home cannot be gone before it was known."),
            ),
        ]

    def __str__(self):
        return self.house_no or str(_("home without a number"))


class Household(MunicipalModel):
    """People who live and eat together in one dwelling. Its id is that of the entity on the phones.

    version       counts changes, as ODK Entities want it
    village       of its dwelling, repeated here to be filtered by
    last_seen_on  day of the newest survey at its home
    ended_on      day on which it broke up or moved away
    Personal data: who lives where.
    """

    scope_fields = {"village": "village_id", "home": "dwelling_id"}
    outlives_person = True

    name = models.CharField(max_length=200, blank=True)
    dwelling = MunicipalForeignKey(Dwelling, models.PROTECT, related_name="households")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    known_from = models.DateField()
    last_seen_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "dwelling"], name="people_household_dwelling")]
        constraints = [
            models.CheckConstraint(
                name="people_household_dates",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("known_from")),
                violation_error_message=_("A household cannot end before it was known."),
            ),
        ]

    def __str__(self):
        return self.name or str(self.dwelling)


class Person(MunicipalModel):
    """One person of the municipality. The id is that of the entity on the phones.

    sort_key          dictionary order of the name
    born_on           Gregorian; what `born_precision` leaves out is 1
    national_id       sealed; `national_id_hash` finds it exactly
    phone             sealed; `phone_hash` finds it exactly
    languages         codes of ISO 639, the one they speak best first
    household, dwelling, village   where they live now, repeated from the current
                      membership to be filtered by; the last one stays when they left
    last_seen_on      day of the newest survey that spoke of them
    left_on, died_on  no longer counted from that day on
    level             who may open the record: its team, or named people only
    restricted_at     the person asked that the data be kept but not used (PDPA section 34)
    merged_into       the record that speaks for this person since a duplicate was settled
    get_absolute_url  comes from the settings: the whole record belongs to a higher floor
    Personal data: name, birth, sex, languages, home; ID number and phone sealed.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")
        UNKNOWN = "", _("not known")

    class Precision(models.TextChoices):
        DAY = "day", _("day, month and year")
        MONTH = "month", _("month and year")
        YEAR = "year", _("year only")
        UNKNOWN = "", _("not known")

    scope_fields = {"village": "village_id", "home": "dwelling_id", "level": "level", "record": "pk"}
    # One does not go because another goes.
    outlives_person = True

    class Level(models.TextChoices):
        TEAM = "team", _("open to its team")
        SENSITIVE = "sensitive", _("sensitive: named people only")
        SEALED = "sealed", _("sealed: named people only, and never on phones")

    title = models.CharField(max_length=60, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    nickname = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=500, db_collation="C", editable=False)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default=Sex.UNKNOWN)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(
        max_length=5, choices=Precision.choices, blank=True, default=Precision.UNKNOWN
    )
    national_id = SealedText(null=True)
    national_id_hash = models.BinaryField(null=True, editable=False)
    phone = SealedText(null=True)
    phone_hash = models.BinaryField(null=True, editable=False)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    household = MunicipalForeignKey(Household, models.PROTECT, null=True, related_name="people")
    dwelling = MunicipalForeignKey(Dwelling, models.PROTECT, null=True, related_name="people")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    known_from = models.DateField()
    last_seen_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    level = models.CharField(max_length=9, choices=Level.choices, default=Level.TEAM)
    restricted_at = models.DateTimeField(null=True)
    merged_into = MunicipalForeignKey("self", models.PROTECT, null=True, related_name="merged_here")

    class Meta(MunicipalModel.Meta):
        ordering = ["sort_key", "pk"]
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["municipality", "sort_key", "id"], name="people_person_order"),
            models.Index(fields=["municipality", "village", "born_on"], name="people_person_village"),
            models.Index(fields=["municipality", "household"], name="people_person_household"),
            models.Index(fields=["municipality", "dwelling"], name="people_person_dwelling"),
            models.Index(fields=["municipality", "national_id_hash"], name="people_person_national_id"),
            models.Index(fields=["municipality", "phone_hash"], name="people_person_phone"),
            # Few are guarded, and whoever lists a home asks for them.
            models.Index(
                fields=["municipality", "household"],
                condition=~models.Q(level="team"),
                name="people_person_guarded",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_person_birth",
                condition=models.Q(born_on=None, born_precision="")
                | (models.Q(born_on__isnull=False) & ~models.Q(born_precision="")),
                violation_error_message=_("A birth date and how exactly it is known belong together."),
            ),
            models.CheckConstraint(
                name="people_person_national_id",
                condition=models.Q(national_id=None, national_id_hash=None)
                | models.Q(national_id__isnull=False, national_id_hash__isnull=False),
                violation_error_message=_("An ID number and its look-up belong together."),
            ),
            models.CheckConstraint(
                name="people_person_phone",
                condition=models.Q(phone=None, phone_hash=None)
                | models.Q(phone__isnull=False, phone_hash__isnull=False),
                violation_error_message=_("A phone number and its look-up belong together."),
            ),
            models.CheckConstraint(
                name="people_person_died",
                condition=models.Q(died_on=None)
                | models.Q(born_on=None)
                | models.Q(died_on__gte=models.F("born_on")),
                violation_error_message=_("Nobody dies before being born."),
            ),
        ]

    def __str__(self):
        return str(self.name) or str(_("(no name yet)"))

    @property
    def name(self):
        """The name in its parts."""
        return Name(self.title, self.given_name, self.family_name)

    @property
    def is_here(self):
        """Whether they live here still and their data may be used; a merged record counts elsewhere."""
        gone = (self.left_on, self.died_on, self.merged_into_id, self.restricted_at)
        return all(one is None for one in gone)


def here(prefix: str = "") -> models.Q:
    """The condition `is_here` for the database; `prefix` leads to the person, for example "person__"."""
    names = ("left_on", "died_on", "merged_into", "restricted_at")
    return models.Q(**{f"{prefix}{name}": None for name in names})
