"""Who visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Volunteer(MunicipalModel):
    """Somebody who visits homes, with an account or (on paper only) without one.

    kind      code of the list of kinds: village health volunteer, paid local carer, ...
    home      where they set out from; without it their village stands for it
    left_on   the day from which they visit no more; the row stays
    Personal data: name, sex, telephone (sealed) and home of a volunteer.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")
        UNKNOWN = "", _("not known")

    scope_fields = {"village": "village_id"}

    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default=Sex.UNKNOWN)
    kind = models.CharField(max_length=30)
    phone = SealedText(null=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    home = MunicipalForeignKey("places.Point", models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    left_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "account"],
                name="visits_volunteer_account",
                violation_error_message=_("This account is a volunteer already."),
            ),
            models.CheckConstraint(
                name="visits_volunteer_dates",
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("since")),
                violation_error_message=_("A volunteer cannot leave before they began."),
            ),
        ]

    def __str__(self):
        return self.name
