"""Connects a demo municipality to the stand-in in place of LINE; what is not a demo is refused.

The one part of the stand-in that knows of our rows. Secret and token are made at random and sealed in
the account; the stand-in, which is the outside world, has them in a file of its own.
"""

import secrets
from datetime import datetime
from pathlib import Path

from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging.channels.line.standin import keeping
from khuang.ground.messaging.channels.line.standin.cast import CAST
from khuang.ground.messaging.channels.line.standin.state import State
from khuang.ground.messaging.models import ChannelAccount
from khuang.ground.municipalities.models import Municipality

LINE = "line"


class OnlyForDemos(Exception):
    """A municipality with real people never speaks with the stand-in."""


@journal.action
def connect(municipality: Municipality, file: Path, *, base: str, origin: str, at: datetime) -> None:
    """Let the municipality's LINE be the stand-in at `base`. Journal: messaging.standin-connected.

    file    where the stand-in keeps itself; made when it is not there
    origin  our own address, to which events go
    Raises OnlyForDemos.
    """
    if not municipality.is_demo:
        raise OnlyForDemos(f"{municipality.slug} is no demo: its people are real, so it needs LINE itself.")
    account = ChannelAccount.objects.filter(channel=LINE).first()
    if account is None:
        account = ChannelAccount(channel=LINE, secrets=_new_keys(), is_on=True)
    _write(file, account.secrets, f"{origin}/line/{municipality.slug}/")
    if account.settings.get("api") != base:
        account.settings |= {"api": base}
        account.changed_at = at
        account.save()
        journal.write("messaging.standin-connected", by=SYSTEM, about=account, at=at)


def _new_keys() -> dict[str, str]:
    return {"secret": secrets.token_hex(16), "token": secrets.token_urlsafe(96)}


def _write(file: Path, keys: dict[str, str], webhook: str) -> None:
    state = keeping.load(file) if file.exists() else State("", "", "")
    state.secret, state.token, state.webhook = keys["secret"], keys["token"], webhook
    for user in CAST:
        state.users.setdefault(user.id, user)
    keeping.save(file, state)
