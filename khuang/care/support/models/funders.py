"""Who pays for help: the municipality, a ministry, a temple, a neighbour."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Funder(MunicipalModel):
    """One source of help. It ends on a day; the row stays, since money that it gave names it.

    is_anonymous  a donor who wants no thanks in public: the name stands on no paper that leaves the office
    Personal data: the name of a private donor; contact and notes are sealed.
    """

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("municipal budget")
        MINISTRY = "ministry", _("ministry or other state office")
        HEALTH_FUND = "health-fund", _("local health fund")
        FOUNDATION = "foundation", _("foundation or association")
        COMPANY = "company", _("company or shop")
        TEMPLE = "temple", _("temple, church or mosque")
        DONOR = "donor", _("private donor")
        VOLUNTEERS = "volunteers", _("volunteers")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    is_anonymous = models.BooleanField(default=False)
    contact = SealedText(null=True)
    notes = SealedText(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_funder_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A funder cannot end before it began."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "name", "kind"],
                name="support_funder_name",
                violation_error_message=_("There is a funder of this name and kind already."),
            ),
        ]

    def __str__(self):
        return self.name
