"""Partners: organisations outside the municipality's own desk that can help."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village


class Partner(MunicipalModel):
    """One organisation of the directory. It is worked with from a day on, until another or still.

    services     codes of the kinds of need that it can answer
    offers       the same in words, as the organisation says it
    beyond       it helps outside of the municipality's villages too, or everywhere when none is named
    hours        when somebody answers
    revision     counts the changes, so that two people notice each other
    Personal data: name and ways to reach whoever speaks for it, sealed.
    """

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("hospital")
        HEALTH = "health", _("health-promoting hospital")
        SCHOOL = "school", _("school or child centre")
        TEMPLE = "temple", _("temple or other faith")
        VILLAGE_HEAD = "village-head", _("village head")
        MINISTRY = "ministry", _("ministry office")
        LOCAL = "local", _("other local government")
        POLICE = "police", _("police")
        NGO = "ngo", _("foundation or association")
        COMPANY = "company", _("company or shop")
        GROUP = "group", _("community group")
        OTHER = "other", _("other organisation")

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    services = ArrayField(models.CharField(max_length=40), default=list)
    offers = models.CharField(max_length=500, blank=True)
    contact = SealedText(null=True)
    phone = SealedText(null=True)
    email = SealedText(null=True)
    line = SealedText(null=True)
    beyond = models.BooleanField(default=False)
    hours = models.CharField(max_length=200, blank=True)
    notes = SealedText(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(MunicipalModel.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=models.Q(until=None),
                name="cases_partner_name",
                violation_error_message=_("An organisation of this name is in the directory already."),
            ),
            models.CheckConstraint(
                name="cases_partner_dates",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.name


class PartnerVillage(MunicipalModel):
    """A village where a partner helps. Personal data: none."""

    partner = MunicipalForeignKey(Partner, models.CASCADE, related_name="villages")
    village = MunicipalForeignKey(Village, models.PROTECT, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "partner", "village"], name="cases_partner_village_once"
            )
        ]

    def __str__(self):
        return str(self.village_id)
