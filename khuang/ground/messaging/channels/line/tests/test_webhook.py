"""The webhook: only LINE is let in, everything is kept once, and nothing that is broken spoils the rest."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from khuang.ground.messaging.channels.line import signature, storing
from khuang.ground.messaging.hearing import hear_due
from khuang.ground.municipalities.context import within


def test_what_line_signed_is_kept_and_answered(town, line, kham):
    assert line.send_event(line.acts.text(kham, "สวัสดี")).status == 200
    (event,) = town.events()
    assert (event.kind, event.state) == ("message", "waiting")
    with within(town.municipality):
        assert json.loads(event.raw)["message"]["text"] == "สวัสดี"


def test_the_button_verify_sends_no_events(town, line):
    assert line.send_event().status == 200
    assert town.events() == []


@pytest.mark.parametrize(
    ("signed", "status"),
    [("", 401), ("x", 403), ("ลายเซ็น".encode().decode("latin-1"), 403), ("=" * 5000, 403)],
)
def test_whoever_is_not_line_is_refused(town, line, kham, signed, status):
    assert line.webhook.send(line.acts.text(kham, "x"), signed=signed).status == status
    assert town.events() == []


def test_a_signature_of_other_bytes_is_refused(town, line):
    old = signature.sign(line.secret, b'{"events": []}')
    assert line.webhook.send(body=b'{"events":  []}', signed=old).status == 403


def test_a_signature_by_another_secret_is_refused(town, line):
    body = b'{"events": []}'
    assert line.webhook.send(body=body, signed=signature.sign("another", body)).status == 403


def test_nobody_is_let_in_while_no_secret_is_known(town, line):
    with within(town.municipality):
        town.account.secrets = None
        town.account.save()
    body = b'{"events": []}'
    assert line.webhook.send(body=body, signed=signature.sign("", body)).status == 403


def test_there_is_no_such_address_for_strangers_or_while_the_channel_is_off(town, line, client):
    assert client.post("/line/nowhere/", b"{}", content_type="application/json").status_code == 404
    with within(town.municipality):
        town.account.is_on = False
        town.account.save()
    assert line.send_event().status == 404


def test_only_posts_are_taken_and_none_that_is_huge(town, line, client):
    assert client.get(f"/line/{town.municipality.slug}/").status_code == 405
    assert line.webhook.send(body=b"x" * 1_000_001).status == 413


def test_the_same_event_is_kept_once(town, line, kham):
    event = line.acts.text(kham, "สวัสดี")
    for _ in range(3):
        line.send_event(event)
    line.webhook.redeliver(event)
    line.send_event(event, event)
    assert len(town.events()) == 1


@pytest.mark.parametrize(
    "broken",
    [
        None,
        7,
        "text",
        [],
        {},
        {"type": "message"},
        {"webhookEventId": "", "type": "message"},
        {"webhookEventId": "a\x00b", "type": "message"},
        {"webhookEventId": "x" * 101, "type": "message"},
        {"webhookEventId": "x", "type": "m\x00"},
        {"webhookEventId": 7, "type": "message"},
        {"webhookEventId": "x", "type": None},
    ],
)
def test_a_broken_event_is_kept_and_spoils_nothing(town, line, kham, broken):
    before, after = line.acts.text(kham, "ก่อน"), line.acts.text(kham, "หลัง")
    assert line.send_event(before, broken, after).status == 200
    states = sorted(event.state for event in town.events())
    assert states == ["failed", "waiting", "waiting"]
    town.work()
    assert len(town.messages()) == 2


def test_the_same_broken_event_is_kept_once(town, line):
    line.send_event(None)
    line.send_event(None, {"no": "id"})
    assert sorted(event.kind for event in town.events()) == ["broken", "broken"]


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[]", b"{}", b'{"events": 7}', b'{"events": null}', b"[" * 9999]
)
def test_a_body_that_cannot_be_read_is_kept_when_line_signed_it(town, line, body):
    assert line.webhook.send(body=body).status == 200
    (event,) = town.events()
    assert (event.state, event.problem) == ("failed", "body-unreadable")


@pytest.mark.parametrize("stamp", [None, "yesterday", -1, 0, 10**15, 10**30, True, 1.5])
def test_an_event_whose_time_cannot_be_is_kept_with_ours(town, line, kham, stamp):
    line.send_event({**line.acts.text(kham, "สวัสดี"), "timestamp": stamp})
    (event,) = town.events()
    assert event.occurred_at == town.at
    town.work()
    assert town.messages()[0].at == town.at


@pytest.mark.parametrize("hours", [-24 * 400, -30, 30, 24 * 400])
def test_a_wrong_clock_loses_nothing(town, line, kham, hours):
    town.at += datetime.timedelta(hours=hours)
    line.send_event(line.acts.text(kham, "สวัสดี"))
    town.work()
    (message,) = town.messages()
    assert message.at <= town.at


def test_an_unknown_kind_and_a_known_kind_of_nobody_are_kept(town, line, kham):
    line.send_event(line.acts.unheard_of(kham, "teleport"), {"webhookEventId": "b", "type": "botSuspended"})
    town.work()
    assert [event.state for event in town.events()] == ["unknown", "unknown"]
    assert all(event.handled_at for event in town.events())


def test_a_burst_takes_few_statements(town, line, kham):
    events = [line.acts.text(kham, f"ข้อความ {number}") for number in range(100)]
    with CaptureQueriesContext(connection) as spent:
        line.send_event(*events)
    assert len(town.events()) == 100
    assert len(spent) <= 16


def test_who_asks_for_help_is_heard_in_the_transaction_that_stores_it(town, line, kham):
    line.send_event(line.acts.text(kham, "ก่อน"), line.acts.tap(kham, "v1|help|menu"))
    (message,) = town.messages()
    assert (message.verb, message.kind, message.state) == ("help", "tap", "received")
    assert sorted(event.state for event in town.events()) == ["done", "waiting"]


@pytest.mark.parametrize("words", ["🆘", "ช่วยด้วยค่ะ", "SOS", "🚨🚨"])
def test_a_typed_cry_does_not_wait_either(town, line, kham, words):
    line.send_event(line.acts.text(kham, words))
    (message,) = town.messages()
    with within(town.municipality):
        assert (message.kind, message.text) == ("text", words)


def test_a_call_for_help_that_cannot_be_handled_is_kept_all_the_same(town, line, kham, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(storing.handling, "handle", broken)
        assert line.send_event(line.acts.tap(kham, "v1|help|menu")).status == 200
    (event,) = town.events()
    assert event.state == "waiting"
    town.work()
    assert [message.verb for message in town.messages()] == ["help"]


def test_a_second_delivery_of_a_call_for_help_is_heard_once(town, line, kham):
    tap = line.acts.tap(kham, "v1|help|menu")
    line.send_event(tap)
    line.webhook.redeliver(tap)
    town.work()
    assert len(town.messages()) == 1


def test_what_is_kept_is_sealed(town, line, kham):
    line.send_event(line.acts.text(kham, "ปวดหัว"))
    with within(town.municipality), connection.cursor() as cursor:
        cursor.execute("SELECT raw::text FROM messaging_inboundevent")
        raw = cursor.fetchone()[0]
    assert "ปวดหัว".encode().hex() not in raw
    assert kham.id.encode().hex() not in raw


def test_a_lost_job_is_found_by_the_minute(town, line, kham):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    ProcrastinateJob.objects.all().delete()
    town.pass_by(20)
    with within(town.municipality):
        hear_due(town.at)
    assert not ProcrastinateJob.objects.exists()
    town.pass_by(20)
    with within(town.municipality):
        hear_due(town.at)
    town.work()
    assert len(town.messages()) == 1


def test_one_address_has_one_job_however_much_comes(town, line, kham):
    for number in range(5):
        line.send_event(line.acts.text(kham, f"{number}"))
    assert ProcrastinateJob.objects.filter(task_name="khuang.hear").count() == 1


def test_an_event_is_answered_although_no_job_can_be_queued(town, line, kham, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the queue is gone")

    monkeypatch.setattr("khuang.ground.messaging.hearing._hear", broken)
    assert line.send_event(line.acts.text(kham, "สวัสดี")).status == 200
    assert [event.state for event in town.events()] == ["waiting"]
