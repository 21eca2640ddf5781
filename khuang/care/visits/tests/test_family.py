"""Family carers: who they are, what a talk keeps, and what follows from exhaustion."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.cases.models import Need
from khuang.care.people.models import CareRelation, Person
from khuang.care.visits import figures
from khuang.care.visits.actions.family import note_interview
from khuang.care.visits.models import CarerInterview, CareSchedule
from khuang.care.visits.reads.family import carers, talks
from khuang.care.visits.rules.family import strain_list
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of

pytestmark = pytest.mark.usefixtures("inside")
HEAVY = dict.fromkeys(strain_list().codes, "always")
LIGHT = dict.fromkeys(strain_list().codes, "never")


@pytest.fixture
def home(cast):
    """A daughter and a son-in-law care for the mother; a neighbour looks in."""
    cast.mother, cast.daughter, cast.son, cast.neighbour = home_of(
        cast.villages[3], "แม่คำ", "ลูกสาว", "ลูกเขย", "เพื่อนบ้าน"
    )
    Person.objects.filter(pk=cast.daughter.pk).update(sex="female")
    Person.objects.filter(pk=cast.son.pk).update(sex="male")
    for carer, kind in ((cast.daughter, "family"), (cast.son, "family"), (cast.neighbour, "neighbour")):
        CareRelation.objects.create(cared_for=cast.mother, carer=carer, kind=kind, since=BEGAN)
    return cast


def talk(person, answers, by, hours=None, days_ago=0):
    day = TODAY - timedelta(days_ago)
    return note_interview(person, answers, hours=hours, held_on=day, by=by, at=NOW)


def test_family_carers_are_listed_the_most_strained_first(home):
    talk(home.son, LIGHT, home.mali, hours=10)
    talk(home.daughter, HEAVY, home.mali, hours=60)
    lines = carers(home.mali, on=TODAY)
    assert [one.person for one in lines] == [home.daughter, home.son]
    assert lines[0].cares_for == [home.mother]
    assert not any(one.is_due for one in lines)
    assert not lines[0].respite


def test_it_is_time_to_talk_when_nobody_did_or_half_a_year_ago(home):
    talk(home.son, LIGHT, home.mali, days_ago=200)
    talk(home.daughter, LIGHT, home.mali, days_ago=20)
    assert [one.person for one in carers(home.mali, on=TODAY, due=True)] == [home.son]


def test_respite_is_a_schedule_of_whom_they_care_for(home):
    CareSchedule.objects.create(
        person=home.mother, purpose="respite", every=14, minutes=180, source="hand", since=BEGAN
    )
    assert all(one.respite for one in carers(home.mali, on=TODAY))


def test_exhaustion_becomes_a_need_and_little_strain_does_not(home):
    talk(home.son, LIGHT, home.mali)
    assert not Need.objects.exists()
    talk(home.daughter, HEAVY, home.mali)
    need = Need.objects.get()
    assert (need.person, need.kind) == (home.daughter, "carer-exhausted")
    talk(home.daughter, LIGHT | {"on": "always"}, home.mali)
    assert Need.objects.count() == 1


def test_a_talk_keeps_what_was_said_and_leaves_open_what_was_not(home):
    kept = talk(home.daughter, {"sleep": "always", "body": "often"}, home.mali)
    assert (kept.score, kept.level, kept.hours) == (5, "", None)
    [said] = talks(home.daughter, "en")
    assert [answer for _question, answer in said.answers] == ["Nearly every day", "Often"]
    assert not said.exhausted


def test_the_answers_are_sealed(home):
    talk(home.daughter, HEAVY, home.mali)
    stored = CarerInterview.objects.values_list("answers", flat=True).get()
    assert b"always" not in bytes(stored)


@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_nobody_else_keeps_a_talk(home, who):
    with pytest.raises(PermissionDenied):
        talk(home.daughter, HEAVY, getattr(home, who))
    assert not carers(getattr(home, who), on=TODAY)


def test_unpaid_hours_are_added_up_by_sex_from_the_newest_talks(home):
    talk(home.daughter, LIGHT, home.mali, hours=30, days_ago=90)
    talk(home.daughter, LIGHT, home.mali, hours=56)
    talk(home.son, LIGHT, home.mali, hours=14)
    found = {one.sex: (one.hours, one.people) for one in figures.family_hours(on=TODAY)}
    assert found == {"female": (56, 1), "male": (14, 1)}
