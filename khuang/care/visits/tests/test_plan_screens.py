"""The pages of schedules and plans, by the cast."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import sign_in
from khuang.care.people.models import Person
from khuang.care.visits.actions import plans
from khuang.care.visits.models import CareSchedule, PlanEdit, PlannedVisit, Planning, RiskyHome, VisitPlan
from khuang.care.visits.tests.months import computed, scheduled, small_month
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within

State = PlannedVisit.State


def next_month():
    return (timezone.localdate().replace(day=28) + timedelta(days=4)).replace(day=1)


@pytest.fixture
def town(cast, client):
    """Next month is planned and published; mali looks."""
    with within(cast.municipality):
        small_month(cast)
        now = timezone.now()
        draft = computed(cast, month=next_month(), at=now)
        cast.plan = plans.publish_plan(draft.pk, by=cast.prasit, at=now)
        cast.row = cast.plan.visits.filter(person=cast.kaew).order_by("earliest").first()
    sign_in(client, cast.mali)
    cast.client = client
    return cast


def page(town, name, *args, language="en", **query):
    answer = town.client.get(
        reverse(f"visits:{name}", args=args), query, headers={"accept-language": language}
    )
    return answer.status_code, answer.content.decode()


def post(town, name, *args, **said):
    address = reverse(f"visits:{name}", args=args)
    return town.client.post(address, said, headers={"accept-language": "en"})


def where(town, **said):
    other = town.chai if town.row.volunteer_id == town.bua.pk else town.bua
    day = next(
        town.row.earliest + timedelta(days=n)
        for n in range(7)
        if (town.row.earliest + timedelta(days=n)).weekday() < 5
        and town.row.earliest + timedelta(days=n) != town.row.day
    )
    plain = {"volunteer": other.pk, "second": "", "day": day.isoformat(), "half": "morning", "number": ""}
    return plain | {"reason": "", "version": town.row.version} | said


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_of_a_plan_opens_in_both_languages(town, language):
    plan, row = town.plan.pk, town.row
    for name, *args in [
        ("plans",),
        ("plan-new",),
        ("plan", plan),
        ("plan-unserved", plan),
        ("plan-unpinned", plan),
        ("plan-day", plan, row.day.isoformat()),
        ("publish", plan),
        ("discard", plan),
        ("plan-away", plan),
        ("planned", row.pk),
        ("move", row.pk),
        ("cancel", row.pk),
        ("schedules",),
        ("schedule-rules",),
        ("person", town.kaew.pk),
        ("schedule", town.kaew.pk),
        ("risky", town.kaew.pk),
    ]:
        assert page(town, name, *args, language=language)[0] == 200, name
    assert page(town, "plan-volunteer", plan, language=language, who=str(town.bua.pk))[0] == 200
    assert page(town, "plan-compare", language=language, first=str(plan), second=str(plan))[0] == 200


def test_the_month_shows_coverage_loads_and_which_homes_have_no_point(town):
    _, text = page(town, "plan", town.plan.pk)
    assert "Everybody who is due is in the plan." in text
    assert "บัวผัน" in text and "100 %" in text
    assert "without a point on the map" in text
    assert "ปัน" in page(town, "plan-unpinned", town.plan.pk)[1]


def test_a_visit_says_why_this_carer(town):
    _, text = page(town, "planned", town.row.pk)
    assert "Why this carer" in text
    assert "of the time that they offer" in text


def test_looking_at_names_is_noted(town):
    page(town, "plan-day", town.plan.pk, town.row.day.isoformat())
    with within(town.municipality):
        journal.newest()
        line = Entry.objects.filter(event="people.listed").latest("seq")
        assert str(town.kaew.pk) in line.references["also"]


@pytest.mark.parametrize("day", ["2020-01-01", "not-a-day"])
def test_a_day_outside_of_the_month_does_not_exist(town, day):
    assert page(town, "plan-day", town.plan.pk, day)[0] == 404


def test_a_visit_is_moved_without_scripts(town):
    assert post(town, "move", town.row.pk, **where(town)).status_code == 302
    with within(town.municipality):
        town.row.refresh_from_db()
        assert town.row.locked
    assert "locked" in page(town, "planned", town.row.pk)[1]


def test_a_broken_rule_is_said_in_words_keeps_what_was_typed_and_takes_a_reason(town):
    sunday = town.row.earliest + timedelta(days=(6 - town.row.earliest.weekday()) % 7)
    said = where(town, day=sunday.isoformat())
    text = post(town, "move", town.row.pk, **said).content.decode()
    assert "The volunteer does not offer this half-day, or is away." in text
    assert f'value="{sunday.isoformat()}" selected' in text
    assert 'name="broken"' in text and 'name="reason"' in text
    without = post(town, "move", town.row.pk, **said, broken="yes").content.decode()
    assert "Why should it be so all the same?" in without
    said["reason"] = "The family asked for it."
    assert post(town, "move", town.row.pk, **said, broken="yes").status_code == 302
    assert "The family asked for it." in page(town, "planned", town.row.pk)[1]


def test_two_supervisors_see_each_other_s_change_and_nothing_is_lost(town):
    post(town, "move", town.row.pk, **where(town))
    said = where(town, half="afternoon")
    text = post(town, "move", town.row.pk, **said).content.decode()
    assert "Somebody else changed this visit meanwhile" in text
    assert town.mali.display_name.split()[0] in text
    assert 'value="afternoon"' in text and 'name="version" value="2"' in text
    with within(town.municipality):
        assert PlanEdit.objects.count() == 1


def test_a_visit_is_locked_and_cancelled(town):
    post(town, "lock", town.row.pk, locked="yes", version=1)
    assert "Unlock" in page(town, "planned", town.row.pk)[1]
    assert post(town, "cancel", town.row.pk, reason="", version=2).status_code == 200
    post(town, "cancel", town.row.pk, reason="Went to her son", version=2)
    with within(town.municipality):
        assert PlannedVisit.objects.get(pk=town.row.pk).state == State.CANCELLED


def test_computing_is_queued_and_its_page_says_how_far_it_is(town):
    answer = post(town, "plan-new", month=next_month().isoformat(), wish="0.9")
    with within(town.municipality):
        work = Planning.objects.get(state="waiting")
        assert work.continuity == 0.9
    assert answer["Location"].endswith(f"/planning/{work.pk}/")
    assert "0 of 100" in page(town, "planning", work.pk)[1]
    again = post(town, "plan-new", month=next_month().isoformat(), wish="0.5").content.decode()
    assert "Another plan is being computed" in again
    post(town, "planning-stop", work.pk)
    with within(town.municipality):
        assert Planning.objects.get(pk=work.pk).cancel_asked_at


def test_without_volunteers_the_page_says_what_to_do(town):
    with within(town.municipality):
        for one in (town.bua, town.chai):
            one.availability.all().delete()
    text = post(town, "plan-new", month=next_month().isoformat(), wish="0.5").content.decode()
    assert "No volunteer can visit in this month" in text
    assert "Nobody can visit yet" in page(town, "plans")[1]


def test_one_cannot_come_and_the_plan_is_computed_again_with_few_changes(town):
    day = town.row.day
    parts = {"day": day.day, "month": day.month, "year": day.year}
    said = {f"{name}_{part}": n for name in ("first_on", "last_on") for part, n in parts.items()}
    answer = post(town, "plan-away", town.plan.pk, volunteer=town.bua.pk, reason="sick", **said)
    assert answer.status_code == 302
    with within(town.municipality):
        work = Planning.objects.get(state="waiting")
        assert (work.smallest, work.first_day, work.based_on) == (True, day, town.plan)
        assert town.bua.absences.count() == 1


def test_what_moves_is_shown_before_it_holds(town):
    with within(town.municipality):
        town.bua.availability.all().delete()
        draft = computed(town, month=next_month(), at=timezone.now(), based_on=town.plan, smallest=True)
        moved = draft.figures["moved"]
    assert moved
    _, text = page(town, "publish", draft.pk)
    assert f"{moved} visit" in text and "Now" in text and "Then" in text
    status, text = page(town, "plan-compare", first=str(town.plan.pk), second=str(draft.pk))
    assert status == 200 and "Keep the same carer where it costs little" in text
    assert post(town, "publish", draft.pk).status_code == 302
    with within(town.municipality):
        assert VisitPlan.objects.get(state="published").pk == draft.pk


def test_a_schedule_is_decided_and_given_back_to_the_rules(town):
    said = {"rhythm": "14/1", "minutes": 30, "half": "", "skill": "", "keeps": "", "why": "พอแล้ว"}
    assert post(town, "schedule", town.kaew.pk, **said).status_code == 302
    _, text = page(town, "person", town.kaew.pk)
    assert "every two weeks" in text and "พอแล้ว" in text
    with within(town.municipality):
        row = CareSchedule.objects.get(person=town.kaew, until=None)
    post(town, "schedule-end", row.pk)
    with within(town.municipality):
        assert not CareSchedule.objects.filter(person=town.kaew, until=None).exists()
    assert post(town, "schedule", town.kaew.pk, rhythm="14/1").status_code == 200


def test_a_home_is_marked_and_unmarked(town):
    post(town, "risky", town.kaew.pk, why="หมาดุ")
    assert "หมาดุ" in page(town, "person", town.kaew.pk)[1]
    post(town, "calm", town.kaew.pk)
    with within(town.municipality):
        assert not RiskyHome.objects.filter(until=None).exists()


def test_the_list_of_schedules_is_narrowed(town):
    with within(town.municipality):
        scheduled(town.som, every=91, tier=3)
    assert "ส้ม" in page(town, "schedules")[1]
    text = page(town, "schedules", tier="1")[1]
    assert "ส้ม" not in text and "แก้ว" in text
    assert "No schedule fits this choice" in page(town, "schedules", source="plan")[1]


def test_everybody_s_schedule_is_brought_up_to_date(town):
    assert post(town, "schedules-renew").status_code == 302


def test_a_guarded_person_is_nobody_s_line(town):
    with within(town.municipality):
        Person.objects.filter(pk=town.kaew.pk).update(level="sealed")
    assert "แก้ว" not in page(town, "plan-day", town.plan.pk, town.row.day.isoformat())[1]
    assert page(town, "planned", town.row.pk)[0] == 404
