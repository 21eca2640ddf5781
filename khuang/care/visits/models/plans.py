"""How often somebody is visited, the plan of a month, and each visit that it plans.

Names follow vehicle routing and home care (visit, stop, round, time window).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Half(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")


class CareSchedule(MunicipalModel):
    """How a person is visited from one day on: how often, how long, by whom best.

    every      visits per so many days: 7 weekly, 14 fortnightly, 30 monthly, 91 quarterly
    minutes    how long one visit takes
    half       only mornings or afternoons; empty: either
    two_people whether the home asks for two at once
    keeps      the main carer, whom the plan keeps
    source     code: risk (by the policy), plan (by a care plan), hand
    Personal data: how somebody is cared for.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="care_schedules")
    every = models.PositiveSmallIntegerField()
    times = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=9, choices=Half.choices, blank=True)
    two_people = models.BooleanField(default=False)
    keeps = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(until=None),
                name="visits_schedule_one_open",
                violation_error_message=_("This person has a schedule already."),
            ),
            models.CheckConstraint(
                name="visits_schedule_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A schedule cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.times}/{self.every}"


class VisitPlan(MunicipalModel):
    """One version of the plan of a month. Three states: draft, published, replaced.

    month  its first day
    Personal data: none in itself; its visits name people.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced")

    month = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-month", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "month"],
                condition=models.Q(state="published"),
                name="visits_plan_one_published",
                violation_error_message=_("Another plan of this month is published."),
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"


class PlannedVisit(MunicipalModel):
    """One visit that a plan foresees: to whom, by whom, on which half-day, in which order.

    Four states: planned, done, missed (nobody came), cancelled.
    second   the other one, where two go
    number   place in that volunteer's half-day, from 1
    arrives  minutes after the half-day begins
    locked   stays as it is when the plan is computed anew
    Personal data: who is visited when and by whom.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        MISSED = "missed", _("missed")
        CANCELLED = "cancelled", _("cancelled")

    scope_fields = OF_PERSON

    plan = MunicipalForeignKey(VisitPlan, models.CASCADE, related_name="visits")
    person = MunicipalForeignKey(Person, models.PROTECT, related_name="+")
    volunteer = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="planned")
    second = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=9, choices=Half.choices)
    number = models.PositiveSmallIntegerField(default=1)
    arrives = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    locked = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)

    class Meta(MunicipalModel.Meta):
        ordering = ["day", "half", "number", "pk"]
        indexes = [
            models.Index(fields=["municipality", "volunteer", "day"], name="visits_planned_round"),
            models.Index(fields=["municipality", "person", "day"], name="visits_planned_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="visits_planned_two_different",
                condition=models.Q(second=None) | ~models.Q(second=models.F("volunteer")),
                violation_error_message=_("Two different people go together."),
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.half}"
