"""Of the people who were misspelt, how many are among the first ten: measured on a fixed registry."""

import datetime
from collections import Counter
from random import Random

import pytest

from khuang.care.people.actions.keys import rows
from khuang.care.people.models import Person
from khuang.care.people.reads.search import found
from khuang.care.people.tests import misspelling
from khuang.ground.municipalities.writing import insert
from khuang.lib import thai_names
from khuang.site.demo import names

ON = datetime.date(2026, 11, 23)
PEOPLE, EACH = 3_000, 20
AIM = 0.98


@pytest.fixture
def registry(cast, inside):
    """People with the demo's few, much shared names, and those who are misspelt by hand."""
    rng = Random(1)  # noqa: S311 - invented people, not secrets
    drawn = {
        (names.given_name(rng, rng.choice(("female", "male")), rng.randint(1, 90)), names.family_name(rng))
        for _ in range(PEOPLE)
    }
    given = sorted(drawn | {(typed.given, typed.family) for typed in misspelling.by_hand()})
    people = [
        Person(given_name=one, family_name=two, sort_key=thai_names.sort_key(one, two), known_from=ON)
        for one, two in given
    ]
    for first in range(0, len(people), 500):
        some = people[first : first + 500]
        insert(some)
        insert(rows(some))
    return cast.mali, {(one.given_name, one.family_name): one.pk for one in people}, sorted(drawn)


@pytest.fixture
def recall(registry):
    """Give what share of misspellings found the one who was meant, and which did not."""
    actor, people, _ = registry

    def share(cases):
        missed = [
            case
            for case in cases
            if people[case.given, case.family]
            not in {one.person.pk for one in found(actor, case.text, on=ON).found}
        ]
        return 1 - len(missed) / len(cases), [
            (case.kind, case.given, case.family, case.text) for case in missed
        ]

    return share


def test_the_hand_written_misspellings_find_whom_they_mean(recall):
    cases = misspelling.by_hand()
    assert len(cases) >= 150
    share, missed = recall(cases)
    assert share >= AIM, missed


def test_misspellings_of_every_kind_find_whom_they_mean(registry, recall):
    cases = misspelling.by_rule(registry[2], EACH)
    assert min(Counter(case.kind for case in cases).values()) == EACH
    share, missed = recall(cases)
    assert share >= AIM, (share, missed)
