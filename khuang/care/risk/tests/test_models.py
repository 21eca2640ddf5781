"""What the database itself refuses, whatever the code does."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, transaction

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, HOME, a_family, three_villages
from khuang.care.risk import actions
from khuang.care.risk.models import (
    Assessment,
    Classification,
    KnownFacts,
    Override,
    PolicyVersion,
    Vulnerability,
)
from khuang.care.risk.tests.surveyed import MALI, barthel, current, person, survey
from khuang.ground.journal.actions import SYSTEM

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def mali(inside):
    three_villages()
    a_family()
    survey(person(MALI, mobility="bedridden", **barthel("0000000000")))
    return Person.objects.get(pk=MALI)


def refused():
    return pytest.raises(IntegrityError)


def test_facts_are_of_a_person_or_of_a_home():
    for about in ({}, {"person_id": MALI, "household_id": HOME}):
        with refused(), transaction.atomic():
            KnownFacts.objects.create(facts={}, **about)


def test_a_person_has_one_row_of_facts():
    with refused(), transaction.atomic():
        KnownFacts.objects.create(person_id=MALI, facts={})


@pytest.mark.parametrize(
    "values",
    [
        {"score_low": 90, "score_high": 10},
        {"level": "low"},
    ],
    ids=["range upside down", "another class without an override"],
)
def test_a_class_agrees_with_itself(values):
    with refused(), transaction.atomic():
        Classification.objects.filter(person=MALI).update(**values)


def test_a_class_by_hand_may_differ(mali):
    actions.override_class(
        mali, "low", reason="ดีขึ้นแล้ว", until=TODAY + timedelta(days=30), by=SYSTEM, at=DAY_ONE
    )
    assert current(MALI).level == "low"


def test_one_override_is_open_at_a_time(mali):
    values = {"person": mali, "level": "low", "reason": "x", "at": DAY_ONE, "until": TODAY}
    Override.objects.create(**values)
    with refused(), transaction.atomic():
        Override.objects.create(**values)


def test_whoever_ends_an_override_does_so_at_some_time(mali):
    with refused(), transaction.atomic():
        Override.objects.create(
            person=mali, level="low", reason="x", at=DAY_ONE, until=TODAY, ended_by_id=uuid4()
        )


def test_a_person_is_of_a_kind_once_at_a_time():
    with refused(), transaction.atomic():
        Vulnerability.objects.create(person_id=MALI, kind="bedridden", since=TODAY)


def test_a_kind_ends_after_it_began():
    with refused(), transaction.atomic():
        Vulnerability.objects.filter(kind="bedridden").update(until=TODAY - timedelta(days=1))


@pytest.mark.parametrize("model", [Assessment, PolicyVersion])
def test_what_was_assessed_or_adopted_is_never_changed(model):
    with pytest.raises(Error), transaction.atomic():
        model.objects.update(version="other")


def test_rows_say_what_they_are_in_few_words(mali):
    assert str(Assessment.objects.get()) == "barthel 0–0"
    assert str(PolicyVersion.objects.get()) == "khuang-first 2026-1"
    assert str(Vulnerability.objects.filter(kind="bedridden").get()) == "bedridden"
