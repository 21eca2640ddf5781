"""Kinds, skills that expire, the undertaking, years of service."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.visits.rules.volunteers import (
    Learned,
    ends_on,
    last_days,
    lists,
    skills_on,
    undertaking_on,
    years_between,
)

DAY = date(2026, 11, 23)
dates = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@st.composite
def trainings(draw):
    held = draw(st.dates(DAY - timedelta(900), DAY + timedelta(100)))
    end = draw(st.none() | st.integers(1, 1000).map(lambda count: held + timedelta(count)))
    return Learned(draw(st.sampled_from(["lifting", "child"])), held, end)


def test_every_kind_says_in_both_languages_what_it_is_and_where_its_loads_come_from():
    for kind in lists().kinds.values():
        assert kind.th
        assert kind.en
        assert kind.source
        assert kind.per_half >= 1


def test_the_kinds_that_the_country_knows_are_there():
    words = " ".join(kind.th for kind in lists().kinds.values())
    for short in ("อสม.", "อพม.", "อผส.", "บริบาลท้องถิ่น", "นักวิจัยชุมชน"):
        assert short in words


def test_what_we_only_read_about_is_to_be_confirmed():
    assert not lists().kinds["local-carer"].confirmed
    assert lists().kinds["local-carer"].paid


@given(st.lists(trainings(), max_size=8), st.dates(DAY - timedelta(1000), DAY + timedelta(1200)))
def test_a_skill_counts_as_long_as_any_training_of_it_does(learned, day):
    counts = {
        one.skill
        for one in learned
        if one.held_on <= day and not (one.expires_on is not None and one.expires_on <= day)
    }
    assert skills_on(learned, day) == counts


@given(st.lists(trainings(), min_size=1, max_size=8))
def test_nothing_counts_from_its_last_day_on(learned):
    for skill, last in last_days(learned).items():
        if last is None:
            assert skill in skills_on(learned, DAY + timedelta(5000))
        else:
            assert skill not in skills_on(learned, last)
            assert any(one.skill == skill and one.expires_on == last for one in learned)


def test_a_training_ends_by_the_list_of_skills():
    assert ends_on("lifting", date(2024, 11, 23)) == date(2026, 11, 23)
    assert ends_on("lifting", date(2024, 2, 29)) == date(2026, 2, 28)
    assert ends_on("no such skill", DAY) is None


@given(dates, st.sampled_from(sorted(lists().skills)))
def test_a_training_never_ends_before_it_was_held(held, skill):
    end = ends_on(skill, held)
    assert end is None or end > held


def test_the_text_in_force_is_the_newest_that_has_begun():
    assert undertaking_on(DAY).version == "2026-1"
    assert undertaking_on(date(1990, 1, 1)).version == "2026-1"


@pytest.mark.parametrize(
    ("since", "years"),
    [(date(2024, 11, 23), 2), (date(2024, 11, 24), 1), (date(2026, 11, 23), 0), (date(2027, 1, 1), 0)],
)
def test_years_of_service_are_whole(since, years):
    assert years_between(since, DAY) == years
