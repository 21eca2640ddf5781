"""A proposal to the municipality and the reasoned reply that it owes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.plan.rules import shares
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Origin(models.TextChoices):
    """Where a proposal or a project came from, so that the people's share is an honest one."""

    PEOPLE = shares.PEOPLE, _("the people, through their council")
    VILLAGE = shares.VILLAGE, _("a village's own plan")
    OFFICER = shares.OFFICER, _("an officer")
    EXECUTIVE = shares.EXECUTIVE, _("the executive")
    MIXED = shares.MIXED, _("merged from several origins")
    UNKNOWN = shares.UNKNOWN, _("brought in with the plan, not known")


class Proposal(MunicipalModel):
    """One proposal. States: waiting for its reply; accepted, changed or declined.

    resolution_id  of the council of community organisations, where it came from there
    villages       codes; empty for the whole municipality
    cost           whole baht as the proposers estimate it; none when they did not say
    due_on         by when a reasoned reply is owed in public
    Personal data: none; who forwarded it is a group or an office.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a reply")
        ACCEPTED = "accepted", _("taken up")
        CHANGED = "changed", _("taken up with changes")
        DECLINED = "declined", _("not taken up")

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=40, blank=True)
    villages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    cost = models.BigIntegerField(null=True)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    resolution_id = models.UUIDField(null=True)
    forwarded_from = models.CharField(max_length=200, blank=True)
    forwarded_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    replied_on = models.DateField(null=True)
    made_by_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-forwarded_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="plan_proposal_number",
                violation_error_message=_("There is a proposal with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "resolution_id"],
                name="plan_proposal_resolution",
                violation_error_message=_("This resolution is a proposal already."),
            ),
            models.CheckConstraint(
                name="plan_proposal_replied",
                condition=models.Q(state="waiting", replied_on=None)
                | (~models.Q(state="waiting") & models.Q(replied_on__isnull=False)),
                violation_error_message=_("A proposal that has its reply says since when."),
            ),
            models.CheckConstraint(
                name="plan_proposal_due",
                condition=models.Q(due_on__gte=models.F("forwarded_on")),
                violation_error_message=_("The reply is due after the proposal came."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def reference(self):
        """Its number as letters quote it."""
        return f"{self.number}/{self.year}"

    def is_overdue(self, on):
        """Whether the municipality owes the reply on that day."""
        return self.state == self.State.WAITING and self.due_on < on


class Reply(MunicipalModel):
    """One answer to a proposal. States: drafted, decided, sent back to whoever drafted it.

    reason  why, as anyone may read it once it is decided
    change  what is done otherwise than proposed
    office  who replies, in public: an office, not a name
    Personal data: none in public; which accounts drafted and decided.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("taken up")
        CHANGED = "changed", _("taken up with changes")
        DECLINED = "declined", _("not taken up")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted, waits for the decision")
        DECIDED = "decided", _("decided")
        RETURNED = "returned", _("sent back")

    proposal = MunicipalForeignKey(Proposal, models.CASCADE, related_name="replies")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason = models.TextField()
    change = models.TextField(blank=True)
    office = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFTED)
    drafted_by_id = models.UUIDField()
    drafted_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    returned_because = models.TextField(blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "proposal"],
                condition=models.Q(state="drafted"),
                name="plan_reply_one_draft",
                violation_error_message=_("A reply to this proposal is drafted already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "proposal"],
                condition=models.Q(state="decided"),
                name="plan_reply_one_decided",
                violation_error_message=_("This proposal has its reply."),
            ),
            models.CheckConstraint(
                name="plan_reply_two_hands",
                condition=models.Q(decided_by_id=None) | ~models.Q(decided_by_id=models.F("drafted_by_id")),
                violation_error_message=_("Somebody else must approve what one wrote."),
            ),
            models.CheckConstraint(
                name="plan_reply_decided",
                condition=~models.Q(state="decided")
                | models.Q(decided_by_id__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decided reply says by whom and when."),
            ),
        ]

    def __str__(self):
        return self.get_answer_display()
