"""Schedules by the rules for everybody, by hand for one, and what follows when a class changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions as cases
from khuang.care.cases.rules.doers import Doer
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import MALI, TON, a_family
from khuang.care.risk.actions import override_class
from khuang.care.risk.models import Vulnerability
from khuang.care.risk.tests.surveyed import person as surveyed
from khuang.care.risk.tests.surveyed import survey
from khuang.care.visits.actions import schedules
from khuang.care.visits.actions.schedules import Wanted
from khuang.care.visits.models import CareSchedule, PlannedVisit, RiskyHome, VisitPlan
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within

TODAY = NOW.date()
MONTHLY = Wanted(every=30, times=1, minutes=45)


@pytest.fixture
def family(cast):
    """Mali (82) is bedridden, her grandson Ton is a child."""
    with within(cast.municipality):
        a_family()
        survey(surveyed(MALI, mobility="bedridden"))
        cast.elder, cast.child = Person.objects.get(pk=MALI), Person.objects.get(pk=TON)
        yield cast


def renew(family):
    return schedules.renew_schedules(by=family.prasit, at=NOW)


def now_of(person):
    return CareSchedule.objects.filter(person=person, until=None).first()


def test_everybody_whom_a_rule_fits_gets_a_schedule(family):
    assert renew(family) == schedules.Renewed(begun=1, ended=0)
    made = now_of(family.elder)
    assert (made.source, made.every, made.skill, made.tier) == ("risk", 7, "basic-care", 0)
    assert now_of(family.child) is None
    assert journal.newest()[0].references["begun"] == 1


def test_doing_it_twice_changes_nothing(family):
    renew(family)
    assert renew(family) == schedules.Renewed(begun=0, ended=0)
    assert CareSchedule.objects.count() == 1


def test_it_takes_the_whole_municipality(family):
    with pytest.raises(PermissionDenied):
        schedules.renew_schedules(by=family.boonsri, at=NOW)


def test_a_schedule_that_no_longer_fits_ends_and_stays_as_history(family):
    renew(family)
    Vulnerability.objects.filter(person=family.elder, kind="bedridden").update(until=TODAY)
    renew(family)
    assert now_of(family.elder).rule.startswith("elder")
    assert CareSchedule.objects.filter(person=family.elder).exclude(until=None).count() == 1


def test_a_class_that_changes_brings_another_schedule(family):
    Vulnerability.objects.filter(person=family.elder, kind="bedridden").update(until=TODAY)
    renew(family)
    assert now_of(family.elder).rule == "elder-high"
    until = TODAY + timedelta(days=30)
    override_class(family.elder, "low", reason="ลูกกลับมาดูแล", until=until, by=family.mali, at=NOW)
    assert now_of(family.elder).rule == "elder"
    assert CareSchedule.objects.filter(person=family.elder).count() == 2


def test_before_the_first_schedule_a_class_changes_nothing(family):
    survey(surveyed(MALI, mobility="bedridden", violence="yes"), day=2)
    assert not CareSchedule.objects.exists()


def test_what_somebody_decided_stays_whatever_the_rules_say(family):
    made = schedules.set_schedule(family.elder, MONTHLY, why="ลูกสาวดูแลอยู่", by=family.mali, at=NOW)
    renew(family)
    assert now_of(family.elder) == made
    assert (made.why, made.tier) == ("ลูกสาวดูแลอยู่", 0)


@pytest.fixture
def case(family):
    """Her case, of whose plan two people have to think the same."""
    made = cases.open_case(family.elder, because="walk-in", lead=family.mali, by=family.mali, at=NOW)
    cases.assess(made, situation="ลูกสาวไปทำงานต่างจังหวัด", by=family.mali, at=NOW)
    doer = Doer("account", family.mali)
    cases.add_step(made, goal="ไม่อยู่ลำพัง", action="เยี่ยม", doer=doer, due_on=TODAY, by=family.mali, at=NOW)
    return made


def approve_plan(family, case):
    asked = cases.ask_plan(case, by=family.mali, at=NOW)
    return cases.approve(asked, by=family.prasit, at=NOW)


def test_an_approved_plan_says_how_often_until_its_case_is_closed(family, case):
    renew(family)
    cases.plan_visits(case, every=14, by=family.mali, at=NOW)
    assert now_of(family.elder).every == 7
    case = approve_plan(family, case)
    made = now_of(family.elder)
    assert (made.source, made.every, made.skill) == ("plan", 14, "basic-care")
    renew(family)
    assert now_of(family.elder) == made
    said = {"outcome": "reached", "reason": "ครบแล้ว", "left_open": "เยี่ยมต่อตามเกณฑ์"}
    cases.approve(cases.ask_closure(case, **said, by=family.mali, at=NOW), by=family.prasit, at=NOW)
    assert (now_of(family.elder).source, now_of(family.elder).every) == ("risk", 7)


def test_what_somebody_decided_by_hand_stays_whatever_a_plan_says(family, case):
    made = schedules.set_schedule(family.elder, MONTHLY, why="", by=family.prasit, at=NOW)
    cases.plan_visits(case, every=7, by=family.mali, at=NOW)
    approve_plan(family, case)
    assert now_of(family.elder) == made


def test_then_the_rules_decide_again(family):
    made = schedules.set_schedule(family.elder, MONTHLY, why="", by=family.mali, at=NOW)
    schedules.end_schedule(made, by=family.mali, at=NOW + timedelta(days=3))
    assert now_of(family.elder).source == "risk"


def test_respite_is_a_schedule_of_its_own(family):
    renew(family)
    respite = schedules.set_schedule(
        family.elder, MONTHLY, why="ผู้ดูแลเหนื่อย", purpose="respite", by=family.mali, at=NOW
    )
    assert CareSchedule.objects.filter(person=family.elder, until=None).count() == 2
    schedules.end_schedule(respite, by=family.mali, at=NOW)
    assert now_of(family.elder).purpose == "care"


def test_who_may_not_is_refused(family):
    with pytest.raises(PermissionDenied):
        schedules.set_schedule(family.elder, MONTHLY, why="", by=family.boonsri, at=NOW)


def test_nobody_is_scheduled_who_is_not_here(family):
    Person.objects.filter(pk=MALI).update(left_on=TODAY)
    family.elder.refresh_from_db()
    with pytest.raises(PermissionDenied):
        schedules.set_schedule(family.elder, MONTHLY, why="", by=family.mali, at=NOW)


def test_who_left_is_visited_no_more(family):
    renew(family)
    plan = VisitPlan.objects.create(month=TODAY.replace(day=1), first_day=TODAY, made_at=NOW)
    PlannedVisit.objects.create(plan=plan, person=family.elder, minutes=60, state="unserved")
    Person.objects.filter(pk=MALI).update(left_on=TODAY)
    assert renew(family) == schedules.Renewed(begun=0, ended=1)
    assert PlannedVisit.objects.get().state == "cancelled"


def test_a_risky_home_is_marked_once_and_unmarked(family):
    home = family.elder.dwelling
    schedules.mark_risky(home, why="หมาดุ", by=family.mali, at=NOW)
    schedules.mark_risky(home, why="หมาดุมาก", by=family.mali, at=NOW)
    assert RiskyHome.objects.get().why == "หมาดุมาก"
    schedules.unmark_risky(home, by=family.mali, at=NOW)
    assert RiskyHome.objects.get().until == TODAY
    with pytest.raises(PermissionDenied):
        schedules.mark_risky(home, why="", by=family.boonsri, at=NOW)


def test_every_change_is_in_the_journal(family):
    made = schedules.set_schedule(family.elder, MONTHLY, why="", by=family.mali, at=NOW)
    schedules.end_schedule(made, by=family.mali, at=NOW)
    journal.newest()
    events = set(Entry.objects.filter(event__startswith="visits.").values_list("event", flat=True))
    assert events == {"visits.schedule-set", "visits.schedule-ended"}


@pytest.mark.parametrize(
    "wrong", [{"every": 0}, {"times": 0}, {"minutes": 0}, {"until": TODAY - timedelta(days=1)}]
)
def test_the_database_refuses_an_impossible_schedule(family, wrong):
    said = {"every": 7, "times": 1, "minutes": 30, "source": "hand", "since": TODAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        CareSchedule.objects.create(person=family.elder, **said)


def test_one_schedule_of_a_purpose_at_a_time(family):
    said = {"every": 7, "minutes": 30, "source": "hand", "since": TODAY}
    CareSchedule.objects.create(person=family.elder, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareSchedule.objects.create(person=family.elder, **said)
