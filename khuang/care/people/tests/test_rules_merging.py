from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from khuang.care.people.rules.merging import Past, Proposal, weigh

NAMES = ["title", "given_name", "family_name", "phone", "sex"]
TEXTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["a", "b"]), min_size=1)
PASTS = st.lists(
    st.builds(Past, st.integers(2, 6), st.frozensets(st.sampled_from(NAMES)), st.sampled_from(["", "x"]))
)


def proposal(properties, create=False, **versions):
    return Proposal("person", uuid4(), create, not create, properties, **versions)


@given(TEXTS, st.none() | st.integers(1, 6), PASTS)
def test_every_property_is_taken_or_clashes_or_all_are_held(texts, base, past):
    verdict = weigh(proposal(texts, base_version=base), 6, past)
    assert not verdict.is_held
    assert verdict.taken | verdict.clashing == texts.keys()
    assert not verdict.taken & verdict.clashing


@given(TEXTS, PASTS)
def test_nothing_clashes_when_the_newest_version_was_seen(texts, past):
    assert not weigh(proposal(texts, base_version=6), 6, past).clashing


@given(TEXTS, TEXTS)
def test_disjoint_changes_go_in_together_in_either_order(one, other):
    verdict = weigh(proposal(other, base_version=1), 2, [Past(2, frozenset(one))])
    assert verdict.clashing == one.keys() & other.keys()


def test_the_same_answer_twice_is_no_conflict():
    verdict = weigh(
        proposal({"sex": "male"}, base_version=1), 2, [Past(2, frozenset({"sex"}))], {"sex": "male"}
    )
    assert verdict.taken == {"sex"}


def test_an_update_before_its_creation_is_held():
    assert weigh(proposal({"sex": "male"}, base_version=1), None, []).is_held
    assert not weigh(proposal({"sex": "male"}, create=True), None, []).is_held


def test_a_later_change_of_one_phone_waits_for_the_earlier():
    chained = proposal({"sex": "male"}, base_version=2, trunk_version=1, branch_id="b")
    assert weigh(chained, 1, []).is_held
    assert not weigh(chained, 2, [Past(2, frozenset({"sex"}), "b")]).clashing


def test_a_branch_clashes_with_what_others_did_since_its_trunk():
    chained = proposal({"sex": "male"}, base_version=2, trunk_version=1, branch_id="b")
    past = [Past(2, frozenset({"sex"}), ""), Past(3, frozenset({"phone"}), "b")]
    assert weigh(chained, 3, past).clashing == {"sex"}
