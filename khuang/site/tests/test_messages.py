"""Messages are taken to their channel by jobs: claimed, handed over, noted; and tried again."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import NOW
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.reads import lines_about
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.rules.channels import Receipt
from khuang.ground.messaging.tests.contacts import contact_on, somebody, switch_on
from khuang.ground.messaging.tests.gateway import http_gateway
from khuang.site import messages
from khuang.site.messages import deliver_now, do_step

TEST = {"variables": {"municipality": "ฟ้าใส"}, "by": SYSTEM}


def send(party, at=NOW):
    return messaging.send(party, "messaging.test", at=at, **TEST)


def deliver(message, at=NOW):
    deliver_now(message.municipality_id, message.pk, clock=lambda: at)
    message.refresh_from_db()
    return message


def minute(municipality, at):
    for step in ("minute.send-due",):
        do_step(municipality.pk, step, clock=lambda: at)


def jobs():
    return ProcrastinateJob.objects.filter(task_name="khuang.deliver", status="todo")


@pytest.fixture
def gateway(inside):
    with http_gateway() as one:
        yield one


@pytest.fixture
def on_sms(gateway):
    """Somebody who is reached by SMS, then by a call."""
    account = switch_on("sms")
    account.settings = {"url": gateway.url, "body": "to={to}&text={text}&id={id}"}
    account.save()
    return somebody(contact_on("sms", "0812345678"), "call")


def broken(account_of="sms", url="http://127.0.0.1:9/"):
    """Point the gateway to where nobody listens."""
    account = messages.reads.account_of(account_of)
    account.settings = {"url": url}
    account.save()


def test_a_message_is_queued_and_then_sent(on_sms, gateway):
    message = send(on_sms)
    assert (message.state, message.channel) == ("queued", "sms")
    assert gateway.taken == []
    assert jobs().count() == 1
    deliver(message)
    assert (message.state, message.sent_at, message.units) == ("sent", NOW, 1)
    assert len(gateway.taken) == 1
    assert [line.event for line in lines_about(message.pk)] == ["messaging.sent", "messaging.queued"]


def test_the_job_names_only_ids(on_sms):
    message = send(on_sms)
    assert jobs().get().args == {
        "municipality": str(message.municipality_id),
        "step": "messages.deliver",
        "message": str(message.pk),
    }


def test_a_job_that_runs_twice_sends_once(on_sms, gateway):
    message = send(on_sms)
    deliver(message)
    deliver(message)
    assert len(gateway.taken) == 1


def test_two_jobs_for_one_message_do_not_meet(on_sms, gateway):
    message = send(on_sms)
    first = messaging.claim(message.pk, at=NOW)
    assert first is not None
    assert messaging.claim(message.pk, at=NOW) is None


def test_a_worker_that_dies_after_the_gateway_took_it_tries_again_with_the_same_key(
    on_sms, gateway, municipality
):
    message = send(on_sms)
    parcel = messaging.claim(message.pk, at=NOW)
    messages._handed_over(parcel)
    # Here it died. Within the lease nobody takes it up; then the minute does.
    jobs().delete()
    minute(municipality, NOW + timedelta(minutes=1))
    assert jobs().count() == 0
    later = NOW + timedelta(minutes=4)
    minute(municipality, later)
    assert jobs().count() == 1
    deliver(message, later)
    assert message.state == "sent"
    first, second = (request.body.rpartition("id=")[2] for request in gateway.taken)
    assert first == second


def test_a_gateway_that_is_down_is_tried_again_with_patience_then_somebody_calls(on_sms):
    message, at = send(on_sms), NOW
    broken()
    for tries in range(1, 5):
        deliver(message, at)
        assert (message.state, message.tries, message.because) == ("queued", tries, "unreachable")
        at = message.next_try_at
        # Not before its time.
        deliver(message, at - timedelta(seconds=1))
        assert message.tries == tries
        message.expires_at = None
        message.save()
    deliver(message, at)
    assert (message.state, message.because) == ("failed", "unreachable")
    assert (message.tried_next.channel, message.tried_next.text) == ("call", message.text)


def test_what_is_refused_for_good_goes_by_the_next_way_at_once(inside):
    with http_gateway((400, "no such number")) as gateway:
        account = switch_on("sms")
        account.settings = {"url": gateway.url}
        account.save()
        party = somebody(contact_on("sms", "0812345678"), contact_on("sms", "0898765432"))
        message = deliver(send(party))
        assert (message.state, message.because) == ("failed", "http-400")
        second = deliver(message.tried_next)
    # Both numbers are wrong, and a test matters: somebody calls.
    assert [message.contact, second.contact] == messages.reads.contacts_of(party)
    assert second.tried_next.channel == "call"


def test_what_is_too_old_goes_by_the_next_way(on_sms, municipality, gateway):
    message = send(on_sms)
    later = NOW + timedelta(hours=2)
    minute(municipality, later)
    message.refresh_from_db()
    assert (message.state, message.because) == ("expired", "too-late")
    assert message.tried_next.channel == "call"
    deliver(message, later)
    assert gateway.taken == []


def test_a_number_that_is_gone_goes_by_the_next_way(on_sms, municipality):
    message = send(on_sms)
    Contact.objects.update(state="gone", gone_at=NOW)
    minute(municipality, NOW)
    message.refresh_from_db()
    assert (message.state, message.because, message.tried_next.channel) == ("failed", "gone", "call")


def test_a_channel_that_is_switched_off_meanwhile_sends_nothing(on_sms, gateway):
    message = send(on_sms)
    messages.reads.account_of("sms").__class__.objects.update(is_on=False)
    deliver(message)
    assert (message.state, message.because, message.tried_next.channel) == ("failed", "off", "call")
    assert gateway.taken == []


def test_a_fault_of_ours_does_not_keep_a_message_for_ever(on_sms):
    message, at = send(on_sms), NOW
    account = messages.reads.account_of("sms")
    account.settings = {}
    account.save()
    Message.objects.update(expires_at=None)
    for _ in range(5):
        deliver(message, at)
        at = message.next_try_at or at
    assert (message.state, message.because, message.tried_next.channel) == ("failed", "fault", "call")


def test_what_waits_for_the_next_contact_goes_along_with_the_next_answer(on_sms):
    waiting = send(on_sms)
    messaging.settle(messaging.claim(waiting.pk, at=NOW), Receipt("at-contact"), at=NOW)
    contact = waiting.contact
    contact.reply_token, contact.reply_until = "token", NOW + timedelta(seconds=50)
    contact.save()
    answer = send(on_sms)
    parcel = messaging.claim(answer.pk, at=NOW)
    assert parcel.reply_token == "token"
    # SMS has room for one; LINE for five.
    assert parcel.along == ()
    contact.refresh_from_db()
    assert (contact.reply_token, contact.reply_until) == (None, None)
    messaging.settle(parcel, Receipt("sent"), at=NOW)
    waiting.refresh_from_db()
    assert waiting.state == "at-contact"
    assert messaging.answer_waiting(contact, at=NOW) == waiting
    waiting.refresh_from_db()
    assert waiting.state == "queued"
    assert messaging.answer_waiting(contact, at=NOW) is None


def test_a_token_that_is_too_old_is_not_handed_over(on_sms):
    message = send(on_sms)
    contact = message.contact
    contact.reply_token, contact.reply_until = "token", NOW
    contact.save()
    assert messaging.claim(message.pk, at=NOW).reply_token == ""


def test_a_worker_that_is_behind_finds_no_job_twice(on_sms, municipality):
    send(on_sms)
    for minutes in (2, 3, 4):
        minute(municipality, NOW + timedelta(minutes=minutes))
    assert jobs().count() == 1


def test_the_minute_costs_little_when_nothing_is_due(inside, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        minute(inside, NOW)


def test_a_step_of_the_minute_that_breaks_is_tried_again_by_a_job(municipality, monkeypatch):
    def broken_step(at):
        raise RuntimeError

    monkeypatch.setitem(messages.MINUTE, "minute.broken", broken_step)
    messages._try(municipality.pk, "minute.broken")
    assert ProcrastinateJob.objects.get(task_name="khuang.due").args["step"] == "minute.broken"
    # The next minute breaks as well; one job is enough.
    messages._try(municipality.pk, "minute.broken")
    assert ProcrastinateJob.objects.filter(task_name="khuang.due").count() == 1
