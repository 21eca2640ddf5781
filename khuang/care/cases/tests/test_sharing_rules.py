"""What may be told outside, by what right, for how long: plain rules, whatever is chosen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.cases.rules import agendas, bases, guests, sharing
from khuang.care.cases.rules.sharing_problems import (
    BasisNeedsNote,
    ConsentTakenBack,
    NotToBeShared,
    SharingProblem,
    UnknownBasis,
)

KINDS = st.sampled_from([sharing.CONFERENCE, sharing.REFERRAL])
CHOSEN = st.sets(st.sampled_from([*sharing.PARTS, "national_id", "phone", "point"]))
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
NEVER = {"national_id", "phone", "point"}
PLACE = {"village", "home", "risk", "reasons"}


@given(CHOSEN, KINDS, st.booleans())
def test_what_is_shown_was_chosen_and_is_on_offer(chosen, what, guarded):
    shown = sharing.shown(chosen, what, guarded=guarded)
    assert set(shown) <= chosen & set(sharing.offered(what, guarded=guarded))
    assert not NEVER & set(shown)
    assert not (guarded and PLACE & set(shown))


@given(CHOSEN, KINDS, st.booleans())
def test_what_is_not_on_offer_is_refused_as_a_whole(chosen, what, guarded):
    offered = set(sharing.offered(what, guarded=guarded))
    if chosen <= offered:
        assert set(sharing.check(chosen, what, guarded=guarded)) == chosen
    else:
        with pytest.raises(NotToBeShared):
            sharing.check(chosen, what, guarded=guarded)


@given(KINDS, st.booleans())
def test_what_is_usual_is_on_offer_and_holds_no_reason_for_a_class(what, guarded):
    usual = set(sharing.defaults(what, guarded=guarded))
    assert usual <= set(sharing.offered(what, guarded=guarded))
    assert not usual & {"risk", "reasons", "home"}


def test_every_basis_has_both_languages_a_law_and_a_reach():
    told = bases.bases()
    assert told.effective and told.confirmed is False
    for one in told.bases:
        assert all(one.words("th")) and all(one.words("en"))
        assert one.reach in ("own", "all")
    assert "own-duty" not in {one.code for one in told.reaching(outside=True)}
    assert "own-duty" in {one.code for one in told.reaching(outside=False)}


@pytest.mark.parametrize(
    ("code", "note", "outside", "refused", "problem"),
    [
        ("made-up", "", False, False, UnknownBasis),
        ("own-duty", "", True, False, UnknownBasis),
        ("danger", "  ", True, False, BasisNeedsNote),
        ("consent", "", True, True, ConsentTakenBack),
        ("guardian", "แม่", True, True, ConsentTakenBack),
    ],
)
def test_a_basis_that_does_not_carry_is_refused(code, note, outside, refused, problem):
    with pytest.raises(problem):
        bases.check(code, note, outside=outside, refused=refused)


@pytest.mark.parametrize(("code", "note"), [("consent", ""), ("danger", "หมดสติ"), ("duty", "พ.ร.บ.")])
def test_a_basis_that_carries_is_given_back(code, note):
    assert bases.check(code, note, outside=True, refused=False).code == code


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(-5, 5))
def test_a_closed_link_is_closed_whoever_stands_there(revoked, known, code, hours):
    until = NOW + timedelta(hours=hours)
    meets = guests.opens(guests.Door(until, revoked, known, code), NOW)
    assert (meets == "gone") == (revoked or hours <= 0)
    assert meets != "inside" or known
    assert meets != "code" or (code and not known)


def test_a_link_ends_with_the_last_day():
    ends = guests.end_of(date(2026, 11, 26), timedelta(days=7), NOW)
    assert (ends.date(), ends.hour) == (date(2026, 12, 4), 0)


@given(st.lists(st.sampled_from(agendas.items(has_previous=True)), unique=True))
def test_a_question_comes_before_other_matters(kinds):
    place = agendas.with_question(kinds)
    assert agendas.OTHER not in kinds[:place]
    assert place == len(kinds) or kinds[place] == agendas.OTHER


def test_every_problem_says_what_to_do_and_no_two_say_the_same():
    said = [problem.sentence for problem in SharingProblem.__subclasses__()]
    assert len(said) == len(set(said))
    assert SharingProblem.sentence not in said
