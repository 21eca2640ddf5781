"""Drafts of a risk policy: who changed what, what it would do, and how it comes into force."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.risk.models.classes import PolicyVersion
from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedBytes
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class PolicyDraft(MunicipalModel):
    """A copy of a policy that may be changed, proposed, approved by a second person, and come into force.

    Four states: draft, proposed (nobody changes it), approved (waits for its day), adopted. A
    proposal that is refused or withdrawn is a draft again.
    Personal data: who made, changed, proposed and decided it.

    document  the whole policy as JSON text
    revision  counts the changes, so that two people notice each other
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved, waits for its day")
        ADOPTED = "adopted", _("adopted")

    name = models.CharField(max_length=120)
    why = models.TextField()
    based_on = MunicipalForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    document = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()
    edited_by_id = models.UUIDField()
    edited_at = models.DateTimeField()
    begins_on = models.DateField(null=True)
    proposed_by_id = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    approved_by_id = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    refused_by_id = models.UUIDField(null=True)
    refused_because = models.CharField(max_length=1000, blank=True)
    adopted = MunicipalForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["-edited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_draft_two_persons",
                condition=Q(approved_by_id=None)
                | (~Q(approved_by_id=F("proposed_by_id")) & ~Q(approved_by_id=F("edited_by_id"))),
                violation_error_message=_(
                    "Whoever proposed a policy, or changed it last, cannot approve it too."
                ),
            ),
            models.CheckConstraint(
                name="risk_draft_proposed",
                condition=Q(state="draft", proposed_by_id=None, proposed_at=None, begins_on=None)
                | (
                    ~Q(state="draft")
                    & Q(proposed_by_id__isnull=False, proposed_at__isnull=False, begins_on__isnull=False)
                ),
                violation_error_message=_("What is proposed says by whom and from which day on."),
            ),
            models.CheckConstraint(
                name="risk_draft_approved",
                condition=Q(state__in=["draft", "proposed"], approved_by_id=None, approved_at=None)
                | Q(
                    state__in=["approved", "adopted"],
                    approved_by_id__isnull=False,
                    approved_at__isnull=False,
                ),
                violation_error_message=_("What is approved says by whom."),
            ),
            models.CheckConstraint(
                name="risk_draft_adopted",
                condition=Q(state="adopted", adopted__isnull=False) | (~Q(state="adopted") & Q(adopted=None)),
                violation_error_message=_("What is adopted leads to its policy."),
            ),
        ]

    def __str__(self):
        return self.name


class DraftEdit(MunicipalModel):
    """One change of a draft, by whom and when; also one that met another change and was not taken.

    Personal data: who changed it.

    part         what was changed, for example "rule:bedridden" or "band:elder"
    before       its values as they were, after: as they were typed
    is_set_aside somebody else had changed the same part meanwhile, so this waits to be chosen
    """

    draft = MunicipalForeignKey(PolicyDraft, models.CASCADE, related_name="edits")
    part = models.CharField(max_length=60)
    before = models.JSONField()
    after = models.JSONField()
    is_set_aside = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.part


class Trial(MunicipalModel):
    """What a draft would do, kept for the one who asked and only as long as they look. One for each account.

    Personal data: who would move from which class to which, sealed. Gone after an hour.
    """

    draft = MunicipalForeignKey(PolicyDraft, models.CASCADE, related_name="+")
    account_id = models.UUIDField()
    revision = models.PositiveIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    result = SealedBytes()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "account_id"], name="risk_trial_one")]

    def __str__(self):
        return str(self.draft_id)


class Rejudging(LongWork):
    """Judges everybody by a policy that came into force. Personal data: who adopted it.

    after  id of the last person who was judged
    moved  how many came into another class
    """

    policy = MunicipalForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    after = models.UUIDField(null=True)
    moved = models.PositiveIntegerField(default=0)
    by_id = models.UUIDField(null=True)

    class Meta(LongWork.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.done}"


class FormNotice(MunicipalModel):
    """A form whose calculation of the draft class was not written by us: a person must look.

    Personal data: who settled it.
    """

    form_version_id = models.UUIDField()
    title = models.CharField(max_length=200)
    policy = MunicipalForeignKey(PolicyVersion, models.CASCADE, related_name="+")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "form_version_id", "policy"], name="risk_form_notice_once"
            ),
            models.CheckConstraint(
                name="risk_form_notice_settled",
                condition=Q(settled_at=None, settled_by_id=None)
                | Q(settled_at__isnull=False, settled_by_id__isnull=False),
                violation_error_message=_("What is settled says by whom."),
            ),
        ]

    def __str__(self):
        return self.title
