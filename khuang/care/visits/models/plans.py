"""The plan of a month, each visit that it plans, and what hands changed in it.

Names follow vehicle routing and home care (visit, stop, round, time window).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models.halves import Half
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.thai_dates import PartialDate

Q, F = models.Q, models.F


class VisitPlan(MunicipalModel):
    """One version of the plan of a month. Three states: draft, published, replaced.

    month       its first day
    first_day   the day from which on it was planned; what lay before stays as it was
    based_on    the plan from which it changes as little as possible, as it was at `based_on_revision`
    continuity  0 to 1: what keeping the same carer was worth
    input_hash  of everything that it was planned from; same hash, seed and solver, same plan
    figures     what it comes to, per tier and per volunteer (see rules.plans)
    fixes       what would bring more visits in, found by trying
    unpinned    visits at homes without a point, which stand at their village's
    guarded     people with guarded records, whom those named for them visit
    revision    counts the changes by hand
    Personal data: none of those cared for; how much each volunteer does, by id.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced")

    month = models.DateField()
    first_day = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    based_on = MunicipalForeignKey("self", models.SET_NULL, null=True, related_name="+")
    based_on_revision = models.PositiveIntegerField(default=0)
    continuity = models.FloatField(default=0.5)
    seed = models.PositiveIntegerField(default=1)
    solver = models.CharField(max_length=60, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=dict)
    fixes = models.JSONField(default=list)
    unpinned = models.PositiveIntegerField(default=0)
    guarded = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-month", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "month"],
                condition=Q(state="published"),
                name="visits_plan_one_published",
                violation_error_message=_("Another plan of this month is published."),
            ),
            models.CheckConstraint(
                name="visits_plan_published",
                condition=Q(state="draft", published_at=None) | (~Q(state="draft") & ~Q(published_at=None)),
                violation_error_message=_("A plan that was published says when."),
            ),
            models.CheckConstraint(
                name="visits_plan_continuity",
                condition=Q(continuity__gte=0, continuity__lte=1),
                violation_error_message=_("Keeping the same carer counts between 0 and 1."),
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def month_only(self):
        """The month as a date without a day."""
        return PartialDate(self.month, "month")


class PlannedVisit(MunicipalModel):
    """One visit that is due in a plan's month: to whom, by whom, on which half-day, in which order.

    Five states: planned, unserved (due, but nobody can come; without a volunteer and a day), done,
    missed (nobody came), cancelled.

    purpose, series, occurrence   with the person, which visit it is; the same in every plan of the month
    earliest, latest   first and last day on which it is due
    second   the other one, where two go
    number   place in that volunteer's half-day, from 1
    arrives  minutes after the half-day begins
    locked   stays as it is when the plan is computed anew
    at_village   the home has no point, so the village's stands for it
    why      codes and figures: why this carer, or why nobody; sealed
    faults   codes of the rules that a hand broke here, for the reason `reason`, sealed
    bring    what the visitor is to tell them, sealed
    version  counts the changes by hand, so that two people notice each other
    Personal data: who is visited when and by whom; reasons sealed.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        UNSERVED = "unserved", _("nobody can come")
        DONE = "done", _("done")
        MISSED = "missed", _("missed")
        CANCELLED = "cancelled", _("cancelled")

    class Purpose(models.TextChoices):
        CARE = "care", _("care")
        RESPITE = "respite", _("respite for the family carer")
        EXTRA = "extra", _("extra visit")
        CHECK = "check", _("no sign of life: look after them today")
        MESSAGE = "message", _("bring them a message")

    scope_fields = OF_PERSON

    plan = MunicipalForeignKey(VisitPlan, models.CASCADE, related_name="visits")
    person = MunicipalForeignKey(Person, models.PROTECT, related_name="planned_visits")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.CARE)
    series = models.PositiveSmallIntegerField(default=1)
    occurrence = models.PositiveSmallIntegerField(default=1)
    tier = models.PositiveSmallIntegerField(default=3)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    volunteer = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="planned")
    second = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    half = models.CharField(max_length=9, choices=Half.choices, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    arrives = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    two_people = models.BooleanField(default=False)
    skill = models.CharField(max_length=30, blank=True)
    locked = models.BooleanField(default=False)
    at_village = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    why = SealedJSON(null=True)
    faults = models.JSONField(default=list)
    reason = SealedText(null=True)
    bring = SealedText(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(MunicipalModel.Meta):
        ordering = ["day", "-half", "number", "pk"]  # the morning first
        indexes = [
            models.Index(fields=["municipality", "volunteer", "day"], name="visits_planned_round"),
            models.Index(fields=["municipality", "person", "day"], name="visits_planned_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "person", "purpose", "series", "occurrence"],
                name="visits_planned_once",
                violation_error_message=_("This visit is in the plan already."),
            ),
            models.CheckConstraint(
                name="visits_planned_two_different",
                condition=Q(second=None) | ~Q(second=F("volunteer")),
                violation_error_message=_("Two different people go together."),
            ),
            models.CheckConstraint(
                name="visits_planned_by_somebody",
                condition=Q(state="unserved", volunteer=None, second=None, day=None)
                | Q(state__in=["planned", "done", "missed"], volunteer__isnull=False, day__isnull=False)
                | Q(state="cancelled"),
                violation_error_message=_("A visit has a volunteer and a day, or nobody can come."),
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.half}"


class PlanEdit(MunicipalModel):
    """One change of a plan by hand, by whom and when.

    what         code: moved, locked, unlocked, cancelled, added
    was, became  day, half-day, volunteers (by id), place in the round
    Personal data: who changed whose visit.
    """

    class What(models.TextChoices):
        MOVED = "moved", _("moved")
        LOCKED = "locked", _("locked")
        UNLOCKED = "unlocked", _("unlocked")
        CANCELLED = "cancelled", _("cancelled")
        ADDED = "added", _("added")

    scope_fields = {name: f"visit__{way}" for name, way in OF_PERSON.items()}

    visit = MunicipalForeignKey(PlannedVisit, models.CASCADE, related_name="edits")
    what = models.CharField(max_length=9, choices=What.choices)
    was = models.JSONField(default=dict)
    became = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.what


class Planning(LongWork):
    """Computes the plan of a month for everyone at once. Personal data: who asked.

    based_on  whose past and locked visits stay; none: there is no plan yet
    smallest  whether the other visits of that plan change as little as possible, too
    plan      the draft that came out
    """

    month = models.DateField()
    first_day = models.DateField()
    continuity = models.FloatField(default=0.5)
    seed = models.PositiveIntegerField(default=1)
    based_on = MunicipalForeignKey(VisitPlan, models.CASCADE, null=True, related_name="+")
    smallest = models.BooleanField(default=False)
    plan = MunicipalForeignKey(VisitPlan, models.CASCADE, null=True, related_name="+")
    by_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()

    class Meta(LongWork.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def month_only(self):
        """The month as a date without a day."""
        return PartialDate(self.month, "month")
