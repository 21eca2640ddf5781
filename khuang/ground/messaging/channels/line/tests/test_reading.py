"""Reading webhooks: whatever stands in them, and as LINE's own parser reads them."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.webhook import WebhookParser

from conftest import NOW
from khuang.ground.messaging.channels.line import reading, signature
from khuang.ground.messaging.channels.line.standin.standin import Standin

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = some.sampled_from(["type", "webhookEventId", "timestamp", "source", "message", "postback"])
EVENTS = some.lists(JSON | some.dictionaries(NAMES, JSON, max_size=6), max_size=6)
SECRET = "a-channel-secret"


@given(EVENTS)
def test_every_event_is_read_as_one_and_none_is_lost(events):
    found = reading.incoming(json.dumps({"events": events}).encode())
    assert len(found) == len(events)
    for one in found:
        assert 0 < len(one.event_id) <= 100
        assert 0 < len(one.kind) <= 30
        assert json.loads(one.raw) is not NotImplemented


@given(some.binary(max_size=200))
def test_no_body_breaks_the_reader(body):
    assert isinstance(reading.incoming(body), list)


@given(some.binary(max_size=200), some.text(max_size=60))
def test_the_signature_is_that_of_line_s_own_parser(body, other):
    assert signature.is_signed(SECRET, body, signature.sign(SECRET, body))
    assert not signature.is_signed(SECRET, body, other)


def test_line_s_own_parser_takes_our_signature_and_refuses_another():
    body = '{"destination": "U1", "events": []}'
    parser = WebhookParser(SECRET)
    assert parser.parse(body, signature.sign(SECRET, body.encode())) == []
    with pytest.raises(InvalidSignatureError):
        parser.parse(body, signature.sign("another", body.encode()))


def _every_kind(line):
    kham = line.user("ยายคำ")
    acts = line.acts
    yield acts.text(kham, "สวัสดี 👵🏽")
    yield acts.sticker(kham)
    yield acts.place(kham, 18.2, 99.39)
    yield acts.voice(kham, b"sound")
    yield acts.picture(kham, b"picture")
    yield acts.tap(kham, "v1|help|menu")
    yield acts.unsend(kham, "1")
    yield acts.follow(kham)
    yield acts.unfollow(kham)
    yield acts.join(kham)


def test_we_read_what_line_s_own_parser_reads():
    with Standin(at=NOW, secret=SECRET) as line:
        events = list(_every_kind(line))
    body = json.dumps({"destination": "U" + "0" * 32, "events": events})
    theirs = WebhookParser(SECRET).parse(body, signature.sign(SECRET, body.encode()))
    ours = reading.incoming(body.encode())
    assert len(ours) == len(theirs) == 10
    for our, their, event in zip(ours, theirs, events, strict=True):
        assert (our.event_id, our.kind) == (their.webhook_event_id, their.type)
        assert our.occurred_at.timestamp() * 1000 == pytest.approx(their.timestamp)
        assert our.address in (
            getattr(their.source, "user_id", None),
            getattr(their.source, "group_id", None),
        )
        if our.kind in ("message", "postback"):
            _compare(reading.said(event), their)


def _compare(said, their):
    if their.type == "postback":
        assert said.text == their.postback.data
        return
    assert said.message_id == their.message.id
    if their.message.type == "text":
        assert said.text == their.message.text
    if their.message.type == "location":
        assert (said.place["lat"], said.place["lon"]) == (their.message.latitude, their.message.longitude)
    assert said.has_content is (their.message.type in ("audio", "image", "video", "file"))


def test_a_missing_field_that_breaks_line_s_own_parser_costs_us_one_event_at_most():
    with Standin(at=NOW, secret=SECRET) as line:
        events = list(_every_kind(line))
    del events[3]["deliveryContext"]
    body = json.dumps({"destination": "U" + "0" * 32, "events": events})
    with pytest.raises(ValueError, match="deliveryContext"):
        WebhookParser(SECRET).parse(body, signature.sign(SECRET, body.encode()))
    assert [one.problem for one in reading.incoming(body.encode())] == [""] * 10


SKEWS = some.integers(-(10**6), 10**6)


@given(SKEWS)
def test_a_first_delivery_can_be_answered_whatever_the_clocks_say(skew):
    received = NOW + datetime.timedelta(seconds=skew)
    until = reading.reply_until(NOW, received, ahead_s=0, is_redelivered=False)
    assert received < until <= received + reading.BUDGET


@given(some.integers(0, 44), SKEWS)
def test_with_a_known_skew_the_minute_is_counted_by_line_s_clock(age, ahead):
    received = NOW + datetime.timedelta(seconds=age + ahead)
    until = reading.reply_until(NOW, received, ahead_s=ahead, is_redelivered=False)
    assert until - received == reading.BUDGET - datetime.timedelta(seconds=age)


@given(some.integers(45, 10**6))
def test_the_token_of_a_late_second_delivery_is_not_tried(age):
    received = NOW + datetime.timedelta(seconds=age)
    assert reading.reply_until(NOW, received, ahead_s=0, is_redelivered=True) is None


@given(some.text(max_size=320))
def test_whatever_a_button_of_somebody_else_says_has_no_verb_or_a_short_one(data):
    verb, _ = reading.verb_of(data)
    assert len(verb) <= 20
    assert verb == "" or data.startswith("v1|")
