"""What a case consists of: what was found, what is planned, what is given, when it is looked at again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.cases import Case
from khuang.care.cases.models.needs import Need
from khuang.care.cases.models.scopes import OF_CASE
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Owner(models.TextChoices):
    """Who takes a step or gives a service."""

    ACCOUNT = "account", _("staff")
    VOLUNTEER = "volunteer", _("volunteer")
    PARTNER = "partner", _("partner organisation")
    FAMILY = "family", _("family or neighbour")


def _owned(name: str) -> models.CheckConstraint:
    """Who works here is named by account, everybody else by name."""
    by_account = models.Q(owner_kind="account", owner__isnull=False, owner_name=None)
    by_name = models.Q(owner_kind__in=("volunteer", "partner", "family"), owner=None)
    return models.CheckConstraint(
        name=name,
        condition=by_account | (by_name & models.Q(owner_name__isnull=False)),
        violation_error_message=_("Name who does it."),
    )


class CaseAssessment(MunicipalModel):
    """What somebody found when they looked at the whole of a case.

    situation  how things are now
    wishes     what the person wants themselves
    strengths  what is there to build upon: people, skills, things
    Personal data: a person's circumstances; all of it is sealed.
    """

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="assessments")
    situation = SealedText()
    wishes = SealedText(null=True)
    strengths = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.at)


class PlanStep(MunicipalModel):
    """One step of a case's plan. Three states: to do, done, dropped.

    goal       what it is for; steps with the same words serve the same goal
    need       which need it answers, where it answers one
    owner      the account that does it, for staff; others stand in owner_name
    source_id  the conference that decided it, where one did
    Personal data: what is planned for a person and who does it; words and names are sealed.
    """

    class State(models.TextChoices):
        TO_DO = "to-do", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="steps")
    need = MunicipalForeignKey(Need, models.PROTECT, null=True, related_name="steps")
    goal = SealedText()
    action = SealedText()
    owner_kind = models.CharField(max_length=9, choices=Owner.choices)
    owner = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    owner_name = SealedText(null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.TO_DO)
    source_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    result = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "due_on"],
                condition=models.Q(state="to-do"),
                name="cases_step_due",
            ),
            models.Index(fields=["municipality", "case"], name="cases_step_case"),
        ]
        constraints = [
            _owned("cases_step_owned"),
            models.CheckConstraint(
                name="cases_step_ended",
                condition=models.Q(state="to-do", ended_at=None, result=None)
                | models.Q(state__in=("done", "dropped"), ended_at__isnull=False, result__isnull=False),
                violation_error_message=_("A step that is done or dropped says when and with what result."),
            ),
        ]

    def __str__(self):
        return str(self.due_on)


class Given(MunicipalModel):
    """One service that somebody gives in a case, from one day on, until another or still.

    owner      the account that gives it, for staff; others stand in owner_name
    Personal data: what help a person gets and from whom; words and names are sealed.
    """

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="services")
    need = MunicipalForeignKey(Need, models.PROTECT, null=True, related_name="services")
    what = SealedText()
    owner_kind = models.CharField(max_length=9, choices=Owner.choices)
    owner = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    owner_name = SealedText(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    result = SealedText(null=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        verbose_name_plural = "given"
        indexes = [models.Index(fields=["municipality", "case"], name="cases_given_case")]
        constraints = [
            _owned("cases_given_owned"),
            models.CheckConstraint(
                name="cases_given_ended",
                condition=models.Q(until=None, result=None)
                | models.Q(until__gte=models.F("since"), result__isnull=False),
                violation_error_message=_("A service that ended says with what result."),
            ),
        ]

    def __str__(self):
        return str(self.since)


class FollowUp(MunicipalModel):
    """Somebody looked at a case again, and said by when the next look is due.

    due_on   the day that this look was due
    Personal data: how a person is; words are sealed.
    """

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="follow_ups")
    due_on = models.DateField()
    words = SealedText()
    next_on = models.DateField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "case"], name="cases_followup_case")]

    def __str__(self):
        return str(self.at)
