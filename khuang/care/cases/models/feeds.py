"""What an account keeps for itself: saved filters, and the secret address of its calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class SavedFilter(MunicipalModel):
    """A choice on the lists of cases that an account keeps under a name. Personal data: none.

    chosen  field of the form -> code or id of a place; never words that somebody typed to find a person
    """

    account = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    chosen = models.JSONField()
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "account", "name"],
                name="cases_filter_once",
                violation_error_message=_("You have a filter of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class CalendarFeed(MunicipalModel):
    """A secret address at which an account's calendar can be read, until it is revoked.

    Personal data: none; what it shows names nobody.

    token_hash  of the secret, which is shown once and kept nowhere
    """

    account = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    token_hash = models.BinaryField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "token_hash"],
                name="cases_feed_token",
                violation_error_message=_("There is a calendar with this address already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "account"],
                condition=models.Q(revoked_at=None),
                name="cases_feed_one_now",
                violation_error_message=_("You have a calendar address already."),
            ),
        ]

    def __str__(self):
        return str(self.made_at)
