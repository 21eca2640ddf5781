"""What the page is served, and what it may do."""

import json
import time

import pytest

from khuang.ground.messaging.channels.line.standin.tests.conftest import ask


def look(line, user=None, after=-1):
    asked = f"/phone/state?after={after}" + (f"&user={user.id}" if user else "")
    return json.loads(ask(line, "GET", asked)[2])


def post(line, path, body, kind="application/json", ours=True):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": kind} | ({"X-Phone": "1"} if ours else {})
    return ask(line, "POST", path, raw, headers)[0]


def events(line, mailbox, count=1):
    deadline = time.monotonic() + 5
    while len(mailbox.posts) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return [each for body, _ in mailbox.posts for each in json.loads(body)["events"]]


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_says_in_both_languages_that_it_is_not_line(line, language):
    _status, headers, body = ask(line, "GET", f"/?lang={language}")
    page = body.decode()
    assert "นี่ไม่ใช่ LINE" in page and "This is not LINE" in page
    assert f'<html lang="{language}">' in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_its_parts_are_served_and_nothing_else(line):
    assert ask(line, "GET", "/page/phone.js")[1]["Content-Type"].startswith("text/javascript")
    assert ask(line, "GET", "/page/looped-thai-400.woff2")[0] == 200
    for path in ("/page/words.json", "/page/..", "/page/phone.htm", "/nothing", "/phone/content/1"):
        assert ask(line, "GET", path)[0] == 404


def test_no_other_page_can_act(line, kham):
    body = {"user": kham.id, "act": "text", "text": "สวัสดี"}
    assert post(line, "/phone/act", body, ours=False) == 403
    assert line.chat(kham) == []


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ({"act": "text", "text": "สวัสดี"}, "message"),
        ({"act": "sticker"}, "message"),
        ({"act": "place", "latitude": 18.4, "longitude": 99.1}, "message"),
        ({"act": "tap", "data": "v1|well|abc", "shown": "สบายดี"}, "postback"),
        ({"act": "follow"}, "follow"),
        ({"act": "unfollow"}, "unfollow"),
        ({"act": "unsend", "message": "1"}, "unsend"),
    ],
)
def test_an_act_becomes_an_event(line, kham, mailbox, act, kind):
    assert post(line, "/phone/act", {"user": kham.id, **act}) == 202
    assert [each["type"] for each in events(line, mailbox)] == [kind]


@pytest.mark.parametrize("act", [{"act": "fly"}, {"act": "text"}, {"act": "place", "latitude": "north"}])
def test_an_act_that_is_none_is_refused(line, kham, act):
    assert post(line, "/phone/act", {"user": kham.id, **act}) == 400


def test_what_should_be_a_number_and_is_none_is_refused(line, kham):
    assert ask(line, "GET", f"/phone/state?after=now&user={kham.id}")[0] == 400


def test_a_stranger_to_the_stand_in_cannot_act(line):
    assert post(line, "/phone/act", {"user": "U1", "act": "sticker"}) == 404


def test_a_voice_and_a_picture_are_sent_as_files(line, kham, mailbox):
    where = f"/phone/file?user={kham.id}&duration=2100"
    post(line, where, b"sound", "audio/webm;codecs=opus")
    post(line, where, b"picture", "image/png")
    voice, picture = events(line, mailbox, 2)
    assert (voice["message"]["type"], voice["message"]["duration"]) == ("audio", 2100)
    _status, headers, body = ask(line, "GET", f"/phone/content/{picture['message']['id']}")
    assert (body, headers["Content-Type"]) == (b"picture", "image/png")
    assert post(line, where, b"<script>", "text/html") == 415


def test_the_phone_hears_of_news_within_a_moment(line, kham):
    version = look(line, kham)["version"]
    began = time.monotonic()
    line.acts.text(kham, "สวัสดี")
    assert look(line, kham, version)["lines"][0]["message"]["text"] == "สวัสดี"
    assert time.monotonic() - began < 1


def test_without_a_name_it_is_the_first_ones_phone(line, kham):
    assert look(line)["users"][0]["name"] == "ยายคำ"
    assert look(line)["status"] is None


def test_only_a_friend_sees_the_menu(line, kham):
    line.state.menus["richmenu-1"], line.state.default_menu = {"name": "x"}, "richmenu-1"
    assert look(line, kham)["menu"]["id"] == "richmenu-1"
    line.acts.unfollow(kham)
    assert look(line, kham)["menu"] is None


def test_faults_are_switched_from_the_page(line):
    post(line, "/phone/faults", {"kind": "busy"})
    post(line, "/phone/faults", {"events": "twice"})
    assert (line.faults.kind, line.faults.events) == ("busy", "twice")
    assert post(line, "/phone/faults", {"kind": "flood"}) == 400


def test_an_account_is_linked_through_its_address(line, kham, mailbox):
    line.state.link_tokens["t" * 20] = (kham.id, line.clock.now())
    assert ask(line, "GET", f"/dialog/bot/accountLink?linkToken={'t' * 20}&nonce={'n' * 16}")[0] == 303
    assert events(line, mailbox)[0]["link"]["nonce"] == "n" * 16
