"""The municipality's account at a channel, such as its LINE Official Account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import SealedJSON
from khuang.ground.municipalities.models import MunicipalModel


class ChannelAccount(MunicipalModel):
    """One channel as this municipality uses it: on or off, its keys, what it last said of itself.

    channel   code of the channel, the name of its folder in `channels`
    secrets   keys and tokens of the account, sealed; which ones, the channel says
    settings  what may be known, such as the quota that is kept back for urgent messages
    status    what the channel last answered about itself (quota, consumption, when, problem)
    Personal data: none.
    """

    channel = models.CharField(max_length=20)
    is_on = models.BooleanField(default=False)
    secrets = SealedJSON(null=True)
    settings = models.JSONField(default=dict)
    status = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "channel"],
                name="messaging_channel_once",
                violation_error_message=_("This channel is set up already."),
            ),
        ]

    def __str__(self):
        return self.channel
