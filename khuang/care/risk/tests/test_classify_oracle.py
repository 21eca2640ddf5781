"""The classification equals brute force over all completions of the unknowns."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from khuang.care.risk.rules import clusters
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.policies import LEVELS
from khuang.care.risk.tests import oracle
from khuang.care.risk.tests.small_policies import KNOWN, POLICIES, made, rule, spoken_of, var

ON = date(2026, 11, 23)
PATIENT = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(policy=POLICIES, known=KNOWN)
def test_it_equals_brute_force(policy, known):
    expected = oracle.classify(policy, known, spoken_of(policy))
    risk = classify(policy, known, ON)
    assert risk.could_be == expected["could_be"]
    assert risk.level == expected["level"]
    assert (risk.score_low, risk.score_high) == (expected["low"], expected["high"])
    assert {reason.rule for reason in risk.reasons} == expected["certain"]
    assert set(risk.unknowns) == expected["unknowns"]
    assert risk.settled == (len(expected["could_be"]) == 1)
    assert risk.exact


@PATIENT
@given(policy=POLICIES, known=KNOWN, more=KNOWN)
def test_more_facts_never_widen_the_range(policy, known, more):
    before = classify(policy, known, ON)
    after = classify(policy, {**more, **known}, ON)
    assert set(after.could_be) <= set(before.could_be)
    assert before.score_low <= after.score_low <= after.score_high <= before.score_high


@PATIENT
@given(policy=POLICIES, known=KNOWN)
def test_the_bounded_fallback_is_never_narrower(policy, known):
    exact = classify(policy, known, ON)
    limit = clusters.LIMIT
    try:
        clusters.LIMIT = 0
        clusters.finding.cache_clear()
        rough = classify(policy, known, ON)
    finally:
        clusters.LIMIT = limit
        clusters.finding.cache_clear()
    assert set(exact.could_be) <= set(rough.could_be)
    assert rough.score_low <= exact.score_low <= exact.score_high <= rough.score_high
    assert LEVELS.index(rough.level) <= LEVELS.index(exact.level)


def test_a_number_with_a_thousand_values_is_tried_at_its_edges():
    policy = made(
        rule("small", {"<": [var("wide"), 10]}, 3),
        rule("ten", {"==": [var("wide"), 10]}, 2),
        rule("rich", {">": [var("money"), 500]}, 5),
    )
    risk = classify(policy, {"age": 0}, ON)
    assert (risk.score_low, risk.score_high) == (0, 8)
    assert risk.could_be == LEVELS
    known = classify(policy, {"age": 0, "wide": 11}, ON)
    assert known.could_be == ("none", "high")
    assert known.unknowns == ("money",)
