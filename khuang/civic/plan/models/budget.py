"""The yearly budget: its ordinance, its lines, and what was moved or cut afterwards. Whole baht."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.plan.models.editions import PlanItem
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.thai_dates import year_of_era


class BudgetYear(MunicipalModel):
    """The budget of one fiscal year. States: draft, approved.

    year   fiscal year, Buddhist era: October to September, named for its end
    total  baht of the ordinance; lines that count against it never hold more
    Personal data: none but which accounts wrote and approved it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being drafted")
        APPROVED = "approved", _("approved")

    year = models.PositiveSmallIntegerField()
    total = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    drafted_by_id = models.UUIDField()
    drafted_at = models.DateTimeField()
    approved_by_id = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    announcement = models.CharField(max_length=60, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="plan_budget_year",
                violation_error_message=_("There is a budget of this year already."),
            ),
            models.CheckConstraint(
                name="plan_budget_total",
                condition=Q(total__gt=0),
                violation_error_message=_("An ordinance holds an amount."),
            ),
            models.CheckConstraint(
                name="plan_budget_two_hands",
                condition=Q(approved_by_id=None) | ~Q(approved_by_id=models.F("drafted_by_id")),
                violation_error_message=_("Somebody else must approve what one wrote."),
            ),
            models.CheckConstraint(
                name="plan_budget_approved",
                condition=~Q(state="approved") | Q(approved_by_id__isnull=False, approved_on__isnull=False),
                violation_error_message=_("An approved budget says by whom and when."),
            ),
        ]

    def __str__(self):
        return str(year_of_era(self.year, get_language() or "th"))


class BudgetStep(MunicipalModel):
    """One step of the ordinance, as it was done. Personal data: none but which account noted it."""

    budget = MunicipalForeignKey(BudgetYear, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=20)
    done_on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    noted_by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "budget", "code"],
                name="plan_budget_step",
                violation_error_message=_("This step is noted already."),
            )
        ]

    def __str__(self):
        return self.code


class BudgetLine(MunicipalModel):
    """One line of a yearly budget.

    item             of the plan; none only when outside_because says why
    amount           baht as approved; what was moved or cut since stands in its movements
    funded_on        since when the money is there: the ordinance, or the source's own approval
    Personal data: none but which account wrote it.
    """

    budget = MunicipalForeignKey(BudgetYear, models.CASCADE, related_name="lines")
    item = MunicipalForeignKey(PlanItem, models.PROTECT, null=True, related_name="budget_lines")
    outside_because = models.TextField(blank=True)
    title = models.CharField(max_length=300)
    work_plan = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    villages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    written_by_id = models.UUIDField()
    funded_on = models.DateField(null=True)
    approved_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_line_amount",
                condition=Q(amount__gt=0),
                violation_error_message=_("A line holds an amount."),
            ),
            models.CheckConstraint(
                name="plan_line_planned",
                condition=Q(item__isnull=False) | ~Q(outside_because=""),
                violation_error_message=_("A line names a project of the plan, or says why not."),
            ),
            models.CheckConstraint(
                name="plan_line_two_hands",
                condition=Q(approved_by_id=None) | ~Q(approved_by_id=models.F("written_by_id")),
                violation_error_message=_("Somebody else must approve what one wrote."),
            ),
        ]

    def __str__(self):
        return self.title


class Movement(MunicipalModel):
    """Money moved to another line or cut, after approval. States: proposed, decided, declined.

    to      the line that gets it; none when it is cut
    amount  baht, above zero
    reason  why, as anyone may read it
    Personal data: none but which accounts proposed and decided it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        DECIDED = "decided", _("decided")
        DECLINED = "declined", _("declined")

    line = MunicipalForeignKey(BudgetLine, models.CASCADE, related_name="movements_out")
    to = MunicipalForeignKey(BudgetLine, models.CASCADE, null=True, related_name="movements_in")
    amount = models.BigIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_movement_amount",
                condition=Q(amount__gt=0),
                violation_error_message=_("What is moved or cut is an amount."),
            ),
            models.CheckConstraint(
                name="plan_movement_two_lines",
                condition=Q(to=None) | ~Q(to=models.F("line")),
                violation_error_message=_("Choose another line."),
            ),
            models.CheckConstraint(
                name="plan_movement_reason",
                condition=~Q(reason=""),
                violation_error_message=_("What is moved or cut says why."),
            ),
            models.CheckConstraint(
                name="plan_movement_two_hands",
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=models.F("proposed_by_id")),
                violation_error_message=_("Somebody else must approve what one wrote."),
            ),
            models.CheckConstraint(
                name="plan_movement_decided",
                condition=~Q(state="decided") | Q(decided_by_id__isnull=False, decided_on__isnull=False),
                violation_error_message=_("A decided movement says by whom and when."),
            ),
        ]

    def __str__(self):
        return str(self.amount)
