"""What a channel told us, as it came, once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import SealedText
from khuang.ground.municipalities.models import MunicipalModel


class InboundEvent(MunicipalModel):
    """One event of a channel, stored before anything else; the channel's own id keeps it single.

    States: waiting, done, unknown (of a kind that we do not know; kept), failed (somebody must look).
    address_hash  whose it is; events of one address are handled one by one, by `occurred_at`
    occurred_at   by the channel's clock; `received_at` by ours
    raw           the event as it came, sealed; emptied when its sender takes the message back
    problem       code of what went wrong
    Personal data: what somebody wrote or tapped, sealed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        UNKNOWN = "unknown", _("of an unknown kind")
        FAILED = "failed", _("failed")

    channel = models.CharField(max_length=20)
    event_id = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    address_hash = models.BinaryField(max_length=16, null=True)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    raw = SealedText(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    handled_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=40, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["occurred_at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "address_hash", "occurred_at"],
                condition=models.Q(state="waiting"),
                name="messaging_event_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "channel", "event_id"],
                name="messaging_event_once",
                violation_error_message=_("This event is stored already."),
            ),
            models.CheckConstraint(
                name="messaging_event_handled",
                condition=models.Q(state="waiting", handled_at=None)
                | (~models.Q(state="waiting") & models.Q(handled_at__isnull=False)),
                violation_error_message=_("An event that was handled says when."),
            ),
        ]

    def __str__(self):
        return self.kind
