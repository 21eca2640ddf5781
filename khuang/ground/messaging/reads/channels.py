"""Which channels there are, and which of them this municipality uses.

A channel is found by its folder and imported by its name in there, never named in code: whoever deletes
the folder has deleted the channel.
"""

from functools import cache
from importlib import import_module
from pathlib import Path

from khuang.ground.messaging.models import ChannelAccount
from khuang.ground.messaging.rules.channels import Channel

FOLDER = Path(__file__).resolve().parents[1] / "channels"
PACKAGE = "khuang.ground.messaging.channels"


@cache
def channels() -> dict[str, Channel]:
    """Give every channel that is installed, by its code."""
    return {code: import_module(f"{PACKAGE}.{code}.channel").CHANNEL for code in _having("channel.py")}


def channel(code: str) -> Channel | None:
    """Give a channel by its code, or None when its folder is gone."""
    return channels().get(code)


def addresses() -> list[str]:
    """Give the modules of addresses (urls) that channels bring along."""
    return [f"{PACKAGE}.{code}.urls" for code in _having("urls.py")]


def account_of(code: str) -> ChannelAccount | None:
    """Give this municipality's account at a channel."""
    return ChannelAccount.objects.filter(channel=code).first()


def is_on(code: str) -> bool:
    """Say whether this municipality sends by a channel; without anything to set up, it does by itself."""
    found = channel(code)
    if found is None:
        return False
    account = account_of(code)
    return account.is_on if account else not found.settings


def _having(file: str) -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{file}"))
