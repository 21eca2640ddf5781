"""Days, silence and its ladder; the oracle replays a day minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.wellbeing.rules import days, defaults, holidays, ladder
from khuang.care.wellbeing.rules.days import Agreement, Away
from khuang.care.wellbeing.rules.ladder import Standing, Times

THERE = ZoneInfo("Asia/Bangkok")
DAY = date(2026, 11, 23)  # a Monday
DAILY = Agreement(frozenset(range(7)), time(10), date(2026, 11, 1))
MONDAYS = Agreement(frozenset({0}), time(10), date(2026, 11, 1), date(2026, 12, 1))


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute), THERE)


def how(agreement=DAILY, day=DAY, *, signs=(), away=(), free=(), now=None):
    now = now or at(12)
    return days.state(agreement, day, away=away, holidays=free, signs=signs, now=now, zone=THERE)


def test_before_the_hour_it_waits_and_after_it_it_is_silent():
    assert how(now=at(9, 59)) == "waiting"
    assert how(now=at(10)) == "waiting"
    assert how(now=at(10, 1)) == "silent"


def test_a_sign_in_time_answers_and_a_later_one_is_late():
    assert how(signs=[at(7)]) == "answered"
    assert how(signs=[at(10)]) == "answered"
    assert how(signs=[at(10, 1)]) == "late"
    assert how(signs=[at(7), at(11)]) == "answered"


def test_what_was_not_agreed_is_not_awaited():
    assert how(MONDAYS) == "silent"
    assert how(MONDAYS, DAY + timedelta(days=1), now=at(12, day=DAY + timedelta(days=1))) == "not-due"
    later = date(2026, 12, 7)
    assert how(MONDAYS, later, now=at(12, day=later)) == "not-due"


def test_a_pause_or_a_holiday_lets_nobody_be_silent_but_a_tap_counts():
    assert how(away=[Away(DAY, DAY)]) == "paused"
    assert how(away=[Away(DAY - timedelta(days=3), None)]) == "paused"
    assert how(away=[Away(DAY + timedelta(days=1), None)]) == "silent"
    assert how(free=[DAY]) == "paused"
    assert how(free=[DAY], signs=[at(8)]) == "answered"


def test_midnight_belongs_to_the_new_day_by_the_clock_of_the_place():
    assert how(signs=[at(23, 59, DAY - timedelta(days=1))]) == "silent"
    assert how(signs=[at(0, 1)]) == "answered"
    # 17:01 in London's winter is one minute past midnight there.
    assert how(signs=[datetime(2026, 11, 22, 17, 1, tzinfo=UTC)]) == "answered"


def test_a_tap_of_the_evening_before_does_not_end_the_silence_of_the_morning():
    assert not days.ends(DAY, at(23, 59, DAY - timedelta(days=1)), THERE)
    assert days.ends(DAY, at(0, 1), THERE)
    assert days.ends(DAY, at(0, 1, DAY + timedelta(days=1)), THERE)


def test_late_on_its_way_counts_as_sent_but_nobody_taps_in_the_future():
    assert days.moment(at(9, 58), at(10, 5)) == at(9, 58)
    assert days.moment(at(10, 4), at(10)) == at(10, 4)
    assert days.moment(at(16), at(10)) == at(10)


MINUTES = st.integers(0, 24 * 60 - 1)


@given(
    hour=MINUTES,
    signs=st.lists(st.integers(-600, 24 * 60 + 600), max_size=4),
    now=MINUTES,
    away=st.booleans(),
)
def test_a_day_told_at_once_is_the_day_lived_minute_by_minute(hour, signs, now, away):
    midnight = at(0)
    agreement = Agreement(frozenset(range(7)), time(hour // 60, hour % 60), DAY)
    lived = "waiting"
    for minute in range(now + 1):
        if minute in signs and lived in ("waiting", "silent"):
            lived = "answered" if minute <= hour or away else "late"
        elif minute > hour and lived == "waiting":
            lived = "silent"
    if away and lived in ("waiting", "silent"):
        lived = "paused"
    told = how(
        agreement,
        signs=[midnight + timedelta(minutes=one) for one in signs],
        away=[Away(DAY, DAY)] if away else [],
        now=midnight + timedelta(minutes=now),
    )
    assert told == lived


TIMES = Times(visit_after=120, unanswered=2, alert_after=180)


def test_nobody_who_has_no_telephone_is_called():
    assert ladder.first_level(has_phone=True) == "call"
    assert ladder.first_level(has_phone=False) == "visit"


@pytest.mark.parametrize(
    ("standing", "minutes", "then"),
    [
        (Standing("call", at(10)), 119, None),
        (Standing("call", at(10)), 120, "visit"),
        (Standing("call", at(10), unanswered=1), 5, None),
        (Standing("call", at(10), unanswered=2), 5, "visit"),
        (Standing("visit", at(10)), 179, None),
        (Standing("visit", at(10)), 180, "alert"),
        (Standing("visit", at(10), met_nobody=True), 5, "alert"),
        (Standing("alert", at(10)), 9999, None),
    ],
)
def test_each_level_has_its_time(standing, minutes, then):
    assert ladder.climbs(standing, TIMES, at(10) + timedelta(minutes=minutes)) == then


@st.composite
def silences(draw):
    times = Times(draw(st.integers(1, 200)), draw(st.integers(1, 3)), draw(st.integers(1, 200)))
    tries = sorted(draw(st.lists(st.integers(0, 400), max_size=4)))
    visitor = draw(st.none() | st.integers(0, 400))
    return times, tries, visitor


def _lived(times, tries, visitor, end, asked):
    """Live a silence; `asked` says at which minutes the ladder is asked. What happens is told at once."""
    start, level, since, history = at(10), "call", 0, []
    for minute in range(end + 1):
        happened = minute in tries or minute == visitor
        if not (happened or asked(minute, level, since)):
            continue
        while True:
            standing = Standing(
                level,
                start + timedelta(minutes=since),
                sum(one <= minute for one in tries),
                visitor is not None and since <= visitor <= minute and level == "visit",
            )
            then = ladder.climbs(standing, times, start + timedelta(minutes=minute))
            if then is None:
                break
            level, since = then, minute
            history.append((minute, then))
    return history


@given(silences())
def test_asking_only_when_the_clock_says_so_comes_to_the_same_as_asking_every_minute(silence):
    times, tries, visitor = silence

    def only_then(minute, level, since):
        when = ladder.next_at(Standing(level, at(10) + timedelta(minutes=since)), times)
        return when is not None and minute == (when - at(10)) // timedelta(minutes=1)

    every = _lived(times, tries, visitor, 900, lambda *_: True)
    assert _lived(times, tries, visitor, 900, only_then) == every
    assert [level for _, level in every] == ["visit", "alert"]


def test_the_shipped_times_and_holidays_say_where_they_come_from():
    assert defaults.hour() == time(10)
    source, source_th, since, confirmed = defaults.provenance()
    assert source and source_th and since <= DAY and confirmed is False
    shipped = holidays.shipped()
    assert shipped.source and shipped.source_th and shipped.confirmed is False
    on = [one.on for one in shipped.days]
    assert on == sorted(set(on))


def test_the_municipality_adds_a_holiday_and_strikes_one_out():
    new_year, own = date(2027, 1, 1), date(2027, 2, 14)
    assert new_year in holidays.holidays({})
    changed = holidays.holidays({new_year: False, own: True})
    assert new_year not in changed and own in changed
