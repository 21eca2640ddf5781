"""A case: one person's, or one household's, way from intake to closure. Vocabulary of Primero."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.scopes import OF_CASE
from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Case(MunicipalModel):
    """One case. States as Primero's steps: intake, assessment, plan, service, closed; it may be reopened.

    person      whom it is about; for a household's case the one who speaks for it
    household   set when the whole household is the client
    year, serial  its number: fiscal year of the Buddhist era, and a count within it
    lead        who answers for it; nobody only while it waits in intake
    opened_because  code: risk, need, alert, referral, walk-in, visit, message
    visits_every  the plan wants a visit every so many days (7 weekly, 30 monthly); none: as the rules say
    review_on   the day by which somebody must look at it again; none once it is closed
    outcome     code, once it is closed: reached, moved, died, declined, referred, joined, other
    Personal data: that a person is cared for, why and by whom; words about them are sealed.
    """

    class State(models.TextChoices):
        INTAKE = "intake", _("intake")
        ASSESSMENT = "assessment", _("assessment")
        PLAN = "plan", _("planning")
        SERVICE = "service", _("services under way")
        CLOSED = "closed", _("closed")

    class Because(models.TextChoices):
        RISK = "risk", _("high risk")
        NEED = "need", _("a need")
        ALERT = "alert", _("an alert")
        REFERRAL = "referral", _("a referral")
        WALK_IN = "walk-in", _("came in person")
        VISIT = "visit", _("a visit")
        MESSAGE = "message", _("a message")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("what was planned is reached")
        REFERRED = "referred", _("others go on with it")
        JOINED = "joined", _("goes on in another case")
        MOVED = "moved", _("moved away")
        DECLINED = "declined", _("wants no help")
        DIED = "died", _("died")
        OTHER = "other", _("other")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="cases")
    household = MunicipalForeignKey(Household, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.INTAKE)
    lead = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_because = models.CharField(max_length=10, choices=Because.choices)
    reason = SealedText(null=True)
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField(null=True)
    visits_every = models.PositiveSmallIntegerField(null=True)
    review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

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
                fields=["municipality", "year", "serial"],
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
                condition=models.Q(state__in=("intake", "closed")) | models.Q(lead__isnull=False),
                violation_error_message=_("Name who answers for the case."),
            ),
            models.CheckConstraint(
                name="cases_case_closed",
                condition=(
                    models.Q(state="closed", closed_at__isnull=False, review_on=None) & ~models.Q(outcome="")
                )
                | (~models.Q(state="closed") & models.Q(closed_at=None, outcome="", review_on__isnull=False)),
                violation_error_message=_("A closed case says how it ended; an open one, the next look."),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """What is said on the telephone and printed: no name, no date of birth."""
        return f"{self.year % 100:02d}-{self.serial:04d}"

    @property
    def is_open(self):
        return self.closed_at is None


class CaseLead(MunicipalModel):
    """An account leads a case from one moment on, until another or still; a case has one lead at a time.

    Personal data: who answers for whose care.
    """

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="leads")
    account = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"],
                condition=models.Q(until=None),
                name="cases_lead_one_now",
                violation_error_message=_("A case has one lead at a time."),
            ),
            models.CheckConstraint(
                name="cases_lead_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("Nobody stops leading a case before beginning."),
            ),
        ]

    def __str__(self):
        return str(self.since)


class Reopening(MunicipalModel):
    """A closed case was opened again. Personal data: why a person needs care again, sealed."""

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="reopenings")
    reason = SealedText()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.at)


class Decision(MunicipalModel):
    """The supervisor's word on a case's plan, or on its closure. Three states: asked, approved, refused.

    what      plan or closure
    outcome   of a closure: how the case ends
    words     why it is asked; of a closure the reason
    left_open  why it closes although something is still open, where something is
    answer    why it was refused, or what to mind
    Personal data: how a person's case goes on; words are sealed.
    """

    class What(models.TextChoices):
        PLAN = "plan", _("the plan")
        CLOSURE = "closure", _("closing the case")

    class State(models.TextChoices):
        ASKED = "asked", _("waits for approval")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("sent back")

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=7, choices=What.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    outcome = models.CharField(max_length=10, choices=Case.Outcome.choices, blank=True)
    words = SealedText(null=True)
    left_open = SealedText(null=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    answer = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "asked_at"],
                condition=models.Q(state="asked"),
                name="cases_decision_asked",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"],
                condition=models.Q(state="asked"),
                name="cases_decision_one_asked",
                violation_error_message=_("This case waits for an approval already."),
            ),
            models.CheckConstraint(
                name="cases_decision_decided",
                condition=models.Q(state="asked", decided_at=None, decided_by_id=None)
                | (
                    ~models.Q(state="asked") & models.Q(decided_at__isnull=False, decided_by_id__isnull=False)
                ),
                violation_error_message=_("A decision says when and by whom it was made."),
            ),
            models.CheckConstraint(
                name="cases_decision_another",
                condition=models.Q(decided_by_id=None) | ~models.Q(decided_by_id=models.F("asked_by_id")),
                violation_error_message=_("Nobody approves what they asked for themselves."),
            ),
            models.CheckConstraint(
                name="cases_decision_outcome",
                condition=models.Q(what="plan", outcome="")
                | (models.Q(what="closure") & ~models.Q(outcome="")),
                violation_error_message=_("A closure says how the case ends."),
            ),
        ]

    def __str__(self):
        return self.get_what_display()
