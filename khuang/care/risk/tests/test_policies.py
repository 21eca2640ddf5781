"""Policies: what is refused, what stays the same, and the one that is shipped."""

import json
from datetime import date
from decimal import Decimal

import pytest

from khuang.care.risk.rules import policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.policies import connected, digest, shipped, shipped_document
from khuang.care.risk.rules.problems import ConditionMistake, PolicyMistake
from khuang.care.risk.tests.small_policies import document, made, rule, var

A = var("a")


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ([rule("r", A), rule("r", A)], "same id"),
        ([rule("r", A, 0)], "neither adds points"),
        ([rule("r", A, -1)], "neither adds points"),
        ([rule("r", var("unheard_of"))], "unheard_of"),
        ([rule("r", {">": [{"*": [var("wide"), 2]}, 3]})], "too many values"),
        ([rule("r", {">": [var("money"), var("n")]})], "too many values"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(rules, sentence):
    with pytest.raises(PolicyMistake, match=sentence):
        made(*rules)


def test_a_condition_that_is_none_is_refused():
    with pytest.raises(ConditionMistake):
        made(rule("r", {"like": [A, "x"]}))


def bands(*lows, cuts=(1, 3, 5)):
    low, medium, high = cuts
    return [
        {**document([])["bands"][0], "from": one, "cuts": {"low": low, "medium": medium, "high": high}}
        for one in lows
    ]


@pytest.mark.parametrize("lows", [(1, 3), (0, 0), (0, 4, 2)])
def test_age_bands_begin_at_birth_and_rise(lows):
    with pytest.raises(PolicyMistake, match="begin at 0"):
        made(rule("r", A), bands=bands(*lows))


@pytest.mark.parametrize("cuts", [(0, 3, 5), (3, 3, 5), (1, 5, 3), (1, 3, 13)])
def test_cut_points_rise_up_to_the_maximum(cuts):
    with pytest.raises(PolicyMistake, match="cut points"):
        made(rule("r", A), bands=bands(0, cuts=cuts))


def test_a_rule_holds_only_for_its_ages_and_kinds():
    policy = made(rule("r", A, ages=[2, 4], kinds=["special"]))
    holds = policy.rules[0].condition.holds
    assert holds({"a": True, "age": 3, "c": "z"}) is True
    assert holds({"a": True, "age": 1, "c": "z"}) is False
    assert holds({"a": True, "age": 5, "c": "z"}) is False
    assert holds({"a": True, "age": 3, "c": "x"}) is False
    assert holds({"a": True, "age": 3}) is None


def test_rules_that_share_no_fact_are_tried_apart():
    policy = made(rule("one", A), rule("two", {"and": [A, var("b")]}), rule("three", {"<": [var("n"), 2]}))
    (cell, *_) = policy.cells
    assert [[one.id for one in group.rules] for group in cell.groups] == [["one", "two"], ["three"]]


def test_an_item_and_the_sum_that_it_counts_in_are_tried_together():
    policy = made(rule("item", {"==": [var("m1"), "2"]}), rule("sum", {">": [var("mood_score"), 3]}))
    assert len(policy.cells[0].groups) == 1


def test_a_rule_that_does_not_hold_at_an_age_asks_nothing_there():
    policy = made(rule("r", A, ages=[3, None]))
    assert policy.cells_between(0, 0)[0].groups == ()
    assert len(policy.cells_between(3, 3)[0].groups) == 1


def test_connected_joins_through_others():
    assert connected(["x", "y", "z"], [{"1"}, {"2"}, {"1", "2"}]) == [["x", "y", "z"]]
    assert connected(["x", "y"], [set(), set()]) == [["x"], ["y"]]


def test_the_hash_does_not_depend_on_the_order_of_keys():
    one = document([rule("r", A)])
    assert digest(one) == digest(dict(reversed(one.items())))
    assert digest(one) != digest({**one, "maximum": 13})


def test_a_document_survives_being_written_and_read():
    written = policies.canonical({"limit": Decimal("1.5")})
    assert policies.read(written) == {"limit": Decimal("1.5")}


def test_the_shipped_policy_says_what_it_is_in_both_languages():
    policy = shipped()
    assert "confirmed by the municipality" in policy.note.en
    assert "รอเทศบาล" in policy.note.th
    assert all(one.words.th and one.words.en and one.source for one in policy.rules)
    assert all(kind.words.th and kind.words.en for kind in policy.kinds)


def test_the_shipped_policy_is_plain_json_without_surprises():
    assert json.loads(policies.canonical(shipped_document())) == json.loads(json.dumps(shipped_document()))


def test_the_red_flags_of_the_shipped_policy_are_these():
    flags = {rule.id for rule in shipped().rules if rule.floor == policies.RANK["high"]}
    everybody = {"urgent_need", "violence", "bedridden"}
    assert flags == everybody | {"mood_severe", "suicide_severe", "child_violence"}


@pytest.mark.parametrize(
    ("age", "has_card", "is_open"), [(40, False, False), (40, True, True), (70, False, True)]
)
def test_mood_leaves_open_the_class_of_elders_and_of_the_disabled_alone(age, has_card, is_open):
    facts = {"age": age, "disability_card": has_card}
    unknowns = classify(shipped(), facts, date(2026, 11, 23)).unknowns
    assert any(code.startswith(("q2", "q8", "q9")) for code in unknowns) is is_open


def test_men_are_not_asked_whether_they_are_pregnant():
    known = {"age": 30, "lives_alone": True}
    for sex, is_open in (("male", False), ("female", True)):
        unknowns = classify(shipped(), known | {"sex": sex}, date(2026, 11, 23)).unknowns
        assert ("pregnant" in unknowns) is is_open
