"""The forum in the open court: anyone reads, offers and votes, without an account."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from conftest import make_cast, make_municipality
from khuang.civic.ballots import actions as ballots
from khuang.civic.forum import actions
from khuang.civic.forum.actions.enclosures import Brought
from khuang.civic.forum.models import Enclosure, Participant, PastVote, Stance, Statement, Vote
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.ground.municipalities.context import within
from khuang.portal.views.voter import COOKIE

FORUM = "/in/fah-sai/forum/"
WORDS = ("ควรตรวจน้ำทุกเดือน", "ซ่อมท่อเก่าก่อน", "เพิ่มจุดบริการน้ำดื่ม", "ขึ้นค่าน้ำเพื่อซ่อมท่อ")


@pytest.fixture
def town(db):
    cache.clear()
    return make_cast(make_municipality())


def open_topic(town, kind="gather", words=WORDS, **options):
    now, today = timezone.now(), timezone.localdate()
    phases = [PhaseDraft(kind, today - timedelta(days=2), today + timedelta(days=2))]
    with within(town.municipality):
        topic = actions.open_topic(
            "น้ำประปา", "ทำอย่างไรให้น้ำสะอาด", phases=phases, by=town.facai, at=now, **options
        )
        if words:
            actions.seed(topic, "\n".join(words), by=town.facai, at=now)
    return topic


def ask(town, do):
    with within(town.municipality):
        return do()


def browser(language="en"):
    return Client(headers={"accept-language": language})


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def vote_on(reader, topic, number, value="agree"):
    return reader.post(f"{FORUM}{topic.pk}/vote/", {"statement": number, "vote": value})


@pytest.mark.parametrize("language", ["th", "en"])
def test_an_empty_forum_says_what_to_do(town, language):
    assert "kh-empty" in text(browser(language).get(FORUM))


def test_a_topic_says_its_phases_and_what_may_be_done(town):
    topic = open_topic(town)
    assert "น้ำประปา" in text(browser().get(FORUM))
    page = text(browser().get(f"{FORUM}{topic.pk}/"))
    assert "Anyone may vote." in page and "This is an open vote" in page
    assert browser().get(f"{FORUM}{town.municipality.pk}/").status_code == 404


def test_reading_leaves_no_cookie_and_voting_one_that_no_script_reads(town):
    topic, reader = open_topic(town), browser()
    text(reader.get(f"{FORUM}{topic.pk}/vote/"))
    assert COOKIE not in reader.cookies
    vote_on(reader, topic, 1)
    cookie = reader.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    kept = ask(town, lambda: bytes(Participant.objects.get().key))
    assert cookie.value.encode() not in kept


def test_one_votes_through_all_statements_is_asked_kindly_once_and_may_change(town):
    topic, reader = open_topic(town), browser()
    wheres = [
        vote_on(reader, topic, number, value).headers["location"]
        for number, value in enumerate(("agree", "disagree", "pass"), 1)
    ]
    assert [where.endswith("/me/") for where in wheres] == [False, False, True]
    vote_on(reader, topic, 4)
    page = text(reader.get(f"{FORUM}{topic.pk}/vote/"))
    assert "You voted on everything" in page
    assert 'aria-pressed="true"' in text(reader.get(f"{FORUM}{topic.pk}/vote/?statement=2"))
    vote_on(reader, topic, 2, "agree")
    assert ask(town, lambda: (Vote.objects.count(), PastVote.objects.count())) == (4, 1)
    mine = text(reader.get(f"{FORUM}{topic.pk}/mine/"))
    assert all(words in mine for words in WORDS)


def test_a_vote_that_is_sent_twice_counts_once(town):
    topic, reader = open_topic(town), browser()
    vote_on(reader, topic, 1)
    vote_on(reader, topic, 1)
    assert ask(town, lambda: (Vote.objects.count(), PastVote.objects.count())) == (1, 0)


def test_whoever_clears_the_browser_votes_again_and_the_page_says_so(town):
    topic = open_topic(town)
    vote_on(browser(), topic, 1), vote_on(browser(), topic, 1)
    assert ask(town, Participant.objects.count) == 2
    assert "whoever clears their browser can vote again" in text(
        browser().get(f"{FORUM}{topic.pk}/statements/")
    )


@pytest.mark.parametrize(
    "said",
    [
        {"statement": "99", "vote": "agree"},
        {"statement": "x", "vote": "agree"},
        {"statement": "1", "vote": "yes"},
        {},
    ],
)
def test_a_vote_that_cannot_be_read_says_so_and_makes_nobody(town, said):
    topic = open_topic(town)
    assert "cannot be voted on" in text(browser().post(f"{FORUM}{topic.pk}/vote/", said), 422)
    assert not ask(town, Vote.objects.exists)


def test_a_vote_after_closing_is_refused_in_words(town):
    topic, reader = open_topic(town), browser()
    ask(town, lambda: actions.close(topic, by=town.facai, at=timezone.now()))
    page = text(vote_on(reader, topic, 1), 422)
    assert "This topic is closed" in page
    assert not ask(town, Vote.objects.exists)


def test_what_one_says_of_oneself_is_kept_as_it_was(town):
    topic, reader = open_topic(town), browser()
    me = f"{FORUM}{topic.pk}/me/"
    assert reader.get(me).status_code == 302, "nobody yet"
    vote_on(reader, topic, 1)
    text(reader.get(me))
    village = town.villages[2]
    reader.post(me, {"village": village.pk, "sex": "female", "age_band": "60-79"})
    who = ask(town, Participant.objects.get)
    assert (who.village_id, who.sex, who.age_band) == (village.pk, "female", "60-79")
    assert text(reader.post(me, {"sex": "x"}), 422)


def say(reader, topic, words="ขอให้ล้างถังพักน้ำทุกปี", **said):
    return reader.post(f"{FORUM}{topic.pk}/say/", {"words": words, "receipt": "ABCDEFGHJKMN"} | said)


def test_a_statement_is_offered_and_its_code_tells_what_became_of_it(town):
    topic, reader = open_topic(town), browser()
    assert "No names" in text(reader.get(f"{FORUM}{topic.pk}/say/"))
    where = say(reader, topic).headers["location"]
    assert where == f"{FORUM}statements/ABCDEFGHJKMN/"
    assert say(reader, topic).headers["location"] == where
    assert ask(town, lambda: Statement.objects.filter(state="waiting").count()) == 1
    assert "waits to be checked" in text(browser().get(where))
    assert "ล้างถังพัก" not in text(browser().get(f"{FORUM}{topic.pk}/statements/"))
    one = ask(town, lambda: Statement.objects.get(state="waiting"))
    ask(town, lambda: actions.refuse(one, "off-topic", words="เป็นเรื่องอื่น", by=town.facai, at=timezone.now()))
    page = text(browser().get(where))
    assert "about something else" in page and "เป็นเรื่องอื่น" in page
    assert "1: it is about something else" in text(browser().get(f"{FORUM}{topic.pk}/statements/"))
    ask(town, lambda: actions.show(one, by=town.facai, at=timezone.now()))
    assert "people vote on it" in text(browser().get(where))
    assert browser().get(f"{FORUM}?code=abcdefghjkmn").headers["location"] == where
    assert browser().get(f"{FORUM}statements/NOBODYHASIT/").status_code == 404


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("โทร 081-234-5678 แจ้งท่อแตก", "Take out what may tell"),
        ("นายสมหมาย ปล่อยน้ำเสีย", "may tell who somebody is"),
        ("ควรตรวจน้ำทุกเดือน", "Look at what is said already"),
        ("ควรตรวจน้ำทุก ๆ เดือน", "Look at what is said already"),
        ("ก" * 281, "at most 280"),
        ("", "required"),
    ],
)
def test_what_cannot_be_taken_in_says_why_and_keeps_what_was_typed(town, words, sentence):
    page = text(say(browser(), open_topic(town), words), 422)
    assert sentence in page and words in page


def test_whoever_says_it_is_no_name_or_something_else_is_heard(town):
    topic, reader = open_topic(town), browser()
    assert say(reader, topic, "นายสมหมาย ปล่อยน้ำเสีย", confirmed="on").status_code == 302
    other = {"another": "on", "receipt": "NPQRSTUVWXYZ"}
    assert say(reader, topic, "ควรตรวจน้ำทุก ๆ เดือน", **other).status_code == 302


def test_a_statement_after_closing_is_not_lost(town):
    topic = open_topic(town)
    ask(town, lambda: actions.close(topic, by=town.facai, at=timezone.now()))
    page = text(say(browser(), topic), 422)
    assert "closed" in page and "ล้างถังพัก" in page
    assert "kh-empty" in text(browser().get(f"{FORUM}{topic.pk}/say/"))


def test_whoever_sends_many_waits(town):
    topic = open_topic(town)
    answers = [
        say(browser(), topic, f"ความเห็น {n} เรื่องที่ {n * 7}", receipt=f"R{n}", another="on") for n in range(7)
    ]
    assert "Wait a while" in text(answers[-1], 422)


def test_counts_are_shown_when_the_phase_says_so_and_hands_beside_them(town):
    topic = open_topic(town)
    vote_on(browser(), topic, 1)
    one = ask(town, lambda: Statement.objects.get(number=1))
    ask(town, lambda: actions.note_hands(one, {"female": (20, 3, 1)}, by=town.facai, at=timezone.now()))
    address = f"{FORUM}{topic.pk}/statements/"
    hidden = text(browser().get(address))
    assert "(100 %)" not in hidden and "20 agree" not in hidden
    ask(town, lambda: actions.close(topic, by=town.facai, at=timezone.now()))
    shown = text(browser().get(address))
    assert "1 (100 %)" in shown and "women: 20 agree, 3 disagree, 1 pass" in shown


def test_pictures_and_voices_are_seen_when_the_statement_is_shown(town, settings, tmp_path):
    settings.KHUANG_MEDIA = tmp_path
    topic = open_topic(town)
    with within(town.municipality):
        made = actions.offer_statement(
            topic,
            "ฟังเสียงนี้",
            source="facilitator",
            brought=Brought(voice=b"OggS" + b"\0" * 9),
            by=town.facai,
            at=timezone.now(),
        )
        voice = Enclosure.objects.get()
    address = f"{FORUM}enclosures/{voice.pk}/"
    assert browser().get(address).status_code == 404
    ask(town, lambda: actions.show(made, by=town.facai, at=timezone.now()))
    assert b"".join(browser().get(address)).startswith(b"OggS")
    page = text(browser().get(f"{FORUM}{topic.pk}/vote/?statement={made.number}"))
    assert "<audio" in page and address in page


def test_a_topic_for_tokens_asks_for_the_code_and_counts_each_once(town):
    topic, reader = open_topic(town, needs_token=True), browser()
    with within(town.municipality):
        codes = ballots.hand_out_tokens(
            topic, 2, village=town.villages[1], by=town.facai, at=timezone.now()
        ).codes
    address = f"{FORUM}{topic.pk}/vote/"
    assert "Code on your token" in text(reader.get(address))
    assert text(reader.post(address, {"token": "AAAA-BBBB-CCCC"}), 422)
    assert not ask(town, Participant.objects.exists)
    for other in (reader, browser()):
        assert other.post(address, {"token": codes[0].lower()}).status_code == 302
        vote_on(other, topic, 1)
    assert ask(town, lambda: (Participant.objects.count(), Vote.objects.count())) == (1, 1)
    assert ask(town, lambda: Participant.objects.get().village_id) == town.villages[1].pk


def test_very_many_new_devices_behind_one_address_wait(town, monkeypatch):
    from khuang.ground.accounts.rules.brake import Limit
    from khuang.portal.views import voting

    monkeypatch.setattr(voting, "NEW_VOTERS", Limit(free=2))
    topic, known = open_topic(town), browser()
    vote_on(known, topic, 1), vote_on(browser(), topic, 1)
    assert "Too many" in text(vote_on(browser(), topic, 1), 422)
    assert vote_on(known, topic, 2).status_code == 302, "whoever takes part already goes on"


def agreement(town, topic):
    with within(town.municipality):
        return actions.propose(
            topic,
            "แยกขยะ",
            "ทุกบ้านแยกขยะ",
            look_again_on=timezone.localdate() + timedelta(days=90),
            by=town.facai,
            at=timezone.now(),
        )


def test_anyone_says_how_they_stand_to_an_agreement(town):
    topic = open_topic(town, "agree", words=())
    one, reader = agreement(town, topic), browser()
    address = f"/in/fah-sai/agreements/{one.pk}/"
    assert "แยกขยะ" in text(reader.get(FORUM)) and address in text(reader.get(f"{FORUM}{topic.pk}/"))
    assert "Say why" in text(reader.post(address, {"kind": "objects", "why": ""}), 422)
    reader.post(address, {"kind": "objects", "why": "ที่แคบ"})
    reader.post(address, {"kind": "lives-with", "why": ""})
    assert ask(town, lambda: Stance.objects.get().kind) == "lives-with"
    ask(town, lambda: actions.settle(one, by=town.facai, at=timezone.now()))
    page = text(reader.get(address))
    assert '<form method="post" novalidate' not in page and "agreed" in page
    assert "does not take that now" in text(reader.post(address, {"kind": "agrees"}), 422)
    assert browser().get(f"/in/fah-sai/agreements/{topic.pk}/").status_code == 404


def test_another_municipality_sees_nothing_of_it(town):
    topic = open_topic(town)
    make_municipality(slug="other", name="เทศบาลอื่น")
    assert browser().get(f"/in/other/forum/{topic.pk}/").status_code == 404
    assert "น้ำประปา" not in text(browser().get("/in/other/forum/"))
