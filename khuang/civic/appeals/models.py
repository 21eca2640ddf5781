"""Appeals as anyone may read them, and how to reach the municipality."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.models import MunicipalModel


class PublicAppeal(MunicipalModel):
    """One appeal on the public pages. Two states: open, answered; a withdrawn one is no more.

    Nothing here leads back: no id, no amount, no day but the one on which all that were approved the
    day before came out together.
    reference  random; only the desk knows what it stands for
    kind       code of the kind of need, from the list that both wings share
    percent    how much is given or promised, in whole percent
    Personal data: none.
    """

    class State(models.TextChoices):
        OPEN = "open", _("help is sought")
        ANSWERED = "answered", _("answered, thank you")

    reference = models.CharField(max_length=32)
    title = models.CharField(max_length=120)
    text = models.TextField()
    kind = models.CharField(max_length=40)
    percent = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    published_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        # By the random reference within a day, so that the order tells nothing either.
        ordering = ["-published_on", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="appeals_reference",
                violation_error_message=_("There is an appeal with this reference already."),
            ),
            models.CheckConstraint(
                name="appeals_percent",
                condition=models.Q(percent__lte=100),
                violation_error_message=_("Not more than all of it."),
            ),
            models.CheckConstraint(
                name="appeals_answered",
                condition=models.Q(state="open", answered_on=None)
                | models.Q(state="answered", answered_on__isnull=False),
                violation_error_message=_("An answered appeal says since when."),
            ),
        ]

    def __str__(self):
        return self.title


class GivingContact(MunicipalModel):
    """Whom to ask before giving: the office as it wants to be reached. One row of a municipality.

    Personal data: none; an office, not a person.
    """

    office = models.CharField(max_length=120)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=600, blank=True)

    class Meta(MunicipalModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                name="appeals_one_contact",
                violation_error_message=_("The contact is written already; change it."),
            )
        ]

    def __str__(self):
        return self.office
