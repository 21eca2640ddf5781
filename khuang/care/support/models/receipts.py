"""What was promised, what came in, what went out, and the papers that prove it. All amounts are satang."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.support.models.funders import Funder
from khuang.care.support.models.packages import Package, PackageLine
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

_OF_PACKAGE = PackageLine.scope_fields


class Pledge(MunicipalModel):
    """What one funder promised to one package, and how much of it came and went. Withdrawn with a reason.

    amount   promised: money, the value of goods, or hours times rate
    hours, rate  of labour: hours promised, satang an hour as dated data says
    came     money received and money moved here; went: spent, given back or moved away.
             The database refuses that more goes than came.
    Personal data: who helps whom; words are sealed.
    """

    class Form(models.TextChoices):
        MONEY = "money", _("money")
        GOODS = "goods", _("goods")
        LABOUR = "labour", _("volunteer labour")

    scope_fields = _OF_PACKAGE

    package = MunicipalForeignKey(Package, models.PROTECT, related_name="pledges")
    funder = MunicipalForeignKey(Funder, models.PROTECT, related_name="pledges")
    form = models.CharField(max_length=6, choices=Form.choices)
    amount = models.BigIntegerField()
    hours = models.PositiveIntegerField(null=True)
    rate = models.BigIntegerField(null=True)
    words = SealedText(null=True)
    came = models.BigIntegerField(default=0)
    went = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.UUIDField(null=True)
    withdrawn_because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_pledge_amount",
                condition=models.Q(amount__gt=0),
                violation_error_message=_("A pledge is more than nothing."),
            ),
            models.CheckConstraint(
                name="support_pledge_labour",
                condition=models.Q(form="labour", hours__gt=0, rate__gt=0)
                | (~models.Q(form="labour") & models.Q(hours=None, rate=None)),
                violation_error_message=_("Labour is counted in hours, at a rate."),
            ),
            models.CheckConstraint(
                name="support_pledge_not_overspent",
                condition=models.Q(went__gte=0, came__gte=models.F("went")),
                violation_error_message=_("More cannot go out than came in."),
            ),
            models.CheckConstraint(
                name="support_pledge_withdrawn",
                condition=models.Q(withdrawn_at=None, withdrawn_because=None)
                | models.Q(withdrawn_at__isnull=False),
                violation_error_message=_("A withdrawn pledge says when and why."),
            ),
        ]

    def __str__(self):
        return self.get_form_display()

    @property
    def balance(self):
        """What came and is still there."""
        return self.came - self.went

    @property
    def outstanding(self):
        """What was promised and has not come; nothing any more once it was withdrawn."""
        return 0 if self.withdrawn_at else max(0, self.amount - self.came)


class Movement(MunicipalModel):
    """Something came in or went out of one pledge. A mistake is undone with a reason, never changed.

    kind      received, spent, returned to the funder, moved to or from another package
    document  number of the receipt or bill
    payee, words  to whom and for what, or what came, sealed; emptied when the person is erased
    line      of the budget, for what was spent
    moved_with  the other half of a move
    Personal data: to whom money for a person went.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        SPENT = "spent", _("spent")
        RETURNED = "returned", _("given back")
        MOVED_OUT = "moved-out", _("moved to another package")
        MOVED_IN = "moved-in", _("moved from another package")

    scope_fields = {
        "village": "pledge__package__person__village_id",
        "home": "pledge__package__person__dwelling_id",
        "level": "pledge__package__person__level",
        "record": "pledge__package__person_id",
    }
    COMING = (Kind.RECEIVED, Kind.MOVED_IN)

    pledge = MunicipalForeignKey(Pledge, models.PROTECT, related_name="movements")
    line = MunicipalForeignKey(PackageLine, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on = models.DateField()
    amount = models.BigIntegerField()
    hours = models.PositiveIntegerField(null=True)
    document = models.CharField(max_length=60, blank=True)
    payee = SealedText(null=True)
    words = SealedText(null=True)
    moved_with = models.UUIDField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.UUIDField(null=True)
    undone_because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["on", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_movement_amount",
                condition=models.Q(amount__gt=0),
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="support_movement_undone",
                condition=models.Q(undone_at=None, undone_by_id=None)
                | models.Q(undone_at__isnull=False, undone_by_id__isnull=False),
                violation_error_message=_("Whoever undid it did so at some time."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Paper(MunicipalModel):
    """A photograph, a signature or a bill that belongs to a package; the file lies sealed on the disk.

    Photographs hold no place, time or camera. Gone with the person, its file too.
    Personal data: pictures of people and homes, signatures, bills.
    """

    class Kind(models.TextChoices):
        PHOTOGRAPH = "photograph", _("photograph of the hand-over")
        DRAWN = "drawn", _("signature on the screen")
        SIGNED = "signed", _("signed paper")
        RECEIPT = "receipt", _("receipt or bill")

    scope_fields = _OF_PACKAGE

    package = MunicipalForeignKey(Package, models.PROTECT, related_name="papers")
    movement = MunicipalForeignKey(Movement, models.PROTECT, null=True, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_pdf = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]

    def __str__(self):
        return self.get_kind_display()
