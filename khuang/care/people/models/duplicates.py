"""Records that may speak of one person, what was decided, and how two became one and two again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import Person
from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON
from khuang.ground.municipalities.models import MunicipalModel


class DuplicateCandidate(MunicipalModel):
    """Two records that may be one person: one row for each unordered pair, `person_a` the lower id.

    States: open, later (looked at and put off), same (merged), different (two people). A
    decision is remembered; `rules.matching.decisions` says when one is asked again.
    probability  of being one person, as the model `model` found it
    levels       field -> level on which both agree
    asked_by     whoever of the two asked not to be merged with anybody
    Personal data: that two records resemble each other, and in what. Forgotten with either person.
    """

    class Decision(models.TextChoices):
        OPEN = "open", _("to be decided")
        LATER = "later", _("put off")
        SAME = "same", _("one person")
        DIFFERENT = "different", _("two people")

    scope_fields = {
        "village": "person_a__village_id",
        "home": "person_a__dwelling_id",
        "level": "person_a__level",
        "record": "person_a_id",
    }

    person_a = MunicipalForeignKey(Person, models.CASCADE, related_name="+")
    person_b = MunicipalForeignKey(Person, models.CASCADE, related_name="+")
    probability = models.FloatField()
    levels = models.JSONField()
    model = models.CharField(max_length=40)
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN)
    asked_by = MunicipalForeignKey(Person, models.CASCADE, null=True, related_name="+")
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-probability", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "-probability"],
                condition=models.Q(decision__in=["open", "later"]),
                name="people_duplicate_open",
            ),
            models.Index(fields=["municipality", "person_b"], name="people_duplicate_second"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person_a", "person_b"],
                name="people_duplicate_pair",
                violation_error_message=_("These two records are already compared."),
            ),
            models.CheckConstraint(
                name="people_duplicate_order",
                condition=models.Q(person_a__lt=models.F("person_b")),
                violation_error_message=_("A pair is two records, the lower id first."),
            ),
            models.CheckConstraint(
                name="people_duplicate_probability",
                condition=models.Q(probability__gte=0, probability__lte=1),
                violation_error_message=_("A probability lies between 0 and 1."),
            ),
            models.CheckConstraint(
                name="people_duplicate_decided",
                condition=models.Q(decision="open") | models.Q(decided_at__isnull=False),
                violation_error_message=_("Whoever decided did so at some time."),
            ),
        ]

    def __str__(self):
        return f"{self.probability:.2f} {self.decision}"


class MergeEvent(MunicipalModel):
    """One record was merged into another, and perhaps split off again later.

    The merged record stays as it is and still takes in what comes for its own id; the
    survivor speaks for it. So a split has only the survivor to put right.
    version     of the survivor before
    taken       registry properties that the survivor took over from the merged record
    before      what the survivor was: its fields, the day it was last seen, its memberships
    undone_key  places the split among the changes, for a replay
    given_back  versions of the survivor, made while both were one, that belong to the other
    Personal data: values of both records, sealed. Forgotten with either person.
    """

    scope_fields = {
        "village": "survivor__village_id",
        "home": "survivor__dwelling_id",
        "level": "survivor__level",
        "record": "survivor_id",
    }

    survivor = MunicipalForeignKey(Person, models.CASCADE, related_name="merges")
    merged = MunicipalForeignKey(Person, models.CASCADE, related_name="merged_by")
    version = models.PositiveIntegerField()
    taken = SealedJSON()
    before = SealedJSON()
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.UUIDField(null=True)
    undone_key = models.UUIDField(null=True)
    given_back = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "survivor"], name="people_merge_survivor")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "merged"],
                condition=models.Q(undone_at=None),
                name="people_merge_once",
                violation_error_message=_("This record is merged already."),
            ),
            models.CheckConstraint(
                name="people_merge_two",
                condition=~models.Q(survivor=models.F("merged")),
                violation_error_message=_("A record cannot be merged into itself."),
            ),
            models.CheckConstraint(
                name="people_merge_undone",
                condition=models.Q(undone_at=None, undone_key=None)
                | models.Q(undone_at__isnull=False, undone_key__isnull=False),
                violation_error_message=_("A split has a time and its place among the changes."),
            ),
        ]

    def __str__(self):
        return str(self.pk)


class DuplicateSearch(LongWork):
    """One search of the whole registry for pairs that may be one person.

    model     name of the weights
    pairs     pairs that were compared
    found     pairs that are likely enough to be looked at
    common    field -> name -> share of the people who bear it, for names that many bear
    Personal data: names that at least twenty people bear.
    """

    # It concerns everybody, so only whoever holds the whole municipality.
    scope_fields: dict[str, str] = {}

    by_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    model = models.CharField(max_length=40)
    pairs = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    common = models.JSONField(default=dict)

    class Meta(LongWork.Meta):
        ordering = ["-asked_at", "-pk"]
        verbose_name_plural = "duplicate searches"

    def __str__(self):
        return self.state
