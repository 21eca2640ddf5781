"""People ask about their data: taken down, answered in time, restricted, held, refused with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, sign_in
from khuang.care.people import reads
from khuang.care.people.actions import correct, rights
from khuang.care.people.actions.retaining import propose_expired
from khuang.care.people.models import Erasure, Person, RightsRequest, here
from khuang.care.people.rules.retention import Rule, retention
from khuang.care.people.rules.rights import OnHold, ReasonMissing, SamePerson
from khuang.care.people.rules.telling import telling
from khuang.care.people.tests.intake import MALI, a_family, mali, three_villages, ton
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush


@pytest.fixture
def family(cast, inside):
    three_villages()
    a_family()
    return cast


def asks(by, kind="copy", person=None, received_on=None):
    return rights.receive_request(
        person or mali(),
        kind=kind,
        asker="person",
        proof="id-card",
        words="ขอตามนี้",
        received_on=received_on or NOW.date(),
        by=by,
        at=NOW,
    )


def test_a_request_is_due_in_thirty_days_and_overdue_after(family):
    asked = asks(family.mali)
    assert asked.due_on == NOW.date() + timedelta(days=30)
    assert reads.overdue(family.mali, on=asked.due_on) == 0
    assert reads.overdue(family.mali, on=asked.due_on + timedelta(days=1)) == 1


def test_a_refusal_says_why(family):
    asked = asks(family.mali, "objection")
    with pytest.raises(ReasonMissing):
        rights.refuse_request(asked, answer=" ", by=family.mali, at=NOW)
    rights.refuse_request(asked, answer="ต้องเก็บตามกฎหมาย", by=family.mali, at=NOW)
    assert RightsRequest.objects.get().state == "refused"
    with pytest.raises(PermissionDenied):
        rights.do_request(RightsRequest.objects.get(), answer="", by=family.mali, at=NOW)


def test_whose_data_are_restricted_stands_in_no_list_and_nobody_changes_them(family):
    asked = asks(family.mali, "restriction")
    rights.do_request(asked, answer="", by=family.mali, at=NOW)
    assert not Person.objects.filter(here(), pk=MALI).exists()
    assert not mali().is_here
    assert reads.is_closed_to(family.nok, mali()) and not reads.is_closed_to(family.mali, mali())
    with pytest.raises(PermissionDenied):
        correct(mali(), {"nickname": "ลี"}, version=1, by=family.nok, at=NOW)
    rights.do_request(asks(family.mali, "lifting"), answer="", by=family.mali, at=NOW)
    assert mali().is_here and correct(mali(), {"nickname": "ลี"}, version=1, by=family.mali, at=NOW) == []


def test_an_erasure_that_was_asked_for_waits_for_a_second_person(family):
    asked = asks(family.prasit, "erasure")
    rights.do_request(asked, answer="", by=family.prasit, at=NOW)
    proposed = Erasure.objects.get()
    assert RightsRequest.objects.get().state == "open"
    with pytest.raises(SamePerson):
        rights.decide_erasure(proposed, approve=True, answer="", by=family.prasit, at=NOW)
    with pytest.raises(PermissionDenied):
        rights.decide_erasure(proposed, approve=True, answer="", by=family.mali, at=NOW)
    Erasure.objects.update(proposed_by_id=family.mali.pk)
    rights.decide_erasure(Erasure.objects.get(), approve=True, answer="", by=family.prasit, at=NOW)
    closed = RightsRequest.objects.get()
    assert (closed.state, closed.person, closed.words, closed.about_id) == ("done", None, None, MALI)
    assert not Person.objects.filter(pk=MALI).exists() and ton()


def test_an_erasure_that_is_declined_answers_the_request(family):
    rights.do_request(asks(family.mali, "erasure"), answer="", by=family.mali, at=NOW)
    proposed = Erasure.objects.get()
    with pytest.raises(ReasonMissing):
        rights.decide_erasure(proposed, approve=False, answer="", by=family.prasit, at=NOW)
    rights.decide_erasure(proposed, approve=False, answer="ยังได้รับเบี้ยอยู่", by=family.prasit, at=NOW)
    assert RightsRequest.objects.get().state == "refused" and mali()


def test_what_is_held_as_evidence_is_not_erased(family):
    held = rights.hold(mali(), reason="คดีที่ 12/2569", by=family.prasit, at=NOW)
    asked = asks(family.mali, "erasure")
    with pytest.raises(OnHold):
        rights.do_request(asked, answer="", by=family.mali, at=NOW)
    rights.lift_hold(held, by=family.prasit, at=NOW)
    rights.do_request(asked, answer="", by=family.mali, at=NOW)
    assert Erasure.objects.count() == 1


def test_whose_time_is_over_is_proposed_once_and_never_just_erased(family):
    Person.objects.filter(pk=MALI).update(died_on=NOW.date() - timedelta(days=3660))
    assert propose_expired(at=NOW) == 1
    assert propose_expired(at=NOW) == 0
    proposed = Erasure.objects.get()
    assert (proposed.because, proposed.proposed_by_id, proposed.done_at) == ("died", None, None)
    rights.decide_erasure(proposed, approve=False, answer="", by=family.prasit, at=NOW)
    assert propose_expired(at=NOW) == 0, "what was declined is not proposed again"


def test_whose_time_is_not_over_stays(family):
    Person.objects.filter(pk=MALI).update(left_on=NOW.date() - timedelta(days=5 * 365))
    assert propose_expired(at=NOW) == 0


def test_retention_on_the_day_that_is_only_every_four_years():
    rule = Rule("x", "", "", "left_on", 1, "erase", "", "")
    assert str(rule.ends_before(NOW.date().replace(2028, 2, 29))) == "2027-02-28"
    assert {one.code for one in retention().erasing} == {"left", "died"}


def test_every_step_stands_in_the_journal_without_a_word_of_it(family):
    rights.do_request(asks(family.mali, "restriction"), answer="ตามคำขอ", by=family.mali, at=NOW)
    flush()
    lines = Entry.objects.filter(event__startswith="people.re")
    assert {"people.request-received", "people.request-answered", "people.restricted"} <= {
        line.event for line in lines
    }
    assert not any("ตาม" in line.reference for line in lines)


def test_what_names_somebody():
    said = [
        {"full_name": "นางสมศรี ใจดี", "phone": "081-234-5678", "nickname": "ศรี"},
        {"given_name": "สมศรี", "family_name": "มีสุข", "national_id": "1234567890123"},
    ]
    found = telling(said, others=["ต้น"])
    assert {"สมศรี ใจดี", "สมศรี มีสุข", "0812345678", "081-234-5678", "1-2345-67890-12-3"} <= set(
        found.everywhere
    )
    assert "สมศรี" in found.at_home
    assert "สมศรี" not in telling(said, others=["สมศรีรัตน์"]).at_home, "somebody else's name stays"


def test_in_an_emergency_a_restricted_record_opens_and_that_is_noted(family, client):
    rights.do_request(asks(family.mali, "restriction"), answer="", by=family.mali, at=NOW)
    browser = sign_in(client, family.nok)
    closed = browser.get(f"/desk/people/{MALI}/").content.decode()
    assert "2487" not in closed and "ระงับการใช้" in closed
    opened = browser.post(f"/desk/people/{MALI}/open/").content.decode()
    assert "2487" in opened
    flush()
    assert Entry.objects.filter(event="people.restricted-opened", about_id=MALI).count() == 1
    assert browser.get("/desk/people/").status_code == 200


@pytest.fixture
def browser(family, client):
    return sign_in(client, family.mali)


def test_a_request_from_the_record_to_the_letter(browser, family):
    page = browser.post(
        f"/desk/people/{MALI}/requests/new/",
        {
            "kind": "correction",
            "asker": "guardian",
            "proof": "house-book",
            "words": "ชื่อผิด",
            "received_on_day": "1",
            "received_on_month": "11",
            "received_on_year": "2569",
        },
        follow=True,
    )
    address = page.redirect_chain[-1][0]
    assert "ชื่อผิด" in page.content.decode()
    refused = browser.post(address, {"outcome": "refused", "answer": ""})
    assert refused.status_code == 422
    done = browser.post(address, {"outcome": "done", "answer": "แก้แล้ว"}, follow=True)
    assert "แก้แล้ว" in done.content.decode()
    assert "แก้แล้ว" in browser.get(f"{address}letter/").content.decode()
    assert browser.get("/desk/requests/").status_code == 200
    assert browser.get(f"/desk/people/{MALI}/requests/").status_code == 200


def test_a_request_cannot_come_from_the_future(browser):
    said = {"kind": "copy", "asker": "person", "proof": "id-card"}
    said |= {"received_on_day": "1", "received_on_month": "1", "received_on_year": "2600"}
    assert browser.post(f"/desk/people/{MALI}/requests/new/", said).status_code == 422


def test_the_head_decides_on_an_erasure(family, client):
    rights.do_request(asks(family.mali, "erasure"), answer="", by=family.mali, at=NOW)
    key = Erasure.objects.get().pk
    browser = sign_in(client, family.prasit)
    assert browser.get("/desk/erasures/").status_code == 200
    assert browser.get(f"/desk/erasures/{key}/").status_code == 200
    browser.post(f"/desk/erasures/{key}/", {"outcome": "approve", "answer": ""})
    assert not Person.objects.filter(pk=MALI).exists()
    assert browser.get("/desk/erasures/").status_code == 200
