"""What the database itself refuses, each with its sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.ground.messaging.models import ChannelAccount, Contact, InboundEvent, Message, Route
from khuang.ground.messaging.tests.contacts import contact_on

PARTY = uuid4()


@pytest.fixture(autouse=True)
def there(inside):
    contact = contact_on("sms", "0812345678")
    event = InboundEvent.objects.create(**received())
    Message.objects.create(**came(event=event))
    ChannelAccount.objects.create(channel="sms", changed_at=NOW)
    Route.objects.create(party_id=PARTY, channel="sms", contact=contact, since=NOW)
    Route.objects.create(party_id=PARTY, channel="visit", since=NOW)


def received(**more):
    return {"channel": "sms", "event_id": "1", "kind": "x", "occurred_at": NOW, "received_at": NOW} | more


def came(**more):
    return {"direction": "in", "channel": "sms", "state": "received", "at": NOW} | more


def address(**more):
    return {"channel": "sms", "address": "1", "address_hash": b"1", "since": NOW} | more


def way(**more):
    return {"party_id": PARTY, "channel": "call", "since": NOW} | more


def broken_rows():
    """One row for each constraint, by its name."""
    contact, event = Contact.objects.get(), InboundEvent.objects.get()
    return {
        "messaging_channel_once": ChannelAccount(channel="sms", changed_at=NOW),
        "messaging_contact_once": Contact(**address(address_hash=bytes(contact.address_hash))),
        "messaging_contact_gone": Contact(**address(state="gone")),
        "messaging_contact_agreed": Contact(**address(state="agreed")),
        "messaging_contact_token": Contact(**address(reply_token="t")),
        "messaging_route_once": Route(**way(channel="sms", contact=contact)),
        "messaging_route_ends": Route(**way(until=NOW - timedelta(days=1))),
        "messaging_route_helper": Route(**way(helper_name="ลูกสาว")),
        "messaging_event_once": InboundEvent(**received()),
        "messaging_event_handled": InboundEvent(**received(event_id="2", state="done")),
        "messaging_message_of_event": Message(**came(event=event)),
        "messaging_message_states": Message(**came(state="sent", sent_at=NOW)),
        "messaging_message_withdrawn": Message(**came(state="withdrawn", text="ข้อความ")),
        "messaging_message_sent": Message(**came(direction="out", state="sent")),
    }


def test_every_constraint_of_ours_is_broken_here():
    models = (ChannelAccount, Contact, Route, InboundEvent, Message)
    named = {one.name for model in models for one in model._meta.constraints}
    assert named == set(broken_rows())


def test_the_database_refuses_each_and_says_why():
    for name, row in broken_rows().items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save()
        with pytest.raises(ValidationError) as refused:
            row.validate_constraints()
        sentence = next(one.violation_error_message for one in row._meta.constraints if one.name == name)
        assert str(sentence) in refused.value.messages


def test_a_way_without_an_address_stands_there_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        Route.objects.create(**way(channel="visit"))
    Route.objects.create(**way(channel="visit", party_id=uuid4()))
