"""What independent parts add up to, and how it becomes classes."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from khuang.care.risk.rules.reach import NOTHING, classes, classes_after, distinct, heaviest, reachable

CUTS = (5, 30, 60)
OUTCOMES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=3).map(distinct)
START = st.tuples(st.integers(0, 40), st.integers(0, 3))


def one_by_one(points, floor, bag):
    """Every sum and floor, by trying all combinations."""
    for chosen in product(*bag):
        yield points + sum(one[0] for one in chosen), max([floor, *(one[1] for one in chosen)])


def ranks(bits):
    return {rank for rank in range(4) if bits >> rank & 1}


@given(start=START, bag=st.lists(OUTCOMES, max_size=4))
def test_it_equals_trying_all_combinations(start, bag):
    tried = set(one_by_one(*start, bag))
    reach = reachable(*start, tuple(bag))
    assert {
        (at, floor) for floor, bits in enumerate(reach) for at in range(bits.bit_length()) if bits >> at & 1
    } == tried
    expected = {max(floor, sum(points >= cut for cut in CUTS)) for points, floor in tried}
    assert ranks(classes(reach, CUTS)) == expected


@given(start=START, bag=st.lists(OUTCOMES, max_size=3), last=OUTCOMES)
def test_a_last_part_may_be_added_by_itself(start, bag, last):
    together = classes(reachable(*start, (*bag, last)), CUTS)
    assert classes_after(reachable(*start, tuple(bag)), last, CUTS) == together


def test_cut_points_belong_to_the_class_that_they_open():
    found = [ranks(classes(reachable(points, 0, ()), CUTS)) for points in (0, 4, 5, 29, 30, 59, 60, 500)]
    assert found == [{0}, {0}, {1}, {1}, {2}, {2}, {3}, {3}]


def test_a_floor_lifts_and_never_lowers():
    assert ranks(classes(reachable(0, 2, ()), CUTS)) == {2}
    assert ranks(classes(reachable(60, 2, ()), CUTS)) == {3}


def test_the_heaviest_outcome_is_a_floor_before_points():
    assert heaviest(((40, 0), (10, 2), (20, 2))) == (2, 20)
    assert heaviest(NOTHING) == (0, 0)
