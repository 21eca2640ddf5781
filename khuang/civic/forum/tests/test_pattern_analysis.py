"""What the votes on a topic show as a whole, and when groups are not shown."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.civic.forum.rules.patterns import analyse, votes_of
from khuang.civic.forum.rules.patterns.clusters import likeness
from khuang.civic.forum.tests.crowds import planted, votes


def crowd(people=60, statements=20, **options):
    *columns, _of = planted(people, statements, **options)
    return votes_of(*columns, statements)


def joined(rows, more, statements=20):
    """Votes of a planted crowd and of more people, each a mark for every statement."""
    *columns, _of = rows
    first = columns[0].max() + 1
    for number, row in enumerate(more):
        value = np.array(["-0+".index(mark) - 1 for mark in row])
        for at, column in enumerate((np.full(statements, first + number), np.arange(statements), value)):
            columns[at] = np.append(columns[at], column)
    return votes_of(*columns, statements)


def test_planted_groups_are_steady_and_shown():
    found = analyse(crowd())
    assert found.hidden == "" and found.stability > 0.9
    assert [group.people for group in found.groups] == [20, 19, 19]
    assert all(group.holds for group in found.groups)


def test_nobody_is_told_so():
    nothing = np.zeros(0, np.int64)
    found = analyse(votes_of(nothing, nothing, nothing, 5))
    assert (found.hidden, found.people, found.groups, found.consensus) == ("nobody", 0, (), ())


def test_one_voter_makes_no_group():
    assert analyse(votes(["+-+-+-+"])).hidden == "few"


def test_two_participants_show_no_groups():
    assert analyse(votes(["+" * 9, "-" * 9])).hidden == "few"


def test_everyone_the_same_is_no_group_but_a_consensus():
    found = analyse(votes(["++--+++-+"] * 30))
    assert (found.hidden, found.groups) == ("alike", ())
    assert len(found.consensus) == 8


def test_no_statement_shows_nothing():
    nothing = np.zeros(0, np.int64)
    assert analyse(votes_of(nothing, nothing, nothing, 0)).hidden == "nobody"


def test_one_statement_divides_people_whatever_it_is_about():
    found = analyse(votes(["+"] * 20 + ["-"] * 12))
    assert [group.people for group in found.groups] == [20, 12]


def test_votes_by_chance_are_hidden_as_unsteady():
    chance = np.random.default_rng(5)
    rows = ["".join(chance.choice(list("+-0."), 30)) for _person in range(60)]
    assert analyse(votes(rows)).hidden == "unsteady"


def test_a_group_of_three_is_not_shown():
    found = analyse(votes(["+" * 9 + "-"] * 30 + ["-" * 9 + "+"] * 3))
    assert found.hidden == "small-group"


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(30)))
def test_the_same_votes_in_another_order_show_the_same(order):
    person, statement, value, _of = planted(30, 12)
    other = analyse(votes_of(np.array(order)[person], statement, value, 12))
    first = analyse(votes_of(person, statement, value, 12))
    assert (other.hash, other.hidden, other.groups) == (first.hash, first.hidden, first.groups)
    assert (other.stability, other.consensus, other.bridging) == (
        first.stability,
        first.consensus,
        first.bridging,
    )


def test_straight_liners_are_counted_and_stay():
    found = analyse(joined(planted(60, 20), ["+" * 20, "-" * 20, "0" * 20]))
    assert (found.straight, found.people) == (3, 63)


def test_a_few_same_answers_are_not_straight():
    assert analyse(votes(["++++++", "------"])).straight == 0


@pytest.mark.parametrize("mark", "+-0")
def test_without_straight_liners_the_result_is_as_if_they_had_not_come(mark):
    alone, found = analyse(crowd()), analyse(joined(planted(60, 20), [mark * 20] * 4))
    assert found.straight == 4
    assert (found.without.people, found.without.consensus) == (60, alone.consensus)
    assert (found.without.groups, found.without.bridging) == (3, alone.bridging)
    assert 0 < found.without.likeness <= 1


def test_without_anyone_straight_nothing_is_compared():
    assert analyse(crowd()).without is None


def test_everybody_twice_stands_in_the_same_groups():
    person, statement, value, _of = planted(40, 20)
    once = votes_of(person, statement, value, 20)
    twice = votes_of(np.concatenate((person, person + 40)), np.tile(statement, 2), np.tile(value, 2), 20)
    one, both = analyse(once), analyse(twice)
    of = dict(zip(once.who, one.standing.group, strict=True))
    again = np.array([of[person % 40] for person in twice.who])
    grouped = again >= 0
    assert likeness(both.standing.group[grouped], again[grouped]) == pytest.approx(1)
