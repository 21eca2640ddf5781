"""Where people stand, and with whom."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.civic.forum.rules.patterns import clusters, spread, votes_of
from khuang.civic.forum.rules.patterns.analysis import standing
from khuang.civic.forum.tests.crowds import of_polis, planted, votes


def test_directions_are_those_of_the_full_matrix():
    # The long way: everything unseen filled with the mean, then a full decomposition.
    rows = ["++-0", "+--.", "-+++", "--+0", "0+-+"]
    full = np.array([["-0+".find(mark) - 1.0 if mark != "." else np.nan for mark in row] for row in rows])
    full = np.nan_to_num(full - np.nanmean(full, 0))
    found = votes(rows)
    along = spread.directions(found, spread.beyond_means(found))
    expected = np.linalg.svd(full)[2][:2].T
    assert np.abs(np.sum(along * expected, 0)) == pytest.approx([1, 1])
    places = spread.places(found, spread.beyond_means(found), along)
    seen = np.sqrt(4 / np.array([4, 3, 4, 4, 4]))[:, None]
    assert places == pytest.approx((full @ along * seen)[found.who])


def test_where_all_say_the_same_there_is_no_direction():
    found = votes(["+-+"] * 5)
    assert not spread.directions(found, spread.beyond_means(found)).any()


def test_planted_groups_are_found_again():
    *columns, of = planted(300, 40)
    found = votes_of(*columns, 40)
    stand = standing(found)
    assert stand.k == 3
    assert clusters.likeness(stand.group, of[found.who]) > 0.98


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(40)))
def test_whoever_is_counted_first_stands_in_the_same_group(order):
    person, statement, value, _of = planted(40, 20)
    one = votes_of(person, statement, value, 20)
    other = votes_of(np.array(order)[person], statement, value, 20)
    group = dict(zip(one.who, standing(one).group, strict=True))
    again = dict(zip(other.who, standing(other).group, strict=True))
    assert group == {person: again[order[person]] for person in group}


def test_who_voted_seldom_is_in_no_group():
    *columns, _of = planted(60, 20, seen=1)
    few = [
        np.append(column, more) for column, more in zip(columns, ([99] * 3, range(3), [1] * 3), strict=True)
    ]
    found = votes_of(*few, 20)
    assert standing(found).group[found.who == 99].tolist() == [-1]


def test_the_largest_group_comes_first():
    person, statement, value, of = planted(90, 30, groups=2)
    kept = (of[person] == 0) | (person < 40)
    found = votes_of(person[kept], statement[kept], value[kept], 30)
    sizes = np.bincount(standing(found).group)
    assert sizes.tolist() == [45, 20]


def test_a_lone_outlier_does_not_become_a_group_where_others_can():
    person, statement, value, of = planted(60, 30, groups=2, seen=1, noise=0.1)
    odd = np.full(30, 60), np.arange(30), np.where(np.arange(30) % 2, 1, -1)
    columns = [np.append(column, more) for column, more in zip((person, statement, value), odd, strict=True)]
    found = votes_of(*columns, 30)
    assert np.bincount(standing(found).group).min() >= 5


def test_two_people_on_one_spot_are_one_small_cluster():
    base = clusters.base_clusters(np.array([[0.0, 0], [1, 1], [1, 1]]))
    assert base.people.tolist() == [1, 2] and base.of.tolist() == [0, 1, 1]


def test_a_crowd_is_brought_together_in_a_hundred_clusters():
    places = np.random.default_rng(3).normal(size=(30_000, 2))
    base = clusters.base_clusters(places)
    assert len(base.middles) == 100 and base.people.sum() == 30_000


def test_fewer_points_than_clusters_give_a_cluster_each():
    assert clusters.kmeans(np.array([[0.0, 0], [5, 5]]), np.ones(2), 4).max() == 1


def test_silhouette_is_that_of_the_books():
    points = np.array([[0.0, 0], [0, 2], [10, 0], [10, 2]])
    inside, away = 2.0, (10 + np.sqrt(104)) / 2
    assert clusters.silhouette(points, np.array([0, 0, 1, 1])) == pytest.approx((away - inside) / away)
    assert clusters.silhouette(points, np.zeros(4, int)) == -1


def test_a_cluster_of_one_neither_adds_nor_takes_away():
    points = np.array([[0.0, 0], [0, 1], [9, 9]])
    assert 0 < clusters.silhouette(points, np.array([0, 0, 1])) < 0.7


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_a_grouping_is_like_itself_whatever_its_numbers(of):
    one = np.array(of)
    assert clusters.likeness(one, 3 - one) == pytest.approx(1)


def test_likeness_is_the_adjusted_rand_index():
    # An example worked by hand: 2x2 table 2,1 / 1,2.
    one, other = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 0, 1, 1])
    assert clusters.likeness(one, other) == pytest.approx((2 - 36 / 15) / (6 - 36 / 15))


def test_a_public_conversation_is_grouped_nearly_as_polis_did():
    found, of_them = of_polis()
    ours = standing(found, smallest=1)
    both = ours.grouped & (of_them >= 0)
    assert ours.k == 2
    assert clusters.likeness(ours.group[both], of_them[both]) > 0.85
