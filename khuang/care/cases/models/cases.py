"""A case: one person's, or one household's, way from intake to closure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Case(MunicipalModel):
    """One case. States as Primero's steps: intake, assessment, plan, service, closed; it may be reopened.

    person      whom it is about; for a household's case the one who speaks for it
    household   set when the whole household is the client
    number      what is said on the telephone and printed: no name, no date of birth
    lead        who answers for it; nobody only while it waits in intake
    opened_because  code: risk, need, alert, referral, walk-in, visit
    review_on   the day by which somebody must look at it again
    Personal data: that a person is cared for, why and by whom; words about them are sealed.
    """

    class State(models.TextChoices):
        INTAKE = "intake", _("intake")
        ASSESSMENT = "assessment", _("assessment")
        PLAN = "plan", _("planning")
        SERVICE = "service", _("services under way")
        CLOSED = "closed", _("closed")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="cases")
    household = MunicipalForeignKey(Household, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INTAKE)
    lead = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_because = models.CharField(max_length=20)
    reason = SealedText(null=True)
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField(null=True)
    review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person", "-opened_at"], name="cases_case_person"),
            models.Index(
                fields=["municipality", "lead", "review_on"],
                condition=models.Q(closed_at=None),
                name="cases_case_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="cases_case_number",
                violation_error_message=_("There is a case with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(closed_at=None),
                name="cases_case_one_open",
                violation_error_message=_("This person has an open case already."),
            ),
            models.CheckConstraint(
                name="cases_case_has_lead",
                condition=models.Q(state="intake") | models.Q(lead__isnull=False),
                violation_error_message=_("Name who answers for the case."),
            ),
            models.CheckConstraint(
                name="cases_case_closed",
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None)),
                violation_error_message=_("A closed case says when it was closed."),
            ),
        ]

    def __str__(self):
        return self.number
