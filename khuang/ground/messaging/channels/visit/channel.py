"""A visit; the round asks for it and tells what came of it."""

from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.rules.channels import Channel

CHANNEL = Channel(
    code="visit",
    words=_("Visit"),
    asks="messaging.visit-asked",
    carries_personal=True,
    needs_address=False,
    kind="visit",
)
