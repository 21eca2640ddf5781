"""What the database itself refuses about awards, answers and loans."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, transaction

from khuang.care.support.models import Award, AwardDecision, BenefitAnswers, EquipmentItem, Loan
from khuang.care.support.tests.assisted import DAY_ONE, MALI, family, item
from khuang.ground.journal.actions import SYSTEM

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture(autouse=True)
def home(inside):
    return family()


def refused():
    return pytest.raises(IntegrityError)


def award(**said):
    return Award.objects.create(
        **{"person_id": MALI, "benefit": "old_age", "state": "applied", "at": DAY_ONE} | said
    )


def loan(lent, **said):
    told = {"item": lent, "person_id": MALI, "since": FIRST, "due_on": LAST, "at": DAY_ONE}
    return Loan.objects.create(**told | said)


@pytest.mark.parametrize(
    "said",
    [
        {"state": "granted"},
        {"state": "granted", "since": LAST, "until": FIRST},
        {"state": "stopped", "since": FIRST},
        {"amount": -1},
        {"sealed_benefit": "aids"},
        {"benefit": "confidential"},
    ],
)
def test_an_award_holds_together(said):
    with refused(), transaction.atomic():
        award(**said)


def test_nobody_has_a_benefit_twice_at_a_time():
    award(state="granted", since=FIRST)
    with refused(), transaction.atomic():
        award()
    award(benefit="disability")
    award(state="stopped", since=FIRST, until=LAST)


def test_a_decision_is_never_changed():
    made = AwardDecision.objects.create(award=award(), state="applied", at=DAY_ONE)
    with pytest.raises(Error), transaction.atomic():
        AwardDecision.objects.filter(pk=made.pk).update(state="granted")


def test_answers_are_of_a_person_or_of_a_home(home):
    for about in ({}, {"person_id": MALI, "household": home}):
        with refused(), transaction.atomic():
            BenefitAnswers.objects.create(facts={}, **about)


def test_a_person_has_one_row_of_answers():
    BenefitAnswers.objects.create(facts={}, person_id=MALI)
    with refused(), transaction.atomic():
        BenefitAnswers.objects.create(facts={}, person_id=MALI)


def test_two_items_never_bear_one_number():
    item(SYSTEM)
    with refused(), transaction.atomic():
        EquipmentItem.objects.create(kind="bed", number="WC-1", at=DAY_ONE)


def test_what_is_broken_is_not_ready():
    with refused(), transaction.atomic():
        EquipmentItem.objects.create(kind="bed", number="B-1", condition="broken", at=DAY_ONE)


def test_an_item_is_in_one_pair_of_hands():
    lent = item(SYSTEM)
    loan(lent)
    with refused(), transaction.atomic():
        loan(lent)


@pytest.mark.parametrize(
    "said",
    [
        {"due_on": date(2026, 9, 30)},
        {"returned_on": date(2026, 9, 30), "condition": "good"},
        {"returned_on": LAST},
        {"condition": "good"},
    ],
)
def test_a_loan_holds_together(said):
    lent = item(SYSTEM)
    with refused(), transaction.atomic():
        loan(lent, **said)
