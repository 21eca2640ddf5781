"""The month computed for everyone at once, published, changed and computed again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.people.models import Person
from khuang.care.visits.actions import availability, planning, plans, volunteers_leaving
from khuang.care.visits.models import CareSchedule, PlannedVisit, RiskyHome, Visit, VisitPlan, Volunteer
from khuang.care.visits.reads import due_today, overdue, plan_of, visits_of
from khuang.care.visits.reads.planning import month_to_plan
from khuang.care.visits.rules import problems
from khuang.care.visits.tests.months import DECEMBER, LATER, computed, day, scheduled, small_month
from khuang.ground.accounts.models import AssignedHome
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.lib.identifiers import uuid7

State = PlannedVisit.State


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        yield small_month(cast)


@pytest.fixture
def draft(town):
    return computed(town)


@pytest.fixture
def published(town, draft):
    return plans.publish_plan(draft.pk, by=town.prasit, at=LATER)


def met(row, at=LATER):
    """A visit that was recorded."""
    row.state = State.DONE
    row.save(update_fields=["state"])
    return Visit.objects.create(
        person=row.person,
        planned=row,
        volunteer=row.volunteer,
        submission_id=uuid7(),
        at=at,
        result="met",
        findings={},
    )


def homes_of(account):
    rows = AssignedHome.objects.filter(assignment__account=account, until=None)
    return set(rows.values_list("home_id", flat=True))


# The month


def test_every_visit_that_is_due_is_in_the_plan_and_says_why(town, draft):
    rows = draft.visits.all()
    assert {row.state for row in rows} == {State.PLANNED}
    assert rows.filter(person=town.kaew).count() in (4, 5)
    assert all(row.why and row.earliest <= row.day <= row.latest for row in rows)


def test_a_run_can_be_told_apart_and_repeated(town, draft):
    again = computed(town)
    assert draft.solver.startswith("khuang-month-") and len(draft.input_hash) == 64
    assert again.input_hash == draft.input_hash
    assert again.figures == draft.figures
    assert draft.figures["tiers"]["1"][0] == draft.visits.count()


def test_another_input_gives_another_mark(town, draft):
    scheduled(town.som)
    assert computed(town).input_hash != draft.input_hash


def test_a_home_without_a_point_stands_at_its_village(town, draft):
    rows = draft.visits.filter(at_village=True)
    assert set(rows.values_list("person", flat=True)) == {town.pan.pk}
    assert draft.unpinned == rows.count() > 0


def test_who_is_away_is_not_planned(town):
    availability.note_absence(
        town.bua, first_on=DECEMBER, last_on=day(31), reason="leave", by=town.prasit, at=LATER
    )
    assert set(computed(town).visits.values_list("volunteer", flat=True)) == {town.chai.pk}


def test_who_has_not_signed_is_not_planned(town):
    Volunteer.objects.get(pk=town.chai.pk).undertakings.all().delete()
    assert set(computed(town).visits.values_list("volunteer", flat=True)) == {town.bua.pk}


def test_who_wishes_not_to_see_somebody_does_not(town):
    availability.note_wish(town.kaew, kind="avoid", volunteer=town.bua, by=town.prasit, at=LATER)
    rows = computed(town).visits.filter(person=town.kaew)
    assert set(rows.values_list("volunteer", flat=True)) == {town.chai.pk}


def test_nobody_comes_on_a_day_off(town):
    CareSchedule.objects.filter(person=town.kaew).update(days_off=[0, 1, 2, 3], half="morning")
    rows = computed(town).visits.filter(person=town.kaew, state=State.PLANNED)
    assert rows and all((row.day.weekday(), row.half) == (4, "morning") for row in rows)


def test_two_go_to_a_risky_home(town):
    RiskyHome.objects.create(dwelling=town.in_.dwelling, why="หมา", since=NOW.date())
    rows = computed(town).visits.filter(person=town.in_)
    assert rows and all(row.second_id and row.two_people for row in rows)


def test_somebody_whom_nobody_can_visit_is_told_with_the_reason(town):
    CareSchedule.objects.filter(person=town.pan).update(skill="palliative")
    made = computed(town)
    rows = made.visits.filter(person=town.pan)
    assert {row.state for row in rows} == {State.UNSERVED}
    assert rows[0].why[0][0] == "nobody-with-skill"
    assert made.fixes[0]["skills"] == ["palliative"] and made.fixes[0]["visits"] > 0


def test_a_guarded_record_is_left_to_those_named_for_it(town):
    Person.objects.filter(pk=town.kaew.pk).update(level="sealed")
    made = computed(town)
    assert made.guarded == 1
    assert not made.visits.filter(person=town.kaew).exists()


def test_who_is_not_here_is_not_visited(town):
    Person.objects.filter(pk=town.kaew.pk).update(died_on=NOW.date())
    assert not computed(town).visits.filter(person=town.kaew).exists()


def test_the_number_of_statements_does_not_grow_with_the_people(town, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        month_to_plan(DECEMBER, DECEMBER, continuity=0.5)


# What cannot be computed


def test_a_month_without_volunteers_says_so_and_what_to_do(town):
    for one in (town.bua, town.chai):
        volunteers_leaving.leave(one, on=NOW.date(), because="moved", by=town.prasit, at=NOW)
    with pytest.raises(problems.NobodyVisits, match="half-days"):
        computed(town)


def test_a_month_without_schedules_says_so(town):
    CareSchedule.objects.all().update(until=NOW.date())
    with pytest.raises(problems.NobodyToVisit):
        computed(town)


def test_a_month_that_is_over_is_not_planned(town):
    with pytest.raises(problems.MonthIsOver):
        computed(town, month=DECEMBER - timedelta(days=40))


def test_two_computations_at_once_would_not_know_of_each_other(town):
    planning.new_planning(DECEMBER, continuity=0.5, by=town.prasit, at=LATER)
    with pytest.raises(problems.PlanningUnderWay):
        planning.new_planning(DECEMBER, continuity=0.5, by=town.prasit, at=LATER)


@pytest.mark.parametrize("name", ["boonsri", "wipa", "dao"])
def test_who_may_not_plan_is_refused(town, name):
    with pytest.raises(PermissionDenied):
        planning.new_planning(DECEMBER, continuity=0.5, by=getattr(town, name), at=LATER)


# Publishing


def test_publishing_gives_each_account_the_homes_of_their_visits_only(town, draft):
    role = town.boonsri.assignments.get()
    AssignedHome.objects.create(assignment=role, home_id=town.som.dwelling_id, since=NOW)
    december = LATER + timedelta(days=8)
    plans.publish_plan(draft.pk, by=town.prasit, at=december)
    theirs = draft.visits.filter(volunteer=town.bua).values_list("person__dwelling", flat=True)
    assert homes_of(town.boonsri) == set(theirs)


def test_homes_go_back_when_the_month_is_over(town, draft):
    plans.publish_plan(draft.pk, by=town.prasit, at=LATER + timedelta(days=8))
    assert homes_of(town.boonsri)
    plans.assign_homes(by=town.prasit, at=LATER + timedelta(days=40))
    assert not homes_of(town.boonsri)


def test_a_municipality_without_plans_keeps_what_was_assigned_by_hand(town):
    role = town.boonsri.assignments.get()
    AssignedHome.objects.create(assignment=role, home_id=town.som.dwelling_id, since=NOW)
    plans.assign_homes(by=town.prasit, at=LATER)
    assert homes_of(town.boonsri) == {town.som.dwelling_id}


def test_it_replaces_the_plan_before_and_what_was_done_stays(town, published):
    row = published.visits.filter(person=town.kaew).first()
    visit = met(row)
    newer = computed(town)
    plans.publish_plan(newer.pk, by=town.prasit, at=LATER)
    published.refresh_from_db()
    visit.refresh_from_db()
    assert published.state == "replaced"
    assert plan_of(DECEMBER) == newer
    kept = newer.visits.get(state=State.DONE)
    assert (kept.day, kept.volunteer_id) == (row.day, row.volunteer_id)
    assert visit.planned == kept


def test_what_was_done_while_a_draft_waited_is_taken_over(town, published):
    newer = computed(town)
    row = published.visits.filter(person=town.in_).first()
    visit = met(row)
    plans.publish_plan(newer.pk, by=town.prasit, at=LATER)
    visit.refresh_from_db()
    assert (visit.planned.plan, visit.planned.state, visit.planned.day) == (newer, State.DONE, row.day)


def test_a_draft_made_before_somebodys_change_is_not_published(town, published):
    newer = computed(town)
    VisitPlan.objects.filter(pk=published.pk).update(revision=published.revision + 1)
    with pytest.raises(problems.BaseHasChanged):
        plans.publish_plan(newer.pk, by=town.prasit, at=LATER)


def test_a_plan_is_published_once(town, published):
    with pytest.raises(problems.NotADraft):
        plans.publish_plan(published.pk, by=town.prasit, at=LATER)


def test_a_draft_can_be_thrown_away_and_a_plan_that_holds_cannot(town, draft):
    newer = computed(town, based_on=draft)
    plans.discard_plan(draft.pk, by=town.prasit, at=LATER)
    newer.refresh_from_db()
    assert newer.based_on is None
    plans.publish_plan(newer.pk, by=town.prasit, at=LATER)
    with pytest.raises(problems.NotADraft):
        plans.discard_plan(newer.pk, by=town.prasit, at=LATER)


@pytest.mark.parametrize("do", [plans.publish_plan, plans.discard_plan])
def test_a_supervisor_of_a_village_does_not_decide_for_all(town, draft, do):
    with pytest.raises(PermissionDenied):
        do(draft.pk, by=town.nok, at=LATER)


def test_every_step_is_in_the_journal(town, published):
    journal.newest()
    events = set(Entry.objects.filter(event__startswith="visits.plan").values_list("event", flat=True))
    assert events == {"visits.plan-asked", "visits.plan-made", "visits.plan-published"}


# Computing again


def test_one_calls_in_sick_and_as_little_as_possible_changes(town, published):
    first = published.visits.filter(volunteer=town.bua).order_by("day").first()
    availability.note_absence(
        town.bua, first_on=first.day, last_on=first.day, reason="sick", by=town.prasit, at=LATER
    )
    again = computed(town, based_on=published, smallest=True, first_day=first.day)
    assert not again.visits.filter(volunteer=town.bua, day=first.day).exists()
    moved = again.figures["moved"]
    theirs = published.visits.filter(volunteer=town.bua, day=first.day).count()
    assert theirs <= moved <= theirs + 1


def test_what_is_locked_stays(town, published):
    row = published.visits.filter(person=town.kaew).first()
    PlannedVisit.objects.filter(pk=row.pk).update(locked=True)
    newer = computed(town, based_on=published)
    kept = newer.visits.get(person=town.kaew, occurrence=row.occurrence)
    assert (kept.day, kept.half, kept.volunteer_id, kept.locked) == (
        row.day,
        row.half,
        row.volunteer_id,
        True,
    )


def test_what_is_cancelled_does_not_come_back(town, published):
    row = published.visits.filter(person=town.kaew).first()
    PlannedVisit.objects.filter(pk=row.pk).update(state=State.CANCELLED)
    kept = computed(town, based_on=published).visits.get(person=town.kaew, occurrence=row.occurrence)
    assert kept.state == State.CANCELLED


def test_in_the_middle_of_the_month_what_was_missed_is_due_again_while_it_can_be(town, published):
    CareSchedule.objects.filter(person=town.in_).update(every=30)
    monthly = computed(town, based_on=published)
    plans.publish_plan(monthly.pk, by=town.prasit, at=LATER)
    row = monthly.visits.get(person=town.in_, state=State.PLANNED)
    PlannedVisit.objects.filter(pk=row.pk).update(day=day(2), state=State.MISSED)
    later = LATER + timedelta(days=16)
    newer = computed(town, at=later)
    assert newer.first_day == day(10)
    assert newer.visits.get(person=town.in_).day >= day(10)


def test_a_visit_by_somebody_who_left_since_stays_as_it_was(town, published):
    row = published.visits.filter(volunteer=town.bua).order_by("day").first()
    met(row)
    volunteers_leaving.leave(town.bua, on=NOW.date(), because="moved", by=town.prasit, at=NOW)
    newer = computed(town, based_on=published)
    kept = newer.visits.get(state=State.DONE)
    assert (kept.volunteer_id, kept.day) == (town.bua.pk, row.day)


def test_the_visits_of_somebody_who_left_wait_for_others(town, published):
    theirs = published.visits.filter(volunteer=town.bua).count()
    volunteers_leaving.leave(town.bua, on=NOW.date(), because="moved", by=town.prasit, at=NOW)
    assert plans.return_visits_of_leavers(at=LATER) == theirs
    rows = published.visits.filter(state=State.UNSERVED)
    assert rows.count() == theirs
    assert rows[0].why == [["carer-left", {}]]
    published.refresh_from_db()
    assert published.revision == 2
    again = computed(town, based_on=published, smallest=True)
    assert set(again.visits.values_list("volunteer", flat=True)) == {town.chai.pk}


def test_next_month_keeps_the_carer(town, published):
    january = (DECEMBER + timedelta(days=31)).replace(day=1)
    found = month_to_plan(january, january, continuity=0.9)
    keeps = {need.person: need.keeps for need in found.problem.needs}
    for person in (town.kaew, town.in_):
        came = set(published.visits.filter(person=person).values_list("volunteer", flat=True))
        assert keeps[str(person.pk)] in {str(one) for one in came}


# What others ask


def test_today_s_round_is_in_order_and_also_for_the_second(town, published):
    RiskyHome.objects.create(dwelling=town.in_.dwelling, why="หมา", since=NOW.date())
    row = published.visits.filter(volunteer=town.bua).first()
    PlannedVisit.objects.filter(pk=row.pk).update(second=town.chai)
    assert row in due_today(town.bua, row.day)
    assert row in due_today(town.chai, row.day)
    numbers = [(one.half != "morning", one.number) for one in due_today(town.bua, row.day)]
    assert numbers == sorted(numbers)


def test_a_draft_is_nobody_s_round(town, draft):
    row = draft.visits.first()
    assert due_today(row.volunteer, row.day) == []
    assert not visits_of(row.person).exists()


def test_who_was_never_or_long_ago_visited_is_overdue_the_worst_off_first(town, published):
    CareSchedule.objects.filter(person=town.pan).update(tier=0)
    met(published.visits.filter(person=town.kaew).first(), at=LATER)
    found = overdue(town.prasit, on=LATER.date())
    assert [one.person for one in found][0] == town.pan
    assert town.kaew not in [one.person for one in found]
    assert found[0].last is None
    assert overdue(town.boonsri, on=LATER.date()) == []


# The database
