"""Figures count needs and cases by place, sex and age band, and name nobody."""

from datetime import date

import pytest

from conftest import NOW
from khuang.care.cases import actions, figures
from khuang.care.cases.figures import Figure
from khuang.care.cases.tests.cast import LATER, TODAY, a_person
from khuang.ground.journal.actions import SYSTEM


@pytest.fixture
def people(cast, inside):
    born = {"sex": "female", "born_on": date(1950, 1, 1), "born_precision": "day"}
    return [a_person(cast.villages[1], f"คน {number}", **born) for number in range(3)]


def note(person, kind="no-food"):
    return actions.note_need(person, kind, source="desk", by=SYSTEM, at=NOW)


def test_open_needs_are_counted_by_kind_place_sex_and_age(cast, people):
    for one in people[:2]:
        note(one)
    assert figures.open_needs(on=TODAY) == [
        Figure(cast.villages[1].pk, "female", figures.open_needs(on=TODAY)[0].age_band, "no-food", 2)
    ]
    assert figures.open_needs(on=TODAY)[0].age_band


def test_confidential_kinds_are_told_of_the_whole_only(people):
    for one in people:
        note(one, "mind")
    assert figures.open_needs(on=TODAY) == [Figure(None, "", "", "mind", 3)]


def test_met_needs_count_when_they_were_met(people):
    actions.end_need(note(people[0]), met=True, because="ได้แล้ว", by=SYSTEM, at=LATER)
    assert figures.open_needs(on=TODAY) == []
    assert [one.count for one in figures.met_needs(TODAY, LATER.date())] == [1]
    assert figures.met_needs(TODAY, TODAY) == []


def test_cases_are_counted_by_state_and_outcome(cast, people):
    case = actions.open_case(people[0], because="need", lead=cast.mali, by=cast.mali, at=NOW)
    assert [(one.what, one.count) for one in figures.open_cases(on=TODAY)] == [("intake", 1)]
    asked = actions.ask_closure(case, outcome="moved", reason="ย้าย", by=cast.mali, at=NOW)
    actions.approve(asked, by=cast.prasit, at=NOW)
    assert [(one.what, one.count) for one in figures.closed_cases(TODAY, TODAY)] == [("moved", 1)]
    assert figures.open_cases(on=TODAY) == []


def test_who_asked_that_their_data_rest_is_not_counted(people):
    note(people[0])
    people[0].restricted_at = NOW
    people[0].save()
    assert figures.open_needs(on=TODAY) == []
