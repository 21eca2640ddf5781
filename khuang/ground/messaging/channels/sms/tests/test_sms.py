"""SMS go to a real gateway on this machine, in the form that is typed."""

import json
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.ground.messaging.channels.sms.channel import CHANNEL, deliver, international
from khuang.ground.messaging.channels.sms.length import parts
from khuang.ground.messaging.rules.channels import Parcel
from khuang.ground.messaging.tests.gateway import http_gateway

TEXT = 'สวัสดี "ยาย" & 100%'


def parcel(url, text=TEXT, **settings):
    return Parcel(
        message=SimpleNamespace(text=text, retry_key=uuid4()),
        contact=SimpleNamespace(address="081-234-5678"),
        account=SimpleNamespace(
            settings={"url": url} | settings, secrets={"user": "town", "password": "k&y"}
        ),
        at=NOW,
    )


def test_a_form_is_filled_in_as_forms_want_it():
    with http_gateway() as gateway:
        sent = parcel(gateway.url, body="msisdn={to}&message={text}&key={password}")
        assert deliver(sent).state == "sent"
    (request,) = gateway.taken
    assert parse_qs(request.body) == {"msisdn": ["66812345678"], "message": [TEXT], "key": ["k&y"]}


def test_json_is_filled_in_as_json_wants_it():
    with http_gateway() as gateway:
        sent = parcel(
            gateway.url,
            body='{"to": "{to}", "text": "{text}", "ref": "{id}", "from": "{sender}"}',
            headers="Authorization: Bearer {password}\nX-User: {user}",
            sender="FAHSAI",
        )
        deliver(sent)
    (request,) = gateway.taken
    said = json.loads(request.body)
    assert said == {"to": "66812345678", "text": TEXT, "ref": str(sent.message.retry_key), "from": "FAHSAI"}
    assert request.headers["Authorization"] == "Bearer k&y"
    assert (request.headers["X-User"], request.headers["Content-Type"]) == ("town", "application/json")


def test_a_gateway_may_want_everything_in_the_address():
    with http_gateway() as gateway:
        deliver(parcel(f"{gateway.url}?to={{to}}&text={{text}}", method="GET"))
    assert parse_qs(urlsplit(gateway.taken[0].path).query) == {"to": ["66812345678"], "text": [TEXT]}


@pytest.mark.parametrize(
    ("answer", "state", "because"),
    [
        ((200, "OK"), "sent", ""),
        ((202, "queued"), "sent", ""),
        ((429, "slowly"), "retry", "http-429"),
        ((500, "our fault"), "retry", "http-500"),
        ((503, ""), "retry", "http-503"),
        ((400, "bad number"), "failed", "http-400"),
        ((401, ""), "failed", "http-401"),
        ((302, ""), "failed", "http-302"),
    ],
)
def test_the_answer_says_what_became_of_it(answer, state, because):
    with http_gateway(answer) as gateway:
        receipt = deliver(parcel(gateway.url))
    assert (receipt.state, receipt.because) == (state, because)


def test_some_gateways_say_ok_to_what_they_refuse():
    with http_gateway((200, "ERROR 12"), (200, "status=0")) as gateway:
        sent = parcel(gateway.url, success="status=0")
        assert [deliver(sent).state, deliver(sent).state] == ["failed", "sent"]


def test_a_gateway_that_is_not_there_is_tried_again():
    with http_gateway() as gateway:
        url = gateway.url
    assert deliver(parcel(url)).state == "retry"


def test_thai_costs_more_than_english():
    assert deliver_units("a" * 160) == 1
    assert deliver_units("a" * 161) == 2
    assert deliver_units("ก" * 70) == 1
    assert deliver_units("ก" * 71) == 2
    assert deliver_units("ก" * 134) == 2
    assert deliver_units("ก" * 135) == 3


def deliver_units(text):
    with http_gateway() as gateway:
        return deliver(parcel(gateway.url, text)).units


def test_signs_that_take_the_room_of_two_count_twice():
    assert (parts("€" * 80), parts("€" * 81)) == (1, 2)
    assert (parts("😀" * 35), parts("😀" * 36)) == (1, 2)
    assert parts("") == 1


@given(st.text(max_size=400), st.text(max_size=20))
def test_more_words_never_cost_less(text, more):
    assert parts(text) <= parts(text + more)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("0812345678", "66812345678"), ("+66 81 234 5678", "66812345678"), ("054-281359", "6654281359")],
)
def test_numbers_are_written_as_gateways_want_them(typed, wanted):
    assert international(typed) == wanted


def test_it_carries_no_personal_content():
    assert not CHANNEL.carries_personal
    assert CHANNEL.is_counted
