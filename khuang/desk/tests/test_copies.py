"""The copy holds all about one person and nothing of anybody else, on paper and for machines."""

import json
import shutil
import subprocess
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from conftest import NOW, sign_in
from khuang.care.cases import actions as cases
from khuang.care.people.models import Person
from khuang.care.support.actions import lending
from khuang.care.support.actions.awards import Terms, open_award
from khuang.care.support.actions.benefit_answers import note_answers
from khuang.care.support.rules.benefits import newest
from khuang.care.visits.models import CarerInterview, CareSchedule, Visit, VisitWish, Volunteer
from khuang.desk import copies, copy_files
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from tests.test_erasure import FORM, HOME_ID, KEPT, SEEDED, SOMSRI, SON, her, his, survey


@pytest.fixture
def family(cast, inside):
    """Somsri and her son, surveyed together by a phone."""
    from khuang.care.risk.actions import adopt_shipped
    from khuang.ground.surveys import actions as surveys
    from khuang.ground.surveys.actions.receiving import Parcel
    from khuang.ground.surveys.rules.xlsx import written

    surveys.publish(surveys.upload_form(written(FORM), by=cast.prasit, at=NOW), by=cast.prasit, at=NOW)
    adopt_shipped(by=cast.prasit, at=NOW)
    phone = surveys.register_device(cast.nok, "โทรศัพท์", by=cast.prasit, at=NOW)[0]
    surveys.receive(Parcel(survey(HOME_ID, "77/1", her(), his())), by=phone, at=NOW)
    return cast


def copy_of(key, account):
    return copies.access_copy(Person.objects.get(pk=key), account, at=NOW)


def test_it_holds_everything_about_her(family):
    with translation.override("th"):
        told = copy_files.as_json(copy_of(SOMSRI, family.mali)).decode()
    for name in ("given name", "family name", "nickname", "number", "phone", "note"):
        assert SEEDED[name] in told, name
    whole = json.loads(told)
    assert whole["schema"] == copies.SCHEMA
    assert whole["surveys"][0]["answers"] and whole["history"] and whole["risk"] and whole["homes"]
    assert whole["homes"][0]["others"] == 1
    assert whole["retention"] and whole["withheld"]


def test_it_holds_benefits_answers_and_loans_and_says_what_is_confidential(family):
    person = Person.objects.get(pk=SOMSRI)
    note_answers(person, {"state_pension": "no", "aids_certified": "yes"}, by=family.prasit, at=NOW)
    for code in ("old_age", "aids"):
        open_award(person, newest(code), "applied", Terms(), by=family.prasit, at=NOW)
    lent = lending.add_item("wheelchair", "WC-1", by=family.mali, at=NOW)
    lending.lend(lent, person, due_on=NOW.date(), by=family.mali, at=NOW)
    with translation.override("en"):
        told, whole = copy_of(SOMSRI, family.mali), copy_of(SOMSRI, family.prasit)
    assert [one["words"] for one in told["benefits"]] == ["Old-age allowance"]
    assert len(told["benefit_answers"]) == 1 and told["benefit_answers"][0]["value"] == "no"
    assert told["loans"][0]["words"] == "Wheelchair WC-1"
    assert "AIDS" not in str(told)
    assert {one["words"] for one in whole["benefits"]} == {"AIDS allowance", "Old-age allowance"}
    assert len(whole["benefit_answers"]) == 2
    assert len(told["withheld"]) == len(whole["withheld"]) + 1


@pytest.mark.parametrize(("whose", "others"), [(SOMSRI, KEPT), (SON, SEEDED)], ids=["somsri", "her-son"])
def test_it_holds_nothing_of_anybody_else(family, whose, others):
    told = copy_files.as_json(copy_of(whose, family.mali)).decode()
    assert [text for text in others.values() if text in told] == []
    other = SON if whose == SOMSRI else SOMSRI
    assert other not in told


def test_who_looked_is_told_by_role_and_not_by_name(family, client):
    sign_in(client, family.mali).get(f"/desk/people/{SOMSRI}/")
    # What the browser did is of today, whatever day the family was surveyed on.
    whole = copies.access_copy(Person.objects.get(pk=SOMSRI), family.mali, at=timezone.now())
    told = copy_files.as_json(whole).decode()
    assert "นักสังคมสงเคราะห์" in told and family.mali.display_name not in told


