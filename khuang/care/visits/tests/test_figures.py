"""Counts without names: volunteers, hours of visits, coverage by class."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from khuang.care.visits import figures
from khuang.care.visits.models import CareSchedule, Visit
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, planned, published, volunteer

pytestmark = pytest.mark.usefixtures("inside")


def test_volunteers_are_counted_by_kind_sex_and_village(cast):
    for number in range(3):
        volunteer(f"อาสา {number}", sex="female", village=cast.villages[1])
    volunteer("จ้าง", kind="local-carer", sex="male", village=cast.villages[1])
    volunteer("ปีหน้า", since=TODAY + timedelta(30))
    found = {(one.kind, one.sex): one.count for one in figures.volunteers(on=TODAY)}
    assert found == {("village-health", "female"): 3, ("local-carer", "male"): 1}


def test_hours_of_visits_count_both_who_went(cast):
    [mother] = home_of(cast.villages[1], "แม่คำ")
    woman, man = volunteer("หญิง", sex="female"), volunteer("ชาย", sex="male")
    plan = published()
    planned(plan, mother, woman, TODAY, minutes=60, state="done", second=man)
    planned(plan, mother, woman, TODAY, "afternoon", minutes=120, state="done")
    planned(plan, mother, man, TODAY, minutes=60, state="missed")
    found = {one.sex: (one.hours, one.people) for one in figures.visit_hours(first=TODAY, last=TODAY)}
    assert found == {"female": (3, 1), "male": (1, 1)}


def test_coverage_says_of_each_class_how_many_were_met(cast):
    for number, person in enumerate(home_of(cast.villages[1], "หนึ่ง", "สอง", "สาม")):
        CareSchedule.objects.create(person=person, every=14, minutes=45, source="risk", since=BEGAN)
        Visit.objects.create(
            person=person,
            at=datetime(2026, 11, 23, 3, tzinfo=UTC),
            result="met" if number else "away",
            findings={},
            submission_id=uuid4(),
        )
    [found] = figures.coverage(first=TODAY - timedelta(6), last=TODAY)
    assert (found.level, found.scheduled, found.met) == ("", 3, 2)
