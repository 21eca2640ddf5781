"""How often somebody is visited, from one day on: of one purpose, one schedule at a time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Dwelling, Person
from khuang.care.visits.models.halves import Half
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class CareSchedule(MunicipalModel):
    """How a person is visited from one day on: how often, how long, by whom best.

    A schedule that changes ends, and another begins: the rows of a person are its history.

    purpose    care of the person, or respite: somebody stays while the family carer rests
    every      days in which `times` visits fall: 7 weekly, 14 fortnightly, 30 monthly, 91 quarterly
    times      each is a visit series of its own, the unit of keeping the same carer
    minutes    how long one visit takes
    half       only mornings or afternoons; empty: either
    days_off   weekdays on which nobody comes, 0 Monday to 6 Sunday
    skill      code of the skill that one of those who come must have; empty: none
    two_people whether the home asks for two at once
    keeps      the main carer as chosen by hand; without one the plan keeps whoever came
    tier       0 is worst off; nobody is left out for somebody of a higher number
    source     the risk policy with the rule `rule`, a care plan, or a person's decision
    why        what whoever decided by hand wrote; sealed
    Personal data: how somebody is cared for and why; the words sealed.
    """

    class Purpose(models.TextChoices):
        CARE = "care", _("care")
        RESPITE = "respite", _("respite for the family carer")

    class Source(models.TextChoices):
        RISK = "risk", _("by the rules")
        PLAN = "plan", _("by a care plan")
        HAND = "hand", _("set by hand")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="care_schedules")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.CARE)
    every = models.PositiveSmallIntegerField()
    times = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=9, choices=Half.choices, blank=True)
    days_off = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    skill = models.CharField(max_length=30, blank=True)
    two_people = models.BooleanField(default=False)
    keeps = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    tier = models.PositiveSmallIntegerField(default=3)
    source = models.CharField(max_length=10, choices=Source.choices)
    rule = models.CharField(max_length=40, blank=True)
    why = SealedText(null=True)
    by_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "purpose"],
                condition=models.Q(until=None),
                name="visits_schedule_one_open",
                violation_error_message=_("This person has a schedule already."),
            ),
            models.CheckConstraint(
                name="visits_schedule_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A schedule cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="visits_schedule_possible",
                condition=models.Q(every__gte=1, times__gte=1, minutes__gte=1),
                violation_error_message=_("A schedule has visits, days and minutes."),
            ),
        ]

    def __str__(self):
        return f"{self.times}/{self.every}"


class RiskyHome(MunicipalModel):
    """A home where two people go together, from one day on, until another or still.

    why   what whoever marked it wrote; sealed
    Personal data: that a home is risky for visitors, and why; the words sealed.
    """

    scope_fields = {"village": "dwelling__village_id", "home": "dwelling_id"}

    dwelling = MunicipalForeignKey(Dwelling, models.PROTECT, related_name="risky")
    why = SealedText()
    by_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "dwelling"],
                condition=models.Q(until=None),
                name="visits_risky_once",
                violation_error_message=_("This home is marked already."),
            ),
            models.CheckConstraint(
                name="visits_risky_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A mark cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.since}"
