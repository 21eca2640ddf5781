"""Two records become one and two again, and nothing of either is lost."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.people import actions
from khuang.care.people.actions.said import fields_of
from khuang.care.people.models import (
    Attention,
    CareRelation,
    Change,
    Consent,
    DuplicateCandidate,
    Membership,
    MergeEvent,
    Person,
)
from khuang.care.people.rules.problems import CannotMerge, CannotSplit
from khuang.care.people.tests.intake import creates, say, three_villages, updates
from khuang.care.people.tests.test_replay import phone, submit
from khuang.ground.surveys.tests.sample_forms import FIRST_ID, member

__all__ = ["phone"]  # a fixture
HOMES = [UUID(int=(number << 80) + (4 << 76) + (8 << 60)) for number in (1, 2, 3)]


@pytest.fixture
def villages(cast, inside):
    found = three_villages()
    for number, home in enumerate(HOMES, start=1):
        say(creates("household", home, village=str(number), house_no=f"1{number}"))
    return found


def new_person(home=0, **texts):
    key = uuid4()
    say(
        creates(
            "person", key, household=str(HOMES[home]), **{"given_name": "มาลี", "family_name": "ใจดี"} | texts
        )
    )
    return key


def person(key):
    return Person.objects.get(pk=key)


def joined(cast, one, two, *take, at=NOW):
    return actions.merge(person(one), person(two), take=take, by=cast.mali, at=at)


def state(key):
    """What a record says and what it is tied to, without the ids and versions of its history."""
    one = person(key)
    lived = Membership.objects.filter(person=key).values_list("household_id", "relation", "since", "until")
    cared = CareRelation.objects.filter(cared_for=key).values_list("carer_id", "kind", "since", "until")
    allowed = Consent.objects.filter(person=key).values_list("purpose", "given_on", "withdrawn_on")
    return (
        fields_of(one),
        one.merged_into_id,
        one.last_seen_on,
        (one.dwelling_id, one.village_id),
        *(sorted(rows, key=str) for rows in (lived, cared, allowed)),
    )


def test_the_survivor_takes_over_what_was_chosen(villages, cast):
    one, two = new_person(phone="0812345678"), new_person(1, nickname="อุ๊ย", phone="0898765432")
    joined(cast, one, two, "nickname", "household")
    survivor = person(one)
    assert (survivor.nickname, survivor.phone) == ("อุ๊ย", "0812345678")
    assert survivor.household_id == HOMES[1] and survivor.village == villages[2]
    assert person(two).merged_into_id == one and not person(two).is_here
    assert DuplicateCandidate.objects.get().decision == "same"


def test_a_record_is_merged_once(villages, cast):
    one, two, three = new_person(), new_person(), new_person()
    joined(cast, one, two)
    with pytest.raises(CannotMerge):
        joined(cast, three, two)


def test_what_a_phone_sends_for_the_merged_id_reaches_the_survivor(villages, cast):
    one, two = new_person(), new_person(1)
    joined(cast, one, two)
    say(updates("person", two, base=1, phone="0812345678", title="นาง"), day=3)
    assert person(one).phone == person(two).phone == "0812345678"
    assert person(one).title == "นาง" and person(one).version > 1
    change = Change.objects.get(record_id=one, merge_id__isnull=False)
    assert change.submission_id is not None and set(change.properties) == {"phone", "title"}


def test_what_both_say_differently_is_asked(villages, cast):
    one, two = new_person(given_name="มาลี"), new_person(given_name="มะลิ")
    joined(cast, one, two)
    say(updates("person", two, given_name="มาลัย"), day=3)
    assert person(one).given_name == "มาลี" and person(two).given_name == "มาลัย"
    item = Attention.objects.get(record_id=one)
    assert (item.code, item.property, item.proposed) == ("conflict", "given_name", "มาลัย")


def test_a_split_gives_back_what_was_there(villages, cast):
    one, two = new_person(phone="0812345678"), new_person(1, nickname="อุ๊ย", phone="0898765432")
    before = state(one), state(two)
    event = joined(cast, one, two, "nickname", "household", "phone")
    actions.split(event, by=cast.mali, at=NOW)
    assert (state(one), state(two)) == before
    assert DuplicateCandidate.objects.get().decision == "different"
    with pytest.raises(CannotSplit):
        actions.split(event, by=cast.mali, at=NOW)


def test_what_was_typed_while_both_were_one_goes_to_whom_it_was_meant_for(villages, cast):
    one, two = new_person(), new_person(1)
    event = joined(cast, one, two)
    actions.correct(
        person(one), {"phone": "0812345678"}, version=1, by=cast.mali, at=NOW + timedelta(hours=1)
    )
    version = person(one).version
    actions.split(event, give_back=[version], by=cast.mali, at=NOW + timedelta(hours=2))
    assert person(one).phone is None and person(two).phone == "0812345678"


def test_a_chain_is_undone_from_its_end(villages, cast):
    one, two, three = new_person(), new_person(), new_person()
    first = joined(cast, one, two)
    second = joined(cast, three, one)
    assert person(two).merged_into_id == three
    with pytest.raises(CannotSplit):
        actions.split(MergeEvent.objects.get(pk=first.pk), by=cast.mali, at=NOW)
    actions.split(second, by=cast.mali, at=NOW)
    assert person(two).merged_into_id == one and person(one).merged_into_id is None


def registered(cast, at, **texts):
    home = {"village": "1", "house_no": "77"}
    return actions.register({"given_name": "มาลี"} | texts, home, by=cast.mali, at=at).pk


def test_merges_and_splits_are_replayed(phone, cast):
    """Also what a phone sent for the merged id in between."""
    hours = [NOW + timedelta(hours=hour) for hour in range(10)]
    submit(phone)
    one, two = registered(cast, hours[1], phone="0812345678"), registered(cast, hours[2], nickname="อุ๊ย")
    event = joined(cast, one, UUID(FIRST_ID), "given_name", "household", at=hours[3])
    again = member(FIRST_ID, "บุญศรี", "male")
    submit(phone, at=hours[4], instance_id="uuid:55555555-5555-4555-8555-555555555555", members=again)
    actions.correct(person(one), {"title": "นาง"}, version=2, by=cast.mali, at=hours[5])
    joined(cast, two, one, "phone", at=hours[6])
    assert actions.replay_check().differences == ()
    actions.split(MergeEvent.objects.order_by("pk").last(), by=cast.mali, at=hours[7])
    actions.split(event, by=cast.mali, at=hours[8])
    joined(cast, UUID(FIRST_ID), two, "nickname", at=hours[9])
    report = actions.replay_check()
    assert report.differences == () and report.failed == 0


WORDS = {
    "given_name": ["มาลี", "มะลิ", "สมศรี"],
    "phone": ["0812345678", "", "0898765432"],
    "nickname": ["แดง", "", "ดำ"],
    "birth_date": ["2500-04-05", "2501", ""],
    "household": [str(home) for home in HOMES],
    "relation_to_head": ["child", "head", ""],
    "consent_sharing": ["yes", "no"],
}
said = st.dictionaries(st.sampled_from(sorted(WORDS)), st.integers(0, 2), min_size=1, max_size=4)
steps = st.lists(st.tuples(st.integers(0, 1), said), max_size=5)
chosen = st.sets(st.sampled_from(["given_name", "phone", "nickname", "birth", "household"]))


def _texts(words):
    return {name: WORDS[name][at % len(WORDS[name])] for name, at in words.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=steps, take=chosen, since=steps)
def test_merged_and_split_is_as_never_merged(villages, cast, before, take, since):
    """Whatever comes for either id before, while and after both are one."""
    with transaction.atomic():
        pairs = [(new_person(), new_person(1)) for _ in range(2)]
        for pair in pairs:
            for day, (who, words) in enumerate(before, start=2):
                say(updates("person", pair[who], **_texts(words)), day=day)
        event = joined(cast, *pairs[0], *take)
        for pair in pairs:
            for day, (who, words) in enumerate(since, start=10):
                say(updates("person", pair[who], **_texts(words)), day=day)
        actions.split(event, by=cast.mali, at=NOW + timedelta(days=20))
        merged, apart = ([state(key) for key in pair] for pair in pairs)
        assert merged == apart
        transaction.set_rollback(True)
