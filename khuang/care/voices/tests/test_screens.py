"""Every page of reports, talks and issues as who works there uses it; a refused form keeps what was typed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.care.cases.models import Alert, Need
from khuang.care.cases.tests.cast import a_home, a_person
from khuang.care.people import actions as people
from khuang.care.people.actions.keys import index
from khuang.care.voices import actions
from khuang.care.voices.models import Issue, LetterScan, Report, Talk
from khuang.care.voices.tests.cast import TODAY, held_talk, report, said
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.lib.identifiers import uuid7

CALL = {
    "way": "phone",
    "speaker": "neighbour",
    "about": "",
    "kind": "other",
    "words": "ไฟถนนดับ",
    "urgency": "later",
    "answer_by": "phone",
    "outcome": "later",
}


@pytest.fixture
def khamman(cast, inside):
    one = a_person(cast.villages[3], "คำปัน")
    index([one])
    return one


@pytest.fixture
def desk(client, cast):
    return sign_in(client, cast.mali)


@pytest.fixture
def field(client, cast):
    return sign_in(client, cast.nok)


def call(**words):
    return CALL | {"key": str(uuid7())} | words


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def take(client, **words):
    return client.post(reverse("voices:report-new"), call(**words))


def listed():
    flush()
    return [entry.references for entry in Entry.objects.filter(event="people.listed")]


def test_a_call_about_a_street_lamp_is_taken_down_and_listed(desk, cast, inside):
    answer = take(desk, village=str(cast.villages[2].pk))
    made = Report.objects.get()
    assert answer.url == reverse("voices:report", args=[made.pk])
    assert "ไฟถนนดับ" in text(desk.get(answer.url))
    page = text(desk.get(reverse("voices:reports")))
    assert "1/2" in page
    assert "บ้านทดสอบ 2" in page


def test_the_page_is_there_with_what_is_usual_chosen(desk):
    page = text(desk.get(reverse("voices:report-new")))
    assert 'value="walk-in" checked' in page
    assert 'value="self" checked' in page


def test_a_refused_report_keeps_what_was_typed(desk, inside):
    answer = take(desk, kind="", words="ไฟถนนดับหน้าวัด")
    assert answer.status_code == 422
    assert "ไฟถนนดับหน้าวัด" in text(answer)
    assert not Report.objects.exists()


def test_finding_keeps_what_was_typed_and_refuses_nothing(desk, khamman):
    answer = take(desk, about="คำปัน", kind="", find="yes")
    assert answer.status_code == 200
    assert str(khamman.pk) in text(answer)
    assert "ไฟถนนดับ" in text(answer)
    assert listed()[-1]["how"] == "search"


def test_people_are_found_while_typing(desk, khamman):
    page = text(desk.post(reverse("voices:who"), {"about": "คำปัน"}))
    assert str(khamman.pk) in page
    assert "<html" not in page
    assert "who-none" not in text(desk.post(reverse("voices:who"), {"about": ""}))


def test_who_is_meant_is_chosen_before_it_is_taken_down(desk, khamman):
    answer = take(desk, about="คำปัน")
    assert answer.status_code == 422
    assert str(khamman.pk) in text(answer)
    take(desk, about="คำปัน", person=str(khamman.pk))
    assert Report.objects.get().person == khamman


def test_somebody_else_is_nobody_of_the_choice(desk, khamman, cast):
    stranger = a_person(cast.villages[1], "ไกล")
    assert take(desk, about="คำปัน", person=str(stranger.pk)).status_code == 422


def test_somebody_who_is_not_in_the_registry_is_taken_down_by_name(desk, khamman):
    take(desk, about="คำปัน คนใหม่", person="none")
    take(desk, about="ซื่อสัตย์ ไม่มีใครชื่อนี้")
    assert {one.about_name for one in Report.objects.all()} == {"คำปัน คนใหม่", "ซื่อสัตย์ ไม่มีใครชื่อนี้"}


@pytest.mark.parametrize(("outcome", "model"), [("need", Need), ("alert", Alert)])
def test_what_follows_is_there_at_once(desk, khamman, outcome, model):
    address = reverse("voices:report-about", args=[khamman.pk])
    assert desk.get(address).status_code == 200
    answer = desk.post(address, call(kind="unsafe-house", outcome=outcome))
    assert model.objects.get().person == khamman
    assert desk.get(answer.url).status_code == 200


def test_what_the_rules_refuse_stands_above_the_form(desk, inside):
    answer = take(desk, outcome="need")
    assert answer.status_code == 422
    assert "ผู้ที่อยู่ในทะเบียน" in text(answer) or "person of the registry" in text(answer)


def test_the_same_call_is_shown_before_a_second_one_is_taken_down(desk, cast, inside):
    village = str(cast.villages[1].pk)
    take(desk, village=village)
    again = take(desk, village=village)
    assert again.status_code == 422
    assert reverse("voices:report", args=[Report.objects.get().pk]) in text(again)
    take(desk, village=village, another="on")
    assert Report.objects.count() == 2


def test_a_guarded_record_is_handed_the_report_and_not_shown(desk, cast, khamman):
    people.guard(khamman, "sealed", named=[cast.prasit], reason="x", by=cast.prasit, at=NOW)
    page = text(desk.post(reverse("voices:who"), {"about": "คำปัน ใจดี"}))
    assert "who-guarded" in page
    assert str(khamman.pk) not in page
    answer = take(desk, about="คำปัน ใจดี", person="guarded", outcome="alert")
    made = Report.objects.get()
    assert (made.person, made.owner) == (khamman, cast.prasit)
    assert answer.url == reverse("voices:reports")
    assert desk.get(reverse("voices:report", args=[made.pk])).status_code == 404
    assert take(desk, about="ใครก็ไม่รู้", person="guarded").status_code == 422


def test_a_letter_is_opened_again_and_the_look_is_noted(desk, cast, inside):
    made = report(cast.mali, way="letter", letter_on=TODAY, scan=b"%PDF-1.4 x")
    answer = desk.get(reverse("voices:scan", args=[LetterScan.objects.get().pk]))
    assert answer.content == b"%PDF-1.4 x"
    assert answer["Cache-Control"] == "private, no-store"
    flush()
    assert Entry.objects.filter(event="voices.letter-opened").count() == 1
    assert desk.get(reverse("voices:report", args=[made.pk])).status_code == 200


def test_a_report_of_somebody_whose_data_rest_stands_on_no_list(desk, cast, khamman):
    made = report(cast.mali, about=khamman)
    khamman.restricted_at = NOW
    khamman.save()
    address = reverse("voices:report", args=[made.pk])
    assert address not in text(desk.get(reverse("voices:reports")))
    assert desk.get(address).status_code == 200, "mali answers requests about data"


def test_the_slip_says_number_and_whom_to_ask_and_nothing_of_what_was_said(desk, cast, khamman):
    made = report(cast.mali, about=khamman)
    page = text(desk.get(reverse("voices:receipt", args=[made.pk])))
    assert "มะลิ ใจงาม" in page
    for secret in ("หลังคา", "คำปัน", "ใจดี"):
        assert secret not in page


@pytest.mark.parametrize(
    ("name", "words", "state"),
    [
        ("answer", {"way": "phone", "words": "ซ่อมแล้ว"}, "answered"),
        ("close", {"words": "ขอถอนเรื่อง"}, "unasked"),
    ],
)
def test_it_is_answered_or_closed(desk, cast, inside, name, words, state):
    made = report(cast.mali)
    address = reverse(f"voices:{name}", args=[made.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, words | {"words": ""}).status_code == 422
    desk.post(address, words)
    assert Report.objects.get().state == state
    assert desk.post(address, words).status_code == 422, "it has moved on"
    assert desk.get(reverse("voices:report", args=[made.pk])).status_code == 200
    assert desk.get(f"{reverse('voices:reports')}?list=closed").status_code == 200


def test_a_message_reaches_only_whom_a_channel_reaches(desk, cast, khamman):
    made = report(cast.mali, about=khamman, speaker="self", answer_by="message")
    answer = desk.post(reverse("voices:answer", args=[made.pk]), {"way": "message", "words": "พรุ่งนี้ได้"})
    assert (answer.status_code, Report.objects.get().state) in {(302, "answered"), (422, "open")}


def test_it_is_passed_on_to_a_colleague(desk, cast, inside):
    made = report(cast.mali)
    address = reverse("voices:pass-on", args=[made.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"to": ""}).status_code == 422
    desk.post(address, {"to": str(cast.prasit.pk)})
    assert (Report.objects.get().state, Report.objects.get().owner) == ("passed-on", cast.prasit)


def test_whom_it_is_about_is_told(desk, cast, khamman):
    made = report(cast.mali, about=khamman)
    assert "1/2569" in text(desk.get(f"{reverse('voices:reports')}?list=tell"))
    address = reverse("voices:tell", args=[made.pk])
    assert desk.get(address).status_code == 200
    desk.post(address, {"because": "knows", "how": "อยู่ด้วยตอนแจ้ง"})
    assert Report.objects.get().told_not == "knows"


def test_the_record_of_a_person_shows_their_reports(desk, cast, khamman):
    made = report(cast.mali, about=khamman)
    page = text(desk.get(reverse("desk:person", args=[khamman.pk])))
    assert reverse("voices:report", args=[made.pk]) in page
    assert reverse("voices:report-about", args=[khamman.pk]) in page


def test_today_counts_what_waits(desk, cast, inside):
    report(cast.mali, urgency="now", received_on=TODAY - timedelta(days=9))
    assert reverse("voices:reports") in text(desk.get(reverse("desk:today")))


def test_a_household_is_found_and_invited(field, cast, inside):
    home = a_home(cast.villages[3], "77/1")
    a_home(cast.villages[1], "77/2")
    address = reverse("voices:talk-home")
    assert field.get(address).status_code == 200
    page = text(field.post(address, {"house": "77"}))
    assert "77/1" in page
    assert "77/2" not in page
    assert "77/1" not in text(field.post(address, {"house": "78"}))
    day = timezone.localdate() + timedelta(days=3)
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "at": "10:00"}
    invite = reverse("voices:talk-new", args=[home.pk])
    assert field.get(invite).status_code == 200
    assert field.post(invite, {"invited_by": "letter"}).status_code == 422
    assert field.post(invite, when | {"invited_by": "message"}).status_code == 422, "nobody is reached"
    answer = field.post(invite, when | {"invited_by": "letter"})
    talk = Talk.objects.get()
    assert answer.url == reverse("voices:talk", args=[talk.pk])
    assert field.get(answer.url).status_code == 200
    assert "77/1" in text(field.get(reverse("voices:talk-letter", args=[talk.pk])))
    assert "77/1" in text(field.get(reverse("voices:talks")))
    assert field.get(reverse("voices:talk-cancel", args=[talk.pk])).status_code == 200
    field.post(reverse("voices:talk-cancel", args=[talk.pk]), {"because": "ไม่สะดวก"})
    assert Talk.objects.get().state == "cancelled"
    assert field.get(answer.url).status_code == 200


def test_a_withheld_name_of_a_home_is_not_found_out(field, cast, inside):
    home = a_home(cast.villages[3], "5")
    home.name = "บ้านแสงดาว"
    home.save()
    address = reverse("voices:talk-home")
    assert reverse("voices:talk-new", args=[home.pk]) in text(field.post(address, {"house": "แสงดาว"}))
    child = a_person(cast.villages[3], "เด็ก", home)
    people.guard(child, "sealed", named=[cast.prasit], reason="x", by=cast.prasit, at=NOW)
    assert reverse("voices:talk-new", args=[home.pk]) not in text(field.post(address, {"house": "แสงดาว"}))
    assert "แสงดาว" not in text(field.post(address, {"house": "5"}))


def test_a_talk_is_taken_down_issue_by_issue_and_closed(field, cast, inside):
    home = a_home(cast.villages[3])
    grandmother = a_person(cast.villages[3], "ยาย", home)
    talk = actions.invite(home, planned_at=NOW, invited_by="spoken", by=cast.nok, at=NOW)
    hold = reverse("voices:hold", args=[talk.pk])
    assert field.get(hold).status_code == 200
    assert field.post(hold, {"on_day": ""}).status_code == 422
    field.post(hold, {"female:60+": "1", "guests": [str(grandmother.pk)]})
    issue = {"key": str(uuid7()), "nature": "issue", "kind": "no-transport", "words": "ไม่มีรถ"}
    new = reverse("voices:issue-new", args=[talk.pk])
    assert field.get(new).status_code == 200
    assert field.post(new, issue | {"words": ""}).status_code == 422
    assert field.post(new, issue | {"again": "yes"}).url == new
    field.post(new, issue)
    row = Issue.objects.get()
    correct = reverse("voices:issue-correct", args=[row.pk])
    assert "ไม่มีรถ" in text(field.get(correct))
    field.post(correct, issue | {"key": str(uuid7()), "words": "ไม่มีรถตอนกลางคืน"})
    field.post(new, issue | {"key": str(uuid7()), "words": "ไม่ต้องจด"})
    unwanted = Issue.objects.exclude(pk=row.pk).get()
    field.post(reverse("voices:issue-drop", args=[unwanted.pk]))
    page = text(field.get(reverse("voices:talk", args=[talk.pk])))
    assert "ไม่มีรถตอนกลางคืน" in page
    assert "ไม่ต้องจด" not in page
    close = reverse("voices:talk-close", args=[talk.pk])
    assert field.post(close, {}).status_code == 422
    field.post(close, {"read_back": "on"})
    assert (Talk.objects.get().state, Issue.objects.get().state) == ("closed", "waiting")
    assert field.get(reverse("voices:talk", args=[talk.pk])).status_code == 200
    for gone in (new, correct):
        assert field.get(gone).status_code == 404
    assert field.post(reverse("voices:issue-drop", args=[row.pk])).status_code == 404


def an_issue(cast, **words):
    home = a_home(cast.villages[3], "9/9")
    a_person(cast.villages[3], "ดวงแก้ว", home)
    talk = held_talk(home, cast.nok)
    actions.note_issue(talk, said(**words), key=uuid7(), by=cast.nok, at=NOW)
    actions.close_talk(talk, read_back=True, by=cast.nok, at=NOW)
    return Issue.objects.get()


def test_an_issue_is_reworded_and_released(desk, cast, inside):
    row = an_issue(cast, words="ยายดวงแก้ว บ้าน 9/9 ไม่มีรถไปโรงพยาบาล", place=cast.villages[3])
    address = reverse("voices:issue", args=[row.pk])
    assert address in text(desk.get(reverse("voices:issues")))
    assert "ดวงแก้ว" in text(desk.get(address))
    refused = desk.post(address, {"outcome": "release", "words": row.words})
    assert refused.status_code == 422
    desk.post(address, {"outcome": "release", "words": "ผู้สูงอายุไม่มีรถไปโรงพยาบาล"})
    assert Issue.objects.get().state == "released"
    assert desk.get(address).status_code == 200
    actions.tell_raiser(Issue.objects.get().reference, words="ที่ประชุมรับเรื่องแล้ว", at=NOW)
    Issue.objects.update(wants_news=True)
    assert "ที่ประชุมรับเรื่องแล้ว" in text(desk.get(reverse("voices:issues")))
    desk.post(reverse("voices:issue-told", args=[row.pk]))
    assert Issue.objects.get().told_at
    again = desk.post(reverse("voices:issue-told", args=[row.pk]), follow=True)
    assert again.status_code == 200, "pressed twice, it says so"
    desk.post(reverse("voices:issue-withdraw", args=[row.pk]))
    assert Issue.objects.get().state == "withdrawn"


def test_an_issue_is_kept_here_with_a_reason(desk, cast, inside):
    row = an_issue(cast)
    address = reverse("voices:issue", args=[row.pk])
    assert desk.post(address, {"outcome": "keep", "because": ""}).status_code == 422
    desk.post(address, {"outcome": "keep", "because": "เรื่องส่วนตัว"})
    assert Issue.objects.get().state == "kept"
    assert "เรื่องส่วนตัว" in text(desk.get(address))


@pytest.mark.parametrize("name", ["reports", "report-new", "issues"])
def test_a_researcher_opens_talks_only(field, name):
    assert field.get(reverse(f"voices:{name}")).status_code == 403
