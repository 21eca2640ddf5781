"""What was said is forgotten: with whoever was erased at once, and with time."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import NOW
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions, message_files
from khuang.ground.messaging.models import Contact, InboundEvent, Message, Route
from khuang.ground.messaging.rules.retention import kept
from khuang.ground.messaging.tests.contacts import contact_on, somebody, switch_on

pytestmark = pytest.mark.django_db
TEST = {"variables": {"municipality": "ฟ้าใส"}, "by": SYSTEM}


def heard(contact, party, at=NOW, **more):
    """Somebody wrote, and sent a voice."""
    event = InboundEvent.objects.create(
        channel=contact.channel,
        event_id=str(uuid4()),
        kind="message",
        address_hash=contact.address_hash,
        occurred_at=at,
        received_at=at,
        raw='{"text": "ปวดเข่า"}',
        state="done",
        handled_at=at,
    )
    message = Message.objects.create(
        direction="in",
        channel=contact.channel,
        contact=contact,
        event=event,
        party_id=party.id,
        party_kind=party.kind,
        text="ปวดเข่า",
        place={"at": [99.3, 18.2]},
        state="received",
        at=at,
        **more,
    )
    message_files.write(message.pk, [b"voice"])
    Message.objects.filter(pk=message.pk).update(media="voice")
    return message


@pytest.fixture
def line(inside):
    switch_on("sms")
    contact = contact_on("sms", "0812345678")
    return contact, somebody(contact)


def test_with_whoever_is_erased_goes_all_that_was_said(line):
    contact, party = line
    said = heard(contact, party)
    sent = actions.send(party, "messaging.test", at=NOW, **TEST)
    actions.forget_party([party.id], at=NOW)
    for message in (said, sent):
        message.refresh_from_db()
        assert (message.text, message.place, message.media, message.party_id, message.contact) == (
            None, None, "", None, None,
        )  # fmt: skip
    assert sent.state == "failed"
    said.event.refresh_from_db()
    assert (said.event.raw, said.event.address_hash) == (None, None)
    assert not message_files.path_of(said.pk).exists()
    contact.refresh_from_db()
    assert (contact.address, contact.state) == ("", "gone")
    assert not Route.objects.exists()


def test_an_address_that_leads_to_somebody_else_too_stays(line):
    contact, mother = line
    daughter = somebody(contact)
    kept_message = heard(contact, daughter)
    actions.forget_party([mother.id], at=NOW)
    contact.refresh_from_db()
    kept_message.refresh_from_db()
    assert (contact.address, contact.state) == ("0812345678", "agreed")
    assert (kept_message.text, kept_message.party_id) == ("ปวดเข่า", daughter.id)


def test_what_they_wrote_before_we_knew_them_goes_as_well(line):
    contact, party = line
    said = heard(contact, somebody())
    Message.objects.filter(pk=said.pk).update(party_id=None, party_kind="")
    actions.forget_party([party.id], at=NOW)
    said.refresh_from_db()
    assert said.text is None


def test_an_address_of_the_erased_can_be_known_anew(line):
    _, party = line
    actions.forget_party([party.id], at=NOW)
    assert contact_on("sms", "0812345678").pk
    assert Contact.objects.count() == 2


def test_words_go_when_their_time_is_over_and_what_happened_stays(line):
    contact, party = line
    old = heard(contact, party, at=NOW - kept().words - timedelta(days=1))
    new = heard(contact, party, at=NOW - kept().words + timedelta(days=1))
    assert actions.forget_old_words(at=NOW) == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.text, old.media, old.party_id, old.state) == (None, "", party.id, "received")
    assert not message_files.path_of(old.pk).exists()
    assert new.text == "ปวดเข่า"
    assert message_files.path_of(new.pk).exists()
    # The form in which the channel sent it is kept for a shorter time.
    assert not InboundEvent.objects.exclude(raw=None).exists()
    assert actions.forget_old_words(at=NOW) == 0
