"""A call is on the list once; what comes of it goes back to the message, at last to a visit or an alert."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.correspondence.actions import calls, ways
from khuang.care.correspondence.models import Call, CallTry, LinkCode, Supporter
from khuang.care.correspondence.reads import calls as reads
from khuang.care.correspondence.rules.calls import call_rules
from khuang.care.correspondence.rules.problems import NothingSaid, NotWaiting, SayWhat
from khuang.care.correspondence.tests.cast import PHONE, a_person, a_route
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.parties import Party

pytestmark = pytest.mark.usefixtures("inside")
HOUR = timedelta(hours=1)


@pytest.fixture
def elder(cast):
    return a_person(cast.villages[3], phone=PHONE)


@pytest.fixture
def call(cast, elder):
    return calls.ask_call(elder, "เตือนนัดวันศุกร์", by=cast.mali, at=NOW)


def test_what_has_no_other_way_comes_on_the_list_once(cast, elder):
    message = messaging.send(Party(elder.pk), "correspondence.answer", words="ได้", by=cast.mali, at=NOW)
    assert message.channel == "call" and Call.objects.get().message == message


def test_overdue_ones_come_first_and_later_ones_apart(cast, elder, call):
    other = calls.ask_call(a_person(cast.villages[3], "ข"), "ก", by=cast.mali, at=NOW - 9 * HOUR)
    assert list(reads.to_call(cast.mali, at=NOW)) == [other, call]
    assert not reads.to_call_later(cast.mali, at=NOW)
    calls.record_try(other, "later", again_at=NOW + HOUR, by=cast.nok, at=NOW)
    assert list(reads.to_call(cast.mali, at=NOW)) == [call]
    assert list(reads.to_call_later(cast.mali, at=NOW)) == [other]
    assert reads.count_to_call(cast.mali, at=NOW + 2 * HOUR) == 2


def test_an_invitation_waits_behind_what_cannot_however_long_it_waited(cast, elder, call):
    guest = a_person(cast.villages[3], "ข", phone="0812345679")
    a_route(guest, channel="call")
    messaging.send(Party(guest.pk), "correspondence.news", words="ก", by=cast.mali, at=NOW - 90 * HOUR)
    first, second = reads.to_call(cast.mali, at=NOW)
    assert (first, second.person) == (call, guest)
    assert second.due_at < first.due_at


def test_reached_and_well_delivers_the_message(cast, call):
    calls.record_try(call, "well", by=cast.nok, at=NOW)
    assert Message.objects.get().state == "delivered"
    with pytest.raises(NotWaiting):
        calls.record_try(call, "well", by=cast.nok, at=NOW)


def test_who_does_not_answer_is_called_again_then_visited(cast, elder):
    message = messaging.send(Party(elder.pk), "correspondence.answer", words="ได้", by=cast.mali, at=NOW)
    call, at = Call.objects.get(), NOW
    for _ in range(call_rules().tries):
        call = calls.record_try(call, "no-answer", by=cast.nok, at=at)
        at += HOUR
    assert call.state == "passed-on"
    message.refresh_from_db()
    assert (message.state, message.because) == ("failed", "no-answer")
    assert message.tried_next.channel == "visit"


def test_a_wrong_number_goes_on_at_once(cast, call):
    assert calls.record_try(call, "wrong-number", by=cast.nok, at=NOW).state == "passed-on"


def test_a_need_is_said_in_words_and_raises_an_alert(cast, elder, call):
    with pytest.raises(SayWhat):
        calls.record_try(call, "needs", words=" ", by=cast.nok, at=NOW)
    calls.record_try(call, "urgent", words="ล้ม ลุกไม่ได้", by=cast.nok, at=NOW)
    alert = elder.alerts.get()
    assert alert.kind == "urgent" and alert.words == "ล้ม ลุกไม่ได้"
    assert alert.source_id == CallTry.objects.get().pk


def test_the_helpers_number_comes_first_when_it_is_meant(cast, elder):
    said = {"name": "สมศรี", "relation": "child", "phone": "0899999999"}
    ways.add_helper(elder, said, by=cast.mali, at=NOW)
    messaging.send(Party(elder.pk), "correspondence.answer", words="ได้", by=cast.mali, at=NOW)
    assert [one.digits for one in reads.numbers(Call.objects.get())] == ["0899999999", PHONE]


def test_calls_stay_in_their_places(cast, elder, call):
    for who in (cast.boonsri, cast.kham, cast.wipa, cast.anan, cast.dao):
        assert not reads.calls(who).exists()
        with pytest.raises(PermissionDenied):
            calls.record_try(call, "well", by=who, at=NOW)
        with pytest.raises(PermissionDenied):
            calls.ask_call(elder, "ก", by=who, at=NOW)
    with pytest.raises(NothingSaid):
        calls.ask_call(elder, " ", by=cast.mali, at=NOW)


@pytest.mark.parametrize(
    "breaking",
    [
        lambda cast, elder, call: Call.objects.filter(pk=call.pk).update(state="done"),
        lambda cast, elder, call: Call.objects.filter(pk=call.pk).update(account=cast.mali),
        lambda cast, elder, call: CallTry.objects.create(call=call, result="needs", at=NOW),
        lambda cast, elder, call: Call.objects.create(
            person=elder, message=call.message, urgency="routine", asked_at=NOW, due_at=NOW
        ),
        lambda cast, elder, call: Supporter.objects.create(
            person=elder, name="ก", relation="child", since=NOW, until=NOW - HOUR
        ),
        lambda cast, elder, call: LinkCode.objects.create(code_hash=b"1" * 16, made_at=NOW, until=NOW),
        lambda cast, elder, call: LinkCode.objects.create(
            person=elder, code_hash=b"1" * 16, made_at=NOW, until=NOW, used_at=NOW
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, elder, call, breaking):
    with pytest.raises(IntegrityError), transaction.atomic():
        breaking(cast, elder, call)
