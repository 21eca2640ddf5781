"""Sending: free answers first, then only what is worth its cost, and nothing lost on a bad day."""

import datetime

import pytest
from linebot.v3 import messaging as sdk

from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.channels.line import client, health, hearing, sending
from khuang.ground.messaging.models import ChannelAccount, Contact, Message, Route
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.municipalities.context import within
from khuang.lib.identifiers import uuid7

PARTY = Party(uuid7())
ROUTINE, RESERVED = "messaging.line-no-number", "messaging.test"


@pytest.fixture
def linked(town, line, kham):
    """Kham follows, has agreed and is linked; her first token has been used up."""
    line.send_event(line.acts.follow(kham))
    town.work()
    with within(town.municipality):
        contact = Contact.objects.get()
        contact.state, contact.agreed_at, contact.reply_token, contact.reply_until = (
            "agreed",
            town.at,
            None,
            None,
        )
        contact.save()
        Route.objects.create(party_id=PARTY.id, channel="line", contact=contact, since=town.at)
        health.look(town.municipality.pk, lambda: town.at)
    # What greeted her does not count here.
    line.state.outbound.clear()
    return contact


def say(town, template=ROUTINE, urgency=None):
    variables = {"municipality": "ฟ้าใส"} if template == RESERVED else {}
    with within(town.municipality):
        message = actions.send(PARTY, template, variables=variables, by=SYSTEM, at=town.at)
        if urgency:
            Message.objects.filter(pk=message.pk).update(urgency=urgency)
    town.work()
    return fresh(town, message)


def say_urgent(town):
    return say(town, RESERVED, "urgent")


def fresh(town, message):
    with within(town.municipality):
        return Message.objects.get(pk=message.pk)


def tap(town, verb="well"):
    assert (
        town.line.send_event(
            town.line.acts.tap(next(iter(town.line.state.users.values())), f"v1|{verb}|x")
        ).status
        == 200
    )
    town.work()


def replies(line):
    return [one for one in line.sent("reply") if one.status == 200]


def pushes(line):
    return [one for one in line.sent("push") if one.status == 200]


def test_an_answer_within_the_minute_is_free(town, line, kham, linked):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    message = say(town)
    assert (message.state, message.units) == ("sent", 0)
    assert (len(replies(line)), len(pushes(line))) == (1, 0)


def test_what_can_wait_waits_and_goes_with_the_next_answer(town, line, linked):
    first, second = say(town), say(town)
    assert {first.state, second.state} == {"at-contact"}
    tap(town)
    assert {fresh(town, first).state, fresh(town, second).state} == {"sent"}
    (reply,) = replies(line)
    assert len(reply.body["messages"]) == 2
    assert pushes(line) == []


def test_five_go_together_and_the_rest_with_the_next(town, line, linked):
    waiting = [say(town) for _ in range(7)]
    tap(town)
    assert sum(fresh(town, message).state == "sent" for message in waiting) == 5
    town.pass_by(60)
    tap(town)
    assert all(fresh(town, message).state == "sent" for message in waiting)
    assert [len(reply.body["messages"]) for reply in replies(line)] == [5, 2]


def test_the_answer_stands_below_what_had_waited(town, line, kham, linked):
    say(town)
    line.send_event(line.acts.tap(kham, "v1|call|x"))
    with within(town.municipality):
        town.account.settings |= {"call_number": "0532811234"}
        town.account.save()
    town.work()
    (reply,) = replies(line)
    waited, answer = reply.body["messages"]
    assert "ยังไม่มีเบอร์" in str(waited)
    assert "0532811234" in str(answer)


def test_after_the_budget_no_token_is_tried(town, line, kham, linked):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    with within(town.municipality):
        hearing.hear(town.municipality.pk, reads.address_hash("line", kham.id), lambda: town.at)
    town.pass_by(46)
    assert say(town).state == "at-contact"
    assert line.sent("reply") == []


def test_a_token_that_line_does_not_take_any_more_loses_nothing(town, line, kham, linked):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    line.state.tokens.clear()
    assert say(town).state == "at-contact"
    assert line.sent("reply")[-1].status == 400
    tap(town)
    assert len(replies(line)) == 1


def test_what_is_worth_it_is_pushed_when_there_is_no_token(town, line, linked):
    message = say(town, RESERVED)
    assert (message.state, message.units) == ("sent", 1)
    (push,) = pushes(line)
    assert push.headers["x-line-retry-key"] == str(message.retry_key)


@pytest.mark.parametrize("fault", ["cut", "error", "busy"])
def test_a_push_without_an_answer_is_repeated_and_arrives_once(town, line, kham, linked, fault):
    line.faults.kind, line.faults.only, line.faults.times = fault, "push", 1
    message = say(town, RESERVED)
    assert message.state == "queued"
    town.at = max(town.at, fresh(town, message).next_try_at)
    with within(town.municipality):
        actions.send_due(town.at + datetime.timedelta(seconds=31))
    town.at += datetime.timedelta(seconds=31)
    town.work()
    assert fresh(town, message).state == "sent"
    assert "ข้อความทดสอบ" in str(line.chat(kham)[-1])
    # The greeting, and this.
    assert len([one for one in line.chat(kham) if one["who"] == "bot"]) == 2


