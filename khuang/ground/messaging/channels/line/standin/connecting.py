"""Connects a demo municipality to the stand-in in place of LINE; what is not a demo is refused.

The one part of the stand-in that knows of our rows. Secret and token are made at random and sealed in
the account; the stand-in, which is the outside world, has them in a file of its own.
"""

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import client, setup
from khuang.ground.messaging.channels.line.standin import keeping
from khuang.ground.messaging.channels.line.standin.cast import CAST
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import State, User
from khuang.ground.messaging.models import ChannelAccount, Contact, Message
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

LINE = "line"
NUMBER = "0100000009"  # Nobody's: behind the tile "call my volunteer".
S = Message.State
UNSAID = (S.QUEUED, S.AT_CONTACT, S.FAILED, S.REFUSED, S.EXPIRED, S.WITHDRAWN)


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
        account = ChannelAccount(channel=LINE, is_on=True, settings={"call_number": NUMBER})
    account.secrets = account.secrets or _new_keys()
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
        state.users.setdefault(user.id, replace(user))
        _recall(state, state.users[user.id])
    keeping.save(file, state)


def _recall(state: State, user: User) -> None:
    """Show on an empty phone what the demo says was said before."""
    contact = reads.contact_with(LINE, user.id)
    if contact is None or state.chats.get(user.id):
        return
    user.follows = contact.state != Contact.State.GONE
    said = Message.objects.filter(contact=contact, kind__in=["text", "tap"]).exclude(text=None)
    for message in said.exclude(state__in=UNSAID).order_by("at", "pk"):
        who = "user" if message.direction == Message.Direction.IN else "bot"
        with state.changed:
            state.add_line(user.id, who, {"type": "text", "text": message.text}, message.at)


def draw_menus(municipality: Municipality, file: Path, base: str) -> None:
    """Give the account its rich menus, by the very step of `khuang line setup`; once."""
    if keeping.load(file).default_menu:
        return
    parts = urlsplit(base)
    with Standin(file=file, host=parts.hostname or "", port=parts.port or 0):
        with within(municipality):
            account = reads.account_of(LINE)
        for _step in setup.make_menus(client.of(account), account):
            pass
