"""Who calls for help in the tests, and how."""

from uuid import uuid4

from conftest import NOW
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.messaging.reads import address_hash


def an_address(*persons, channel="line", kind="person", **more):
    """Know an address that belongs to the first and helps the others; to nobody without any."""
    address = f"U{uuid4().hex}"
    contact = Contact.objects.create(
        channel=channel, address=address, address_hash=address_hash(channel, address), since=NOW, **more
    )
    for number, one in enumerate(persons):
        of = {"party_id": one.pk, "party_kind": kind, "is_helper": bool(number)}
        Route.objects.create(channel=channel, contact=contact, since=NOW, **of)
    return contact


def come(contact, *, at=NOW, kind="tap", verb="", text=None, **more):
    """Let a message come in from an address, as the webhook does."""
    message = Message.objects.create(
        direction="in",
        channel=contact.channel,
        contact=contact,
        kind=kind,
        verb=verb,
        text=text,
        state="received",
        at=at,
        **more,
    )
    journal.write("messaging.received", by=SYSTEM, about=message, at=at, verb=verb, kind=kind)
    return message


def tap(contact, verb="help", *, at=NOW):
    """Let somebody tap a button."""
    return come(contact, verb=verb, at=at)


def hold_home(account, person, at=NOW):
    """Let a volunteer hold a person's home."""
    assignment = account.assignments.get(role="carer")
    accounts.assign_homes(assignment, [person.dwelling_id], by=SYSTEM, at=at)
