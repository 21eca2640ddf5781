"""A hearing, and who is invited to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models import Topic
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Hearing(MunicipalModel):
    """One hearing in a hall. States: invited, open (people are counted), closed, cancelled.

    Official: a public hearing as Thai law knows it. Village: a meeting of a village (prachakhom).
    number, year     what invitation and minutes bear; the year is of the Buddhist era
    about            what it is about, as the invitation says it
    agenda           one item a line
    topic            of the forum, where statements of the hall go; none when they stay here
    quorum, leeway   what it should reach, as rules.balance knows them; taken from data, may be changed
    invited_people   how many were invited, none when the invitation went to everybody
    women_percent    share of women known of the place, from a published source; none: half is assumed
    closed_because   why it was closed although it was not balanced
    Personal data: none; those who come are counted, not named.
    """

    class Nature(models.TextChoices):
        OFFICIAL = "official", _("official hearing")
        VILLAGE = "village", _("village hearing")

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        OPEN = "open", _("going on now")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("called off")

    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    nature = models.CharField(max_length=8, choices=Nature.choices)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=1000)
    agenda = models.TextField(blank=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    topic = MunicipalForeignKey(Topic, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.INVITED)
    quorum = models.PositiveIntegerField()
    leeway = models.PositiveSmallIntegerField()
    invited_people = models.PositiveIntegerField(null=True)
    women_percent = models.PositiveSmallIntegerField(null=True)
    women_source = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_because = models.CharField(max_length=1000, blank=True)
    cancelled_because = models.CharField(max_length=1000, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="hearings_number",
                violation_error_message=_("There is a hearing with this number already."),
            ),
            models.CheckConstraint(
                name="hearings_ends_later",
                condition=Q(ends_at__gt=models.F("begins_at")),
                violation_error_message=_("A hearing ends after it begins."),
            ),
            models.CheckConstraint(
                name="hearings_closed",
                condition=Q(state__in=("invited", "open"), closed_at=None)
                | Q(state="closed", closed_at__isnull=False, opened_at__isnull=False)
                | Q(state="cancelled", closed_at__isnull=False) & ~Q(cancelled_because=""),
                violation_error_message=_("A closed hearing says since when; one called off says why."),
            ),
            models.CheckConstraint(
                name="hearings_women",
                condition=Q(women_percent=None) | (Q(women_percent__lte=100) & ~Q(women_source="")),
                violation_error_message=_("A share of women says where it is published."),
            ),
        ]

    def __str__(self):
        return self.title


class Invited(MunicipalModel):
    """A village or a group that is invited to a hearing.

    group    its name as it was then
    Personal data: none.
    """

    hearing = MunicipalForeignKey(Hearing, models.CASCADE, related_name="invited")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=120, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["village__code", "group", "pk"]
        constraints = [
            models.CheckConstraint(
                name="hearings_invited_one",
                condition=Q(village=None) & ~Q(group="") | Q(village__isnull=False, group=""),
                violation_error_message=_("A village is invited, or a group."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "hearing", "village", "group"],
                name="hearings_invited_once",
                nulls_distinct=False,
                violation_error_message=_("They are invited already."),
            ),
        ]

    def __str__(self):
        return str(self.village or self.group)
