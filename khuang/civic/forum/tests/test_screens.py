"""The forum at the desk, as the facilitator uses it."""

from datetime import date

import pytest
from django.test import Client

from conftest import NOW, sign_in
from khuang.civic.forum import actions, reads
from khuang.civic.forum.actions.enclosures import Brought
from khuang.civic.forum.models import Agreement, Enclosure, Hands, Statement, Topic
from khuang.civic.forum.tests.cast import a_person, a_statement, a_topic, days, offered
from khuang.civic.groups.models import Organization
from khuang.ground.municipalities.context import within

NO_LAST_DAY = {f"gather-ends_on_{part}": "" for part in ("day", "month", "year")}
TOPICS, QUEUE = "/desk/forum/", "/desk/moderation/"


@pytest.fixture
def facai(cast):
    return sign_in(Client(headers={"accept-language": "en"}), cast.facai)


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        cast.topic = a_topic(cast)
    return cast


def ask(town, do):
    with within(town.municipality):
        return do()


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def parts(name, day):
    """Three boxes for a day."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def dates(kind, first, last):
    """Three boxes for each of two days, in the English era."""
    said = {}
    for name, day in (("begins_on", days(first)), ("ends_on", days(last))):
        said |= parts(f"{kind}-{name}", day)
    return said


def phases(**kinds):
    said = {f"{kind}-kind": kind for kind in ("gather", "vote", "agree")}
    for kind, (first, last) in kinds.items():
        said |= dates(kind, first, last) | {f"{kind}-may": ["vote"]}
    return said


TOPIC = {"title": "น้ำ", "question": "ทำอย่างไรให้น้ำสะอาด", "about": "", "village": ""}


def test_empty_lists_say_what_to_do(facai):
    for address in (TOPICS, QUEUE, "/desk/agreements/"):
        assert "kh-empty" in text(facai.get(address))


def test_a_topic_is_opened_with_its_phases(facai, cast):
    answer = facai.post(f"{TOPICS}new/", TOPIC | phases(gather=(0, 5), vote=(6, 9)))
    topic = ask(cast, Topic.objects.get)
    assert answer.headers["location"] == f"{TOPICS}{topic.pk}/seed/"
    assert ask(cast, lambda: [one.kind for one in topic.phases.all()]) == ["gather", "vote"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (phases(), "must follow each other"),
        (phases(gather=(0, 5), vote=(5, 9)), "must follow each other"),
        (
            phases(gather=(0, 5)) | NO_LAST_DAY,
            "or neither",
        ),
        (phases(gather=(0, 5)) | {"title": ""}, "required"),
    ],
)
def test_a_topic_that_does_not_fit_keeps_what_was_typed(facai, cast, said, words):
    page = text(facai.post(f"{TOPICS}new/", TOPIC | said), 422)
    assert words in page and TOPIC["question"] in page
    assert not ask(cast, Topic.objects.exists)


def test_phases_are_laid_out_anew(facai, town):
    address = f"{TOPICS}{town.topic.pk}/phases/"
    assert "must follow" in text(facai.post(address, phases(gather=(0, 5), vote=(3, 9))), 422)
    facai.post(address, phases(vote=(0, 9)))
    assert ask(town, lambda: town.topic.phases.get().kind) == "vote"
    text(facai.get(address))


def test_the_facilitator_begins_with_statements(facai, town):
    address = f"{TOPICS}{town.topic.pk}/seed/"
    kept = text(facai.post(address, {"words": "โทร 081-234-5678"}), 422)
    assert "081-234-5678" in kept
    facai.post(address, {"words": "ตรวจน้ำ\nซ่อมท่อ"})
    page = text(facai.get(f"{TOPICS}{town.topic.pk}/"))
    assert "ตรวจน้ำ" in page and "ซ่อมท่อ" in page


def test_the_queue_shows_by_one_button(facai, town):
    one = ask(town, lambda: offered(town.topic))
    assert "ขอให้ซ่อมท่อเก่า" in text(facai.get(QUEUE))
    facai.post(f"{QUEUE}{one.pk}/show/")
    assert ask(town, lambda: Statement.objects.get().state) == "shown"
    assert "moved on" in text(facai.post(f"{QUEUE}{one.pk}/show/", follow=True))


def test_what_may_be_a_name_is_marked_and_shown_only_on_a_persons_word(facai, town):
    one = ask(town, lambda: offered(town.topic, "นายสมหมาย ทิ้งขยะ", confirmed=True))
    assert "<strong>นายสมหมาย" in text(facai.get(QUEUE))
    facai.post(f"{QUEUE}{one.pk}/show/")
    assert ask(town, lambda: Statement.objects.get().state) == "waiting"
    facai.post(f"{QUEUE}{one.pk}/show/", {"confirmed": "yes"})
    assert ask(town, lambda: Statement.objects.get().state) == "shown"


def test_it_is_refused_by_one_button_or_with_words(facai, town):
    one, two = ask(town, lambda: [offered(town.topic, words) for words in ("ก", "ข้อความสอง")])
    facai.post(f"{QUEUE}{one.pk}/refuse/", {"because": "insults"})
    assert "shown" in text(facai.post(f"{QUEUE}{two.pk}/refuse/", {"because": "other"}), 422)
    facai.post(f"{QUEUE}{two.pk}/refuse/", {"because": "other", "words": "ซ้ำกับเรื่องอื่น"})
    assert ask(town, lambda: {row.because for row in Statement.objects.all()}) == {"insults", "other"}
    assert "kh-empty" in text(facai.get(QUEUE))


def test_a_voice_can_be_heard_before_it_is_shown(facai, town, settings, tmp_path):
    settings.KHUANG_MEDIA = tmp_path
    ask(town, lambda: offered(town.topic, brought=Brought(voice=b"OggS" + b"\0" * 20)))
    voice = ask(town, Enclosure.objects.get)
    address = f"{QUEUE}enclosures/{voice.pk}/"
    assert address in text(facai.get(QUEUE))
    heard = facai.get(address)
    assert heard.headers["content-type"] == "audio/ogg" and b"".join(heard).startswith(b"OggS")


def test_hands_of_a_hall_are_noted(facai, town):
    one = ask(town, lambda: a_statement(town, town.topic))
    address = f"{TOPICS}statements/{one.pk}/hands/"
    names = [
        f"{sex}_{name}" for sex in ("female", "male", "other") for name in ("agreed", "disagreed", "passed")
    ]
    assert "at least one" in text(facai.post(address, dict.fromkeys(names, 0)), 422)
    facai.post(address, dict.fromkeys(names, 0) | {"female_agreed": 12})
    assert ask(town, lambda: Hands.objects.get().agreed) == 12
    assert "12/0/0" in text(facai.get(f"{TOPICS}{town.topic.pk}/"))


def test_a_topic_is_closed_once(facai, town):
    address = f"{TOPICS}{town.topic.pk}/close/"
    assert "not counted" in text(facai.get(address))
    facai.post(address)
    assert ask(town, lambda: Topic.objects.get().is_closed)
    assert facai.post(address).status_code == 404


def proposed(town):
    said = {"look_again_on": days(9), "by": town.facai, "at": NOW}
    return actions.propose(town.topic, "แยกขยะ", "ทุกบ้านแยกขยะ", **said)


def test_an_agreement_is_proposed_changed_settled_and_looked_at_again(facai, town):
    form = {"title": "แยกขยะ", "words": "ทุกบ้านแยกขยะ"}
    day = parts("look_again_on", date(2099, 1, 1))
    past = parts("look_again_on", date(2020, 1, 1))
    address = f"{TOPICS}{town.topic.pk}/agreement/"
    assert "still to come" in text(facai.post(address, form | past), 422)
    facai.post(address, form | day)
    one = ask(town, Agreement.objects.get)
    page = f"/desk/agreements/{one.pk}/"
    group = ask(town, lambda: Organization.objects.create(name="กลุ่ม", classification="social", made_at=NOW))
    facai.post(f"{page}groups/", {"group": group.pk, "kind": "objects", "why": "ถังไม่พอ"})
    assert "ถังไม่พอ" in text(facai.get(page))
    facai.post(f"{page}words/", {"words": "สองถัง", "why": "ที่แคบ"})
    facai.post(f"{page}settle/")
    next_on = parts("next_on", date(2100, 1, 1))
    facai.post(f"{page}again/", {"outcome": "kept", "words": "แปดในสิบบ้าน", "new_words": ""} | next_on)
    shown = text(facai.get(page))
    assert "แปดในสิบบ้าน" in shown and "สองถัง" in shown and "Version 1" in shown
    for part in ("words", "groups"):
        assert facai.get(f"{page}{part}/").status_code == 404, "it is agreed"
    text(facai.get(f"{page}again/"))
    text(facai.get("/desk/agreements/"))


def test_reasons_wait_in_the_same_queue(facai, town):
    def stands():
        town.topic = a_topic(town, "ขยะ", kind="agree")
        one = proposed(town)
        who = a_person(town.topic)
        return actions.take_stance(one.versions.get(), "objects", "ที่แคบ", participant=who, at=NOW)

    made = ask(town, stands)
    assert "ที่แคบ" in text(facai.get(QUEUE))
    facai.post(f"{QUEUE}reasons/{made.pk}/", {"outcome": "show"})
    assert ask(town, lambda: type(made).objects.get().why_words) == "ที่แคบ"


@pytest.mark.parametrize("who", ["kham", "wipa", "mali", "dao"])
def test_others_do_not_come_in(town, who):
    browser = sign_in(Client(), getattr(town, who))
    for address in (TOPICS, QUEUE, "/desk/agreements/", f"{TOPICS}{town.topic.pk}/"):
        assert browser.get(address).status_code == 403


def test_the_list_says_who_takes_part(facai, town):
    def vote():
        actions.vote(a_person(town.topic), a_statement(town, town.topic), 1, at=NOW)
        return reads.topics().count()

    assert ask(town, vote) == 1
    assert "น้ำประปา" in text(facai.get(TOPICS))
