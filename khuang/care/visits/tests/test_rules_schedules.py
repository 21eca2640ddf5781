"""Who is visited how often, and when in a month each visit is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.visits.rules.schedules import apart, due_in, in_force, month_end, versions

NOVEMBER = date(2026, 11, 1)
LONG_AGO = date(2020, 1, 1)
months = st.builds(date, st.integers(2025, 2030), st.integers(1, 12), st.just(1))


def due(every, times=1, month=NOVEMBER, spread=0, since=LONG_AGO, last=None):
    return due_in(month, every, times, spread=spread, since=since, last=last)


def test_the_first_rule_that_fits_holds():
    rules = in_force(date(2026, 11, 1))
    assert rules.rule_for({"bedridden", "elder", "poor"}, "high").code == "bedridden-poor"
    assert rules.rule_for({"bedridden", "elder"}, "medium").code == "bedridden"
    assert rules.rule_for({"elder"}, "high").code == "elder-high"
    assert rules.rule_for({"elder"}, "none").every == 91
    assert rules.rule_for({"pregnant"}, "high") is None


def test_a_bedridden_person_who_lives_alone_has_two_series_a_week():
    rule = in_force(date(2026, 11, 1)).rule_for({"bedridden", "lives_alone"}, "high")
    assert (rule.every, rule.times) == (7, 2)


def test_before_the_first_version_the_first_one_holds():
    assert in_force(date(2000, 1, 1)) == versions()[0]


@pytest.mark.parametrize("version", versions(), ids=lambda one: one.version)
def test_every_rule_names_a_tier_that_there_is(version):
    assert {rule.tier for rule in version.rules} <= set(range(len(version.tiers)))
    assert len({rule.code for rule in version.rules}) == len(version.rules)


def test_once_a_week_falls_into_each_week_of_the_month():
    found = due(7)
    assert [(one.earliest.day, one.latest.day) for one in found] == [(2, 8), (9, 15), (16, 22), (23, 29)]
    assert [one.occurrence for one in found] == [1, 2, 3, 4]


def test_twice_a_week_is_two_series_in_the_two_halves_of_the_week():
    first = [one for one in due(7, 2) if one.series == 1]
    second = [one for one in due(7, 2) if one.series == 2]
    assert all(one.earliest.weekday() == 0 and one.latest.weekday() == 2 for one in first[:-1])
    assert all(one.earliest.weekday() == 3 for one in second)


def test_a_month_asks_for_one_visit_a_month_and_not_just_after_the_last():
    (one,) = due(30, last=date(2026, 10, 31))
    assert one.earliest == date(2026, 11, 7)
    assert one.latest == date(2026, 11, 30)


def test_a_quarter_asks_in_the_turn_of_the_person():
    turns = [len(due(91, spread=spread)) for spread in range(3)]
    assert sum(turns) == 3  # whoever was never visited is overdue
    turns = [len(due(91, spread=spread, since=date(2026, 10, 20))) for spread in range(3)]
    assert sorted(turns) == [0, 0, 1]


def test_who_was_missed_is_asked_for_in_the_next_month():
    spread = next(n for n in range(3) if not due(91, spread=n, last=date(2026, 10, 1)))
    assert due(91, spread=spread, last=date(2026, 7, 1))


def test_who_was_seen_lately_waits_for_the_next_turn():
    spread = next(n for n in range(3) if due(91, spread=n, last=date(2026, 8, 5)))
    assert not due(91, spread=spread, last=date(2026, 10, 29))


def test_nothing_is_due_before_a_schedule_begins():
    found = due(7, since=date(2026, 11, 18))
    assert [one.earliest.day for one in found] == [18, 23]
    assert [one.occurrence for one in found] == [3, 4]


@given(months, st.integers(1, 27), st.integers(1, 3), st.integers(0, 10**9))
def test_no_visit_is_lost_or_doubled_between_months(month, every, times, spread):
    times = min(times, every)
    following = month_end(month) + timedelta(days=1)
    days = (month_end(following) - month).days + 1
    found = due(every, times, month, spread) + due(every, times, following, spread)
    for series in range(1, times + 1):
        assert abs(sum(one.series == series for one in found) - days / every) <= 1.5


@given(months, st.sampled_from([1, 7, 10, 14, 30, 61, 91]), st.integers(1, 2), st.integers(0, 10**9))
def test_every_window_lies_in_the_month_and_each_visit_is_there_once(month, every, times, spread):
    found = due(every, min(times, every), month, spread)
    assert all(month <= one.earliest <= one.latest <= month_end(month) for one in found)
    assert len({(one.series, one.occurrence) for one in found}) == len(found)


def test_two_visits_of_a_series_keep_their_distance():
    assert (apart(7, 1), apart(14, 1), apart(7, 2), apart(30, 1)) == (4, 8, 1, 0)
