"""What crosses to the forum names nobody and leads nowhere; the way back ends in care."""

import re
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.cases.tests.cast import a_home, a_person
from khuang.care.people import actions as people
from khuang.care.people.actions import keys
from khuang.care.people.actions.erasure import approve_erasure, propose_erasure
from khuang.care.people.models import Person
from khuang.care.support.rules.appeals import Known
from khuang.care.voices import actions, reads
from khuang.care.voices.models import Issue, Report, Talk
from khuang.care.voices.reads.issues import told_by
from khuang.care.voices.rules.guard import doubts
from khuang.care.voices.rules.problems import Doubtful, MovedOn, NeverInPublic, NoWords, TellsWho
from khuang.care.voices.tests.cast import LATER, TODAY, held_talk, report, said
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.lib.identifiers import uuid7

PLAIN = "ผู้สูงอายุไม่มีรถไปโรงพยาบาล"
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}")


@pytest.fixture
def home(cast, inside):
    return a_home(cast.villages[3], "9/9")


@pytest.fixture
def grandmother(cast, home):
    return a_person(cast.villages[3], "ดวงแก้ว", home, national_id=None)


def raised(cast, home, **words):
    """An issue of a closed talk, waiting to be checked."""
    talk = held_talk(home, cast.nok)
    made = actions.note_issue(talk, said(place=cast.villages[3], **words), key=uuid7(), by=cast.nok, at=NOW)
    actions.close_talk(talk, read_back=True, by=cast.nok, at=NOW)
    return now(made)


def released(cast, home, **words):
    return actions.release(raised(cast, home, **words), words=PLAIN, by=cast.mali, at=LATER)


def now(issue):
    return Issue.objects.get(pk=issue.pk)


def test_what_is_offered_holds_no_id_no_name_and_no_exact_time(cast, home, grandmother):
    released(cast, home, shown_name="ยายดวง", agreed=True, raiser=grandmother, wants_news=True)
    (offer,) = reads.issues_for_forum()
    assert asdict(offer) == {
        "reference": offer.reference,
        "nature": "issue",
        "kind": "no-transport",
        "village": cast.villages[3].code,
        "place": "",
        "words": PLAIN,
        "month": "2026-11",
    }
    text = repr(offer)
    rows = [*Person.objects.all(), *Talk.objects.all(), *Issue.objects.all(), *Account.objects.all(), home]
    for one in rows:
        assert str(one.pk) not in text
        assert one.pk.hex not in text
    names = ["ดวง", "ใจดี", "9/9", *(one.display_name for one in Account.objects.all())]
    for secret in names:
        assert secret not in text
    assert not ANY_ID.search(text)
    assert not re.search(r"\d\d:\d\d|2026-11-\d", text)


def test_two_references_tell_nothing_of_each_other(cast, home, grandmother):
    first = released(cast, home).reference
    second = released(cast, a_home(cast.villages[3], "8")).reference
    assert first[:6] != second[:6]
    assert [one.reference for one in reads.issues_for_forum()] == sorted([first, second])


@pytest.mark.parametrize("words", ["ยายดวงแก้วไม่มีรถ", "บ้านเลขที่ 9/9 ไม่มีรถ", "โทร 081-234-5678", "ดวงแก้ว ใจดี"])
def test_words_that_tell_who_it_is_are_refused(cast, home, grandmother, words):
    waiting = raised(cast, home)
    with pytest.raises(TellsWho):
        actions.release(waiting, words=words, confirmed=True, by=cast.mali, at=LATER)


def test_the_whole_name_of_anybody_in_the_registry_is_refused(cast, home):
    a_person(cast.villages[1], "บุญมา")
    keys.fill()
    waiting = raised(cast, home)
    with pytest.raises(TellsWho):
        actions.release(waiting, words="บุญมา ใจดี ขายของไม่ได้", by=cast.mali, at=LATER)
    assert told_by(waiting, "บุญมาใจดีขายของ", ""), "Thai puts no spaces around names"
    assert told_by(waiting, "บุญมาขายของไม่ได้", "") == [], "a first name alone may be any word"


@pytest.mark.parametrize("words", ["นายสมชายไม่มีรถ", "แถวบ้าน 12/3 น้ำท่วม"])
def test_words_that_may_be_a_name_need_a_human(cast, home, words):
    waiting = raised(cast, home)
    with pytest.raises(Doubtful):
        actions.release(waiting, words=words, by=cast.mali, at=LATER)
    assert actions.release(waiting, words=words, confirmed=True, by=cast.mali, at=LATER).reference


def test_a_public_place_is_read_as_well(cast, home, grandmother):
    waiting = raised(cast, home)
    with pytest.raises(TellsWho):
        actions.release(waiting, words=PLAIN, place_words="หน้าบ้านยายดวงแก้ว", by=cast.mali, at=LATER)


def test_what_is_confidential_or_guarded_never_crosses(cast, home, grandmother):
    violence = raised(cast, home, kind="violence")
    with pytest.raises(NeverInPublic):
        actions.release(violence, words="มีคนถูกทำร้าย", by=cast.mali, at=LATER)
    made = report(cast.mali, about=grandmother, outcome="issue")
    actions.answer(made, words="x", way="phone", by=cast.mali, at=LATER)
    people.guard(
        Person.objects.get(pk=grandmother.pk),
        "sensitive",
        named=[cast.mali],
        reason="x",
        by=cast.prasit,
        at=NOW,
    )
    with pytest.raises(NeverInPublic):
        actions.release(Issue.objects.get(report=made), words=PLAIN, by=cast.mali, at=LATER)


