"""Hearings as anyone sees them: the invitation, the way into the vote, minutes with small counts hidden."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from conftest import NOW
from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Participant, Vote
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.hearings import actions
from khuang.civic.hearings.actions import phones
from khuang.civic.hearings.tests.cast import EVENING, LATER, a_hearing, entry, full_hall, noted, people

WORDS = {"chair": "นายก", "resolutions": "เห็นชอบให้แยกขยะ"}


@pytest.fixture
def hearing(cast, inside):
    phases = [PhaseDraft("gather", NOW.date() - timedelta(days=9), NOW.date() + timedelta(days=900))]
    topic = forum.open_topic("ขยะ", "จะจัดการขยะอย่างไร", phases=phases, by=cast.facai, at=NOW)
    return a_hearing(cast, topic=topic, invited_people=40)


@pytest.fixture
def anyone():
    return Client()


def at(hearing, rest=""):
    return f"/in/fah-sai/hearings/{hearing.pk}/{rest}"


def text(answer):
    assert answer.status_code in (200, 422)
    return answer.content.decode()


def close(cast, hearing):
    full_hall(cast, hearing)
    said = entry("statement", words="แยกขยะที่บ้าน", key=(key := uuid4()))
    hands = entry("hands", about=str(key), hands={"female": [3, 1, 0]}, at=EVENING)
    noted(hearing, people("female", 20, age_band="25-44"), said, hands, by=cast.facai)
    return actions.close(hearing, because="ผู้ชายมาน้อย", by=cast.facai, at=EVENING)


def test_an_empty_list_says_so(cast, inside, anyone):
    assert anyone.get("/in/fah-sai/hearings/").status_code == 200


def test_the_invitation_is_read_by_anyone(hearing, anyone):
    assert hearing.title in text(anyone.get("/in/fah-sai/hearings/"))
    page = text(anyone.get(at(hearing)))
    for words in ("ศาลาวัด", "2569", "กลุ่มแม่บ้าน", "รับฟังความคิดเห็น"):
        assert words in page
    assert anyone.get(f"/in/fah-sai/hearings/{uuid4()}/").status_code == 404


def test_a_hearing_that_is_called_off_says_why(cast, hearing, anyone):
    actions.call_off(hearing, because="น้ำท่วมถนน", by=cast.facai, at=NOW)
    assert "น้ำท่วมถนน" in text(anyone.get(at(hearing)))
    assert hearing.title not in text(anyone.get("/in/fah-sai/hearings/"))


def test_how_many_came_is_told_after_the_end_only(cast, hearing, anyone):
    full_hall(cast, hearing)
    assert phones_page(hearing) in text(anyone.get(at(hearing)))
    close(cast, hearing)
    page = text(anyone.get(at(hearing)))
    assert "34" in page and "40" in page
    assert phones_page(hearing) not in page and "kh-paper" not in page


def phones_page(hearing):
    return at(hearing, "phone/")


def test_confirmed_minutes_are_public_with_small_counts_hidden(cast, hearing, anyone):
    close(cast, hearing)
    draft = actions.write(hearing, WORDS, by=cast.facai, at=EVENING)
    actions.confirm(draft, revision=1, by=cast.prasit, at=EVENING + timedelta(days=1))
    page = text(anyone.get(at(hearing)))
    for words in ("เห็นชอบให้แยกขยะ", "แยกขยะที่บ้าน", "ผู้ชายมาน้อย", "๒๗", "ไม่แสดง"):
        assert words in page
    assert page.count("<h1") == 1


def test_a_slip_leads_into_the_vote_and_counts_once(cast, hearing, anyone):
    (code,) = phones.hand_out(hearing, 1, by=cast.facai, at=NOW).codes
    noted(hearing, people("female", 3), entry("statement", words="แยกขยะที่บ้าน"), by=cast.facai)
    for browser in (anyone, Client()):
        answer = browser.post(phones_page(hearing), {"code": code.lower()})
        assert answer.status_code == 302
        browser.post(answer.url, {"statement": "1", "vote": "agree"})
        assert browser.get(answer.url).status_code == 200
    assert Participant.objects.get().way == "hall"
    assert Vote.objects.get().value == 1


@pytest.mark.parametrize("code", ["", "ABCD", "2222-2222-2222"])
def test_a_mistyped_slip_is_kept_and_explained(cast, hearing, anyone, code):
    noted(hearing, people("female"), by=cast.facai, at=LATER)
    answer = anyone.post(phones_page(hearing), {"code": code})
    assert answer.status_code == 422
    assert code in text(answer)


def test_a_slip_opens_nothing_before_and_after_the_hearing(cast, hearing, anyone):
    (code,) = phones.hand_out(hearing, 1, by=cast.facai, at=NOW).codes
    assert anyone.post(phones_page(hearing), {"code": code}).status_code == 422
    close(cast, hearing)
    assert anyone.post(phones_page(hearing), {"code": code}).status_code == 422
    assert not Participant.objects.exists()
