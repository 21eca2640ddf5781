"""A telephone call by a human; the call list asks for it and tells what came of it."""

from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.rules.channels import Channel

CHANNEL = Channel(
    code="call",
    words=_("Phone call by a person"),
    asks="messaging.call-asked",
    carries_personal=True,
    needs_address=False,
    kind="call",
)
