"""Our client: what it says to LINE as LINE's own client would, and each kind of trouble by its name."""

from uuid import uuid4

import pytest
from linebot.v3 import messaging as sdk

from khuang.ground.messaging.channels.line import client
from khuang.ground.messaging.channels.line.client import (
    Client,
    QuotaUsed,
    Refused,
    Slower,
    TokenRefused,
    Unreachable,
)

WORDS = [{"type": "text", "text": "สวัสดี"}]


@pytest.fixture
def ours(line):
    return Client(line.token, api=line.base, content=line.base)


@pytest.fixture
def theirs(line):
    with sdk.ApiClient(sdk.Configuration(access_token=line.token, host=line.base)) as api:
        yield sdk.MessagingApi(api)


def test_a_push_is_that_of_line_s_own_client(line, kham, ours, theirs):
    key = uuid4()
    ours.push(kham.id, WORDS, retry_key=key)
    request = sdk.PushMessageRequest(to=kham.id, messages=[sdk.TextMessage(text="สวัสดี")])
    theirs.push_message(request, x_line_retry_key=str(uuid4()))
    one, other = line.sent("push")
    assert one.body["messages"] == other.body["messages"]
    assert one.headers["x-line-retry-key"] == str(key)


def test_a_reply_is_that_of_line_s_own_client(line, kham, ours, theirs):
    events = [line.acts.text(kham, "หนึ่ง"), line.acts.text(kham, "สอง")]
    ours.reply(events[0]["replyToken"], WORDS)
    request = sdk.ReplyMessageRequest(
        reply_token=events[1]["replyToken"], messages=[sdk.TextMessage(text="สวัสดี")]
    )
    theirs.reply_message(request)
    one, other = line.sent("reply")
    assert one.body["messages"] == other.body["messages"]


def test_quota_menus_and_profile_are_read_as_line_s_own_client_reads_them(line, kham, ours, theirs):
    quota = ours.quota()
    assert quota.limit == theirs.get_message_quota().value
    assert quota.used == theirs.get_message_quota_consumption().total_usage
    assert ours.language(kham.id) == theirs.get_profile(kham.id).language
    assert ours.bot()["basicId"] == theirs.get_bot_info().basic_id
    assert ours.menus() == []
    assert ours.default_menu() is None


def test_the_same_key_is_taken_once(line, kham, ours):
    key = uuid4()
    first, again = (ours.push(kham.id, WORDS, retry_key=key) for _ in range(2))
    assert (first.before, again.before) == (False, True)
    assert again.request_id == first.request_id
    assert len(line.chat(kham)) == 1


def test_a_loading_sign_and_a_link_token(line, kham, ours):
    ours.show_loading(kham.id)
    assert ours.link_token(kham.id)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("error", Unreachable), ("cut", Unreachable), ("busy", Slower), ("revoked", TokenRefused)],
)
def test_each_trouble_has_its_name(line, kham, ours, fault, trouble):
    line.faults.kind = fault
    with pytest.raises(trouble):
        ours.push(kham.id, WORDS, retry_key=uuid4())


def test_silence_is_not_waited_for_forever(line, kham, ours, monkeypatch):
    monkeypatch.setattr(client, "TIMEOUT", 0.2)
    line.faults.kind = "silent"
    with pytest.raises(Unreachable):
        ours.push(kham.id, WORDS, retry_key=uuid4())


def test_nobody_at_the_other_end(line, kham, ours):
    with line.unreachable(), pytest.raises(Unreachable):
        ours.quota()


@pytest.mark.parametrize("address", ["not an address", "http://", "http://[::1", "http://127.0.0.1:99999"])
def test_an_address_that_is_none(address):
    with pytest.raises(Unreachable):
        Client("x", api=address, content=address).quota()


def test_a_token_that_no_header_can_hold(line):
    with pytest.raises(TokenRefused):
        Client("โทเคน", api=line.base, content=line.base).quota()


def test_the_month_that_is_used_up(line, kham, ours):
    line.state.quota = 0
    with pytest.raises(QuotaUsed):
        ours.push(kham.id, WORDS, retry_key=uuid4())


def test_a_reply_token_counts_once(line, kham, ours):
    token = line.acts.text(kham, "x")["replyToken"]
    ours.reply(token, WORDS)
    with pytest.raises(Refused) as refusal:
        ours.reply(token, WORDS)
    assert refusal.value.is_token_spent


def test_a_body_that_line_refuses_says_which_property(line, kham, ours):
    with pytest.raises(Refused, match=r"messages\[0\]") as refusal:
        ours.push(kham.id, [{"type": "nonsense"}], retry_key=uuid4())
    assert not refusal.value.is_token_spent


def test_no_trouble_tells_whose_it_was(line, kham, ours):
    with line.unreachable(), pytest.raises(Unreachable) as trouble:
        ours.language(kham.id)
    assert kham.id not in str(trouble.value)
    assert trouble.value.__cause__ is None


def test_what_time_it_is_at_line_is_noted_with_every_answer(line, ours):
    assert ours.ahead_s is None
    ours.quota()
    assert abs(ours.ahead_s) < 5
