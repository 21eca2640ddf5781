"""Contracts and vouchers of a project: public facts. All amounts are satang."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.projects.models.projects import Project
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Contract(MunicipalModel):
    """Who does the work for how much; published by law. Personal data: none but public contractors.

    method  how the contractor was chosen (Public Procurement Act B.E. 2560, section 55)
    """

    class Method(models.TextChoices):
        GENERAL = "general", _("open invitation")
        SELECTION = "selection", _("selection among at least three")
        SPECIFIC = "specific", _("specific, one contractor asked")
        OWN = "own", _("own work of the municipality")

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40, blank=True)
    with_whom = models.CharField(max_length=200)
    method = models.CharField(max_length=9, choices=Method.choices)
    amount = models.BigIntegerField()
    signed_on = models.DateField()
    due_on = models.DateField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="projects_contract_amount",
                condition=Q(amount__gt=0),
                violation_error_message=_("A contract is about more than nothing."),
            ),
            models.CheckConstraint(
                name="projects_contract_due",
                condition=Q(due_on__gte=F("signed_on")),
                violation_error_message=_("The work is not due before the contract is signed."),
            ),
        ]

    def __str__(self):
        return self.with_whom


class Voucher(MunicipalModel):
    """One payment out of the budget of a project. A mistake is undone with a reason, never changed.

    number  of the voucher (ฎีกา); words what for
    Personal data: none; payees are contractors and shops.
    """

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="vouchers")
    contract = MunicipalForeignKey(Contract, models.PROTECT, null=True, related_name="vouchers")
    on = models.DateField()
    number = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    words = models.CharField(max_length=200)
    by_id = models.UUIDField()
    undone_on = models.DateField(null=True)
    undone_because = models.CharField(max_length=200, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="projects_voucher_amount",
                condition=Q(amount__gt=0),
                violation_error_message=_("A payment is more than nothing."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "project", "number"],
                condition=Q(undone_on=None),
                name="projects_voucher_once",
                violation_error_message=_("This voucher is noted already."),
            ),
            models.CheckConstraint(
                name="projects_voucher_undone",
                condition=Q(undone_on=None, undone_because="")
                | (Q(undone_on__isnull=False) & ~Q(undone_because="")),
                violation_error_message=_("What is undone says when and why."),
            ),
        ]

    def __str__(self):
        return self.number
