"""Equipment that is lent out: items with their numbers, and loans to persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Condition(models.TextChoices):
    GOOD = "good", _("good")
    WORN = "worn", _("worn, still safe")
    BROKEN = "broken", _("broken or not safe")


class EquipmentItem(MunicipalModel):
    """One piece of equipment with a number of its own, such as a wheelchair.

    Three states: ready, which is in stock unless a loan is open; in repair; written off.
    Personal data: none; whoever types a note is told to name nobody.

    kind   code of a kind in data/equipment.json
    name   what tells it from others of its kind, may be empty
    number as painted on it
    given_by  where it came from: bought, or who gave it
    """

    class State(models.TextChoices):
        READY = "ready", _("ready")
        REPAIR = "repair", _("in repair")
        WRITTEN_OFF = "written_off", _("written off")

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40)
    condition = models.CharField(max_length=6, choices=Condition.choices, default=Condition.GOOD)
    state = models.CharField(max_length=11, choices=State.choices, default=State.READY)
    given_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["kind", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="support_item_number",
                violation_error_message=_("Another item has this number. Write a different one."),
            ),
            models.CheckConstraint(
                name="support_item_sound",
                condition=~models.Q(state="ready") | ~models.Q(condition="broken"),
                violation_error_message=_("What is broken is not ready to be lent."),
            ),
        ]

    def __str__(self):
        return self.number


class Loan(MunicipalModel):
    """One item in a person's hands, until it is brought back. There is no deposit.

    Personal data: who uses which aid. It stays when the person is erased, without them, since
    the item is still to be fetched.

    due_on     last day of the loan
    condition  how it came back
    """

    scope_fields = OF_PERSON
    outlives_person = True

    item = MunicipalForeignKey(EquipmentItem, models.PROTECT, related_name="loans")
    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="loans")
    since = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True)
    condition = models.CharField(max_length=6, choices=Condition.choices, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    returned_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person"], name="support_loan_person"),
            models.Index(
                fields=["municipality", "due_on"],
                condition=models.Q(returned_on=None),
                name="support_loan_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item"],
                condition=models.Q(returned_on=None),
                name="support_loan_one_open",
                violation_error_message=_("This item is on loan already."),
            ),
            models.CheckConstraint(
                name="support_loan_dates",
                condition=models.Q(due_on__gte=models.F("since"))
                & (models.Q(returned_on=None) | models.Q(returned_on__gte=models.F("since"))),
                violation_error_message=_("A loan ends on or after the day on which it began."),
            ),
            models.CheckConstraint(
                name="support_loan_returned",
                condition=models.Q(returned_on=None, condition="", returned_by_id=None)
                | (models.Q(returned_on__isnull=False) & ~models.Q(condition="")),
                violation_error_message=_("A return says the day and the condition."),
            ),
        ]

    def __str__(self):
        return str(self.item)
