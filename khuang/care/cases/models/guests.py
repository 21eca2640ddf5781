"""A guest's pass: somebody without an account sees one case, for a time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.cases import OF_CASE, Case
from khuang.care.cases.models.conferences import AgendaItem, Participant, Resolution
from khuang.care.cases.models.referrals import Referral
from khuang.care.cases.models.scopes import through
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class GuestPass(MunicipalModel):
    """A link and a code by which a participant or a partner sees one case. Open until `until` or revoked.

    participant, referral  for what: one of them
    shows         codes of what they may see (rules.sharing)
    token_hash    keyed hash of the link's secret
    code_hash     keyed hash of the one-time code; none once it was used or guessed at too often
    browser_hash  keyed hash of what the one browser carries in which the code was typed
    misses        wrong codes since the code was made
    sworn_at      when the undertaking of secrecy was accepted, in that browser
    Personal data: who outside the municipality sees a person's case, and when they came.
    """

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="+")
    participant = MunicipalForeignKey(Participant, models.PROTECT, null=True, related_name="passes")
    referral = MunicipalForeignKey(Referral, models.PROTECT, null=True, related_name="passes")
    shows = ArrayField(models.CharField(max_length=12), default=list)
    token_hash = models.BinaryField(max_length=16)
    code_hash = models.BinaryField(max_length=16, null=True)
    browser_hash = models.BinaryField(max_length=16, null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    until = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    sworn_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="cases_pass_token"),
            models.UniqueConstraint(
                fields=["municipality", "participant"],
                condition=Q(revoked_at=None),
                name="cases_pass_participant",
                violation_error_message=_("This guest has a link already. Revoke it first."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "referral"],
                condition=Q(revoked_at=None),
                name="cases_pass_referral",
                violation_error_message=_("This partner has a link already. Revoke it first."),
            ),
            models.CheckConstraint(
                name="cases_pass_for_one",
                condition=Q(participant=None, referral__isnull=False)
                | Q(participant__isnull=False, referral=None),
                violation_error_message=_("A link is for a guest of a conference or for a referral."),
            ),
            models.CheckConstraint(
                name="cases_pass_ends",
                condition=Q(until__gte=F("made_at")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="cases_pass_sworn",
                condition=Q(sworn_at=None) | Q(came_at__isnull=False),
                violation_error_message=_("Nobody accepts the undertaking before they came in."),
            ),
        ]

    def __str__(self):
        return str(self.participant or self.referral.partner)


class GuestComment(MunicipalModel):
    """What a guest wrote about the case, or answered about a decision of their own.

    read_at     when somebody of ours read it; unread until then
    item        the item of the agenda that it is about, if any
    resolution, outcome  the decision that it answers, and how: doing, done, cannot
    Personal data: what somebody says of a person, sealed.
    """

    class Outcome(models.TextChoices):
        DOING = "doing", _("under way")
        DONE = "done", _("done")
        CANNOT = "cannot", _("cannot be done")

    scope_fields = through("by_pass__case")

    by_pass = MunicipalForeignKey(GuestPass, models.PROTECT, related_name="comments")
    item = MunicipalForeignKey(AgendaItem, models.PROTECT, null=True, related_name="comments")
    resolution = MunicipalForeignKey(Resolution, models.PROTECT, null=True, related_name="answers")
    outcome = models.CharField(max_length=6, choices=Outcome.choices, null=True)
    words = SealedText(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "at"], condition=Q(read_at=None), name="cases_comment_unread"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_comment_says",
                condition=Q(resolution=None, outcome=None, words__isnull=False)
                | Q(resolution__isnull=False, outcome__isnull=False),
                violation_error_message=_("A guest says something, or answers a decision."),
            ),
        ]

    def __str__(self):
        return str(self.at)
