"""What most hold, what a group holds, what bridges groups."""

import numpy as np
import pytest

from khuang.civic.forum.rules.patterns import statements
from khuang.civic.forum.rules.patterns.votes import Counts
from khuang.civic.forum.tests.crowds import of_polis


def counts(*rows):
    """Counts from (agree, disagree, seen) of each statement."""
    return Counts(*(np.array(column) for column in zip(*rows, strict=True)))


def told(found):
    return [(one.statement, one.side) for one in found]


def test_consensus_is_what_surely_more_than_half_take_a_side_on():
    found = statements.consensus(counts((90, 5, 100), (52, 40, 100), (1, 95, 100), (50, 50, 100)))
    assert told(found) == [(0, "agree"), (2, "disagree")]
    assert (found[0].share, found[0].seen) == (0.9, 100)


def test_passing_is_no_agreement():
    assert statements.consensus(counts((40, 0, 100))) == ()


def test_few_votes_are_no_consensus_when_more_are_asked_for():
    assert told(statements.consensus(counts((3, 0, 3)))) == [(0, "agree")]
    assert statements.consensus(counts((3, 0, 3)), fewest=5) == ()


def test_at_most_five_are_listed_for_each_side():
    assert len(statements.consensus(counts(*[(90, 1, 100)] * 9, *[(1, 90, 100)] * 9))) == 10


def test_of_equals_the_first_is_listed_first():
    assert told(statements.consensus(counts(*[(90, 1, 100)] * 3))) == [
        (number, "agree") for number in range(3)
    ]


def test_a_group_holds_what_sets_it_apart_not_what_all_share():
    here, others = (
        counts((18, 1, 20), (19, 0, 20), (1, 18, 20)),
        counts((5, 60, 80), (76, 1, 80), (70, 5, 80)),
    )
    found = statements.holds(here, others)
    assert told(found) == [(0, "agree"), (2, "disagree")]
    assert (found[0].share, found[0].elsewhere) == (0.9, 5 / 80)


def test_a_group_of_which_nothing_is_sure_has_its_most_telling_statement():
    assert len(statements.holds(counts((2, 3, 9), (3, 3, 9)), counts((3, 3, 9), (2, 3, 9)))) == 1


def test_where_nobody_else_voted_nothing_is_said_of_the_others():
    assert statements.holds(counts((9, 0, 9)), counts((0, 0, 0)))[0].elsewhere is None


def test_group_aware_consensus_is_low_where_one_group_stays_behind():
    product = statements.group_aware([counts((9, 0, 9), (9, 0, 9)), counts((9, 0, 9), (0, 9, 9))])
    assert product == pytest.approx([(10 / 11) ** 2, 10 / 11 * 1 / 11])


def test_what_bridges_is_held_by_most_of_every_group():
    one = counts((20, 0, 20), (20, 0, 20), (0, 20, 20), (0, 19, 20))
    other = counts((0, 20, 20), (18, 1, 20), (20, 0, 20), (1, 18, 20))
    found = statements.bridging([one, other])
    assert told(found) == [(1, "agree"), (3, "disagree")]
    assert found[0].least == 0.9


def test_meeting_of_those_who_differ_most_counts_most():
    # A and B differ in everything else, C is as A: statement 0 joins A and B best, 1 joins A and C best.
    a = counts((19, 0, 20), (20, 0, 20), *[(20, 0, 20)] * 6)
    b = counts((19, 0, 20), (14, 2, 20), *[(0, 20, 20)] * 6)
    c = counts((14, 2, 20), (20, 0, 20), *[(20, 0, 20)] * 6)
    assert told(statements.bridging([a, b, c]))[0] == (0, "agree")


def test_one_group_has_nothing_to_bridge():
    assert statements.bridging([counts((20, 0, 20))]) == ()


def test_a_public_conversation_agrees_on_what_its_counts_say():
    found, _of_them = of_polis()
    lists = statements.consensus(found.counts())
    assert {one.statement for one in lists if one.side == "agree"} == {14, 1, 17, 19, 16}
    assert {one.statement for one in lists if one.side == "disagree"} == {3, 0, 27, 26, 23}
