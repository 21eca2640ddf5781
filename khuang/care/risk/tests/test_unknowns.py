"""The values that stand for all values of what is not known."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from khuang.care.risk.rules.unknowns import representatives, unknowns
from khuang.care.risk.tests.small_policies import CATALOGUE, made, rule, var

FACTS = CATALOGUE.facts


def unknown(policy, **known):
    (group,) = policy.cells[0].groups
    (found,) = unknowns(group, known)
    return found


def test_choices_stand_for_themselves():
    assert representatives(FACTS["c"], (), whole=False) == ("x", "y", "z")
    assert representatives(FACTS["a"], (), whole=False) == (False, True)


def test_whole_numbers_are_tried_at_each_edge_and_beside_it():
    assert representatives(FACTS["wide"], [10], whole=False) == (0, 9, 10, 11, 1000)
    assert representatives(FACTS["wide"], [Decimal("10.5")], whole=False) == (0, 9, 10, 11, 1000)


def test_a_number_in_arithmetic_is_tried_value_by_value():
    assert representatives(FACTS["n"], [1], whole=True) == (0, 1, 2, 3)


@given(edges=st.sets(st.integers(0, 1000), max_size=4), value=st.integers(0, 1000))
def test_every_whole_number_has_one_that_stands_for_it(edges, value):
    def seen(number):
        return [(number < edge, number == edge) for edge in sorted(edges)]

    assert seen(value) in [seen(one) for one in representatives(FACTS["wide"], edges, whole=False)]


@given(
    edges=st.sets(st.integers(0, 1000), max_size=4),
    value=st.decimals(0, 1000, places=2, allow_nan=False),
)
def test_every_decimal_has_one_that_stands_for_it(edges, value):
    def seen(number):
        return [(number < edge, number == edge) for edge in sorted(edges)]

    assert seen(value) in [seen(one) for one in representatives(FACTS["money"], edges, whole=False)]


def test_an_instrument_is_one_unknown_with_its_possible_sums():
    policy = made(rule("r", {">=": [var("mood_score"), 3]}))
    found = unknown(policy)
    assert {state["mood_score"] for state in found.states} == {0, 3, 4}
    assert set(found.answers) == {"m1", "m2", "m2b"}


def test_an_answer_leaves_fewer_states():
    policy = made(rule("r", {">=": [var("mood_score"), 3]}))
    found = unknown(policy, m1="0")
    no, yes = found.answers["m2"]
    assert [found.states[at]["mood_score"] for at in no] == [0]
    assert {found.states[at]["mood_score"] for at in yes} == {3, 4}


def test_an_item_with_a_rule_of_its_own_stands_beside_the_sum():
    policy = made(rule("sum", {">=": [var("mood_score"), 3]}), rule("item", {"==": [var("m1"), "2"]}))
    states = {(state["m1"], state["mood_score"]) for state in unknown(policy).states}
    assert ("2", 0) in states
    assert ("0", 4) in states


def test_what_is_known_is_not_listed():
    policy = made(rule("r", {"and": [var("a"), var("b")]}))
    assert unknown(policy, a=True).codes == {"b"}