def test_an_issue_from_a_report_about_a_guarded_person_opens_for_whom_the_record_opens(cast, grandmother):
    issue = Issue.objects.get(report=report(cast.mali, about=grandmother, outcome="issue"))
    assert may(cast.prasit, "voices.reports", issue) and may(cast.mali, "voices.reports", issue)
    person = Person.objects.get(pk=grandmother.pk)
    people.guard(person, "sealed", named=[cast.prasit], reason="x", by=cast.prasit, at=NOW)
    found = Issue.objects.select_related("report__person").get(pk=issue.pk)
    assert may(cast.prasit, "voices.reports", found) and not may(cast.mali, "voices.reports", found)


def test_only_a_social_worker_checks_and_only_what_is_closed(cast, home):
    waiting = raised(cast, home)
    with pytest.raises(PermissionDenied):
        actions.release(waiting, words=PLAIN, by=cast.nok, at=LATER)
    with pytest.raises(NoWords):
        actions.release(waiting, words=" ", by=cast.mali, at=LATER)
    with pytest.raises(NoWords):
        actions.keep(waiting, because=" ", by=cast.mali, at=LATER)
    made = report(cast.mali, outcome="issue")
    with pytest.raises(MovedOn):
        actions.release(Issue.objects.get(report=made), words=PLAIN, by=cast.mali, at=LATER)


def test_kept_here_it_may_be_released_later_and_withdrawn_it_is_gone(cast, home):
    waiting = raised(cast, home)
    actions.keep(waiting, because="ยังไม่ชัดเจน", by=cast.mali, at=LATER)
    assert reads.issues_for_forum() == []
    again = actions.release(waiting, words=PLAIN, by=cast.mali, at=LATER)
    assert len(reads.issues_for_forum()) == 1
    actions.withdraw(again, by=cast.mali, at=LATER)
    assert reads.issues_for_forum() == []
    assert not actions.tell_raiser(again.reference, words="x", at=LATER)
    flush()
    events = list(Entry.objects.filter(about_id=waiting.pk).order_by("seq").values_list("event", flat=True))
    assert events[-3:] == ["voices.issue-kept", "voices.issue-raised", "voices.issue-withdrawn"]


def test_the_name_is_shown_only_while_it_is_agreed(cast, home):
    named = released(cast, home, shown_name="ยายดวง", agreed=True)
    anonymous = released(cast, a_home(cast.villages[3], "8"))
    assert reads.name_to_show(named.reference) == "ยายดวง"
    assert reads.name_to_show(anonymous.reference) == ""
    assert reads.name_to_show("nothing") == ""


def test_who_raised_it_hears_what_became_of_it_or_stands_on_a_list(cast, home, grandmother):
    one = released(cast, home, wants_news=True)
    assert not actions.tell_raiser("nothing", words="x", at=LATER)
    assert actions.tell_raiser(one.reference, words="ที่ประชุมรับเรื่องแล้ว", at=LATER)
    assert now(one).told_at is None
    actions.note_told(now(one), by=cast.mali, at=LATER)
    assert now(one).told_at == LATER
    with pytest.raises(MovedOn):
        actions.note_told(now(one), by=cast.mali, at=LATER)
    actions.tell_raiser(one.reference, words="ทำเสร็จแล้ว", at=LATER + timedelta(days=9))
    assert now(one).told_at is None, "it is news again"


def test_who_is_erased_is_nobodys_raiser_and_their_report_is_gone(cast, home, grandmother):
    a_person(cast.villages[3], "หลาน", home)
    one = released(cast, home, shown_name="ยายดวง", agreed=True, raiser=grandmother, wants_news=True)
    report(cast.mali, about=grandmother)
    asked = propose_erasure(grandmother, because="request", by=cast.mali, at=LATER)
    approve_erasure(asked, by=cast.prasit, at=LATER)
    assert not Report.objects.exists()
    assert (now(one).raiser_id, now(one).shown_name, now(one).wants_news) == (None, None, False)
    assert len(reads.issues_for_forum()) == 1, "what names nobody stays"


def test_the_copy_of_a_persons_data_says_what_was_reported_and_not_by_whom(cast, home, grandmother):
    report(cast.mali, about=grandmother, speaker_name="เพื่อนบ้านขี้บ่น")
    talk = held_talk(home, cast.nok)
    actions.hold(talk, on=TODAY, present={"female:60+": 1}, guests=[grandmother], by=cast.nok, at=LATER)
    (row,) = reads.reports_copy(grandmother)
    assert row["said"] == "หลังคารั่วทั้งหลัง"
    assert "ขี้บ่น" not in repr(row)
    assert reads.talks_copy(grandmother) == [{"day": str(TODAY)}]


@given(st.text(alphabet="กขคงจฉชซ ", max_size=40), st.text(alphabet="กขคงจฉชซ", min_size=4, max_size=8))
def test_a_name_of_the_home_is_found_wherever_it_stands(around, name):
    found = doubts(f"{around}{name}{around}", "", Known(names=frozenset([name])))
    assert any(one.certain for one in found)
    assert name in "".join(one.words for one in found)


@given(st.text(alphabet="กขคงจฉชซ1234 ", max_size=60))
def test_words_without_anything_known_are_never_certain(words):
    found = doubts(words.replace("1234", ""), "", Known())
    assert [one for one in found if one.certain and one.code == "name"] == []
