"""A package: the help that answers one need, whoever pays for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Need
from khuang.care.people.models import OF_PERSON, Dwelling, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Package(MunicipalModel):
    """One package of help. States: proposed, approved, under way, handed over, closed; or cancelled.

    All amounts are satang.
    number      what is written on receipts: no name
    person      for whom, as the need says; none once they were erased, `about_id` then stands for nobody
    village, dwelling  where the help was given; kept for the accounts and for limits per house
    words       what will be done
    balance     what came in and is not yet spent or given back; kept by the actions, never below zero
    programme_id  a public programme that it is part of, opaque here; reference: random, all that the
                  programme knows of it
    received_by who signed for it; without_photograph says why there is no picture of the hand-over
    Personal data: that a person was helped, with what and by whose signature; words are sealed.
    Outlives the person, since public money must be accounted for; then nothing in it names anybody.
    """

    class Kind(models.TextChoices):
        HOUSE = "house", _("house repair or adaptation")
        SCHOLARSHIP = "scholarship", _("scholarship and school things")
        AID = "aid", _("wheelchair, bed or other aid")
        FOOD = "food", _("food and daily goods")
        MEDICAL = "medical", _("treatment and medicines")
        TRANSPORT = "transport", _("transport")
        LIVING = "living", _("money to live on")
        OTHER = "other", _("other help")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        UNDER_WAY = "under-way", _("under way")
        HANDED_OVER = "handed-over", _("handed over")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    scope_fields = OF_PERSON
    outlives_person = True

    number = models.CharField(max_length=20)
    need = MunicipalForeignKey(Need, models.PROTECT, null=True, related_name="packages")
    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="packages")
    about_id = models.UUIDField()
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    dwelling = MunicipalForeignKey(Dwelling, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    words = SealedText(null=True)
    state = models.CharField(max_length=11, choices=State.choices, default=State.PROPOSED)
    balance = models.BigIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.UUIDField()
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.UUIDField(null=True)
    handed_over_on = models.DateField(null=True)
    handed_over_by_id = models.UUIDField(null=True)
    received_by = SealedText(null=True)
    without_photograph = SealedText(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    ended_because = SealedText(null=True)
    programme_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=32, null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "about_id"], name="support_package_about"),
            models.Index(fields=["municipality", "state", "-proposed_at"], name="support_package_state"),
            models.Index(fields=["municipality", "dwelling"], name="support_package_dwelling"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="support_package_number",
                violation_error_message=_("There is a package with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="support_package_reference",
                violation_error_message=_("There is a package with this reference already."),
            ),
            models.CheckConstraint(
                name="support_package_programme",
                condition=models.Q(programme_id=None, reference=None)
                | models.Q(programme_id__isnull=False, reference__isnull=False),
                violation_error_message=_("What is part of a programme has a reference there."),
            ),
            models.CheckConstraint(
                name="support_package_balance",
                condition=models.Q(balance__gte=0),
                violation_error_message=_("More cannot go out than came in."),
            ),
            models.CheckConstraint(
                name="support_package_two_persons",
                condition=models.Q(approved_by_id=None)
                | ~models.Q(approved_by_id=models.F("proposed_by_id")),
                violation_error_message=_("Somebody else must approve what one proposed."),
            ),
            models.CheckConstraint(
                name="support_package_approved",
                condition=models.Q(state__in=("proposed", "cancelled"))
                | models.Q(approved_at__isnull=False, approved_by_id__isnull=False),
                violation_error_message=_("A package is approved before anything is done."),
            ),
            models.CheckConstraint(
                name="support_package_handed_over",
                condition=~models.Q(state__in=("handed-over", "closed"))
                | models.Q(handed_over_on__isnull=False),
                violation_error_message=_("What is handed over says on which day."),
            ),
            models.CheckConstraint(
                name="support_package_ended",
                condition=models.Q(state__in=("closed", "cancelled"), ended_at__isnull=False, balance=0)
                | (~models.Q(state__in=("closed", "cancelled")) & models.Q(ended_at=None)),
                violation_error_message=_("A package ends with nothing left over, on some day."),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        """Whether something may still happen to it."""
        return self.ended_at is None


class PackageLine(MunicipalModel):
    """One line of a package's budget, in satang.

    Personal data: what is bought for somebody, sealed.
    """

    class Kind(models.TextChoices):
        MATERIAL = "material", _("material")
        LABOUR = "labour", _("labour")
        GOODS = "goods", _("goods")
        MANAGEMENT = "management", _("management")
        CASH = "cash", _("money to the person")

    scope_fields = {
        "village": "package__person__village_id",
        "home": "package__person__dwelling_id",
        "level": "package__person__level",
        "record": "package__person_id",
    }

    package = MunicipalForeignKey(Package, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = SealedText(null=True)
    amount = models.BigIntegerField()

    class Meta(MunicipalModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "package", "position"],
                name="support_line_position",
                violation_error_message=_("Two lines of a budget have the same number."),
            ),
            models.CheckConstraint(
                name="support_line_amount",
                condition=models.Q(amount__gt=0),
                violation_error_message=_("A line of a budget is more than nothing."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
