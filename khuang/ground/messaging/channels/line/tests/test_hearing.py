"""What an event means once it is handled: messages, taps, followers, leavers, groups, things taken back."""

import datetime
import json

import pytest

from khuang.ground.journal.models import Entry
from khuang.ground.messaging import message_files
from khuang.ground.messaging.channels.line import client, handling
from khuang.ground.messaging.hearing import hear_due
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.municipalities.context import within
from khuang.lib.identifiers import uuid7

VOICE = b"not really a sound " * 5000


def lines(town, event):
    with within(town.municipality):
        return list(Entry.objects.filter(event=event))


def hear(town, *events):
    assert town.line.send_event(*events).status == 200
    town.work()


def opened(town, message):
    with within(town.municipality):
        return message.text, message.place


def test_words_become_a_message_and_a_line_without_words(town, line, kham):
    hear(town, line.acts.text(kham, "ขอข้าวสารด้วย"))
    (message,) = town.messages()
    assert opened(town, message) == ("ขอข้าวสารด้วย", None)
    (entry,) = lines(town, "messaging.received")
    assert entry.about_id == message.pk
    assert entry.references == {"kind": "text", "verb": ""}


def test_the_line_names_whose_address_it_is(town, line, kham):
    hear(town, line.acts.text(kham, "หนึ่ง"))
    own, helped = uuid7(), uuid7()
    with within(town.municipality):
        ways = {"channel": "line", "contact": town.contact(), "since": town.at}
        Route.objects.create(party_id=helped, is_helper=True, **ways)
        Route.objects.create(party_id=own, position=1, **ways)
    hear(town, line.acts.text(kham, "สอง"))
    entry = lines(town, "messaging.received")[-1]
    assert entry.references["also"] == [str(own), str(helped)]
    assert town.messages()[-1].party_id == own


def test_the_address_is_found_by_its_hash_and_kept_sealed(town, line, kham):
    hear(town, line.acts.text(kham, "หนึ่ง"), line.acts.text(kham, "สอง"))
    contact = town.contact()
    with within(town.municipality):
        assert contact.address == kham.id
    assert contact.state == "new"


def test_a_sticker_alone_is_kept(town, line, kham):
    hear(town, line.acts.sticker(kham))
    (message,) = town.messages()
    assert message.kind == "sticker"


def test_emoji_alone_are_kept_as_they_came(town, line, kham):
    hear(town, line.acts.text(kham, "😢👵🏽💊"))
    assert opened(town, town.messages()[0])[0] == "😢👵🏽💊"


def test_half_a_character_is_replaced(town, line, kham):
    event = line.acts.text(kham, "x")
    event["message"]["text"] = "ก\ud83d"
    body = json.dumps({"events": [event]}).encode()
    line.webhook.send(body=body)
    town.work()
    assert opened(town, town.messages()[0])[0] == "ก?"


def test_a_place_is_kept_and_one_abroad_is_marked(town, line, kham):
    near = line.acts.place(kham, 18.2, 99.39)
    town.pass_by(1)
    hear(town, near, line.acts.place(kham, 35.68, 139.76))
    home, abroad = town.messages()
    assert (home.because, abroad.because) == ("", "abroad")
    assert opened(town, abroad)[1]["lat"] == 35.68


@pytest.mark.parametrize("lat", [None, "north", float("nan")])
def test_a_broken_place_spoils_nothing(town, line, kham, lat):
    broken = line.acts.place(kham, 18.2, 99.39)
    broken["message"]["latitude"] = lat
    hear(town, broken, line.acts.text(kham, "ต่อไป"))
    assert "text" in [message.kind for message in town.messages()]


@pytest.mark.parametrize("kind", ["voice", "picture"])
def test_what_was_spoken_is_fetched_at_once_and_sealed(town, line, kham, kind):
    hear(town, getattr(line.acts, kind)(kham, VOICE))
    (message,) = town.messages()
    assert message.because == ""
    with within(town.municipality):
        assert b"".join(message_files.read(message.pk)) == VOICE
        assert b"not really" not in message_files.path_of(message.pk).read_bytes()
    assert message.media_type == {"voice": "audio/x-m4a", "picture": "image/jpeg"}[kind]


@pytest.mark.parametrize("fault", ["error", "busy", "cut", "revoked"])
def test_what_line_does_not_give_now_is_fetched_later(town, line, kham, fault):
    line.faults.kind, line.faults.only = fault, "content"
    voice = line.acts.voice(kham, VOICE)
    town.pass_by(1)
    hear(town, voice, line.acts.text(kham, "ต่อไป"))
    voice, text = town.messages()
    assert (voice.because, text.kind) == ("content-waits", "text")
    line.faults.clear()
    with within(town.municipality):
        hear_due(town.at)
    town.work()
    assert town.messages()[0].media


