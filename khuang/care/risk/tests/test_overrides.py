"""A class set by hand: with a reason, for a time, and with its history."""

from datetime import date, timedelta

import pytest

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, a_family, three_villages
from khuang.care.risk import actions
from khuang.care.risk.models import Classification, Override
from khuang.care.risk.rules.overrides import OverrideMistake
from khuang.care.risk.tests.surveyed import MALI, TON, current, home, person, survey
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities import context

END = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def mali(inside):
    three_villages()
    a_family()
    return Person.objects.get(pk=MALI)


def set_by_hand(who, level="high", reason="ลูกสาวย้ายไปแล้ว", until=END, day=1):
    at = DAY_ONE + timedelta(days=day - 1)
    return actions.override_class(who, level, reason=reason, until=until, by=SYSTEM, at=at)


def test_it_stands_in_the_place_of_the_computed_class(mali):
    survey(person(MALI, mobility="goes_out"))
    set_by_hand(mali)
    found = current(MALI)
    assert (found.level, found.computed, found.expires_on) == ("high", "low", END)
    assert found.override.reason == "ลูกสาวย้ายไปแล้ว"
    assert found.facts["mobility"] == "goes_out"
    assert Classification.objects.filter(person=MALI).count() == 2


def test_somebody_who_was_never_surveyed_can_be_set_by_hand(mali):
    set_by_hand(mali)
    assert (current(MALI).level, current(MALI).computed) == ("high", "low")


def test_it_outlives_a_new_survey(mali):
    set_by_hand(mali)
    survey(person(MALI, mobility="goes_out"), day=2)
    assert current(MALI).level == "high"


def test_a_second_one_ends_the_first(mali):
    first = set_by_hand(mali)
    set_by_hand(mali, "medium", day=2)
    first.refresh_from_db()
    assert first.ended_at == DAY_ONE + timedelta(days=1)
    assert current(MALI).level == "medium"


def test_ending_it_lets_the_policy_decide_again(mali):
    survey(person(MALI, mobility="bedridden"))
    set_by_hand(mali, "low")
    actions.end_override(mali, by=SYSTEM, at=DAY_ONE + timedelta(days=1))
    assert (current(MALI).level, current(MALI).override) == ("high", None)
    assert Override.objects.get(person=MALI).ended_at


def test_ending_what_was_never_set_does_nothing(mali):
    survey(person(MALI, mobility="bedridden"))
    before = current(MALI)
    actions.end_override(mali, by=SYSTEM, at=DAY_ONE)
    assert current(MALI) == before


def test_it_ends_by_itself_after_its_last_day(mali):
    survey(person(MALI, mobility="goes_out"))
    set_by_hand(mali, until=DAY_ONE.date())
    assert actions.reclassify_expired(by=SYSTEM, at=DAY_ONE) == 0
    assert actions.reclassify_expired(by=SYSTEM, at=DAY_ONE + timedelta(days=1)) == 1
    assert (current(MALI).level, current(MALI).override) == ("low", None)


def test_it_does_not_touch_others(mali):
    survey(home(no_toilet="yes"))
    set_by_hand(mali)
    assert current(TON).level == "low"


def test_the_journal_says_so_without_the_reason(mali):
    set_by_hand(mali)
    lines = [entry for entry in context.current().pending if entry.event == "risk.overridden"]
    assert [line.about_id for line in lines] == [MALI]
    assert "ลูกสาว" not in str(lines[0].reference)


@pytest.mark.parametrize(
    ("reason", "until"),
    [(" ", END), ("x", date(2026, 11, 22)), ("x", date(2027, 11, 23))],
    ids=["no reason", "already over", "too long"],
)
def test_it_is_refused(mali, reason, until):
    with pytest.raises(OverrideMistake):
        set_by_hand(mali, reason=reason, until=until)
    assert not Override.objects.exists()
