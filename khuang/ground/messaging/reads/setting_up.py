"""What the page of channels shows: what is set up, how it goes, what failed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.models import ChannelAccount, Message
from khuang.ground.messaging.reads.channels import account_of, channels, is_on
from khuang.ground.messaging.reads.guarding import SENTENCES
from khuang.ground.messaging.rules.channels import Channel

FEW = 5
UNSENT = (Message.State.FAILED, Message.State.REFUSED, Message.State.EXPIRED)

# Why a message did not go, by the code in `Message.because`.
BECAUSE: dict[str, Any] = {
    "no-way": _("There is no way to reach them. Add one, or write down a call."),
    "off": _("The channel was switched off."),
    "gone": _("The address is no longer there."),
    "too-late": _("It was too old to be worth sending."),
    "tried-often": _("It was tried several times without success."),
    "unreachable": _("The other end did not answer. Check the address and the network."),
    "timeout": _("The other end took too long."),
    "fault": _(
        "The channel is set up wrongly, or the program has a fault. Check the settings, tell the operator."
    ),
    "quota": _("The month's messages are used up."),
    "blocked": _("The receiver blocked us."),
    "refused": _("The channel did not accept the message."),
    "too-often": _("The channel asks to send more slowly."),
    "nobody-answered": _("Nobody answered the phone."),
    "not-at-home": _("Nobody was at home."),
}
_ANSWERED = _("The other end answered %(code)s. Look into its manual or ask its support.")


@dataclass(frozen=True)
class Failure:
    """A message that did not go."""

    at: datetime
    because: str


@dataclass(frozen=True)
class ChannelState:
    """A channel as the page shows it.

    status    sentences of the channel about quota and health
    missing   words of the settings that it still needs
    failures  the newest messages that did not go
    """

    channel: Channel
    account: ChannelAccount | None
    is_on: bool
    status: Sequence[str]
    missing: Sequence[Any]
    failures: Sequence[Failure]
    waiting: int


def channel_states() -> list[ChannelState]:
    """Give every channel that is installed as this municipality uses it."""
    return [channel_state(one) for one in channels().values()]


def channel_state(channel: Channel) -> ChannelState:
    """Give a channel as this municipality uses it."""
    account = account_of(channel.code)
    mine = Message.objects.filter(channel=channel.code, direction=Message.Direction.OUT)
    unsent = mine.filter(state__in=UNSENT).order_by("-at", "-pk")[:FEW]
    return ChannelState(
        channel,
        account,
        is_on(channel.code),
        channel.status(account) if channel.status and account else [],
        missing(channel, account),
        [Failure(message.at, because_in_words(message.because)) for message in unsent],
        mine.filter(state__in=[Message.State.QUEUED, Message.State.AT_CONTACT]).count(),
    )


def missing(channel: Channel, account: ChannelAccount | None) -> list[Any]:
    """Give the words of what must still be typed before a channel can be switched on."""
    return [
        setting.words
        for setting in channel.settings
        if setting.is_needed and not setting.default and not _is_kept(setting, account)
    ]


def because_in_words(code: str) -> str | Promise:
    """Say why a message did not go."""
    if code.startswith(("http-", "smtp-")):
        return str(_ANSWERED) % {"code": code.partition("-")[2]}
    return BECAUSE.get(code) or SENTENCES.get(code) or BECAUSE["refused"]


def _is_kept(setting: Any, account: ChannelAccount | None) -> bool:
    if account is None:
        return False
    kept: Any = account.secrets if setting.is_secret else account.settings
    return bool((kept or {}).get(setting.code))