def test_what_line_has_deleted_is_marked_as_gone(town, line, kham):
    event = line.acts.voice(kham, VOICE)
    line.state.contents.clear()
    hear(town, event)
    assert town.messages()[0].because == "content-gone"


def test_what_is_too_large_is_not_kept(town, line, kham, monkeypatch):
    monkeypatch.setattr(client, "LARGEST_CONTENT", 1000)
    hear(town, line.acts.voice(kham, VOICE))
    (message,) = town.messages()
    assert (message.because, message.media) == ("content-too-large", "")


def test_the_content_of_a_stranger_s_address_is_not_fetched(town, line, kham):
    event = line.acts.picture(kham, VOICE)
    event["message"]["contentProvider"] = {"type": "external", "originalContentUrl": "https://example.com/x"}
    hear(town, event)
    assert line.sent("content") == []


def test_what_is_taken_back_loses_its_words_and_its_file(town, line, kham):
    text = line.acts.text(kham, "ความลับ")
    town.pass_by(1)
    voice = line.acts.voice(kham, VOICE)
    hear(town, text, voice)
    with within(town.municipality):
        path = message_files.path_of(town.messages()[1].pk)
    assert path.exists()
    town.pass_by(5)
    hear(town, *(line.acts.unsend(kham, event["message"]["id"]) for event in (text, voice)))
    assert [message.state for message in town.messages()] == ["withdrawn", "withdrawn"]
    for message in town.messages():
        assert opened(town, message) == (None, None)
        with within(town.municipality):
            assert message.event.raw is None
    assert len(lines(town, "messaging.withdrawn")) == 2


def test_what_is_taken_back_before_it_came_never_shows(town, line, kham):
    text = line.acts.text(kham, "ความลับ")
    taken_back = line.acts.unsend(kham, text["message"]["id"])
    hear(town, taken_back)
    hear(town, text)
    (message,) = town.messages()
    assert message.state == "withdrawn"
    for event in town.events():
        if event.kind == "message":
            with within(town.municipality):
                assert event.raw is None


def test_the_same_tap_five_times_is_followed_once_and_kept_five_times(town, line, kham):
    for _ in range(5):
        hear(town, line.acts.tap(kham, "v1|well|menu"))
        town.pass_by(2)
    assert [message.because for message in town.messages()] == [""] + ["again"] * 4
    assert len(lines(town, "messaging.received")) == 1
    assert len(lines(town, "messaging.received-again")) == 4


def test_the_same_tap_on_another_question_or_later_is_another_one(town, line, kham):
    hear(town, line.acts.tap(kham, "v1|well|a"), line.acts.tap(kham, "v1|well|b"))
    town.pass_by(31)
    hear(town, line.acts.tap(kham, "v1|well|a"))
    assert len(lines(town, "messaging.received")) == 3


@pytest.mark.parametrize(
    ("data", "verb"),
    [
        ("v1|help|menu", "help"),
        ("v1|help-kind-fall|abc", "help-kind-fall"),
        ("v1|speak", "speak"),
        ("v2|help|menu", ""),
        ("help", ""),
        ("v1|HELP|x", ""),
        ("v1|" + "x" * 200, ""),
        ("", ""),
    ],
)
def test_a_button_of_ours_has_a_verb_and_any_other_is_kept(town, line, kham, data, verb):
    hear(town, line.acts.tap(kham, data))
    (message,) = town.messages()
    assert (message.kind, message.verb) == ("tap", verb)


def test_who_follows_is_known_and_has_not_agreed(town, line, kham):
    hear(town, line.acts.follow(kham))
    assert town.contact().state == "new"
    assert len(lines(town, "messaging.followed")) == 1


def test_the_language_of_a_follower_is_learnt_and_nothing_else_of_the_profile(town, line):
    tourist = line.user("Emma")
    tourist.language = "en"
    hear(town, line.acts.follow(tourist))
    contact = town.contact()
    assert contact.language == "en"
    assert not any("Emma" in json.dumps(one.references) for one in lines(town, "messaging.followed"))


def test_following_goes_on_without_the_profile(town, line, kham):
    line.faults.kind, line.faults.only = "error", "profile"
    hear(town, line.acts.follow(kham))
    assert town.contact().language == "th"


def test_who_leaves_is_gone_at_once_and_whom_it_was_for_is_named(town, line, kham):
    hear(town, line.acts.follow(kham))
    party = uuid7()
    with within(town.municipality):
        Route.objects.create(
            party_id=party, channel="line", contact=town.contact(), since=town.at, is_helper=True
        )
    town.pass_by(60)
    hear(town, line.acts.unfollow(kham))
    contact = town.contact()
    assert (contact.state, contact.gone_at, contact.reply_until) == ("gone", town.at, None)
    (entry,) = lines(town, "messaging.unfollowed")
    assert entry.references["also"] == [str(party)]


