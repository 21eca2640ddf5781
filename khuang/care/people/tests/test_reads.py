"""What screens, phones and figures are told."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from conftest import NOW
from khuang.care.people import figures, reads
from khuang.care.people.models import Household, Person
from khuang.care.people.rules.ages import Age
from khuang.care.people.rules.filters import Filter, read_filter
from khuang.care.people.tests.intake import HOME, MALI, TON, a_family, creates, mali, say, updates
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.journal.actions import SYSTEM

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def family(cast, inside):
    """Mali and Ton in village 3."""
    return a_family()


def listed(**words):
    return [person.given_name for person in reads.people(SYSTEM, Filter(**words), on=TODAY)]


def test_a_list_is_in_order_of_given_names():
    say(*(creates("person", uuid4(), given_name=name, household=str(HOME)) for name in ("เกษม", "กมล")))
    assert listed() == ["กมล", "เกษม", "ต้น", "มาลี"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"sex": "female"}, ["มาลี"]),
        ({"age_band": "80+"}, ["มาลี"]),
        ({"age_band": "5-14"}, ["ต้น"]),
        ({"last_seen": "30"}, ["ต้น", "มาลี"]),
        ({"last_seen": "never"}, []),
        ({"last_seen": "over-90"}, []),
        ({"village": "no such village"}, []),
    ],
)
def test_a_list_is_narrowed(words, expected):
    assert listed(**words) == expected


def test_a_word_that_is_no_choice_narrows_nothing():
    assert read_filter({"sex": "x", "age_band": "7"}) == Filter()
    assert Filter(sex="male").in_use == {"sex": "male"}


def test_a_list_holds_only_the_places_of_the_actor(cast):
    other = uuid4()
    away = creates("person", uuid4(), given_name="ไกล", household=str(other))
    say(creates("household", other, village="1"), away)
    assert {p.given_name for p in reads.people(cast.mali, Filter(), on=TODAY)} == {"ต้น", "มาลี", "ไกล"}
    assert list(reads.people(cast.boonsri, Filter(), on=TODAY)) == []


def test_a_record_holds_everything_about_a_person():
    record = reads.person_record(mali(), SYSTEM, on=TODAY)
    assert record.age == Age(81, 82)
    assert record.household.head == mali()
    assert [str(person) for person, _ in record.household.members] == ["นางมาลี ใจดี", "เด็กชายต้น ใจดี"]
    assert [care.cared_for_id for care in record.cares_for] == [TON]
    assert record.provenance["full_name"].version == 1


def test_whoever_left_is_not_of_the_household_any_more():
    say(updates("person", TON, left_on="2569-11-01"))
    assert len(reads.household_record(Household.objects.get(), SYSTEM).members) == 1
    assert listed() == ["มาลี"]


def test_persons_come_by_the_ids_of_their_entities():
    assert set(reads.persons([MALI, uuid4()])) == {MALI}


def test_a_phone_carries_only_assigned_homes_and_no_secrets(cast, family):
    assert list(reads.phone_people(SimpleNamespace(holder=cast.nok))) == []
    held = accounts.give_role(cast.nok, "researcher", held_at="homes", by=SYSTEM, at=NOW)
    accounts.assign_homes(held, [family.dwelling_id], by=SYSTEM, at=NOW)
    device = SimpleNamespace(holder=Account.objects.get(pk=cast.nok.pk))
    rows = {row[0]: row for row in reads.phone_people(device)}
    assert set(rows) == {MALI, TON}
    key, label, version, properties = rows[MALI]
    assert (label, version) == ("นางมาลี ใจดี 12/1", 1)
    assert not {"national_id", "phone", "geometry"} & properties.keys()
    [(_, label, _, properties)] = reads.phone_households(device)
    assert "12/1" in label and properties["village"] == family.village.code


def test_figures_count_everyone_once():
    counted = figures.persons(on=TODAY)
    assert sum(figure.count for figure in counted) == Person.objects.count()
    assert figures.total(counted, "age_band") == {"80+": 1, "5-14": 1}
    assert figures.total(counted, "sex") == {"female": 1, "male": 1}
    assert figures.households() == 1


def test_a_home_without_a_number_has_a_name():
    say(updates("household", HOME, house_no=""))
    home = Household.objects.get(pk=HOME).dwelling
    assert not home.house_no
    assert str(home)
