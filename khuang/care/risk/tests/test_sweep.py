"""Judging many at once gives exactly what judging each of them gives."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuang.care.risk.rules import facts, policies, sweep
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.columns import Subject, encoded, joined, packed, unpacked
from khuang.care.risk.rules.policies import LEVELS
from khuang.care.risk.tests.small_policies import CATALOGUE, KNOWN, POLICIES, made, rule, var

ON = date(2026, 11, 23)
PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
VILLAGES = st.sampled_from([None, UUID(int=1), UUID(int=2), UUID(int=3)])
DAYS = st.integers(0, 6 * 366).map(lambda back: ON - timedelta(days=back))
BORN = st.one_of(st.none(), DAYS.map(lambda day: (day, day)), st.tuples(DAYS, DAYS).map(sorted).map(tuple))
# The ages of the small catalogue end at five.
SMALL = BORN.filter(lambda born: born is None or (ON - born[0]).days < 5.9 * 365)
WIDE = st.fixed_dictionaries(
    {}, optional={"wide": st.integers(0, 1000), "money": st.decimals(0, 1000, places=1)}
)


def people(known=KNOWN, catalogue=CATALOGUE, born=SMALL):
    return st.lists(st.tuples(known, born, VILLAGES), max_size=12).map(
        lambda rows: [
            (Subject(UUID(int=at), village, born, catalogue.completed(known)), known)
            for at, (known, born, village) in enumerate(rows, 1)
        ]
    )


def columns_of(subjects, catalogue=CATALOGUE):
    return encoded(catalogue, [one for one, _ in subjects])


def in_words(bits):
    return [tuple(level for at, level in enumerate(LEVELS) if number >> at & 1) for number in bits.tolist()]


@PATIENT
@given(policy=POLICIES, subjects=people())
def test_it_equals_the_rule_for_one(policy, subjects):
    found = sweep.possible(policy, columns_of(subjects), ON)
    expected = [classify(policy, known, ON, one.born) for one, known in subjects]
    assert in_words(found) == [risk.could_be for risk in expected]
    assert [LEVELS[rank] for rank in sweep.lowest(found)] == [risk.level for risk in expected]
    assert sweep.is_settled(found).tolist() == [risk.settled for risk in expected]


@PATIENT
@given(
    edges=st.tuples(st.integers(0, 1000), st.decimals(0, 1000, places=1)),
    subjects=people(st.builds(lambda one, other: one | other, KNOWN, WIDE)),
)
def test_it_holds_for_numbers_with_thousands_of_values(edges, subjects):
    whole, part = edges
    policy = made(
        rule("less", {"<": [var("wide"), whole]}, 2),
        rule("same", {"==": [var("money"), part]}, 3),
        rule("more", {"and": [{">": [var("money"), part]}, {"!=": [var("wide"), whole]}]}, 4, floor="medium"),
    )
    found = sweep.possible(policy, columns_of(subjects), ON)
    assert in_words(found) == [classify(policy, known, ON, one.born).could_be for one, known in subjects]


SHIPPED = facts.shipped()
ASKED = [
    code
    for code, fact in SHIPPED.facts.items()
    if fact.domain and code not in SHIPPED.scored and code != "age"
]
ANSWERS = st.dictionaries(st.sampled_from(ASKED), st.integers(0, 200), max_size=60).map(
    lambda chosen: {
        code: SHIPPED.facts[code].domain[at % len(SHIPPED.facts[code].domain)] for code, at in chosen.items()
    }
)
LIVES = st.integers(0, 100 * 365).map(lambda back: (ON - timedelta(days=back),) * 2)
RANGES = st.integers(1920, 2025).map(lambda year: (date(year, 1, 1), date(year, 12, 31)))


@PATIENT
@given(subjects=people(ANSWERS, SHIPPED, st.one_of(st.none(), LIVES, RANGES)))
def test_it_holds_for_the_shipped_policy(subjects):
    found = sweep.possible(policies.shipped(), columns_of(subjects, SHIPPED), ON)
    expected = [classify(policies.shipped(), known, ON, one.born) for one, known in subjects]
    assert in_words(found) == [risk.could_be for risk in expected]


@PATIENT
@given(parts=st.lists(people(st.builds(lambda one, other: one | other, KNOWN, WIDE)), max_size=4))
def test_columns_survive_packing_and_joining(parts):
    subjects = [one for part in parts for one in part]
    packs = [unpacked(packed(columns_of(part), CATALOGUE), CATALOGUE) for part in parts]
    whole = joined(packs)
    assert len(whole) == len(subjects)
    for at, (one, _) in enumerate(subjects):
        assert whole.keys[at].tobytes() == one.key.bytes
        told = {
            code: whole.values[code][numbers[at] - 1] for code, numbers in whole.facts.items() if numbers[at]
        }
        assert told == one.facts
        assert all(isinstance(told[code], int | Decimal | str) for code in told)
        place = whole.villages[at]
        assert (whole.places[place - 1] if place else None) == (str(one.village) if one.village else None)


@pytest.mark.parametrize(
    ("birth", "on"),
    [
        (date(2000, 2, 29), date(2026, 2, 28)),
        (date(2000, 2, 29), date(2026, 3, 1)),
        (date(1969, 12, 31), date(2026, 12, 30)),
        (date(1969, 12, 31), date(2026, 12, 31)),
        (date(1900, 1, 1), date(2026, 11, 23)),
    ],
)
def test_ages_are_those_of_the_calendar(birth, on):
    columns = encoded(CATALOGUE, [Subject(UUID(int=1), None, (birth, birth), {})])
    assert [one.tolist() for one in sweep.ages(columns, on)] == [[facts.age_on(birth, on)]] * 2


def test_a_birth_to_come_counts_as_today():
    columns = encoded(CATALOGUE, [Subject(UUID(int=1), None, (date(2026, 1, 1), date(2026, 12, 31)), {})])
    assert [one.tolist() for one in sweep.ages(columns, ON)] == [[0], [0]]
    assert sweep.possible(made(rule("r", var("a"))), columns, ON).tolist() == [0b0011]


def test_many_more_kinds_of_knowledge_than_a_table_holds(monkeypatch):
    monkeypatch.setattr(sweep, "_TABLE", 2)
    subjects = [
        (Subject(UUID(int=at), None, None, CATALOGUE.completed(known)), known)
        for at, known in enumerate([{"a": True, "n": 1}, {"b": False, "n": 3}, {"m1": "2", "c": "z"}, {}], 1)
    ]
    policy = made(
        rule("r", {"and": [var("a"), {"<": [{"+": [var("n"), var("mood_score")]}, 4]}]}, 3),
        rule("s", var("b")),
    )
    found = sweep.possible(policy, columns_of(subjects), ON)
    assert in_words(found) == [classify(policy, known, ON).could_be for _, known in subjects]
