"""Our own list of a carer's strain: golden cases, and that it is ours."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.risk.rules.instruments import score
from khuang.care.visits.rules.family import FILE, strain, strain_list

GOLDEN = json.loads(FILE.with_suffix(".golden.json").read_text("utf-8"))
answers = st.dictionaries(
    st.sampled_from(strain_list().codes), st.sampled_from(["never", "sometimes", "often", "always"])
)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["about"])
def test_golden_case(case):
    found = strain(case["answers"])
    range_ = score(strain_list(), case["answers"])
    assert (range_.low, range_.high) == (case["low"], case["high"])
    assert (found.level or None) == case["band"]
    assert found.exhausted is case["exhausted"]


@given(answers, st.sampled_from(strain_list().codes))
def test_a_heavier_answer_never_makes_less_strain(said, item):
    lighter, heavier = strain(said | {item: "never"}), strain(said | {item: "always"})
    assert heavier.score >= lighter.score
    assert heavier.exhausted or not lighter.exhausted


@given(answers)
def test_more_answers_never_take_a_level_back(said):
    level = strain(said).level
    whole = dict.fromkeys(strain_list().codes, "sometimes") | said
    assert level in ("", strain(whole).level)


def test_the_list_says_that_it_is_our_own_and_not_validated():
    assert "Not validated" in strain_list().source
    assert strain_list().sensitive
    assert len(strain_list().items) == 7
