"""Say something to somebody by the first of their ways that may carry it."""

import pytest

from conftest import NOW
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.reads import lines_about
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.rules.templates import TemplateMistake
from khuang.ground.messaging.tests.contacts import contact_on, somebody

pytestmark = pytest.mark.usefixtures("by_itself")
TEST = {"variables": {"municipality": "ฟ้าใส"}, "by": SYSTEM, "at": NOW}


@pytest.fixture
def by_itself(inside, monkeypatch):
    """The ground alone: nobody above takes the call or the visit that is asked for."""
    monkeypatch.setattr(journal, "_follow", None)


def events(message):
    return [line.event for line in lines_about(message.pk)]


def test_whoever_has_no_address_is_telephoned_when_it_matters(inside):
    message = actions.send(somebody(), "messaging.test", **TEST)
    assert (message.channel, message.state, message.kind) == ("call", "sent", "call")
    assert "ฟ้าใส" in message.text
    assert events(message) == ["messaging.call-asked"]


def test_a_call_that_nobody_answered_becomes_a_visit(inside):
    call = actions.send(somebody(), "messaging.test", **TEST)
    actions.note_receipt(call, "failed", "nobody-answered", at=NOW)
    call.refresh_from_db()
    assert (call.state, call.because) == ("failed", "nobody-answered")
    assert (call.tried_next.channel, call.tried_next.state) == ("visit", "sent")
    actions.note_receipt(call.tried_next, "failed", "not-at-home", at=NOW)
    assert reads.message_of(lines_about(call.tried_next.pk)[0]).tried_next is None


def test_a_receipt_that_comes_twice_changes_nothing(inside):
    call = actions.send(somebody(), "messaging.test", **TEST)
    actions.note_receipt(call, "delivered", at=NOW)
    actions.note_receipt(call, "failed", at=NOW)
    call.refresh_from_db()
    assert (call.state, call.tried_next) == ("delivered", None)


def test_a_member_of_staff_is_not_visited(inside):
    message = actions.send(somebody(kind="account"), "messaging.test", **TEST)
    assert (message.state, message.because, message.channel) == ("failed", "no-way", "none")


def test_a_channel_that_is_off_is_passed_over(inside):
    party = somebody(contact_on("line", "U1"), "visit")
    message = actions.send(party, "messaging.test", **TEST)
    assert message.channel == "visit"


def test_a_template_wants_exactly_its_variables(inside):
    with pytest.raises(TemplateMistake):
        actions.send(somebody(), "messaging.test", variables={}, by=SYSTEM, at=NOW)
    with pytest.raises(TemplateMistake):
        actions.send(somebody(), "messaging.unheard", by=SYSTEM, at=NOW)
