"""A report is taken down with what follows from it, and is answered or overdue, never silent."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from PIL import Image

from conftest import NOW
from khuang.care.cases.models import Alert, Need, NeedWord, Partner
from khuang.care.cases.tests.cast import a_person
from khuang.care.people import actions as people
from khuang.care.voices import actions
from khuang.care.voices.models import Issue, LetterScan, Report
from khuang.care.voices.reads import reports as reads
from khuang.care.voices.rules.problems import (
    CannotTake,
    KeptClosed,
    MovedOn,
    NoAddressee,
    NobodyToHelp,
    NoLetter,
    NoPicture,
    NotInFuture,
    NotYourVillage,
    NoWords,
    ReferInstead,
    UnknownKind,
)
from khuang.care.voices.tests.cast import LATER, TODAY, report
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.lib.identifiers import uuid7


@pytest.fixture
def khamman(cast, inside):
    return a_person(cast.villages[3])


@pytest.fixture
def malee(cast, inside):
    """A social worker of village 3 only."""
    one = accounts.create_account("malee", display_name="มาลี", by=SYSTEM, at=NOW)
    accounts.give_role(one, "social-worker", held_at="village", village=cast.villages[3], by=SYSTEM, at=NOW)
    return one


def sealed(person, cast, *named):
    people.guard(person, "sealed", named=named, reason="คุ้มครองเด็ก", by=cast.prasit, at=NOW)
    person.refresh_from_db()
    return person


def now(row):
    return Report.objects.get(pk=row.pk)


def events():
    flush()
    return list(Entry.objects.filter(event__startswith="voices.").values_list("event", flat=True))


def test_a_report_bears_a_number_and_says_by_when_it_is_answered(cast, khamman):
    first = report(cast.mali, about=khamman)
    second = report(cast.mali, urgency="now")
    assert (str(first), str(second)) == ("1/2569", "2/2569")
    assert first.due_on == TODAY + timedelta(days=15)
    assert second.due_on == TODAY + timedelta(days=1)
    assert (first.state, first.owner, first.village) == ("open", cast.mali, cast.villages[3])
    assert second.about == "nobody"
    assert events() == ["voices.report-taken"] * 2


def test_a_form_that_is_sent_twice_takes_down_one(cast, khamman):
    key = uuid7()
    assert report(cast.mali, key=key) == report(cast.mali, key=key)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"words": "  "}, NoWords),
        ({"kind": "unknown"}, UnknownKind),
        ({"way": "letter"}, NoLetter),
        ({"received_on": TODAY + timedelta(days=1)}, NotInFuture),
        ({"way": "letter", "letter_on": TODAY + timedelta(days=1)}, NotInFuture),
        ({"outcome": "need"}, NobodyToHelp),
        ({"outcome": "alert", "about": "คนแปลกหน้า"}, NobodyToHelp),
        ({"outcome": "passed"}, NoAddressee),
        ({"outcome": "answered"}, NoWords),
        ({"way": "letter", "letter_on": TODAY, "scan": b"no picture"}, NoPicture),
        ({"way": "letter", "letter_on": TODAY, "scan": b"%PDF-" + b"x" * 8_000_000}, NoPicture),
    ],
)
def test_what_cannot_be_taken_down_leaves_nothing(cast, inside, said, problem):
    with pytest.raises(problem):
        report(cast.mali, **said)
    assert not Report.objects.exists()
    assert events() == []


def test_only_who_takes_down_reports_does(cast, khamman):
    for outsider in (cast.nok, cast.kham, cast.dao):
        with pytest.raises(PermissionDenied):
            report(outsider)


def test_a_need_is_noted_in_the_same_breath(cast, khamman):
    made = report(cast.mali, outcome="need", about=khamman)
    need = Need.objects.get()
    assert (need.person, need.kind, need.source) == (khamman, "unsafe-house", "walk-in")
    assert NeedWord.objects.get().words == "หลังคารั่วทั้งหลัง"
    assert made.outcome_id == need.pk
    assert made.state == "open", "somebody waits for an answer"


def test_a_need_told_by_somebody_who_wants_no_answer_closes_the_report(cast, khamman):
    made = report(cast.mali, outcome="need", about=khamman, answer_by="none")
    assert now(made).state == "unasked"


def test_an_alert_is_raised_at_once_and_once(cast, khamman):
    key = uuid7()
    made = report(cast.mali, outcome="alert", about=khamman, key=key, way="phone")
    report(cast.mali, outcome="alert", about=khamman, key=key, way="phone")
    alert = Alert.objects.get()
    assert (alert.kind, alert.source_id, alert.case.person) == ("urgent", made.pk, khamman)


def test_a_question_is_answered_while_they_are_there(cast, inside):
    made = now(report(cast.mali, outcome="answered", answer="ยื่นได้ถึงสิ้นเดือน", way="phone"))
    assert (made.state, made.answer, made.answered_by) == ("answered", "ยื่นได้ถึงสิ้นเดือน", "phone")
    assert made.closed_by_id == cast.mali.pk


def test_an_issue_of_a_report_waits_for_its_report(cast, inside):
    made = report(cast.mali, outcome="issue", village=cast.villages[2])
    issue = Issue.objects.get()
    assert (issue.report, issue.place, issue.state) == (made, cast.villages[2], "noted")
    actions.answer(made, words="จะนำเข้าเวที", way="phone", by=cast.mali, at=LATER)
    assert Issue.objects.get().state == "waiting"


def test_it_is_passed_to_a_colleague_who_may_open_it(cast, khamman, malee):
    made = report(cast.mali, outcome="passed", about=khamman, to=malee)
    assert (made.state, made.owner) == ("passed-on", malee)
    with pytest.raises(CannotTake):
        report(cast.mali, outcome="passed", village=cast.villages[1], to=malee)
    with pytest.raises(CannotTake):
        actions.pass_on(made, cast.nok, by=cast.mali, at=LATER)


def test_a_partner_is_told_of_a_place_and_never_of_a_person(cast, khamman):
    lamps = Partner.objects.create(name="การไฟฟ้า", kind="other", since=TODAY)
    made = report(cast.mali, outcome="passed", to=lamps)
    assert (made.state, made.partner, made.owner) == ("passed-on", lamps, cast.mali)
    with pytest.raises(ReferInstead):
        report(cast.mali, outcome="passed", to=lamps, about=khamman)


def test_who_works_for_a_village_takes_down_for_that_village(cast, khamman, malee):
    assert report(malee, about=khamman).village == cast.villages[3]
    assert report(malee, village=cast.villages[3])
    for elsewhere in (None, cast.villages[1]):
        with pytest.raises(NotYourVillage):
            report(malee, village=elsewhere)
    with pytest.raises(PermissionDenied):
        report(malee, about=a_person(cast.villages[1], "ไกล"))


def test_it_is_open_until_it_is_answered_and_never_twice(cast, inside):
    made = report(cast.mali)
    with pytest.raises(NoWords):
        actions.answer(made, words=" ", way="phone", by=cast.mali, at=LATER)
    actions.answer(made, words="ซ่อมแล้ว", way="phone", by=cast.prasit, at=LATER)
    assert (now(made).state, now(made).closed_by_id) == ("answered", cast.prasit.pk)
    for again in (
        lambda: actions.answer(made, words="อีก", way="phone", by=cast.mali, at=LATER),
        lambda: actions.close_unasked(made, words="อีก", by=cast.mali, at=LATER),
        lambda: actions.pass_on(made, cast.prasit, by=cast.mali, at=LATER),
    ):
        with pytest.raises(MovedOn):
            again()


def test_the_lists_know_mine_overdue_and_closed(cast, inside):
    late = report(cast.mali, urgency="now")
    other = report(cast.prasit)
    done = report(cast.mali)
    actions.close_unasked(done, words="ไม่ต้องการคำตอบแล้ว", by=cast.mali, at=LATER)
    on = TODAY + timedelta(days=2)
    listed = {name: list(reads.reports(cast.mali, name, on=on)) for name in reads.LISTS}
    assert listed["open"] == [late, other]
    assert listed["mine"] == [late]
    assert listed["overdue"] == [late]
    assert listed["closed"] == [done]
    assert [one.is_late for one in reads.listed(listed["open"], on=on)] == [True, False]


def test_the_same_call_is_seen_within_a_day(cast, khamman):
    first = report(cast.mali, about=khamman)
    lamp = report(cast.mali, village=cast.villages[1], kind="other")
    soon, late = NOW + timedelta(minutes=10), NOW + timedelta(days=2)
    same = {"village": None, "kind": "other"}
    assert reads.alike(cast.mali, person=khamman, at=soon, **same) == [first]
    assert reads.alike(cast.mali, person=khamman, at=late, **same) == []
    place = {"person": None, "kind": "other", "at": soon}
    assert reads.alike(cast.mali, village=cast.villages[1], **place) == [lamp]
    assert reads.alike(cast.mali, village=cast.villages[2], **place) == []


def test_a_person_is_told_within_thirty_days_what_others_said_of_them(cast, khamman):
    by_neighbour = report(cast.mali, about=khamman)
    assert by_neighbour.tell_by == TODAY + timedelta(days=30)
    assert report(cast.mali, about="ลุงริมน้ำ").tell_by
    assert report(cast.mali, about=khamman, speaker="self").tell_by is None
    assert report(cast.mali).tell_by is None
    actions.tell_subject(by_neighbour, how="แจ้งที่บ้าน", by=cast.mali, at=LATER)
    assert now(by_neighbour).told_on == date(2026, 11, 24)
    with pytest.raises(MovedOn):
        actions.tell_subject(by_neighbour, how="อีกครั้ง", by=cast.mali, at=LATER)


def test_why_somebody_is_not_told_is_kept(cast, khamman):
    made = report(cast.mali, about=khamman)
    with pytest.raises(NoWords):
        actions.tell_subject(made, because="harm", by=cast.mali, at=LATER)
    with pytest.raises(NotInFuture):
        actions.tell_subject(made, on=date(2027, 1, 1), how="x", by=cast.mali, at=LATER)
    actions.tell_subject(made, because="harm", how="อาจเป็นอันตรายต่อผู้แจ้ง", by=cast.mali, at=LATER)
    assert (now(made).told_not, now(made).told_on) == ("harm", None)
    assert list(reads.reports(cast.mali, "tell", on=TODAY)) == []


def test_a_report_about_a_sealed_person_opens_for_whom_the_record_opens(cast, khamman):
    sealed(khamman, cast, cast.prasit)
    made = report(cast.mali, about=khamman, outcome="alert")
    assert made.owner == cast.prasit
    assert Alert.objects.get().raised_by_id is None
    assert list(reads.visible(cast.mali)) == []
    assert list(reads.visible(cast.prasit)) == [made]
    with pytest.raises(PermissionDenied):
        actions.answer(made, words="x", way="phone", by=cast.mali, at=LATER)
    with pytest.raises(KeptClosed):
        report(cast.mali, about=khamman, outcome="need")


def test_a_letter_is_kept_with_its_scan_without_place(cast, inside):
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    said = {"way": "letter", "letter_on": TODAY, "letter_number": "รับ 12/2569"}
    report(cast.mali, **said, scan=drawn.getvalue())
    report(cast.mali, **said, scan=b"%PDF-1.4 letter")
    kept = LetterScan.objects.order_by("is_pdf")
    assert [one.is_pdf for one in kept] == [False, True]
    assert kept[1].content == b"%PDF-1.4 letter"


def test_a_number_of_a_letter_is_forgotten_when_it_was_none(cast, inside):
    assert report(cast.mali, letter_on=TODAY, letter_number="7").letter_on is None


@pytest.mark.parametrize(
    "broken",
    [
        {"number": 1},
        {"about": "somebody"},
        {"about": "person"},
        {"way": "letter"},
        {"letter_number": "7"},
        {"due_on": TODAY - timedelta(days=1)},
        {"state": "answered"},
        {"closed_at": NOW},
        {"state": "passed-on", "owner": None},
        {"told_on": TODAY, "told_not": "harm"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast, inside, broken):
    report(cast.mali)
    made = report(cast.mali)
    for name, value in broken.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
