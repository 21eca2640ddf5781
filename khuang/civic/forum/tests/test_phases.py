"""Phases: each declares what may be done in it, and nothing else may."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.forum.rules import phases as rules
from khuang.civic.forum.rules.phases import ACTS, KINDS, PhaseDraft, allowed, checked
from khuang.civic.forum.rules.problems import PhasesDoNotFit

DAY = date(2026, 11, 2)
THREE = (
    PhaseDraft("gather", DAY, DAY + timedelta(days=9)),
    PhaseDraft("vote", DAY + timedelta(days=10), DAY + timedelta(days=19)),
    PhaseDraft("agree", DAY + timedelta(days=25), DAY + timedelta(days=29)),
)


@pytest.mark.parametrize(
    ("after", "may"),
    [
        (-1, set()),
        (0, {"offer", "vote"}),
        (9, {"offer", "vote"}),
        (10, {"vote"}),
        (19, {"vote"}),
        (20, set()),
        (25, {"results", "agree"}),
        (30, {"results"}),
    ],
)
def test_each_day_allows_what_its_phase_declares(after, may):
    assert allowed(THREE, DAY + timedelta(days=after)) == may


def test_a_closed_topic_is_only_read():
    assert allowed(THREE, DAY, is_closed=True) == {"results"}


def test_a_phase_may_declare_otherwise_than_its_kind():
    quiet = PhaseDraft("vote", DAY, DAY, may=("vote", "results"))
    assert allowed([quiet], DAY) == {"vote", "results"}
    assert allowed([PhaseDraft("gather", DAY, DAY, may=())], DAY) == set()


@pytest.mark.parametrize(
    "phases",
    [
        [],
        [PhaseDraft("gather", DAY, DAY - timedelta(days=1))],
        [PhaseDraft("gather", DAY, DAY), PhaseDraft("vote", DAY, DAY)],
        [
            PhaseDraft("vote", DAY, DAY),
            PhaseDraft("gather", DAY + timedelta(days=1), DAY + timedelta(days=1)),
        ],
        [PhaseDraft("dance", DAY, DAY, may=())],
        [PhaseDraft("vote", DAY, DAY, may=("dance",))],
    ],
)
def test_phases_that_do_not_fit_are_refused(phases):
    with pytest.raises(PhasesDoNotFit):
        checked(phases)


def lengths():
    return st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3)


@given(lengths(), st.randoms(use_true_random=False), st.integers(-5, 80), st.booleans())
def test_whatever_the_days_nothing_is_allowed_that_no_phase_declares(said, random, after, is_closed):
    """Phases with pauses between them, typed in any order."""
    phases, day = [], DAY
    for kind, (pause, length) in zip(KINDS, said, strict=False):
        begins = day + timedelta(days=pause)
        phases.append(PhaseDraft(kind, begins, begins + timedelta(days=length)))
        day = phases[-1].ends_on + timedelta(days=1)
    mixed = phases[:]
    random.shuffle(mixed)
    assert checked(mixed) == tuple(phases)
    today = DAY + timedelta(days=after)
    may = allowed(phases, today, is_closed=is_closed)
    running = [one for one in phases if one.begins_on <= today <= one.ends_on]
    assert len(running) <= 1 and may <= set(ACTS)
    if is_closed or today > phases[-1].ends_on:
        assert may == {"results"}
    else:
        assert may == (running[0].allows if running else set())


@given(st.dates(max_value=date(2999, 1, 1)))
def test_the_usual_phases_fit_and_leave_no_day_out(day):
    phases = checked(rules.usual(day))
    assert [one.kind for one in phases] == list(KINDS)
    assert all(allowed(phases, day + timedelta(days=after)) for after in range(35))


def test_what_an_ended_topic_shows_is_said_once():
    assert {"results"} == rules.AFTERWARDS