def test_who_comes_back_has_not_agreed_again(town, line, kham):
    hear(town, line.acts.follow(kham))
    with within(town.municipality):
        Contact.objects.update(state="agreed", agreed_at=town.at)
    town.pass_by(60)
    hear(town, line.acts.unfollow(kham))
    town.pass_by(60)
    hear(town, line.acts.follow(kham))
    assert (town.contact().state, town.contact().gone_at) == ("new", None)


def test_an_old_leaving_does_not_undo_a_newer_coming(town, line, kham):
    leaving = line.acts.unfollow(kham)
    town.pass_by(60)
    hear(town, line.acts.follow(kham))
    hear(town, leaving)
    assert town.contact().state == "new"
    assert lines(town, "messaging.unfollowed") == []


def test_an_old_coming_does_not_undo_a_newer_leaving(town, line, kham):
    coming = line.acts.follow(kham)
    town.pass_by(60)
    hear(town, line.acts.unfollow(kham))
    hear(town, coming)
    assert town.contact().state == "gone"
    assert lines(town, "messaging.followed") == []


def test_a_coming_between_two_leavings_that_is_told_last_brings_nobody_back(town, line, kham):
    leaves = [line.acts.unfollow(kham)]
    town.pass_by(60)
    comes = line.acts.follow(kham)
    town.pass_by(60)
    leaves.append(line.acts.unfollow(kham))
    hear(town, *leaves)
    hear(town, comes)
    assert town.contact().state == "gone"
    assert len(lines(town, "messaging.unfollowed")) == 1


def test_we_leave_a_group_that_is_not_allowed(town, line, kham):
    hear(town, line.acts.join(kham))
    assert len(line.sent("leave")) == 1
    assert [event.state for event in town.events()] == ["done"]


def test_we_stay_in_a_group_that_is_allowed(town, line, kham):
    joined = line.acts.join(kham)
    with within(town.municipality):
        town.account.settings |= {"groups": f"C1 {joined['source']['groupId']}"}
        town.account.save()
    hear(town, joined)
    assert line.sent("leave") == []


def test_leaving_a_group_is_tried_again(town, line, kham):
    line.faults.kind, line.faults.only = "error", "leave"
    hear(town, line.acts.join(kham))
    assert [event.state for event in town.events()] == ["waiting"]
    line.faults.clear()
    hear(town, line.acts.text(kham, "x"))
    town.pass_by(40)
    with within(town.municipality):
        hear_due(town.at)
    town.work()
    assert {event.state for event in town.events()} == {"done"}


def test_what_is_said_in_a_group_is_not_kept(town, line, kham):
    joined = line.acts.join(kham)
    hear(town, line.acts.text(kham, "เรื่องของคนอื่น", joined["source"]["groupId"]))
    (event,) = town.events()
    with within(town.municipality):
        assert (event.state, event.raw) == ("done", None)
    assert town.messages() == []


def test_the_tile_that_calls_is_answered_with_the_number(town, line, kham):
    with within(town.municipality):
        town.account.settings |= {"call_number": "0532811234"}
        town.account.save()
    hear(town, line.acts.tap(kham, "v1|call|menu"))
    assert "tel:0532811234" in line.said()


def test_without_a_number_the_tile_says_so(town, line, kham):
    hear(town, line.acts.tap(kham, "v1|call|menu"))
    assert "ยังไม่มีเบอร์อาสา" in line.said()


def test_line_s_own_linking_is_noted(town, line, kham):
    hear(town, line.acts.follow(kham))
    token = client.of(town.account).link_token(kham.id)
    hear(town, line.acts.link(kham, token, "a-nonce-of-ours"))
    message = town.messages(verb="link")[0]
    assert opened(town, message)[0] == "a-nonce-of-ours"
    assert len(lines(town, "messaging.linked")) == 1


def test_an_event_that_breaks_us_is_marked_and_the_next_one_is_heard(town, line, kham, monkeypatch):
    def broken(event, told, at):
        Contact.objects.update(language="en")
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setitem(handling.HANDLERS, "postback", broken)
        hear(town, line.acts.text(kham, "ก่อน"), line.acts.tap(kham, "v1|well|x"), line.acts.text(kham, "หลัง"))
    states = [(event.kind, event.state, event.problem) for event in town.events()]
    assert ("postback", "failed", "ZeroDivisionError") in states
    assert len(town.messages()) == 2
    assert town.contact().language == "th"


def test_events_are_heard_by_line_s_time_whatever_order_they_came_in(town, line, kham):
    events = []
    for number in range(4):
        events.append(line.acts.text(kham, str(number)))
        town.pass_by(1)
    hear(town, *reversed(events))
    with within(town.municipality):
        heard = [message.text for message in Message.objects.order_by("pk")]
    assert heard == ["0", "1", "2", "3"]


def test_a_message_is_never_in_our_future(town, line, kham):
    town.at -= datetime.timedelta(hours=5)
    hear(town, line.acts.text(kham, "สวัสดี"))
    assert town.messages()[0].at == town.at
    assert town.contact().last_in_at == town.at
