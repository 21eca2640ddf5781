"""Faults, and events that come twice, late, in the wrong order or not at all."""

import http.client
import json
import time
from email.utils import parsedate_to_datetime

import pytest

from khuang.ground.messaging.channels.line.standin import webhook
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.tests.conftest import ask


def push(line, user, words="สวัสดี", timeout=5):
    body = {"to": user.id, "messages": [{"type": "text", "text": words}]}
    headers = {"Authorization": f"Bearer {line.token}", "Content-Type": "application/json"}
    return ask(line, "POST", "/v2/bot/message/push", json.dumps(body).encode(), headers, timeout)[0]


def ids(mailbox):
    return [[each["webhookEventId"] for each in json.loads(body)["events"]] for body, _ in mailbox.posts]


@pytest.mark.parametrize(("kind", "status"), [("error", 500), ("busy", 429), ("revoked", 401)])
def test_a_switched_fault_answers_and_sends_nothing(line, kham, kind, status):
    line.faults.kind = kind
    assert push(line, kham) == status
    assert line.chat(kham) == []


def test_a_fault_befalls_so_many_requests_and_ends(line, kham):
    line.faults.kind, line.faults.times = "error", 2
    assert [push(line, kham), push(line, kham), push(line, kham)] == [500, 500, 200]


def test_a_fault_befalls_only_the_named_path(line, kham):
    line.faults.kind, line.faults.only = "error", "reply"
    assert push(line, kham) == 200


def test_a_silent_request_was_done(line, kham):
    line.faults.kind = "silent"
    with pytest.raises(TimeoutError):
        push(line, kham, timeout=0.3)
    assert len(line.chat(kham)) == 1


def test_a_cut_line_ends_without_an_answer(line, kham):
    line.faults.kind = "cut"
    with pytest.raises(http.client.RemoteDisconnected):
        push(line, kham)


def test_a_slow_one_takes_its_time(line, kham):
    line.faults.kind, line.faults.seconds = "slow", 0.2
    began = time.monotonic()
    assert push(line, kham) == 200
    assert time.monotonic() - began >= 0.2


def test_its_clock_can_be_wrong(line):
    line.faults.ahead = 3600
    told = parsedate_to_datetime(ask(line, "GET", "/v2/bot/info")[1]["Date"])
    assert 3590 < told.timestamp() - time.time() < 3601


def test_connections_are_refused_for_a_while(line, kham):
    with line.unreachable(), pytest.raises(ConnectionRefusedError):
        push(line, kham)
    assert push(line, kham) == 200


def test_whoever_blocked_gets_nothing_and_nobody_is_told(line, kham):
    line.acts.unfollow(kham)
    assert push(line, kham) == 200
    assert line.chat(kham) == []
    assert line.platform.month() not in line.state.used or not line.state.used[line.platform.month()]


def test_every_body_is_kept_for_the_tests_to_search(line, kham):
    push(line, kham, "เลขที่คดี 12")
    line.faults.kind = "error"
    assert push(line, kham) == 500
    assert "เลขที่คดี 12" in line.said()
    assert [each.status for each in line.sent("push")] == [200, 500]


def test_an_event_comes_again_with_the_same_id_and_token(line, kham, mailbox):
    event = line.acts.text(kham, "สวัสดี")
    line.send_event(event)
    line.webhook.redeliver(event)
    first, second = (json.loads(body)["events"][0] for body, _ in mailbox.posts)
    assert second["deliveryContext"] == {"isRedelivery": True}
    assert first | {"deliveryContext": None} == second | {"deliveryContext": None}


def test_events_come_in_the_wrong_order(line, kham, mailbox):
    one, two = line.acts.text(kham, "หนึ่ง"), line.acts.text(kham, "สอง")
    line.webhook.reorder(one, two)
    assert ids(mailbox) == [[two["webhookEventId"]], [one["webhookEventId"]]]


def test_an_event_comes_several_times_at_once(line, kham, mailbox):
    event = line.acts.tap(kham, "v1|help|abc")
    assert [each.status for each in line.webhook.duplicate(event, 5)] == [200] * 5
    assert ids(mailbox) == [[event["webhookEventId"]]] * 5


def test_what_was_lost_or_not_taken_can_be_sent_again(line, kham, mailbox):
    lost, refused_, taken = (line.acts.text(kham, words) for words in ("หนึ่ง", "สอง", "สาม"))
    line.webhook.drop(lost)
    mailbox.status = 500
    line.send_event(refused_)
    mailbox.status = 200
    line.send_event(taken)
    assert [each.is_taken for each in line.webhook.redeliver_failed()] == [True, True]
    assert line.webhook.not_taken() == []


def test_an_event_comes_late(line, kham, mailbox):
    line.webhook.delay(line.acts.text(kham, "สวัสดี"), 0.05)
    assert mailbox.posts == []
    wait_for(lambda: mailbox.posts)


def test_what_was_not_taken_comes_again_by_itself_when_asked(line, kham, mailbox, monkeypatch):
    monkeypatch.setattr(webhook, "RETRIES", (0.01, 0.01))
    line.webhook.redelivers = True
    mailbox.status = 503
    line.send_event(line.acts.text(kham, "สวัสดี"))
    wait_for(lambda: len(mailbox.posts) == 3)


def test_a_wrong_or_missing_signature_can_be_sent(line, kham, mailbox):
    event = line.acts.text(kham, "สวัสดี")
    line.webhook.send(event, signed="wrong")
    line.webhook.send(event, signed="")
    line.webhook.send(body=b"{")
    signatures = [headers.get("X-Line-Signature") for _, headers in mailbox.posts]
    assert signatures[:2] == ["wrong", None]
    assert signatures[2] == webhook.signature(line.secret, b"{")


def test_a_product_that_is_away_is_not_reached(kham):
    with Standin(webhook="http://127.0.0.1:9/") as alone:
        assert alone.send_event(alone.acts.text(kham, "สวัสดี")).status == 0


@pytest.mark.parametrize(
    ("kind", "expected"), [("lost", []), ("twice", ["1", "1", "2", "2"]), ("reversed", ["2", "1"])]
)
def test_the_pages_faults_befall_events(line, kham, mailbox, kind, expected):
    line.faults.events = kind
    for words in ("1", "2"):
        line.carry(line.acts.text(kham, words))
    wait_for(lambda: len(line.webhook.deliveries) == max(2, len(expected)))
    said = [json.loads(body)["events"][0]["message"]["text"] for body, _ in mailbox.posts]
    assert said == expected


def wait_for(condition):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
