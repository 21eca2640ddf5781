"""One-time tokens, printed and handed out on paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village


class TokenBatch(MunicipalModel):
    """One printing of tokens for one village. What they are for is opaque: an election, a forum topic.

    subject_  model name and id of what they open
    number    counts the batches of a subject from 1; printed on the slips
    Personal data: none; who printed it.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    village = MunicipalForeignKey(Village, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "subject_id", "number"],
                name="ballots_batch_number",
                violation_error_message=_("Each printing has a number of its own."),
            )
        ]

    def __str__(self):
        return f"{self.number}"


class Token(MunicipalModel):
    """One token. Three states: ready, used, spoilt. When it was used is written nowhere.

    code_hash  keyed hash of the code; the code itself stands on the slip only
    serial     its place in the batch, printed on the slip, so that one can be spoilt without its code
    Personal data: none; nobody writes down who got which slip.
    """

    class State(models.TextChoices):
        READY = "ready", _("not used yet")
        USED = "used", _("used")
        SPOILT = "spoilt", _("spoilt or replaced")

    batch = MunicipalForeignKey(TokenBatch, models.PROTECT, related_name="tokens")
    serial = models.PositiveSmallIntegerField()
    code_hash = models.BinaryField(max_length=16)
    state = models.CharField(max_length=6, choices=State.choices, default=State.READY)

    class Meta(MunicipalModel.Meta):
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                name="ballots_token_code",
                violation_error_message=_("Each token has a code of its own."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "batch", "serial"],
                name="ballots_token_serial",
                violation_error_message=_("Each slip of a printing has a number of its own."),
            ),
        ]

    def __str__(self):
        return f"{self.batch.number}-{self.serial}"
