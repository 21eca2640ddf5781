"""Equipment goes out to one person at a time, comes back, is repaired and written off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.people.actions.erasure import approve_erasure, propose_erasure
from khuang.care.people.models import Person
from khuang.care.support.actions import lending as actions
from khuang.care.support.models import EquipmentItem, Loan
from khuang.care.support.reads import lending as reads
from khuang.care.support.rules.benefit_problems import DayNotPossible, NotInStock, NotOnLoan, NumberTaken
from khuang.care.support.rules.lending import LONGEST, days_overdue, kinds, usually_due
from khuang.care.support.tests.assisted import DAY_ONE, MALI, TODAY, family, item, mali, ton

DUE = TODAY + timedelta(days=30)
LATER = DAY_ONE + timedelta(days=40)


@pytest.fixture
def home(cast, inside):
    return family()


def lent(cast, **said):
    return actions.lend(item(cast.mali, **said), mali(), due_on=DUE, by=cast.mali, at=DAY_ONE)


def test_an_item_goes_out_and_comes_back(cast, home):
    loan = lent(cast)
    assert [one.stock for one in reads.counts()] == [0]
    assert list(reads.open_loans(cast.mali)) == [loan]
    actions.take_back(loan, condition="worn", by=cast.prasit, at=LATER)
    loan.refresh_from_db()
    assert (loan.returned_on, loan.condition, loan.returned_by_id) == (LATER.date(), "worn", cast.prasit.pk)
    (count,) = reads.counts()
    assert (count.stock, count.lent, count.repair) == (1, 0, 0)
    assert EquipmentItem.objects.get().condition == "worn"


def test_what_comes_back_broken_goes_to_repair_and_then_out_again(cast, home):
    loan = lent(cast)
    actions.take_back(loan, condition="broken", by=cast.mali, at=LATER)
    broken = EquipmentItem.objects.get()
    assert broken.state == "repair"
    with pytest.raises(NotInStock):
        actions.lend(broken, ton(), due_on=LATER.date(), by=cast.mali, at=LATER)
    with pytest.raises(NotInStock):
        actions.change_item(broken, "ready", "broken", by=cast.mali, at=LATER)
    actions.change_item(broken, "ready", "good", note="เปลี่ยนล้อ", by=cast.mali, at=LATER)
    assert actions.lend(broken, ton(), due_on=LATER.date(), by=cast.mali, at=LATER).item_id == broken.pk


def test_an_item_on_loan_is_lent_to_nobody_else_and_stays_as_it_is(cast, home):
    loan = lent(cast)
    with pytest.raises(NotInStock):
        actions.lend(loan.item, ton(), due_on=DUE, by=cast.mali, at=DAY_ONE)
    with pytest.raises(NotInStock):
        actions.change_item(loan.item, "written_off", "broken", by=cast.mali, at=DAY_ONE)


def test_nothing_comes_back_twice(cast, home):
    loan = lent(cast)
    actions.take_back(loan, condition="good", by=cast.mali, at=LATER)
    with pytest.raises(NotOnLoan):
        actions.take_back(loan, condition="good", by=cast.mali, at=LATER)
    with pytest.raises(NotOnLoan):
        actions.extend(loan, due_on=LATER.date(), by=cast.mali, at=LATER)


def test_an_overdue_loan_stands_out_until_it_is_lent_for_longer(cast, home):
    loan = lent(cast)
    assert list(reads.overdue_loans(cast.mali, DUE)) == []
    late = DUE + timedelta(days=10)
    (said,) = reads.loans_in_words(reads.overdue_loans(cast.mali, late), late)
    assert said.overdue == 10
    actions.extend(loan, due_on=late + timedelta(days=5), by=cast.mali, at=LATER)
    assert list(reads.overdue_loans(cast.mali, late)) == []


@pytest.mark.parametrize("due", [TODAY - timedelta(days=1), TODAY + LONGEST + timedelta(days=1)])
def test_a_loan_ends_on_a_day_that_is_possible(cast, home, due):
    with pytest.raises(DayNotPossible):
        actions.lend(item(cast.mali), mali(), due_on=due, by=cast.mali, at=DAY_ONE)


def test_a_number_is_used_once(cast, home):
    item(cast.mali)
    with pytest.raises(NumberTaken):
        item(cast.mali, number=" WC-1 ", kind="bed")


def test_a_broken_gift_begins_in_repair(cast, home):
    assert item(cast.mali, condition="broken").state == "repair"


def test_what_is_written_off_is_counted_no_more(cast, home):
    gone = item(cast.mali)
    actions.change_item(gone, "written_off", "broken", by=cast.mali, at=DAY_ONE)
    assert reads.counts() == []
    assert [one.pk for one in reads.items(where="written_off")] == [gone.pk]


@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "dao"])
def test_others_lend_nothing_and_see_no_loan(cast, home, who):
    by = getattr(cast, who)
    loan = lent(cast)
    for do in (
        lambda: item(by, number="WC-2"),
        lambda: actions.lend(loan.item, mali(), due_on=DUE, by=by, at=DAY_ONE),
        lambda: actions.take_back(loan, condition="good", by=by, at=LATER),
        lambda: actions.extend(loan, due_on=DUE, by=by, at=DAY_ONE),
        lambda: actions.change_item(loan.item, "repair", "worn", by=by, at=DAY_ONE),
    ):
        with pytest.raises(PermissionDenied):
            do()
    assert not reads.open_loans(by).exists()
    assert not reads.loans_of(by, mali()).exists()


def test_the_loan_of_an_erased_person_stays_to_be_fetched(cast, home):
    lent(cast)
    asked = propose_erasure(mali(), because="request", by=cast.mali, at=LATER)
    approve_erasure(asked, by=cast.prasit, at=LATER)
    assert not Person.objects.filter(pk=MALI).exists()
    loan = Loan.objects.get()
    assert loan.person is None and list(reads.open_loans(cast.prasit)) == [loan]
    actions.take_back(loan, condition="good", by=cast.prasit, at=LATER)
    assert not reads.open_loans(cast.prasit).exists()


@given(due=st.dates(), on=st.dates())
def test_a_loan_is_overdue_only_after_its_last_day(due, on):
    assert days_overdue(due, on) == max(0, (on - due).days)


def test_every_kind_has_words_and_a_usual_time():
    assert usually_due("wheelchair", TODAY) == TODAY + timedelta(days=180)
    assert usually_due("a kind of before", TODAY) == TODAY + timedelta(days=kinds()["other"].days)
    assert all(kind.words.th and kind.words.en and 0 < kind.days < LONGEST.days for kind in kinds().values())