def test_a_time_out_after_acceptance_does_not_send_twice(town, line, kham, linked, monkeypatch):
    monkeypatch.setattr(client, "TIMEOUT", 0.3)
    line.faults.kind, line.faults.only, line.faults.times = "silent", "push", 1
    message = say(town, RESERVED)
    assert (message.state, message.because) == ("queued", "unreachable")
    line.faults.clear()
    town.at = fresh(town, message).next_try_at + datetime.timedelta(seconds=31)
    with within(town.municipality):
        actions.send_due(town.at)
    town.work()
    assert [one.status for one in line.sent("push")] == [200, 409]
    assert fresh(town, message).state == "sent"


def test_what_is_kept_back_is_not_spent_on_what_is_not_urgent(town, line, linked):
    quota(town, line, limit=300, used=275)
    message = say(town, RESERVED)
    assert (message.state, message.because) == ("at-contact", "quota")
    assert line.sent("push") == []


def test_what_is_urgent_may_go_below(town, line, linked):
    quota(town, line, limit=300, used=275)
    assert say_urgent(town).state == "sent"


def test_what_was_pushed_since_line_said_counts(town, line, linked):
    quota(town, line, limit=300, used=268)
    states = [say(town, RESERVED).state for _ in range(4)]
    assert states == ["sent", "sent", "at-contact", "at-contact"]


def test_without_a_word_of_line_nothing_is_pushed_but_what_is_urgent(town, line, linked):
    with within(town.municipality):
        ChannelAccount.objects.update(status={})
    line.faults.kind, line.faults.only = "error", "quota"
    assert say(town, RESERVED).state == "at-contact"
    assert say_urgent(town).state == "sent"


def test_without_a_limit_everything_may_go(town, line, linked):
    quota(town, line, limit=None, used=9000)
    assert say(town, RESERVED).state == "sent"


def test_when_the_month_is_used_up_what_is_urgent_goes_another_way(town, line, linked):
    quota(town, line, limit=300, used=300)
    message = say_urgent(town)
    assert (message.state, message.because) == ("failed", "quota")
    assert message.tried_next_id


def test_a_revoked_token_marks_the_channel_and_loses_nothing(town, line, kham, linked):
    line.faults.kind = "revoked"
    line.send_event(line.acts.text(kham, "สวัสดี"))
    waits, fails = say(town), say_urgent(town)
    assert (waits.state, waits.because) == ("at-contact", "token-refused")
    assert fails.state == "failed"
    assert fails.tried_next_id
    account = account_of(town)
    assert account.status["problem"] == "token-refused"
    assert "token" in health.status(account)[0]
    line.faults.clear()
    with within(town.municipality):
        health.look(town.municipality.pk, lambda: town.at)
    assert account_of(town).status["problem"] == ""


def test_ways_that_end_at_once_end(town, line, linked, monkeypatch):
    def nobody_can(entry):
        if entry.event in ("messaging.call-asked", "messaging.visit-asked"):
            actions.note_receipt(Message.objects.get(pk=entry.about_id), "failed", "nobody", at=entry.at)

    monkeypatch.setattr(journal, "_follow", nobody_can)
    quota(town, line, limit=300, used=300)
    say_urgent(town)
    tried = town.messages(template=RESERVED)
    assert [(message.channel, message.state) for message in tried] == [
        ("line", "failed"), ("call", "failed"), ("visit", "failed"),
    ]  # fmt: skip


def test_two_answers_to_one_tap_go_together(town, line, kham, linked):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    with within(town.municipality):
        for _ in range(2):
            actions.send(PARTY, ROUTINE, by=SYSTEM, at=town.at)
    town.work()
    assert [len(reply.body["messages"]) for reply in replies(line)] == [2]
    assert {message.state for message in town.messages(direction="out")} == {"sent"}


def test_who_blocked_us_is_reached_another_way(town, line, kham, linked):
    line.send_event(line.acts.unfollow(kham))
    town.work()
    message = say_urgent(town)
    assert message.channel != "line"


def test_a_spoilt_message_that_waits_does_not_hold_up_the_answer(town, line, kham, linked, monkeypatch):
    old = say(town)

    def spoilt(messages):
        objects = [sending.wording.worded(one.text, one.buttons, one.pk.hex) for one in messages]
        for one, made in zip(messages, objects, strict=True):
            if one.pk == old.pk:
                made["type"] = "nonsense"
        return objects

    monkeypatch.setattr(sending, "_objects", spoilt)
    line.send_event(line.acts.text(kham, "สวัสดี"))
    with within(town.municipality):
        actions.send(PARTY, ROUTINE, by=SYSTEM, at=town.at)
    town.work()
    assert [len(reply.body["messages"]) for reply in replies(line)] == [1]


def test_line_s_own_models_read_every_body_that_we_sent(town, line, kham, linked):
    say(town, RESERVED)
    say(town)
    tap(town)
    for one in line.sent("push"):
        assert sdk.PushMessageRequest.from_dict(one.body).to_dict()["messages"] == one.body["messages"]
    for one in line.sent("reply"):
        assert sdk.ReplyMessageRequest.from_dict(one.body).to_dict()["messages"] == one.body["messages"]


def quota(town, line, *, limit, used):
    line.state.quota = limit
    month = line.platform.month()
    line.state.used[month] = used
    with within(town.municipality):
        health.look(town.municipality.pk, lambda: town.at)
    town.account = account_of(town)


def account_of(town):
    with within(town.municipality):
        return ChannelAccount.objects.get(channel="line")
