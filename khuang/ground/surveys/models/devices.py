"""The phones that may fetch forms and send surveys."""

from django.db import models

from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Device(MunicipalModel):
    """A phone that acts for its holder; it may do what the holder may, until it is revoked.

    token_hash  SHA-256 of the token in the phone's address; the token itself is kept nowhere
    last_seen   to about five minutes
    in_browser  no phone with an app, but a browser: known by who signed in, listed with their account
    Personal data: who holds which phone, and when it was last heard of.
    """

    holder = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    in_browser = models.BooleanField(default=False)

    class Meta(MunicipalModel.Meta):
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="surveys_device_token")
        ]

    def __str__(self):
        return self.label
