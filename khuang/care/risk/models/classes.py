"""What is known, what was assessed, the class that follows, and what a person decided instead.

Names follow social registries (household, person) and case work (assessment, override).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Level(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")
    NONE = "none", _("none")


class PolicyVersion(MunicipalModel):
    """A risk policy as the municipality adopted it; the newest adopted one is in force. Never edited.

    Personal data: none.

    document        the whole policy as JSON text; `hash` is its SHA-256
    proposed_by_id  who asked for it; none for the one that comes with the system
    adopted_by_id   who approved it, never the same person
    """

    append_only = True

    code = models.CharField(max_length=60)
    version = models.CharField(max_length=30)
    hash = models.CharField(max_length=64)
    document = models.TextField()
    adopted_at = models.DateTimeField()
    adopted_by_id = models.UUIDField(null=True)
    proposed_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-adopted_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-adopted_at"], name="risk_policy_in_force")]
        constraints = [
            models.CheckConstraint(
                name="risk_policy_two_persons",
                condition=models.Q(proposed_by_id=None)
                | (
                    models.Q(adopted_by_id__isnull=False)
                    & ~models.Q(adopted_by_id=models.F("proposed_by_id"))
                ),
                violation_error_message=_("Whoever proposed a policy cannot approve it too."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.version}"


class KnownFacts(MunicipalModel):
    """Everything that surveys said about one person, or about one home, with its provenance.

    Personal data: health, need and means of a person or a home, sealed.

    facts  fact code -> [answer as text, day, submission id]; the newest answer stays
    """

    person = MunicipalForeignKey(Person, models.CASCADE, null=True, related_name="+")
    household = MunicipalForeignKey(Household, models.CASCADE, null=True, related_name="+")
    facts = SealedJSON()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "known facts"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person"], name="risk_facts_of_person"),
            models.UniqueConstraint(fields=["municipality", "household"], name="risk_facts_of_household"),
            models.CheckConstraint(
                name="risk_facts_of_one",
                condition=models.Q(person=None, household__isnull=False)
                | models.Q(person__isnull=False, household=None),
                violation_error_message=_("Facts are known of a person or of a home, not of both."),
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Assessment(MunicipalModel):
    """One sitting with an instrument: what was answered, and what it adds up to. Never changed.

    Personal data: answers about health and need, sealed; the band of the sum.

    low, high  least and greatest sum that the answers allow
    band       code of the band, empty while both ends disagree
    alerts     item codes whose answer must be acted on whatever the sum; sealed
    """

    append_only = True
    erasable = True
    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="assessments")
    instrument = models.CharField(max_length=30)
    version = models.CharField(max_length=30)
    answers = SealedJSON()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=30, blank=True)
    alerts = SealedJSON()
    submission_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "person", "-at"], name="risk_assessment_person")]
        constraints = [
            models.CheckConstraint(
                name="risk_assessment_range",
                condition=models.Q(low__lte=models.F("high")),
                violation_error_message=_("The least sum cannot be above the greatest."),
            ),
        ]

    def __str__(self):
        return f"{self.instrument} {self.low}–{self.high}"


class Override(MunicipalModel):
    """A class that a person set by hand, with a reason and an end.

    Three states: in force, ended by somebody (ended_at), over (after `until`).
    Personal data: a judgement about a person; the reason is sealed.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="risk_overrides")
    level = models.CharField(max_length=6, choices=Level.choices)
    reason = SealedText()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(ended_at=None),
                name="risk_override_one_open",
                violation_error_message=_("This person's class is already set by hand."),
            ),
            models.CheckConstraint(
                name="risk_override_ended_by",
                condition=models.Q(ended_by_id=None) | models.Q(ended_at__isnull=False),
                violation_error_message=_("Whoever ended it did so at some time."),
            ),
        ]

    def __str__(self):
        return self.get_level_display()


class Classification(MunicipalModel):
    """A person's class from one moment on: the current one while `superseded_at` is empty.

    Personal data: how much at risk a person is; why, what is not known and the facts used are sealed.

    level       the class in force: the one set by hand, else the policy's
    computed    the class that the policy finds certain
    could_be    every class that the policy finds possible, lowest first
    is_settled  no unknown fact can change the computed class
    reasons     ids of the policy's rules that hold, heaviest first
    unknowns    facts of which some answer would change could_be, heaviest first
    facts       fact code -> value, as they went in
    expires_on  last day on which it may be relied upon
    draft       the class that the phone showed, empty when it showed none
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="classifications")
    policy = MunicipalForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    override = MunicipalForeignKey(Override, models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=6, choices=Level.choices)
    computed = models.CharField(max_length=6, choices=Level.choices)
    could_be = models.JSONField()
    is_settled = models.BooleanField()
    is_exact = models.BooleanField(default=True)
    score = models.PositiveSmallIntegerField()
    score_low = models.PositiveSmallIntegerField()
    score_high = models.PositiveSmallIntegerField()
    reasons = SealedJSON()
    unknowns = SealedJSON()
    facts = SealedJSON()
    draft = models.CharField(max_length=6, blank=True)
    draft_differs = models.BooleanField(default=False)
    submission_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    expires_on = models.DateField()
    superseded_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person", "-at"], name="risk_class_person"),
            models.Index(
                fields=["municipality", "level"],
                condition=models.Q(superseded_at=None),
                name="risk_class_level",
            ),
            models.Index(
                fields=["municipality", "expires_on"],
                condition=models.Q(superseded_at=None),
                name="risk_class_expires",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(superseded_at=None),
                name="risk_class_one_current",
                violation_error_message=_("A person has one risk class at a time."),
            ),
            models.CheckConstraint(
                name="risk_class_range",
                condition=models.Q(score_low__lte=models.F("score_high")),
                violation_error_message=_("The least score cannot be above the greatest."),
            ),
            models.CheckConstraint(
                name="risk_class_by_hand",
                condition=models.Q(override__isnull=False) | models.Q(level=models.F("computed")),
                violation_error_message=_("Without an override the class is the one that the policy found."),
            ),
        ]

    def __str__(self):
        return self.get_level_display()


class Vulnerability(MunicipalModel):
    """A person is of a kind of vulnerability, such as bedridden, from one day on, until another or still.

    Personal data: what makes a person vulnerable.

    kind  code of a kind in the policy
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="vulnerabilities")
    kind = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "vulnerabilities"
        indexes = [
            models.Index(
                fields=["municipality", "kind", "person"],
                condition=models.Q(until=None),
                name="risk_vulnerability_kind",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "kind"],
                condition=models.Q(until=None),
                name="risk_vulnerability_once",
                violation_error_message=_("This person is already noted as of this kind."),
            ),
            models.CheckConstraint(
                name="risk_vulnerability_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("It cannot end before it began."),
            ),
        ]

    def __str__(self):
        return self.kind
