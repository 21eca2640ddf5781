"""A referral asks somebody else to help; a transfer asks a colleague to lead."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.cases.models.cases import Case
from khuang.care.cases.models.needs import Need
from khuang.care.cases.models.partners import Partner
from khuang.care.cases.models.scopes import OF_CASE
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Referral(MunicipalModel):
    """One request to a partner or a colleague. Five states: sent, accepted, refused, done, withdrawn.

    kind          service: they do something; transfer: they lead the case from now on
    number, year  what the letter bears; the year is of the Buddhist era
    partner, colleague  who is asked: one of them
    basis         code of the consent or law by which it is shared (data/bases.toml), with a note
    shared        what was shared, as it was shown and sent: [[code, words], ...]
    due_on        the day by which an answer is due; without one it is overdue, and on somebody's desk
    answered_by   code: link, telephone, paper, desk
    Personal data: what somebody is told of a person so that they help, and their answer, sealed.
    """

    class Kind(models.TextChoices):
        SERVICE = "service", _("referral")
        TRANSFER = "transfer", _("transfer")

    class State(models.TextChoices):
        SENT = "sent", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", pgettext_lazy("a referral", "refused")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", pgettext_lazy("a referral", "withdrawn")

    class Way(models.TextChoices):
        LINK = "link", _("by the link")
        TELEPHONE = "telephone", _("by telephone")
        PAPER = "paper", _("by letter")
        DESK = "desk", _("at the desk")

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="referrals")
    need = MunicipalForeignKey(Need, models.PROTECT, null=True, related_name="referrals")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    partner = MunicipalForeignKey(Partner, models.PROTECT, null=True, related_name="referrals")
    colleague = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    asks = SealedText()
    basis = models.CharField(max_length=20)
    basis_note = SealedText(null=True)
    shares = ArrayField(models.CharField(max_length=12), default=list)
    shared = SealedJSON()
    sent_at = models.DateTimeField()
    sent_by_id = models.UUIDField(null=True)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=9, choices=Way.choices, null=True)
    answer = SealedText(null=True)
    ended_at = models.DateTimeField(null=True)
    result = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="cases_referral_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="cases_referral_number",
                violation_error_message=_("There is a referral with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "case"],
                condition=Q(kind="transfer", state__in=("sent", "accepted")),
                name="cases_referral_one_transfer",
                violation_error_message=_("A transfer of this case waits for its answer already."),
            ),
            models.CheckConstraint(
                name="cases_referral_to_one",
                condition=Q(partner=None, colleague__isnull=False) | Q(partner__isnull=False, colleague=None),
                violation_error_message=_("Choose a partner or a colleague."),
            ),
            models.CheckConstraint(
                name="cases_referral_due",
                condition=Q(due_on__gte=F("sent_at__date")),
                violation_error_message=_("An answer cannot be due before it is asked."),
            ),
            models.CheckConstraint(
                name="cases_referral_answered",
                condition=Q(state="sent", answered_at=None, answered_by=None)
                | Q(state__in=("accepted", "refused", "done"), answered_at__isnull=False)
                | Q(state="withdrawn"),
                violation_error_message=_("An answer says when and in which way it came."),
            ),
            models.CheckConstraint(
                name="cases_referral_refused",
                condition=~Q(state="refused") | Q(answer__isnull=False),
                violation_error_message=_("A refusal says why."),
            ),
            models.CheckConstraint(
                name="cases_referral_ended",
                condition=Q(state__in=("sent", "accepted", "refused"), ended_at=None, result=None)
                | Q(state__in=("done", "withdrawn"), ended_at__isnull=False, result__isnull=False),
                violation_error_message=_("What is done or withdrawn says when, and with what result."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"
