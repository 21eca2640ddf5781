"""A volunteer leaves: nobody is left behind, and what their account opened ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.visits.actions import availability, volunteers, volunteers_leaving
from khuang.care.visits.models import CareSchedule, HandOver, PlannedVisit, Volunteer
from khuang.care.visits.reads import supervision
from khuang.care.visits.reads import volunteers_leaving as reads
from khuang.care.visits.rules.volunteers import HasLeft, NotTheirs, PassedAlready
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, planned, published, volunteer
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("inside")
MONDAYS = [(0, "morning")]


@pytest.fixture
def mother(cast):
    [mother] = home_of(cast.villages[3], "แม่คำ", sex="female")
    return mother


@pytest.fixture
def boonsri(cast, mother):
    """Boonsri looks after a home, and has two visits planned there."""
    one = volunteer(cast.boonsri.display_name, account=cast.boonsri, village=cast.villages[3], week=MONDAYS)
    role = RoleAssignment.objects.get(account=cast.boonsri)
    accounts.assign_homes(role, [mother.dwelling_id], by=SYSTEM, at=NOW)
    plan = published()
    planned(plan, mother, one, TODAY + timedelta(7))
    planned(plan, mother, one, TODAY + timedelta(1), "afternoon")
    cast.boonsri.__dict__.pop("held_now", None)
    return one


@pytest.fixture
def other(cast):
    return volunteer("คนใหม่", village=cast.villages[3], week=MONDAYS, sex="female")


def leave(one, cast, days=0):
    on = TODAY + timedelta(days)
    return volunteers_leaving.leave(one, on=on, because="moved", by=cast.mali, at=NOW)


def test_the_row_stays_and_lists_what_is_to_be_handed_over(cast, boonsri, mother):
    [home] = leave(boonsri, cast)
    assert Volunteer.objects.get(pk=boonsri.pk).left_because == "moved"
    assert home.dwelling_id == mother.dwelling_id
    assert list(reads.open_hand_overs(cast.mali)) == [home]
    assert reads.still_planned(cast.mali).count() == 2
    board = supervision.board(cast.mali, on=TODAY, most=9)
    assert board.hand_overs == [home]
    assert len(board.leavers_visits) == 2


def test_what_the_account_opened_ends_at_once_though_a_social_worker_gives_no_roles(cast, boonsri, mother):
    assert scope_of(cast.boonsri, "people.view").homes == {mother.dwelling_id}
    leave(boonsri, cast)
    cast.boonsri.__dict__.pop("held_now", None)
    assert not scope_of(cast.boonsri, "people.view")


def test_who_leaves_next_week_sees_their_homes_until_then(cast, boonsri):
    leave(boonsri, cast, days=7)
    assert volunteers_leaving.end_roles_of_leavers(at=NOW) == 0
    assert volunteers_leaving.end_roles_of_leavers(at=NOW + timedelta(7)) == 1
    assert volunteers_leaving.end_roles_of_leavers(at=NOW + timedelta(8)) == 0


def test_nobody_leaves_twice_and_the_pair_is_one_again(cast, boonsri, other):
    volunteers.pair(boonsri, other, by=cast.mali, at=NOW)
    leave(boonsri, cast)
    assert Volunteer.objects.get(pk=other.pk).partner is None
    with pytest.raises(HasLeft):
        leave(boonsri, cast)


def test_a_home_is_passed_with_its_schedule_and_the_visits_that_fit(cast, boonsri, other, mother):
    CareSchedule.objects.create(person=mother, every=7, minutes=45, source="hand", since=BEGAN, keeps=boonsri)
    [home] = leave(boonsri, cast)
    assert volunteers_leaving.pass_home(home, to=other, by=cast.mali, at=NOW) == 1
    assert CareSchedule.objects.get().keeps == other
    fits, rest = PlannedVisit.objects.order_by("-day")
    assert (fits.volunteer, fits.locked) == (other, True)
    # Tuesday afternoon is none of the other's half-days: it stays in sight.
    assert rest.volunteer == boonsri
    assert list(reads.still_planned(cast.mali)) == [rest]
    assert not reads.open_hand_overs(cast.mali).exists()


def test_the_home_opens_for_the_other_ones_account(cast, boonsri, mother):
    accounts.give_role(cast.dao, "carer", held_at="homes", by=SYSTEM, at=NOW)
    dao = volunteer("ดาว", account=cast.dao, village=cast.villages[3])
    [home] = leave(boonsri, cast)
    volunteers_leaving.pass_home(home, to=dao, by=cast.mali, at=NOW)
    cast.dao.__dict__.pop("held_now", None)
    assert scope_of(cast.dao, "people.view").homes == {mother.dwelling_id}


def test_a_visit_does_not_go_to_whom_the_person_does_not_want(cast, boonsri, other, mother):
    availability.note_wish(mother, kind="avoid", volunteer=other, by=cast.mali, at=NOW)
    [home] = leave(boonsri, cast)
    assert volunteers_leaving.pass_home(home, to=other, by=cast.mali, at=NOW) == 0
    assert reads.still_planned(cast.mali).count() == 2


def test_a_home_is_passed_once_to_somebody_else_who_is_here(cast, boonsri, other):
    [home] = leave(boonsri, cast)
    with pytest.raises(NotTheirs):
        volunteers_leaving.pass_home(home, to=boonsri, by=cast.mali, at=NOW)
    gone = volunteer("ลาไปแล้ว", village=cast.villages[3])
    leave(gone, cast)
    with pytest.raises(HasLeft):
        volunteers_leaving.pass_home(home, to=gone, by=cast.mali, at=NOW)
    volunteers_leaving.pass_home(home, to=other, by=cast.mali, at=NOW)
    with pytest.raises(PassedAlready):
        volunteers_leaving.pass_home(home, to=other, by=cast.mali, at=NOW)


def test_nobody_else_lets_leave_or_passes_on(cast, boonsri, other):
    for account in (cast.boonsri, cast.kham, cast.anan, cast.dao):
        with pytest.raises(PermissionDenied):
            volunteers_leaving.leave(boonsri, on=TODAY, because="moved", by=account, at=NOW)
    [home] = leave(boonsri, cast)
    for account in (cast.kham, cast.anan, cast.dao):
        with pytest.raises(PermissionDenied):
            volunteers_leaving.pass_home(home, to=other, by=account, at=NOW)
    assert HandOver.objects.get().passed_to is None
