"""LINE, as the rest of messaging sees it."""

from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.channels.line import health, hearing, sending
from khuang.ground.messaging.rules.channels import Channel, Setting

CHANNEL = Channel(
    code="line",
    words=_("LINE"),
    deliver=sending.deliver,
    carries_buttons=True,
    is_counted=True,
    settings=(
        Setting("secret", _("Channel secret"), _("LINE Developers, Basic settings"), is_secret=True),
        Setting(
            "token",
            _("Channel access token"),
            _("LINE Developers, Messaging API, long-lived"),
            is_secret=True,
            is_long=True,
        ),
        Setting(
            "kept_back",
            _("Messages kept back for urgent matters"),
            _("A number of each month; what is not urgent waits below it."),
            is_needed=False,
            default=str(health.KEPT_BACK),
        ),
        Setting(
            "call_number",
            _("Number behind “call my volunteer”"),
            _("Digits only, such as 0532811234"),
            is_needed=False,
        ),
        Setting(
            "groups",
            _("Groups that we may stay in"),
            _("Their ids, with spaces between; every other group is left at once."),
            is_needed=False,
        ),
    ),
    together=5,
    status=health.status,
    hear=hearing.hear,
    look=health.look,
)
