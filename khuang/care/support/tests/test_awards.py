"""Applications, grants, refusals and ends: by an officer, with a reason, and with what the rules said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from khuang.care.people import actions as people
from khuang.care.people.actions import rights
from khuang.care.people.actions.erasure import approve_erasure, propose_erasure
from khuang.care.support.actions import awards, recipients
from khuang.care.support.models import CONFIDENTIAL, Award, AwardDecision, BenefitAnswers
from khuang.care.support.reads import benefit_words as reads
from khuang.care.support.rules.benefit_problems import (
    AlreadyOpen,
    DayNotPossible,
    ReasonNeeded,
    WrongAwardState,
)
from khuang.care.support.rules.benefits import newest
from khuang.care.support.tests.assisted import (
    AILING,
    DAY_ONE,
    ELDER,
    MALI,
    TODAY,
    TON,
    Terms,
    ask,
    family,
    mali,
    opened,
    ton,
)
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib import national_id

LATER = DAY_ONE + timedelta(days=3)
FIRST = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def home(cast, inside):
    return family()


def lines(event):
    flush()
    return list(Entry.objects.filter(event=event).order_by("seq"))


def test_an_application_is_granted_with_the_name_of_who_decided(cast):
    ask(mali(), cast.mali, **ELDER)
    made = opened(mali(), "old_age", "applied", cast.mali)
    assert (made.state, made.applied_on) == ("applied", TODAY)
    terms = Terms(since=FIRST, amount=Decimal(800))
    awards.decide(made, "granted", terms, by=cast.prasit, at=LATER)
    found = Award.objects.get()
    assert (found.state, found.since, found.amount) == ("granted", FIRST, 800)
    granted, applied = AwardDecision.objects.all()
    assert (granted.by_id, applied.by_id) == (cast.prasit.pk, cast.mali.pk)
    assert {granted.rules_said, applied.rules_said} == {"eligible"}
    assert granted.rules == newest("old_age").version


def test_the_rules_refuse_nothing_and_an_officer_may_decide_against_them_with_a_reason(cast):
    ask(mali(), cast.mali, **ELDER | {"state_pension": "yes"})
    with pytest.raises(ReasonNeeded):
        opened(mali(), "old_age", "granted", cast.mali, since=FIRST)
    made = opened(mali(), "old_age", "granted", cast.mali, since=FIRST, reason="บำนาญสิ้นสุดแล้ว")
    decision = AwardDecision.objects.get(award=made)
    assert (decision.rules_said, decision.reason) == ("not_eligible", "บำนาญสิ้นสุดแล้ว")


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_an_application_ends_and_another_may_follow(cast, state):
    made = opened(mali(), "old_age", "applied", cast.mali)
    awards.decide(made, state, Terms(reason="เหตุผล"), by=cast.mali, at=LATER)
    assert opened(mali(), "old_age", "applied", cast.mali, at=LATER).state == "applied"


def test_a_refusal_and_an_end_want_a_reason(cast):
    made = opened(mali(), "old_age", "applied", cast.mali)
    with pytest.raises(ReasonNeeded):
        awards.decide(made, "declined", Terms(reason="  "), by=cast.mali, at=LATER)
    paid = opened(ton(), "disability", "granted", cast.mali, since=FIRST)
    with pytest.raises(ReasonNeeded):
        awards.decide(paid, "stopped", Terms(until=TODAY), by=cast.mali, at=LATER)


@pytest.mark.parametrize(
    "terms", [{}, {"until": TODAY}, {"since": TODAY, "until": TODAY - timedelta(days=1)}]
)
def test_a_grant_has_days_that_are_possible(cast, terms):
    with pytest.raises(DayNotPossible):
        opened(mali(), "old_age", "granted", cast.mali, **terms)
    assert not Award.objects.exists()


def test_nothing_is_opened_twice(cast):
    opened(mali(), "old_age", "applied", cast.mali)
    with pytest.raises(AlreadyOpen):
        opened(mali(), "old_age", "granted", cast.mali, since=FIRST)


def test_what_was_stopped_is_not_stopped_again(cast):
    made = opened(mali(), "old_age", "granted", cast.mali, since=FIRST)
    stop = Terms(until=TODAY, reason="ย้ายออก")
    awards.decide(made, "stopped", stop, by=cast.mali, at=LATER)
    with pytest.raises(WrongAwardState):
        awards.decide(made, "stopped", stop, by=cast.mali, at=LATER)
    with pytest.raises(WrongAwardState):
        awards.decide(made, "granted", Terms(since=FIRST), by=cast.mali, at=LATER)


@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_others_record_nothing(cast, who):
    by = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        opened(mali(), "old_age", "applied", by)
    with pytest.raises(PermissionDenied):
        ask(mali(), by, **ELDER)
    made = opened(mali(), "old_age", "applied", cast.mali)
    with pytest.raises(PermissionDenied):
        awards.decide(made, "granted", Terms(since=FIRST), by=by, at=LATER)


def test_a_confidential_benefit_is_for_those_named_and_sealed(cast):
    with pytest.raises(PermissionDenied):
        ask(mali(), cast.mali, **AILING)
    with pytest.raises(PermissionDenied):
        opened(mali(), "aids", "applied", cast.mali)
    ask(mali(), cast.prasit, **AILING)
    made = opened(mali(), "aids", "applied", cast.prasit)
    assert (made.benefit, Award.objects.get().code) == (CONFIDENTIAL, "aids")
    with pytest.raises(PermissionDenied):
        awards.decide(made, "granted", Terms(since=FIRST), by=cast.mali, at=LATER)
    assert reads.awards_of(cast.mali, mali()) == []
    assert [award.code for award in reads.awards_of(cast.prasit, mali())] == ["aids"]


def test_no_line_of_the_journal_tells_of_which_benefit(cast):
    opened(mali(), "aids", "applied", cast.prasit)
    opened(mali(), "old_age", "applied", cast.prasit)
    secret, plain = lines("support.benefit-decided")
    assert secret.references.keys() == plain.references.keys()
    assert not any("aids" in one.reference or "old_age" in one.reference for one in (secret, plain))


def test_answers_are_kept_by_person_and_by_home(cast, home):
    ask(mali(), cast.mali, state_pension="no", sudden_hardship="yes", thai_national="nonsense")
    kept = {row.person_id or row.household_id: row.facts for row in BenefitAnswers.objects.all()}
    assert kept[MALI].keys() == {"state_pension"}
    assert kept[home.pk].keys() == {"sudden_hardship"}
    assert kept[MALI]["state_pension"] == ["no", TODAY.isoformat(), str(cast.mali.pk)]


def test_a_later_answer_counts(cast):
    ask(mali(), cast.mali, at=LATER, state_pension="yes")
    ask(mali(), cast.mali, at=DAY_ONE, state_pension="no")
    assert BenefitAnswers.objects.get().facts["state_pension"][0] == "yes"


def test_somebody_without_a_home_can_be_asked(cast):
    person = mali()
    type(person).objects.filter(pk=MALI).update(household=None)
    ask(mali(), cast.mali, state_pension="no", sudden_hardship="yes")
    assert BenefitAnswers.objects.get().person_id == MALI


def test_who_asked_that_their_data_rest_is_left_alone(cast):
    asked = rights.receive_request(
        mali(),
        kind="restriction",
        asker="person",
        proof="id_card",
        words="ขอให้หยุดใช้ข้อมูล",
        received_on=TODAY,
        by=cast.prasit,
        at=DAY_ONE,
    )
    rights.do_request(asked, answer="", by=cast.prasit, at=DAY_ONE)
    for do in (lambda: opened(mali(), "old_age", "applied", cast.boonsri), lambda: ask(mali(), cast.boonsri)):
        with pytest.raises(PermissionDenied):
            do()


def test_a_merged_record_brings_its_awards_and_answers(cast):
    opened(ton(), "old_age", "applied", cast.mali)
    ask(ton(), cast.mali, **ELDER)
    people.merge(mali(), ton(), take=(), by=cast.mali, at=LATER)
    words = {one.benefit.code: one for one in reads.of_person(cast.mali, mali(), on=TODAY)}
    assert words["old_age"].answer == "eligible"
    assert words["old_age"].award.state == "applied"
    with pytest.raises(AlreadyOpen):
        opened(mali(), "old_age", "applied", cast.mali, at=LATER)


def test_an_erased_person_leaves_no_award_and_no_answer(cast):
    made = opened(mali(), "old_age", "applied", cast.mali)
    ask(mali(), cast.mali, **ELDER)
    asked = propose_erasure(mali(), because="request", by=cast.mali, at=LATER)
    approve_erasure(asked, by=cast.prasit, at=LATER)
    assert not Award.objects.filter(pk=made.pk).exists()
    assert not AwardDecision.objects.exists() and not BenefitAnswers.objects.exists()


def numbered(person, serial):
    number = national_id.practice_number(serial)
    person.national_id, person.national_id_hash = number, keyed_hash(number, "national_id")
    person.save()
    return number


def test_a_list_of_payments_is_taken_in_by_the_numbers_in_it(cast):
    first, second = numbered(mali(), 11), numbered(ton(), 12)
    dashed = f"{second[:1]}-{second[1:5]}-{second[5:]}"
    pasted = f"1\t{first}\tนางมาลี\t800\n{dashed}\nไม่มีเลข\n\n"
    matched = recipients.match(pasted, by=cast.mali)
    assert set(matched.persons) == {MALI, TON}
    assert matched.unknown == ["ไม่มีเลข"]
    old_age = newest("old_age")
    paid = recipients.record_received(old_age, [MALI], since=FIRST, by=cast.mali, at=DAY_ONE)
    again = recipients.record_received(old_age, matched.persons, since=FIRST, by=cast.mali, at=LATER)
    assert (paid, again) == (1, 1)
    assert Award.objects.get(person=MALI).amount == 800
    assert AwardDecision.objects.get(award__person=TON).rules_said == "not_eligible"
    assert set(lines("support.benefits-recorded")[0].references["also"]) == {str(MALI)}


def test_a_list_reaches_only_where_the_officer_works(cast):
    number = numbered(mali(), 13)
    assert recipients.match(number, by=cast.dao).unknown == [number]
    with pytest.raises(PermissionDenied):
        recipients.record_received(newest("old_age"), [MALI], since=FIRST, by=cast.dao, at=DAY_ONE)
    with pytest.raises(PermissionDenied):
        recipients.record_received(newest("aids"), [MALI], since=FIRST, by=cast.prasit, at=DAY_ONE)
