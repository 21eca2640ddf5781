"""Is this person already here? At entry, at intake, and over the whole registry."""

from uuid import uuid4

import pytest

from conftest import NOW
from khuang.care.people import actions
from khuang.care.people.actions.duplicates import comes_back, in_order, open_pairs
from khuang.care.people.models import DuplicateCandidate, DuplicateSearch, Person
from khuang.care.people.reads import duplicates
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.properties import clean
from khuang.care.people.tests.intake import a_family, creates, mali, say, three_villages, ton
from khuang.care.people.tests.test_replay import phone, submit
from khuang.ground.journal import long_work
from khuang.ground.surveys.tests.sample_forms import member
from khuang.lib.national_id import practice_number

__all__ = ["phone"]  # a fixture
NUMBER = practice_number(12345)


@pytest.fixture
def villages(cast, inside):
    return three_villages()


def asked(villages, moo=3, house_no="12/1", **texts):
    fields = clean("person", texts, Ground(on=NOW.date(), villages={})).fields
    village = villages[moo].pk if moo else None
    return duplicates.likely(duplicates.candidate(fields, village=village, house_no=house_no))


def stranger(**texts):
    key = uuid4()
    say(creates("person", key, **texts))
    return Person.objects.get(pk=key)


@pytest.mark.parametrize(
    "texts",
    [
        {"full_name": "นางมาลี ใจดี", "birth_year": "2487"},
        {"full_name": "นางมะลี ใจดี", "birth_year": "2487"},
        {"given_name": "ใจดี", "family_name": "มาลี", "birth_date": "2487-05-04"},
        {"full_name": "นางมาลี ไจดี", "birth_date": "2487"},
    ],
)
def test_who_is_here_is_found_again(villages, texts):
    a_family()
    found = asked(villages, **texts)
    assert [match.person_id for match in found] == [mali().pk]
    assert found[0].probability > 0.8 and found[0].evidence["given"] > 0


def test_a_grandson_is_not_his_grandmother(villages):
    a_family()
    assert asked(villages, full_name="ด.ญ.แก้ว ใจดี", birth_date="2560-01-08") == []


def test_the_same_id_number_outweighs_another_name(villages):
    person = stranger(full_name="นายคำ ปันใจ", birth_date="2510-03-02", national_id=NUMBER)
    found = asked(villages, full_name="นายคำมูล ปันใจ", birth_date="2510-03-02", national_id=NUMBER)
    assert [match.person_id for match in found] == [person.pk]
    assert found[0].levels["national_id"] == "same"


def test_a_newcomer_who_may_be_known_is_registered_and_a_pair_is_opened(phone):
    submit(phone)
    known = Person.objects.get(given_name="บุญศรี")
    other = uuid4()
    again = member(str(other), "บุญศรี", "male")
    submit(phone, instance_id="uuid:66666666-5555-4555-8555-555555555555", members=again)
    assert Person.objects.filter(pk=other).exists()
    for pair in DuplicateCandidate.objects.all():
        assert {pair.person_a_id, pair.person_b_id} == {known.pk, other}


def searched(cast):
    work = actions.new_search(by=cast.mali, at=NOW)
    while actions.search_piece(work, NOW):
        pass
    work.state = work.State.DONE
    work.save()
    return work


def test_the_whole_registry_is_searched(villages, cast):
    a_family()
    twice = stranger(full_name="นางมาลี ใจดี", birth_year="2487", household=str(mali().household_id))
    work = searched(cast)
    pair = DuplicateCandidate.objects.get()
    assert (pair.person_a_id, pair.person_b_id) == in_order(mali().pk, twice.pk)
    assert pair.levels["given"] == "same" and pair.probability > 0.9
    assert (work.found, work.total, work.done) == (1, 3, 3)
    searched(cast)
    assert DuplicateCandidate.objects.count() == 1


def test_the_batch_and_the_question_at_entry_agree(villages, cast):
    a_family()
    twice = stranger(full_name="นางมะลี ใจดี", birth_year="2487", household=str(mali().household_id))
    searched(cast)
    kept = DuplicateCandidate.objects.get()
    one = duplicates.known(twice, "12/1")
    match = duplicates.likely(one, besides=[twice.pk])[0]
    assert dict(match.levels) == kept.levels


def test_one_wrong_digit_of_an_id_number_does_not_part_two(villages, cast):
    right = next(
        (one, two)
        for one in map(practice_number, range(10, 2000))
        for two in [one[:2] + "7" + one[3:]]
        if one[2] != "7"
    )
    stranger(full_name="นายคำ ปันใจ", birth_date="2510-03-02", national_id=right[0])
    stranger(full_name="นายคำ ปันใจ", birth_date="2510-03-02", national_id=right[1])
    searched(cast)
    assert DuplicateCandidate.objects.get().levels["national_id"] == "near"


def test_a_decision_is_remembered(villages, cast):
    a_family()
    twice = stranger(full_name="นางมาลี ใจดี", birth_year="2487", household=str(mali().household_id))
    searched(cast)
    actions.keep_apart((mali(), twice), None, by=cast.mali, at=NOW)
    searched(cast)
    assert DuplicateCandidate.objects.get().decision == "different"


def test_only_an_id_number_that_has_become_the_same_asks_again():
    assert comes_back("different", {"national_id": ""}, {"national_id": "same"})
    assert not comes_back("different", {"national_id": "same"}, {"national_id": "same"})
    assert not comes_back("different", {"given": "other"}, {"given": "same"})
    assert not comes_back("same", {}, {"national_id": "same"})


def test_whoever_asked_not_to_be_merged_is_left_in_peace(villages, cast):
    a_family()
    twice = stranger(full_name="นางมาลี ใจดี", birth_year="2487", household=str(mali().household_id))
    actions.keep_apart((mali(), ton()), None, asked_by=mali(), by=cast.mali, at=NOW)
    searched(cast)
    assert not DuplicateCandidate.objects.filter(decision="open").exists()
    match = duplicates.likely(duplicates.known(twice, "12/1"), besides=[twice.pk])[0]
    assert open_pairs({in_order(mali().pk, twice.pk): match}, at=NOW) == 0


def test_a_search_that_another_worker_takes_up_ends_the_same(villages, cast):
    a_family()
    stranger(full_name="นางมาลี ใจดี", birth_year="2487", household=str(mali().household_id))
    from khuang.care.people.actions import searching

    work = actions.new_search(by=cast.mali, at=NOW)
    assert actions.search_piece(work, NOW)
    searching._held.clear()
    while actions.search_piece(work, NOW):
        pass
    assert work.found == 1


def test_a_search_runs_as_long_work(villages, cast, municipality):
    a_family()
    work = actions.new_search(by=cast.mali, at=NOW)
    more = long_work.carry_on(municipality.pk, DuplicateSearch, work.pk, actions.search_piece)
    assert not more
    work.refresh_from_db()
    assert work.state == "done" and work.done == work.total == 2
