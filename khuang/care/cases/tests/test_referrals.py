"""A referral is answered, refused with a reason, done or overdue; a transfer gives a case another lead."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions
from khuang.care.cases.actions import guests, partners, referrals
from khuang.care.cases.models import Case, Referral
from khuang.care.cases.rules.problems import AnotherPerson
from khuang.care.cases.rules.sharing_problems import (
    AddresseeCannot,
    Answered,
    BasisNeedsNote,
    ConsentTakenBack,
    DayTooEarly,
    LeadsAlready,
    NotToBeShared,
    NotYours,
    ReasonNeeded,
    TransferOpen,
    UnknownBasis,
)
from khuang.care.cases.tests.cast import LATER, TODAY, a_person
from khuang.care.cases.tests.conferences_cast import a_case, a_partner, a_request
from khuang.care.people.models import Consent

YES = {"accepted": True, "words": "", "way": "telephone"}


@pytest.fixture
def case(cast, inside):
    return a_case(cast)


@pytest.fixture
def partner(cast, inside):
    return a_partner(cast)


@pytest.fixture
def sent(cast, case, partner):
    return referrals.refer(case, a_request(partner), by=cast.mali, at=NOW)


def now(row):
    return Referral.objects.get(pk=row.pk)


def test_it_keeps_what_was_shared_as_it_was(case, sent):
    assert str(sent) == "1/2569"
    case.person.given_name = "ชื่อใหม่"
    case.person.save()
    assert now(sent).shared[0] == ["name", ["คำปัน ใจดี"]]
    assert [code for code, _ in now(sent).shared] == ["name", "age", "village"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"basis": "own-duty"}, UnknownBasis),
        ({"basis": ""}, UnknownBasis),
        ({"basis": "danger"}, BasisNeedsNote),
        ({"due_on": TODAY - timedelta(days=1)}, DayTooEarly),
        ({"shares": ["decisions"]}, NotToBeShared),
    ],
)
def test_without_a_right_or_a_day_nothing_is_sent(cast, case, partner, said, problem):
    with pytest.raises(problem):
        referrals.refer(case, a_request(partner, **said), by=cast.mali, at=NOW)
    assert not Referral.objects.exists()


def test_consent_that_was_refused_or_taken_back_carries_nothing(cast, case, partner):
    given = {"person": case.person, "purpose": "sharing"}
    Consent.objects.create(**given, given_on=date(2026, 1, 1), withdrawn_on=date(2026, 6, 1))
    with pytest.raises(ConsentTakenBack):
        referrals.refer(case, a_request(partner), by=cast.mali, at=NOW)
    danger = a_request(partner, basis="danger", basis_note="แผลติดเชื้อ ไม่รู้สึกตัว")
    assert referrals.refer(case, danger, by=cast.mali, at=NOW)
    Consent.objects.create(**given, given_on=date(2026, 7, 1))
    assert referrals.refer(case, a_request(partner), by=cast.mali, at=NOW)


def test_an_organisation_that_left_and_a_colleague_who_may_not_are_not_asked(cast, case, partner):
    partners.end_partner(partner, until=TODAY, by=cast.mali, at=NOW)
    partner.refresh_from_db()
    for to, at in ((partner, LATER), (cast.wipa, NOW)):
        due = a_request(to, due_on=TODAY + timedelta(days=9))
        with pytest.raises(AddresseeCannot):
            referrals.refer(case, due, by=cast.mali, at=at)


def test_the_need_is_of_the_same_person(cast, case, partner):
    other = actions.note_need(
        a_person(cast.villages[1], "บัวคำ"), "unsafe-house", source="desk", by=cast.mali, at=NOW
    )
    with pytest.raises(AnotherPerson):
        referrals.refer(case, a_request(partner, need=other), by=cast.mali, at=NOW)


def test_it_is_accepted_and_done_with_a_result(cast, sent):
    referrals.answer(sent, **YES, by=cast.mali, at=LATER)
    with pytest.raises(ReasonNeeded):
        referrals.finish(sent, " ", by=cast.mali, at=LATER)
    referrals.finish(sent, "แผลหายแล้ว", by=cast.mali, at=LATER)
    assert (now(sent).state, now(sent).result) == ("done", "แผลหายแล้ว")
    with pytest.raises(Answered):
        referrals.withdraw(sent, "ไม่ต้องแล้ว", by=cast.mali, at=LATER)


def test_a_refusal_says_why_and_two_who_answer_meet(cast, sent):
    no = {"accepted": False, "way": "paper"}
    with pytest.raises(ReasonNeeded):
        referrals.answer(sent, **no, words="", by=cast.mali, at=LATER)
    referrals.answer(sent, **no, words="ไม่มีรถ", by=cast.mali, at=LATER)
    assert (now(sent).state, now(sent).answer) == ("refused", "ไม่มีรถ")
    with pytest.raises(Answered):
        referrals.answer(sent, **YES, by=cast.prasit, at=LATER)


def test_the_partner_answers_by_their_own_link_only(cast, case, sent):
    theirs = guests.invite_partner(sent, by=cast.mali, at=NOW).guest
    other = referrals.refer(case, a_request(a_partner(cast, "วัดทดสอบ")), by=cast.mali, at=NOW)
    with pytest.raises(PermissionDenied):
        referrals.answer(other, **YES, by=theirs, at=LATER)
    referrals.answer(sent, **YES | {"way": "link"}, by=theirs, at=LATER)
    assert now(sent).answered_by == "link"


def test_more_time_and_no_more_asking(cast, sent):
    with pytest.raises(DayTooEarly):
        referrals.ask_again(sent, TODAY - timedelta(days=1), by=cast.mali, at=NOW)
    referrals.ask_again(sent, TODAY + timedelta(days=30), by=cast.mali, at=NOW)
    assert now(sent).due_on == TODAY + timedelta(days=30)
    referrals.withdraw(sent, "ครอบครัวพาไปเอง", by=cast.mali, at=NOW)
    assert now(sent).state == "withdrawn"


@pytest.mark.parametrize("name", ["nok", "boonsri", "kham", "dao"])
def test_who_may_not_refer_does_not(cast, case, partner, sent, name):
    who = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        referrals.refer(case, a_request(partner), by=who, at=NOW)
    with pytest.raises(PermissionDenied):
        referrals.answer(sent, **YES, by=who, at=NOW)


def test_a_transfer_passes_the_lead_when_the_colleague_accepts(cast, case):
    asked = referrals.refer(case, a_request(cast.prasit, kind="transfer"), by=cast.mali, at=NOW)
    assert Case.objects.get().lead == cast.mali
    with pytest.raises(TransferOpen):
        referrals.refer(case, a_request(cast.prasit, kind="transfer"), by=cast.mali, at=NOW)
    with pytest.raises(NotYours):
        referrals.answer(asked, **YES | {"way": "desk"}, by=cast.mali, at=LATER)
    referrals.answer(asked, **YES | {"way": "desk"}, by=cast.prasit, at=LATER)
    assert Case.objects.get().lead == cast.prasit
    assert now(asked).state == "done"


def test_a_refused_transfer_leaves_the_lead_and_another_may_be_asked(cast, case):
    asked = referrals.refer(case, a_request(cast.prasit, kind="transfer"), by=cast.mali, at=NOW)
    no = {"accepted": False, "words": "ลาคลอด", "way": "desk"}
    referrals.answer(asked, **no, by=cast.prasit, at=LATER)
    assert Case.objects.get().lead == cast.mali
    assert referrals.refer(case, a_request(cast.prasit, kind="transfer"), by=cast.mali, at=LATER)


def test_nobody_is_asked_to_lead_what_they_lead(cast, case):
    with pytest.raises(LeadsAlready):
        referrals.refer(case, a_request(cast.mali, kind="transfer"), by=cast.prasit, at=NOW)


@pytest.mark.parametrize(
    "broken",
    [
        {"partner": None},
        {"due_on": date(2026, 1, 1)},
        {"state": "accepted"},
        {"state": "withdrawn"},
        {"state": "refused", "answered_at": NOW},
    ],
)
def test_the_database_holds_states_and_their_words_together(sent, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(**broken)
