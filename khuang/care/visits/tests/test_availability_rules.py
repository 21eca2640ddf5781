"""Half-days, absences and dates: checked day by day against what the words say."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khuang.care.visits.rules.availability import HALVES, Away, Offer, change, days, slots

MONDAY = date(2026, 11, 23)
some_day = st.dates(MONDAY - timedelta(60), MONDAY + timedelta(60))
half_days = st.tuples(st.integers(0, 6), st.sampled_from(HALVES))


@st.composite
def offers(draw):
    since = draw(some_day)
    until = draw(st.none() | st.integers(1, 60).map(lambda count: since + timedelta(count)))
    return Offer(draw(st.integers(0, 6)), draw(st.sampled_from(HALVES)), since, until)


@st.composite
def absences(draw):
    first = draw(some_day)
    return Away(first, first + timedelta(draw(st.integers(0, 20))))


@given(st.lists(offers(), max_size=6), st.lists(absences(), max_size=3), some_day, st.integers(0, 40))
def test_a_half_day_is_free_exactly_when_it_is_offered_and_nobody_is_away(offered, away, first, count):
    last = first + timedelta(count)
    found = slots(offered, away, first, last)
    for day in days(first, last):
        for half in HALVES:
            is_offered = any(
                one.weekday == day.weekday()
                and one.half == half
                and one.since <= day
                and (one.until is None or day < one.until)
                for one in offered
            )
            is_away = any(one.first_on <= day <= one.last_on for one in away)
            assert ((day, half) in found) == (is_offered and not is_away)


@given(st.lists(offers(), max_size=6), st.lists(absences(), max_size=3), some_day, st.integers(0, 40))
def test_they_come_once_each_and_in_order_of_time(offered, away, first, count):
    found = slots(offered, away, first, first + timedelta(count))
    assert len(set(found)) == len(found)
    assert found == sorted(found, key=lambda slot: (slot[0], HALVES.index(slot[1])))


@given(st.lists(offers(), max_size=6), absences(), some_day, st.integers(0, 40))
def test_an_absence_only_ever_takes_half_days_away(offered, away, first, count):
    last = first + timedelta(count)
    free, less = slots(offered, [], first, last), slots(offered, [away], first, last)
    assert set(less) <= set(free)
    assert all(away.covers(day) for day, _half in set(free) - set(less))


@given(st.sets(half_days), st.sets(half_days))
def test_a_changed_week_is_the_old_one_with_what_begins_and_without_what_ends(now, wanted):
    begin, end = change(now, wanted)
    assert (now | begin) - end == wanted
    assert not begin & now
    assert end <= now


def test_the_morning_comes_before_the_afternoon():
    both = [Offer(0, "afternoon", MONDAY), Offer(0, "morning", MONDAY)]
    assert slots(both, [], MONDAY, MONDAY) == [(MONDAY, "morning"), (MONDAY, "afternoon")]


def test_the_last_day_of_a_half_day_is_the_one_before_its_end():
    week = Offer(0, "morning", MONDAY, MONDAY + timedelta(7))
    assert slots([week], [], MONDAY, MONDAY + timedelta(14)) == [(MONDAY, "morning")]
