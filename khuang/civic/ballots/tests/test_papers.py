"""Paper: numbered before closing, typed twice by two people, differences to a third, and the box."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.models import PaperBallot, Typing
from khuang.civic.ballots.rules import problems
from khuang.civic.ballots.tests.make import LATER, make, papers
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality; four people may type."""
    for one in (cast.kham, cast.wipa, cast.nok):
        accounts.give_role(one, "facilitator", held_at="municipality", by=SYSTEM, at=NOW)


@pytest.fixture
def election(cast):
    return make(cast.facai, voters="residents")


def type_in(election, number, marks, by, **said):
    return actions.key_paper(election, number, marks, by=by, at=NOW, **said)


def test_a_paper_counts_when_two_people_typed_the_same(cast, election):
    (number,) = papers(election, 1, cast.facai, cast.villages[2])
    assert type_in(election, number, {1: 1}, cast.kham, sex="male").state == "once"
    assert election.ballots.count() == 0
    assert type_in(election, number, {1: 1}, cast.wipa, sex="male").state == "accepted"
    ballot = election.ballots.get()
    assert (ballot.way, ballot.village, ballot.sex, ballot.choices) == (
        "paper", cast.villages[2], "male", [[1, 1]],
    )  # fmt: skip
    with pytest.raises(problems.PaperDone):
        type_in(election, number, {1: 1}, cast.nok)


def test_the_same_person_does_not_type_twice(cast, election):
    (number,) = papers(election, 1, cast.facai)
    type_in(election, number, {1: 1}, cast.kham)
    with pytest.raises(problems.TypedByYou):
        type_in(election, number, {1: 1}, cast.kham)


def test_a_difference_goes_to_a_third_person_side_by_side(cast, election):
    (number,) = papers(election, 1, cast.facai)
    type_in(election, number, {1: 1}, cast.kham)
    paper = type_in(election, number, {1: 1, 2: 1}, cast.wipa)
    assert paper.state == "differs"
    assert [one.choices for one in reads.typings(paper)] == [[[1, 1]], [[1, 1], [2, 1]]]
    with pytest.raises(problems.PapersWaiting):
        actions.close_and_count(election, by=cast.facai, at=NOW)
    assert type_in(election, number, {1: 1}, cast.nok).state == "accepted"


def test_a_third_who_reads_something_else_leaves_it_to_a_fourth(cast, election):
    (number,) = papers(election, 1, cast.facai)
    for by, marks in ((cast.kham, {1: 1}), (cast.wipa, {2: 1}), (cast.nok, {3: 1})):
        assert type_in(election, number, marks, by).state != "accepted"
    assert type_in(election, number, {3: 1}, cast.facai).state == "accepted"


def test_one_paper_that_is_typed_as_two_is_caught_and_set_right(cast, election):
    one, other = papers(election, 2, cast.facai)
    type_in(election, one, {1: 1, 4: 1}, cast.kham)
    type_in(election, other, {1: 1, 4: 1}, cast.wipa)
    ((first, second),) = reads.twins(election)
    assert (first.paper.number, second.paper.number) == (1, 2)
    right = actions.move_typing(second.paper, first.paper, by=cast.facai, at=NOW)
    assert right.state == "accepted"
    assert election.papers.get(number=2).state == "out"
    assert reads.twins(election) == []
    # The paper that bears the other number may still come.
    assert type_in(election, other, {2: 1}, cast.wipa).state == "once"


def test_two_papers_typed_alike_by_one_person_are_no_twins(cast, election):
    for number in papers(election, 2, cast.facai):
        type_in(election, number, {1: 1}, cast.kham)
    assert reads.twins(election) == []


def test_a_number_that_was_never_handed_out_or_is_mistyped_is_refused(cast, election):
    (number,) = papers(election, 1, cast.facai)
    with pytest.raises(problems.NoSuchPaper):
        type_in(election, "00009-" + "4", {1: 1}, cast.kham)
    with pytest.raises(problems.NumberMistyped):
        type_in(election, number[:-1] + ("1" if number[-1] != "1" else "2"), {1: 1}, cast.kham)


def test_paper_handed_out_before_closing_is_typed_after_it_and_none_is_handed_out_then(cast, election):
    (number,) = papers(election, 1, cast.facai)
    actions.close(election, by=cast.facai, at=LATER)
    with pytest.raises(problems.MovedOn):
        papers(election, 1, cast.facai)
    type_in(election, number, {1: 1}, cast.kham)
    assert type_in(election, number, {1: 1}, cast.wipa).state == "accepted"
    actions.close_and_count(election, by=cast.facai, at=LATER)
    with pytest.raises(problems.MovedOn):
        type_in(election, number, {1: 1}, cast.nok)


def test_a_paper_that_is_not_valid_counts_for_nothing_when_two_say_so(cast, election):
    (number,) = papers(election, 1, cast.facai)
    type_in(election, number, None, cast.kham)
    paper = type_in(election, number, None, cast.wipa)
    assert (paper.state, paper.dropped_why, election.ballots.count()) == ("dropped", "not-valid", 0)


def test_the_box_must_hold_as_many_papers_as_were_typed(cast, election):
    number, never_came = papers(election, 2, cast.facai)
    for by in (cast.kham, cast.wipa):
        type_in(election, number, {1: 1}, by)
    actions.count_box(election, 2, by=cast.facai, at=NOW)
    with pytest.raises(problems.BoxDiffers):
        actions.close_and_count(election, by=cast.facai, at=NOW)
    actions.count_box(election, 1, by=cast.facai, at=NOW)
    assert actions.close_and_count(election, by=cast.facai, at=NOW).ballots == 1
    assert reads.paper_states(election) == {
        "out": 1, "once": 0, "differs": 0, "accepted": 1, "dropped": 0,
    }  # fmt: skip
    assert never_came


def test_a_paper_is_taken_out_with_a_reason(cast, election):
    (number,) = papers(election, 1, cast.facai)
    paper = type_in(election, number, {1: 1}, cast.kham)
    with pytest.raises(problems.NoReason):
        actions.drop_paper(paper, why=" ", by=cast.facai, at=NOW)
    actions.drop_paper(paper, why="ฉีกขาด", by=cast.facai, at=NOW)
    assert actions.close_and_count(election, by=cast.facai, at=NOW).ballots == 0


def test_only_who_may_types_and_hands_out(cast, election):
    (number,) = papers(election, 1, cast.facai)
    with pytest.raises(PermissionDenied):
        type_in(election, number, {1: 1}, cast.dao)
    with pytest.raises(PermissionDenied):
        papers(election, 1, cast.dao)
    with pytest.raises(problems.TooManySlips):
        papers(election, 0, cast.facai)
    with pytest.raises(problems.NotForDelegates):
        papers(make(cast.facai), 1, cast.facai)


def test_the_database_holds_a_person_to_one_typing_and_a_dropped_paper_to_its_reason(cast, election):
    papers(election, 1, cast.facai)
    paper = PaperBallot.objects.get()
    said = {"paper": paper, "choices": [], "by_id": cast.kham.pk, "at": NOW}
    Typing.objects.create(**said)
    with pytest.raises(IntegrityError, match="ballots_typing_once"), transaction.atomic():
        Typing.objects.create(**said)
    with pytest.raises(IntegrityError, match="ballots_paper_dropped"), transaction.atomic():
        PaperBallot.objects.update(state="dropped")
    with pytest.raises(IntegrityError, match="ballots_paper_number"), transaction.atomic():
        PaperBallot.objects.create(election=election, number=1, handed_out_at=NOW)
