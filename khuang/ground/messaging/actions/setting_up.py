"""Set a channel up, switch it on and off, and try it out on oneself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import reads
from khuang.ground.messaging.actions.sending import send_to
from khuang.ground.messaging.models import ChannelAccount, Contact, Message
from khuang.ground.messaging.rules.channels import Channel
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.messaging.rules.problems import NotLinkedYourself, NotSetUp, SwitchOnFirst
from khuang.ground.municipalities.models import Municipality

TEST = "messaging.test"


@journal.action
def set_up_channel(channel: Channel, typed: Mapping[str, str], *, by: Any, at: datetime) -> ChannelAccount:
    """Keep what was typed about a channel; a secret that was left empty stays as it was.

    Journal: messaging.channel-set-up, with the codes of what changed and never a value.
    Raises PermissionDenied.
    """
    _ask_leave(by)
    account = _account(channel, at)
    secrets = dict(account.secrets or {})
    changed = []
    for setting in channel.settings:
        value = typed.get(setting.code, "").strip()
        kept = secrets if setting.is_secret else account.settings
        if value == kept.get(setting.code, "") or (setting.is_secret and not value):
            continue
        kept[setting.code] = value
        changed.append(setting.code)
    account.secrets = secrets
    _save(account, by, at)
    journal.write("messaging.channel-set-up", by=by, about=account, at=at, changed=changed)
    return account


@journal.action
def switch_channel(channel: Channel, is_on: bool, *, by: Any, at: datetime) -> ChannelAccount:
    """Switch a channel on or off for the whole municipality.

    What waits for a channel that is off goes by the next way. Journal: messaging.channel-switched.
    Raises PermissionDenied, or NotSetUp when something is missing that it needs.
    """
    _ask_leave(by)
    account = _account(channel, at)
    if is_on and reads.missing(channel, account):
        raise NotSetUp
    account.is_on = is_on
    _save(account, by, at)
    journal.write("messaging.channel-switched", by=by, about=account, at=at, on=is_on)
    return account


@journal.action
def send_test(channel: Channel, address: str, *, by: Any, at: datetime) -> Message:
    """Send a test to an address that was typed, or where none can be, to one's own on that channel.

    Journal: messaging.queued. Raises PermissionDenied, SwitchOnFirst, NotLinkedYourself.
    """
    _ask_leave(by)
    if not reads.is_on(channel.code):
        raise SwitchOnFirst
    contact = _typed(channel, address, at) if address else _own(channel, by)
    town = Municipality.objects.get(pk=by.municipality_id)
    return send_to(contact, TEST, variables={"municipality": str(town)}, by=by, at=at)


def _typed(channel: Channel, address: str, at: datetime) -> Contact:
    """Give the contact of an address; a new one belongs to nobody and was asked nothing."""
    found = reads.contact_with(channel.code, address)
    return found or Contact.objects.create(
        channel=channel.code,
        address=address,
        address_hash=reads.address_hash(channel.code, address),
        since=at,
    )


def _own(channel: Channel, by: Any) -> Contact:
    own = [one for one in reads.contacts_of(Party(by.pk, "account")) if one.channel == channel.code]
    if not own:
        raise NotLinkedYourself
    return own[0]


def _account(channel: Channel, at: datetime) -> Any:
    rows = ChannelAccount.objects.select_for_update(of=("self",))
    return rows.filter(channel=channel.code).first() or ChannelAccount(
        channel=channel.code, is_on=not channel.settings, changed_at=at
    )


def _save(account: Any, by: Any, at: datetime) -> None:
    account.changed_at, account.changed_by_id = at, by.pk
    account.save()


def _ask_leave(by: Any) -> None:
    if not may(by, "messaging.channels"):
        raise PermissionDenied
