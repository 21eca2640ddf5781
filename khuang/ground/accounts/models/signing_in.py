"""Where accounts are signed in, which phones are known, and who must wait before another attempt."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models.roles import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import Municipality, MunicipalModel
from khuang.lib.identifiers import uuid7


class BrowserSession(models.Model):
    """One browser that is signed in, was, or is about to; it outlives its end for a while.

    Stands outside the municipal rows because it is asked for before the municipality is known.
    key_hash  SHA-256 of what the browser's cookie holds: who reads this table cannot sign in with it
    content   what the session carries, sealed
    device    a coarse word for the browser, for example "Android, Chrome"; no address, no version
    phone_id  the remembered phone by which it began, if any
    Personal data: when somebody was signed in, and on what kind of device.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key_hash = models.BinaryField(max_length=32, unique=True)
    content = models.BinaryField()
    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    device = models.CharField(max_length=60, blank=True)
    phone_id = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return self.device


class SignInBrake(models.Model):
    """How often an attempt failed, and until when the next must wait. Personal data: none in clear.

    key  keyed hash of what is guessed at and from where; without the keys nobody can tell whose it is
    """

    key = models.BinaryField(max_length=16, primary_key=True)
    misses = models.PositiveIntegerField()
    free_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return str(self.misses)


class HandedLink(MunicipalModel):
    """A link that somebody handed over in person, so that a volunteer's phone becomes known.

    Used once, within minutes. Personal data: who let in whom, and when.
    """

    account = MunicipalForeignKey(Account, models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=16)
    made_by = MunicipalForeignKey(Account, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="accounts_handed_link"),
            models.CheckConstraint(
                condition=Q(until__gte=F("made_at")),
                name="accounts_handed_link_ends",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return str(self.account_id)


class RememberedPhone(MunicipalModel):
    """A phone or computer on which a volunteer signs in with six digits.

    token_hash  keyed hash of what its cookie holds
    pin_hash    keyed hash of the six digits that the holder chose; none until chosen
    misses      wrong digits one after the other
    Personal data: on what kind of phone a volunteer works, and when it was last used.
    """

    account = MunicipalForeignKey(Account, models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=16)
    pin_hash = models.BinaryField(max_length=16, null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    device = models.CharField(max_length=60)
    known_since = models.DateTimeField()
    seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="accounts_remembered_phone"),
        ]

    def __str__(self):
        return self.device
