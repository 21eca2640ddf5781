"""What may not go through a channel is refused with the reason; it goes on a page behind a code instead."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.care.correspondence.actions import answering, letters
from khuang.care.correspondence.models import Call, Letter
from khuang.care.correspondence.rules.codes import LETTER_HOLDS, LETTER_MISSES
from khuang.care.correspondence.rules.problems import MayNotGo, NothingSaid, NotWaiting
from khuang.care.correspondence.tests.cast import PHONE, a_contact, a_person, a_route, line_on
from khuang.care.people import actions as people
from khuang.ground.journal.models import Entry
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db

# What must never go: names of others, illnesses, numbers, places.
TELLING = (
    "จันทร์ ใจดี ข้างบ้านไม่สบาย ไปดูหน่อย",
    "ผลตรวจเบาหวานออกแล้ว",
    "หมอว่าเป็นโรคซึมเศร้า กินยาต่อ",
    "เลขบัตร 3 5201 00123 45 6 ถูกต้องไหม",
    "เลขบัตร ๓๕๒๐๑๐๐๑๒๓๔๕๖",
    "บ้านอยู่ที่ 18.20123, 99.39456",
    "ดูแผนที่ https://maps.app.goo.gl/abc123",
    "Your diabetes result is back",
)
WORDS = "ผลตรวจเบาหวานออกแล้ว ค่าปกติดี"


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        line_on()
        cast.elder = a_person(cast.villages[3], phone=PHONE)
        neighbour = {"given_name": "จันทร์", "family_name": "ใจดี"}
        people.register(neighbour, cast.elder.household_id, by=cast.mali, at=NOW)
        a_route(cast.elder, a_contact(at=timezone.now()))
    return cast


@pytest.fixture
def mali(town, client):
    return sign_in(client, town.mali)


def fresh(town, model, **said):
    with within(town.municipality):
        return model.objects.filter(**said).first()


@pytest.mark.parametrize("words", TELLING)
def test_what_tells_too_much_is_refused_with_reasons_and_kept_nowhere(town, words):
    with within(town.municipality):
        with pytest.raises(MayNotGo) as refused:
            answering.answer(town.elder, words, by=town.mali, at=NOW)
        assert refused.value.reasons and all(str(one.sentence) for one in refused.value.reasons)
        assert not Message.objects.exists()


@pytest.mark.parametrize("words", TELLING[:4])
def test_the_page_says_why_keeps_what_was_typed_and_offers_the_code(town, mali, words):
    answer = mali.post(f"/desk/messages/{town.elder.pk}/", {"words": words})
    said = answer.content.decode()
    assert answer.status_code == 422 and words in said
    assert f"/desk/messages/{town.elder.pk}/letter/" in said


def written(town, mali):
    """Press the one button; give the link that went by LINE."""
    mali.post(f"/desk/messages/{town.elder.pk}/letter/", {"words": WORDS})
    sent = fresh(town, Message, template="correspondence.letter")
    assert "เบาหวาน" not in sent.text and sent.channel == "line"
    return re.search(r"/letter/\S+?/", sent.text)[0]


def said_code(town, client):
    """Make the code as whoever calls does, on the page that the call leads to."""
    letter = fresh(town, Letter)
    said = client.post(f"/desk/letters/{letter.pk}/code/").content.decode()
    return said.split("data-kh-code>")[1][:7].replace(" ", "")


def test_the_whole_way_from_refusal_to_reading_on_an_old_telephone(town, mali):
    link = written(town, mali)
    call = fresh(town, Call)
    assert call.person_id == town.elder.pk
    assert f"/desk/letters/{fresh(town, Letter).pk}/" in mali.get(f"/desk/calls/{call.pk}/").content.decode()
    telephone = Client()
    waiting = telephone.get(link).content.decode()
    assert "เบาหวาน" not in waiting and "<form" not in waiting.split("<main")[1].split("</main")[0]
    code = said_code(town, mali)
    read = telephone.post(link, {"code": f"{code[:3]} {code[3:]}"}, follow=True).content.decode()
    assert WORDS in read and "คำปัน" not in read
    # The code was used: another browser does not come in, this one still does.
    assert WORDS not in Client().post(link, {"code": code}, follow=True).content.decode()
    assert WORDS in telephone.get(link, follow=True).content.decode()
    with within(town.municipality):
        events = set(Entry.objects.values_list("event", flat=True))
    assert {"correspondence.letter-opened", "correspondence.letter-read"} <= events


def test_a_volunteer_who_calls_says_the_code_and_does_not_read_the_letter(town, mali):
    written(town, mali)
    nok = sign_in(Client(), town.nok)
    page = nok.get(f"/desk/letters/{fresh(town, Letter).pk}/").content.decode()
    assert "เบาหวาน" not in page
    assert len(said_code(town, nok)) == 6


def test_wrong_codes_use_the_code_up(town):
    with within(town.municipality):
        letter = letters.write_letter(town.elder, WORDS, by=town.mali, at=NOW).letter
        code = letters.tell_code(letter, by=town.mali, at=NOW)
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        for _ in range(LETTER_MISSES):
            assert letters.open_letter(letter.pk, wrong, slug="fah-sai", at=NOW) is None
        assert letters.open_letter(letter.pk, code, slug="fah-sai", at=NOW) is None
        again = letters.tell_code(letter, by=town.mali, at=NOW)
        assert letters.open_letter(letter.pk, again, slug="fah-sai", at=NOW)


def test_a_letter_ends_and_can_be_closed(town, mali):
    link = written(town, mali)
    letter = fresh(town, Letter)
    with within(town.municipality), pytest.raises(NotWaiting):
        letters.tell_code(letter, by=town.mali, at=timezone.now() + LETTER_HOLDS + timedelta(hours=1))
    mali.post(f"/desk/letters/{letter.pk}/withdraw/")
    assert Client().get(link).status_code == 410
    assert Client().get("/letter/fah-sai.nothing/").status_code == 404
    assert Client().get(f"/read/{letter.pk}/").status_code == 404


def test_only_who_may_answer_writes_letters(town):
    with within(town.municipality):
        for who in (town.nok, town.boonsri, town.kham, town.dao, town.wipa, town.anan):
            with pytest.raises(PermissionDenied):
                letters.write_letter(town.elder, WORDS, by=who, at=NOW)
            with pytest.raises(PermissionDenied):
                answering.answer(town.elder, "ก", by=who, at=NOW)
        with pytest.raises(NothingSaid):
            letters.write_letter(town.elder, "  ", by=town.mali, at=NOW)


def test_the_words_of_a_letter_go_when_they_were_kept_long_enough(town):
    with within(town.municipality):
        kept_one = letters.write_letter(town.elder, WORDS, by=town.mali, at=NOW).letter
        assert letters.forget_old_letters(at=NOW + timedelta(days=700)) == 0
        assert letters.forget_old_letters(at=NOW + timedelta(days=760)) == 1
        kept_one.refresh_from_db()
        assert kept_one.words is None
        assert letters.forget_old_letters(at=NOW + timedelta(days=760)) == 0