def pages(family):
    with translation.override("th"):
        return copy_files.as_pdf(copy_of(SOMSRI, family.mali), NOW)


def test_the_thai_text_of_the_pdf_is_what_was_written(family):
    assert shutil.which("pdftotext"), "Install poppler-utils: it reads the PDF as a screen reader would."
    made = pages(family)
    read = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    joined = "".join(read.stdout.decode().split())
    for name in ("given name", "family name", "nickname", "number", "phone", "note"):
        assert "".join(SEEDED[name].split()) in joined, name


def test_a_browser_that_is_busy_or_missing_is_said_and_the_page_stays(family, client, monkeypatch):
    monkeypatch.setenv("PATH", "")
    browser = sign_in(client, family.mali)
    answer = browser.post(f"/desk/people/{SOMSRI}/copy/file/", {"form": "pdf"}, follow=True)
    assert answer.status_code == 200 and SEEDED["note"] in answer.content.decode()
    assert not Entry.objects.filter(event="people.copy-handed-over").exists()


def test_handing_it_out_is_noted(family, client):
    answer = sign_in(client, family.mali).post(f"/desk/people/{SOMSRI}/copy/file/", {"form": "json"})
    assert json.loads(answer.content)["person"]["id"] == SOMSRI
    assert answer["Content-Disposition"] == 'attachment; filename="copy.json"'
    flush()
    assert Entry.objects.filter(event="people.copy-handed-over", about_id=SOMSRI).count() == 1


def test_it_tells_what_visitors_found(family):
    found = {"condition": "worse", "done": ["wound"], "note": "แผลเล็กลง"}
    Visit.objects.create(person_id=SOMSRI, submission_id=uuid4(), at=NOW, result="met", findings=found)
    whole = copy_of(SOMSRI, family.mali)
    (visit,) = whole["visits"]
    assert (visit["result"], visit["note"], len(visit["found"])) == ("met", "แผลเล็กลง", 2)
    assert "แผลเล็กลง" in copy_files.as_json(whole).decode()


def test_it_says_what_was_noted_and_done_for_her(family):
    she = Person.objects.get(pk=SOMSRI)
    said = {"by": family.mali, "at": NOW}
    cases.note_need(she, "no-food", source="visit", words="ข้าวสารหมด", **said)
    case = cases.open_case(she, because="need", reason="อยู่กับหลาน", lead=family.mali, **said)
    cases.assess(case, situation="ลุกเดินลำบาก", **said)
    whole = copy_of(SOMSRI, family.mali)
    assert [(one["kind"], one["said"]) for one in whole["needs"]] == [("no-food", ["ข้าวสารหมด"])]
    assert [(one["reason"], one["said"]) for one in whole["cases"]] == [("อยู่กับหลาน", ["ลุกเดินลำบาก"])]
    assert "ข้าวสารหมด" not in copy_files.as_json(copy_of(SON, family.mali)).decode()


def test_it_tells_how_visits_are_arranged_and_not_whom_she_does_not_want(family):
    unwanted = Volunteer.objects.create(name="คนที่ไม่อยากพบ", kind="other", since=NOW.date())
    schedule = {"every": 7, "minutes": 45, "source": "hand", "since": NOW.date(), "why": "ขอให้มาทุกสัปดาห์"}
    CareSchedule.objects.create(person_id=SOMSRI, **schedule)
    VisitWish.objects.create(person_id=SOMSRI, kind="avoid", volunteer=unwanted, since=NOW.date())
    CarerInterview.objects.create(
        person_id=SOMSRI, version="1", answers={}, score=0, hours=30, held_on=NOW.date(), noted_at=NOW
    )
    told = copy_of(SOMSRI, family.mali)["arrangements"]
    assert [one["kind"] for one in told] == ["schedule", "wish", "talk"]
    assert "ขอให้มาทุกสัปดาห์" in told[0]["words"] and "30" in told[2]["words"]
    assert unwanted.name not in json.dumps(told, ensure_ascii=False)
