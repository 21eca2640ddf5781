"""The ladder's rules: whatever happens, nobody waits longer in silence than was set."""

from datetime import UTC, date, time, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.duty.rules.ladder import (
    HEAD,
    KINDS,
    PARTS,
    RUNGS,
    SLACK,
    Stand,
    go_on,
    is_due,
    longest_silence,
    shipped,
)
from khuang.care.duty.rules.questions import joins, meant, next_question
from khuang.care.duty.rules.roster import Spell, next_turn, on_duty, turn_at
from khuang.ground.messaging.rules.places import position

MINUTE = timedelta(minutes=1)
wait = st.integers(1, 1440)
waits = st.fixed_dictionaries({"volunteer": st.none() | wait, "supervisor": st.none() | wait, "head": wait})
reachable = st.fixed_dictionaries({rung: st.booleans() for rung in RUNGS})
# What happens at each minute job: it comes late, the others cannot be reached, another ladder holds.
happenings = st.lists(st.tuples(st.integers(1, 90), reachable, waits), min_size=1, max_size=30)


@given(happenings)
def test_an_alert_that_nobody_looks_after_is_never_silent_longer_than_was_set(happened):
    """The job comes at any minutes; whenever it comes after the time was up, somebody is told."""
    stand, now = Stand("", 0, None, NOW), NOW
    for gap, reach, minutes in happened:
        if is_due(stand, now):
            steps = go_on(stand, minutes, reach.__getitem__, now)
            assert steps[-1].is_reached or steps[-1].rung == HEAD
            assert now < steps[-1].next_at <= now + longest_silence(minutes)
            stand = Stand(steps[-1].rung, steps[-1].round, now, steps[-1].next_at)
        else:
            assert now < stand.next_at
        now += gap * MINUTE


@given(waits, reachable)
def test_each_rung_is_told_once_and_the_last_again_and_again(minutes, reach):
    stand, told = Stand("", 0, None, NOW), []
    for _turn in range(6):
        steps = go_on(stand, minutes, reach.__getitem__, stand.next_at)
        told += [(step.rung, step.round) for step in steps]
        stand = Stand(steps[-1].rung, steps[-1].round, stand.next_at, steps[-1].next_at)
    assert len(told) == len(set(told))
    assert [rung for rung, _round in told if rung != HEAD] == [
        rung for rung in RUNGS if rung != HEAD and minutes[rung] is not None
    ]
    assert told[-1][0] == HEAD


@given(st.integers(0, 10_000), st.integers(1, 600))
def test_a_clock_that_is_set_back_is_noticed(back, minutes):
    stand = Stand("volunteer", 0, NOW, NOW + minutes * MINUTE)
    now = NOW - back * MINUTE
    assert is_due(stand, now) == (NOW - now > SLACK)


@given(waits, reachable, st.integers(1, 10_000))
def test_after_hours_without_power_no_rung_is_jumped(minutes, reach, hours):
    steps = go_on(Stand("", 0, None, NOW), minutes, reach.__getitem__, NOW + timedelta(hours=hours))
    assert all(not step.is_reached for step in steps[:-1])


def test_every_kind_has_a_ladder_by_day_and_by_night():
    ladder = shipped()
    for kind in KINDS:
        for part in PARTS:
            assert ladder.waits(kind, part)[HEAD]
    assert ladder.confirmed is False


def test_day_and_night_follow_the_clock():
    ladder = shipped()
    assert [ladder.part_at(time(hour)) for hour in (5, 6, 19, 20, 0)] == [
        "night", "day", "day", "night", "night",
    ]  # fmt: skip


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_night_is_that_of_its_evening(local):
    day, part = turn_at(shipped(), local)
    assert day in (local.date(), local.date() - timedelta(days=1))
    assert (part == "night") or day == local.date()
    following = next_turn(shipped(), local)
    assert following > (day, "") and following[1] != part


def test_somebody_is_on_duty_on_their_days_only():
    somebody = uuid4()
    nights = Spell(somebody, date(2026, 11, 2), date(2026, 11, 30), frozenset({0, 2}), "night")
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert on_duty([nights], (monday, "night")) == {somebody}
    for turn in (
        (monday, "day"),
        (tuesday, "night"),
        (date(2026, 12, 7), "night"),
        (date(2026, 10, 26), "night"),
    ):
        assert on_duty([nights], turn) == set()
    always = Spell(somebody, date(2026, 11, 2), None, frozenset(), "")
    assert on_duty([always], (tuesday, "day")) == {somebody}


def test_questions_follow_each_other():
    assert [next_question("", 1), next_question("", 2)] == ["what", "whom"]
    assert [next_question(one, 2) for one in ("whom", "what", "place")] == ["what", "place", ""]


@given(st.text(max_size=20), st.integers(0, 8))
def test_what_no_button_says_means_nobody(said, people):
    found = meant(f"help-for-{said}", people)
    assert found is None or found <= set(range(people))


def test_who_is_meant():
    assert meant("help-for-b", 3) == {1}
    assert meant("help-for-all", 3) == {0, 1, 2}
    assert meant("help-for-d", 3) is None


def test_a_call_joins_one_that_is_fresh():
    assert joins(None, NOW)
    assert joins(NOW - 29 * MINUTE, NOW)
    assert not joins(NOW - 30 * MINUTE, NOW)


def test_a_place_that_cannot_be_is_none():
    assert position({"lat": 18.2, "lon": 99.4}) == (99.4, 18.2)
    for wrong in (
        None,
        {},
        {"lat": 18.2},
        {"lat": "x", "lon": 1},
        {"lat": 91, "lon": 1},
        {"lat": 1, "lon": 181},
    ):
        assert position(wrong) is None
