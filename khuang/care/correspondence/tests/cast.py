"""Who writes and who is reached in the tests of correspondence."""

from datetime import date
from uuid import uuid4

from conftest import NOW
from khuang.care.people.models import Dwelling, Household, Membership, Person
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import ChannelAccount, Contact, Message, Route
from khuang.ground.messaging.reads import address_hash
from khuang.ground.municipalities.fields import keyed_hash

PHONE = "0812345678"
TODAY = date(2026, 11, 23)


def a_person(village, given_name="คำปัน", household=None, phone=None, **fields):
    """Somebody who lives in a village."""
    if household is None:
        dwelling = Dwelling.objects.create(village=village, house_no="12", known_from=TODAY)
        household = Household.objects.create(dwelling=dwelling, village=village, known_from=TODAY)
    person = Person.objects.create(
        pk=uuid4(),
        given_name=given_name,
        family_name="ใจดี",
        sort_key=given_name,
        household=household,
        dwelling=household.dwelling,
        village=village,
        known_from=TODAY,
        phone=phone,
        phone_hash=keyed_hash(phone, "phone") if phone else None,
        **fields,
    )
    Membership.objects.create(household=household, person=person, since=TODAY)
    return person


def line_on(**status):
    """Switch LINE on, as its page of channels does."""
    return ChannelAccount.objects.create(
        channel="line", is_on=True, changed_at=NOW, status=status, settings={"kept_back": "100"}
    )


def a_contact(name="U1", channel="line", state="agreed", at=NOW, **fields):
    """Somebody on LINE whom nobody knows yet."""
    return Contact.objects.create(
        channel=channel,
        address=name,
        address_hash=address_hash(channel, name),
        state=state,
        agreed_at=at if state == "agreed" else None,
        gone_at=at if state == "gone" else None,
        since=at,
        **fields,
    )


def a_route(person, contact=None, channel="line", position=0, **fields):
    """A way to a person."""
    return Route.objects.create(
        party_id=person.pk, channel=channel, contact=contact, position=position, since=NOW, **fields
    )


def received(contact, text=None, *, verb="", kind=None, party=None, at=NOW):
    """Let a message come in, as a channel tells it."""
    message = Message.objects.create(
        direction="in",
        state="received",
        channel=contact.channel,
        contact=contact,
        party_id=party and party.pk,
        party_kind="person" if party else "",
        kind=kind or ("tap" if verb else "text"),
        verb=verb,
        text=text,
        at=at,
    )
    also = [party.pk] if party else []
    journal.write(
        "messaging.received", by=journal.SYSTEM, about=message, at=at, also=also, verb=verb, kind=message.kind
    )
    return message


def said_to(contact):
    """Give the templates of what was sent to a contact, oldest first."""
    return list(Message.objects.filter(contact=contact, direction="out").values_list("template", flat=True))
