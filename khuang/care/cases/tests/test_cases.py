"""A case has one number, one lead at a time, and goes one way from intake to planning."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions, reads
from khuang.care.cases.models import Case, CaseLead
from khuang.care.cases.rules.problems import CannotLead, DayPassed, NoLead, NoWords, OpenAlready
from khuang.care.cases.tests.cast import LATER, TODAY, a_person


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


@pytest.fixture
def case(cast, person):
    return actions.open_case(person, because="walk-in", reason="มาขอความช่วยเหลือ", by=cast.mali, at=NOW)


def test_a_case_has_a_number_that_names_nobody_and_a_day_to_look(case):
    assert (case.number, case.state, case.lead) == ("70-0001", "intake", None)
    assert case.review_on == TODAY + timedelta(days=14)
    assert Case.objects.get().reason == "มาขอความช่วยเหลือ"


def test_numbers_count_up_within_the_fiscal_year(cast, case):
    second = a_person(cast.villages[1], "บัวคำ")
    assert actions.open_case(second, because="need", by=cast.mali, at=NOW).number == "70-0002"
    third = a_person(cast.villages[1], "ทองดี")
    next_year = NOW + timedelta(days=365)
    assert actions.open_case(third, because="need", by=cast.mali, at=next_year).number == "71-0001"


def test_a_person_has_one_open_case(cast, person, case):
    with pytest.raises(OpenAlready):
        actions.open_case(person, because="visit", by=cast.mali, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            person=person, year=2570, serial=9, opened_because="need", opened_at=NOW, review_on=TODAY
        )


def test_leads_follow_each_other_and_are_kept(cast, case):
    actions.give_lead(case, cast.mali, by=cast.mali, at=NOW)
    actions.give_lead(case, cast.mali, by=cast.mali, at=LATER)
    case = actions.give_lead(case, cast.prasit, by=cast.mali, at=LATER)
    assert case.lead == cast.prasit
    assert [(one.account, one.until) for one in case.leads.all()] == [
        (cast.prasit, None),
        (cast.mali, LATER),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLead.objects.create(case=case, account=cast.mali, since=LATER)


def test_nobody_leads_who_may_not_work_on_it(cast, case):
    with pytest.raises(CannotLead):
        actions.give_lead(case, cast.boonsri, by=cast.mali, at=NOW)


def test_a_case_leaves_intake_only_with_a_lead(cast, case):
    with pytest.raises(NoLead):
        actions.begin_assessment(case, by=cast.mali, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(state="assessment")
    actions.give_lead(case, cast.mali, by=cast.mali, at=NOW)
    assert actions.begin_assessment(case, by=cast.mali, at=NOW).state == "assessment"


def test_an_assessment_brings_the_case_to_planning(cast, case):
    actions.give_lead(case, cast.mali, by=cast.mali, at=NOW)
    with pytest.raises(NoWords):
        actions.assess(case, situation=" ", by=cast.mali, at=NOW)
    made = actions.assess(case, situation="อยู่คนเดียว", wishes="อยากอยู่บ้าน", by=cast.mali, at=NOW)
    case.refresh_from_db()
    assert (case.state, made.wishes, made.strengths) == ("plan", "อยากอยู่บ้าน", None)


def test_a_look_says_when_the_next_one_is(cast, case):
    day = TODAY + timedelta(days=30)
    with pytest.raises(DayPassed):
        actions.follow_up(case, words="ดีขึ้น", next_on=TODAY, by=cast.mali, at=NOW)
    made = actions.follow_up(case, words="ดีขึ้น", next_on=day, by=cast.mali, at=NOW)
    case.refresh_from_db()
    assert (made.due_on, case.review_on) == (TODAY + timedelta(days=14), day)


def test_nobody_opens_or_leads_cases_where_they_may_not(cast, person):
    with pytest.raises(PermissionDenied):
        actions.open_case(person, because="visit", by=cast.boonsri, at=NOW)


def test_after_a_merge_both_cases_stand_under_the_survivor(cast, person, case):
    other = a_person(cast.villages[2], "คำปัน")
    second = actions.open_case(other, because="visit", by=cast.mali, at=LATER)
    other.merged_into = person
    other.save()
    assert list(reads.cases_of(person)) == [second, case]
    assert reads.open_case_of(person) == second
