"""Who applied for which benefit, who receives it, who decided, and what was answered to find out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel

# Stands for the code of a confidential benefit; the code itself is sealed.
CONFIDENTIAL = "confidential"


class Answer(models.TextChoices):
    """What the rules say of somebody and a benefit."""

    ELIGIBLE = "eligible", _("may be entitled")
    ASK = "ask", _("ask first")
    NOT_ELIGIBLE = "not_eligible", _("not entitled by these rules")


class Award(MunicipalModel):
    """One benefit of one person, from the application or the first payment to its end.

    Five states: applied; granted, which is received until `until` or still; declined; stopped;
    withdrawn by the person.
    Personal data: what help a person applied for and receives. A confidential benefit and the
    note are sealed.

    benefit         code of the benefit, or "confidential"; then `sealed_benefit` holds the code
    amount          baht each time it is paid; none when not known
    source          how we know
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("application made")
        GRANTED = "granted", _("receives it")
        DECLINED = "declined", _("not granted")
        STOPPED = "stopped", _("stopped")
        WITHDRAWN = "withdrawn", _("application withdrawn")

    class Source(models.TextChoices):
        OFFICE = "office", _("the municipality's own papers")
        TOLD = "told", _("the person or the family said so")
        DOCUMENT = "document", _("a bank book or another document")
        AGENCY = "agency", _("another agency")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="awards")
    benefit = models.CharField(max_length=40)
    sealed_benefit = SealedText(null=True)
    state = models.CharField(max_length=9, choices=State.choices)
    applied_on = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.OFFICE)
    note = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person"], name="support_award_person"),
            models.Index(
                fields=["municipality", "benefit"],
                condition=models.Q(state__in=["applied", "granted"]),
                name="support_award_benefit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "benefit"],
                condition=models.Q(state__in=["applied", "granted"], until=None),
                name="support_award_one_open",
                violation_error_message=_("This person already applied for it or receives it."),
            ),
            models.CheckConstraint(
                name="support_award_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A benefit cannot end before it began."),
            ),
            models.CheckConstraint(
                name="support_award_granted_since",
                condition=~models.Q(state__in=["granted", "stopped"]) | models.Q(since__isnull=False),
                violation_error_message=_("What is received began on some day."),
            ),
            models.CheckConstraint(
                name="support_award_stopped_on",
                condition=~models.Q(state="stopped") | models.Q(until__isnull=False),
                violation_error_message=_("What was stopped ended on some day."),
            ),
            models.CheckConstraint(
                name="support_award_confidential",
                condition=models.Q(benefit=CONFIDENTIAL, sealed_benefit__isnull=False)
                | (~models.Q(benefit=CONFIDENTIAL) & models.Q(sealed_benefit=None)),
                violation_error_message=_("A confidential benefit is sealed, and no other is."),
            ),
            models.CheckConstraint(
                name="support_award_amount",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                violation_error_message=_("An amount is not negative."),
            ),
        ]

    def __str__(self):
        return self.get_state_display()

    @property
    def code(self):
        """The code of the benefit, opened when it is confidential."""
        return self.sealed_benefit or self.benefit


class AwardDecision(MunicipalModel):
    """An officer's step in an award: applied, granted, declined, stopped, withdrawn. Never changed.

    Personal data: a decision about a person; the reason is sealed.

    state       the state that the award came to
    rules_said  what the rules said on that day, on the facts that were known
    rules       version of the benefit that was asked
    """

    append_only = True
    erasable = True
    scope_fields = {
        "village": "award__person__village_id",
        "home": "award__person__dwelling_id",
        "level": "award__person__level",
        "record": "award__person_id",
    }

    award = MunicipalForeignKey(Award, models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=9, choices=Award.State.choices)
    rules_said = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    rules = models.CharField(max_length=30, blank=True)
    reason = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "award"], name="support_decision_award")]

    def __str__(self):
        return self.get_state_display()


class BenefitAnswers(MunicipalModel):
    """What was asked about benefits of one person, or of one home, with its provenance.

    Personal data: nationality, income, health and need of a person or a home, sealed.

    facts  fact code -> [answer as text, day, account id]; the newest answer stays
    """

    person = MunicipalForeignKey(Person, models.CASCADE, null=True, related_name="+")
    household = MunicipalForeignKey(Household, models.CASCADE, null=True, related_name="+")
    facts = SealedJSON()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "benefit answers"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person"], name="support_answers_person"),
            models.UniqueConstraint(fields=["municipality", "household"], name="support_answers_household"),
            models.CheckConstraint(
                name="support_answers_of_one",
                condition=models.Q(person=None, household__isnull=False)
                | models.Q(person__isnull=False, household=None),
                violation_error_message=_("Answers are of a person or of a home, not of both."),
            ),
        ]

    def __str__(self):
        return str(self.pk)
