"""Three-valued conditions: unknown is never no, and types are strict."""

from decimal import Decimal

import pytest
from hypothesis import given as by
from hypothesis import strategies as st

from khuang.care.risk.rules.conditions import condition, given
from khuang.care.risk.rules.problems import ConditionMistake

A, B, N = {"var": "a"}, {"var": "b"}, {"var": "n"}


def ask(source, **facts):
    return condition(source).holds(facts)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("and", [True, False, None, False, False, False, None, False, None]),
        ("or", [True, True, True, True, False, None, True, None, None]),
    ],
)
def test_kleene_tables(name, expected):
    values = (True, False, None)
    pairs = [{"a": one, "b": other} for one in values for other in values]
    known = [{code: value for code, value in pair.items() if value is not None} for pair in pairs]
    assert [condition({name: [A, B]}).holds(facts) for facts in known] == expected


def test_not_unknown_is_unknown():
    assert ask({"not": [A]}) is None
    assert ask({"not": A}, a=True) is False


@pytest.mark.parametrize(
    ("source", "facts", "answer"),
    [
        ({"==": [N, 3]}, {"n": 3}, True),
        ({"!=": [N, 3]}, {"n": 3}, False),
        ({"==": [A, "x"]}, {}, None),
        ({"!=": [A, "x"]}, {}, None),
        ({"<": [N, 3]}, {"n": 3}, False),
        ({"<=": [N, 3]}, {"n": 3}, True),
        ({">": [N, 3]}, {"n": Decimal("3.5")}, True),
        ({">=": [3, N]}, {"n": 4}, False),
        ({"<": [N, 3]}, {}, None),
        ({"in": [A, ["x", "y"]]}, {"a": "y"}, True),
        ({"in": [A, ["x", "y"]]}, {"a": "z"}, False),
        ({"in": [A, ["x", "y"]]}, {}, None),
        ({"<": [{"/": [N, 2]}, 2]}, {"n": 3}, True),
        ({"<": [{"/": [2, N]}, 2]}, {"n": 0}, None),
        ({"==": [{"-": [{"*": [N, 2]}, {"+": [N, 1]}]}, 4]}, {"n": 5}, True),
        ({"==": [{"+": [N, 1]}, 4]}, {}, None),
    ],
)
def test_operators(source, facts, answer):
    assert ask(source, **facts) is answer


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ({"==": [A, 1]}, {"a": True}),
        ({"==": [A, "1"]}, {"a": 1}),
        ({"<": [A, 1]}, {"a": "0"}),
        ({"<": [A, 1]}, {"a": False}),
        ({"and": [A, True]}, {"a": 1}),
        ({"==": [{"+": [A, 1]}, 1]}, {"a": "0"}),
    ],
)
def test_types_are_strict(source, facts):
    with pytest.raises(ConditionMistake):
        ask(source, **facts)


@pytest.mark.parametrize(
    "source",
    [
        {"like": [A, 1]},
        {"==": [A]},
        {"not": [A, B]},
        {"and": []},
        {"in": [A, "x"]},
        {"in": [A, []]},
        {"and": [A], "or": [B]},
        {"==": [{"var": 3}, 1]},
        {"==": [A, None]},
        {"+": [N, 1]},
        "yes",
    ],
)
def test_what_is_no_condition_is_refused(source):
    with pytest.raises(ConditionMistake):
        condition(source)


def test_a_condition_knows_its_facts_and_edges():
    made = condition(
        {"and": [{"<": [N, 5]}, {"in": [N, [7, 9]]}, {"==": [A, "x"]}, {">": [{"+": [B, 1]}, 2]}]}
    )
    assert made.codes == {"a", "b", "n"}
    assert made.constants == {"n": {5, 7, 9}, "a": frozenset()}
    assert made.calculated == {"b"}


def test_two_facts_compared_with_each_other_count_as_calculated():
    assert condition({"<": [A, B]}).calculated == {"a", "b"}


TRUTHS = st.recursive(
    st.sampled_from([A, B, {"<": [N, 2]}, {"==": [N, 1]}, True, False]),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"and": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"or": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": [part]}, inner),
    ),
    max_leaves=8,
)
FACTS = st.fixed_dictionaries({}, optional={"a": st.booleans(), "b": st.booleans(), "n": st.integers(0, 3)})


@by(source=TRUTHS, facts=FACTS, age=st.integers(0, 3))
def test_a_condition_given_a_fact_means_the_same(source, facts, age):
    short = given(source, "n", age)
    assert condition(short).holds(facts) == condition(source).holds({**facts, "n": age})
    assert "n" not in condition(short).codes


@by(source=TRUTHS, facts=FACTS, more=FACTS)
def test_more_facts_never_turn_an_answer_round(source, facts, more):
    before = condition(source).holds(facts)
    assert before is None or condition(source).holds({**more, **facts}) is before
