"""Appeals on the public pages: read by anyone, answered by anyone, without a word that leads to a home."""

import pytest
from django.test import Client
from django.utils import timezone

from conftest import make_cast, make_municipality
from khuang.civic.appeals import actions
from khuang.civic.appeals.models import PublicAppeal
from khuang.ground.municipalities.context import within

LIST = "/in/fah-sai/appeals/"
CONTACT = {"phone": "054 000 000", "address": "", "hours": "", "words": ""}


@pytest.fixture
def place(db):
    return make_municipality()


def show(place, reference="abc-DEF_1", title="หลังคาที่ปลอดภัย"):
    with within(place):
        return actions.show(
            reference, title=title, text="ขอค่าวัสดุ", kind="unsafe-house", percent=40, at=timezone.now()
        )


def text_of(address, language="th"):
    answer = Client().get(address, headers={"accept-language": language}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_asked_says_what_to_do(place, language):
    status, text = text_of(LIST, language)
    assert status == 200 and "kh-empty" in text


def test_the_short_address_leads_to_the_only_municipality(place):
    show(place)
    assert "หลังคาที่ปลอดภัย" in text_of("/appeals/")[1]
    make_municipality(slug="other", name="เทศบาลอื่น")
    _status, text = text_of("/appeals/")
    assert "/in/other/appeals/" in text and "หลังคาที่ปลอดภัย" not in text


def test_an_appeal_shows_its_kind_progress_and_how_to_give(place):
    cast = make_cast(place)
    show(place)
    with within(place):
        actions.keep_contact(office="กองสวัสดิการ", **CONTACT, by=cast.prasit, at=timezone.now())
    status, text = text_of(f"{LIST}abc-DEF_1/")
    assert status == 200
    for words in ("หลังคาที่ปลอดภัย", "บ้านไม่ปลอดภัย", "40", "กองสวัสดิการ", "054 000 000"):
        assert words in text
    assert LIST in text_of("/")[1], "the front leads there"


def test_what_was_taken_away_is_gone(place):
    show(place)
    with within(place):
        actions.take_away("abc-DEF_1", at=timezone.now())
    assert text_of(f"{LIST}abc-DEF_1/")[0] == 404
    assert text_of(f"{LIST}nothing/")[0] == 404


def test_an_appeal_of_another_municipality_is_not_here(place):
    other = make_municipality(slug="other", name="เทศบาลอื่น")
    show(other)
    assert text_of(f"{LIST}abc-DEF_1/")[0] == 404


def test_an_answered_appeal_says_thanks_and_takes_no_more(place):
    show(place)
    with within(place):
        actions.bring_up_to_date("abc-DEF_1", percent=100, answered=True, at=timezone.now())
    text = text_of(f"{LIST}abc-DEF_1/")[1]
    assert '<form method="post" novalidate' not in text
    assert str(PublicAppeal.State.ANSWERED.label) in text


def test_an_offer_that_is_not_whole_keeps_what_was_typed(place):
    show(place)
    answer = Client().post(f"{LIST}abc-DEF_1/", {"name": "ผู้มีน้ำใจ", "contact": "", "what": "สังกะสี"})
    assert answer.status_code == 422 and "ผู้มีน้ำใจ" in answer.content.decode()


def test_whoever_sends_many_must_wait(place):
    show(place)
    said = {"name": "ก", "contact": "ข", "what": "ค"}
    answers = [Client().post(f"{LIST}abc-DEF_1/", said, headers={"accept-language": "en"}) for _ in range(7)]
    assert "Wait a while" in answers[-1].content.decode()
