"""What becomes of proposals, through the database."""

from datetime import date
from uuid import uuid4

import pytest

from khuang.care.people.models import (
    Attention,
    CareRelation,
    Change,
    Consent,
    Dwelling,
    Household,
    Membership,
    Person,
)
from khuang.care.people.tests.intake import (
    HOME,
    MALI,
    TON,
    a_family,
    creates,
    mali,
    say,
    three_villages,
    ton,
    updates,
)
from khuang.ground.municipalities.fields import keyed_hash
from khuang.ground.places.models import Point
from khuang.lib.national_id import practice_number


@pytest.fixture(autouse=True)
def villages(inside):
    """Everything here happens in one municipality of three villages."""
    return three_villages()


def codes():
    return sorted(Attention.objects.filter(settled_at=None).values_list("code", flat=True))


def test_a_survey_makes_a_home_a_household_and_persons(villages):
    household = a_family()
    village = villages[3]
    assert household.dwelling.house_no == "12/1" and household.village == village
    assert household.dwelling.point.position == (99.38, 18.21)
    assert str(mali()) == "นางมาลี ใจดี" and mali().sex == "female"
    assert (mali().born_on, mali().born_precision) == (date(1944, 1, 1), "year")
    assert {p.village for p in Person.objects.all()} == {village}
    assert {p.dwelling for p in Person.objects.all()} == {household.dwelling}
    assert Membership.objects.get(person=MALI).relation == "head"
    assert CareRelation.objects.get(cared_for=TON).carer_id == MALI
    assert codes() == []


def test_two_families_may_share_a_house_number():
    a_family()
    say(creates("household", uuid4(), village="3", house_no="12/1"))
    say(creates("household", uuid4(), village="2", house_no="12/1"))
    assert Household.objects.count() == 3 and Dwelling.objects.count() == 2


def test_an_absent_answer_leaves_and_an_empty_one_clears():
    a_family()
    say(updates("person", MALI, base=1, nickname="แม่ลี", family_name=""), day=2)
    say(updates("person", MALI, base=2, sex="female"), day=3)
    assert (mali().nickname, mali().given_name, mali().family_name) == ("แม่ลี", "มาลี", "")
    assert mali().version == 3 and mali().last_seen_on == date(2026, 11, 25)


def test_a_number_is_sealed_and_found_by_its_hash():
    a_family()
    number = practice_number(1)
    say(updates("person", MALI, national_id=number, phone="081 234 5678"))
    found = Person.objects.get(national_id_hash=keyed_hash(number, "national_id"))
    assert found.pk == MALI and found.national_id == number and found.phone == "0812345678"


def test_a_wrong_number_registers_the_person_and_asks():
    say(creates("person", MALI, given_name="มาลี", national_id="9000000000001"))
    assert mali().national_id is None
    item = Attention.objects.get()
    assert (item.code, item.property, item.proposed) == ("id_check_digit", "national_id", "9000000000001")


def test_a_home_in_the_sea_stays_off_the_map():
    say(creates("household", HOME, village="3", geometry="10.0 101.5 0 5"))
    assert Point.objects.count() == 0 and codes() == ["place_sea"]


def test_a_moved_pin_keeps_the_one_before():
    a_family()
    say(updates("household", HOME, base=1, geometry="18.22 99.39 0 3"))
    assert Household.objects.get().dwelling.point.position == (99.39, 18.22)
    assert Point.objects.count() == 2


def test_disjoint_changes_of_two_phones_both_hold():
    a_family()
    say(updates("person", MALI, base=1, phone="0812345678"), day=2)
    say(updates("person", MALI, base=1, nickname="แม่ลี"), day=3)
    assert (mali().phone, mali().nickname, mali().version) == ("0812345678", "แม่ลี", 3)
    assert codes() == []


def test_clashing_changes_keep_both_and_ask():
    a_family()
    say(updates("person", MALI, base=1, nickname="แม่ลี"), day=2)
    say(updates("person", MALI, base=1, nickname="ป้าลี", sex="female"), day=3)
    assert mali().nickname == "แม่ลี" and codes() == ["conflict"]
    assert Attention.objects.get().proposed == "ป้าลี"
    assert Change.objects.filter(record_id=MALI).last().values["nickname"] == "ป้าลี"


def test_the_same_answer_of_two_phones_is_no_conflict():
    a_family()
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    assert codes() == []


def test_an_update_before_its_creation_waits_and_then_holds():
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    assert codes() == ["held"] and not Person.objects.exists()
    say(creates("person", MALI, given_name="มาลี"), day=2)
    assert mali().nickname == "แม่ลี" and mali().version == 2 and codes() == []
    states = Change.objects.filter(record_id=MALI).values_list("state", "version")
    assert set(states) == {("released", None), ("applied", 1), ("applied", 2)}


def test_a_chain_from_one_phone_may_arrive_in_any_order():
    a_family()
    say(updates("person", MALI, base=3, nickname="ลี"))
    say(updates("person", MALI, base=2, nickname="ป้าลี"))
    assert mali().nickname == "" and codes() == ["held", "held"]
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    assert mali().nickname == "ลี" and mali().version == 4 and codes() == []


def test_a_person_moves_and_the_old_membership_stays():
    a_family()
    other = uuid4()
    say(
        creates("household", other, village="2", house_no="9"),
        updates("person", TON, base=1, household=str(other), relation_to_head="grandchild"),
        day=5,
    )
    old, new = Membership.objects.filter(person=TON)
    assert (old.until, new.since, new.relation) == (date(2026, 11, 27), date(2026, 11, 27), "grandchild")
    assert ton().household_id == other and ton().village.moo == 2


def test_a_household_that_moves_takes_its_people_along():
    a_family()
    say(updates("household", HOME, base=1, village="2", house_no="77"))
    assert {p.village.moo for p in Person.objects.all()} == {2}
    assert Dwelling.objects.count() == 2
    assert {p.dwelling.house_no for p in Person.objects.all()} == {"77"}


def test_a_home_without_a_number_gets_one_in_place():
    say(creates("household", HOME, village="3", geometry="18.21 99.38 0 6"))
    say(updates("household", HOME, base=1, house_no="5"))
    assert Dwelling.objects.get().house_no == "5"


def test_what_refers_to_nobody_is_asked_about():
    nobody = str(uuid4())
    say(creates("person", MALI, given_name="มาลี", household=nobody, carer=nobody))
    say(creates("person", TON, given_name="ต้น", carer=str(TON)))
    assert codes() == ["carer_is_self", "carer_unknown", "household_unknown"]
    assert Person.objects.count() == 2


def test_another_carer_ends_the_care_of_the_first():
    a_family()
    aunt = uuid4()
    say(
        creates("person", aunt, given_name="แก้ว"),
        updates("person", TON, base=1, carer=str(aunt), carer_kind="paid"),
        day=4,
    )
    first, second = CareRelation.objects.filter(cared_for=TON)
    assert first.until == date(2026, 11, 26) and second.carer_id == aunt and second.kind == "paid"


def test_a_consent_is_given_withdrawn_and_given_again():
    a_family()
    for day, answer in ((1, "yes"), (2, "yes"), (3, "no"), (4, "no"), (5, "yes")):
        say(updates("person", MALI, consent_sharing=answer), day=day)
    given = Consent.objects.filter(person=MALI, purpose="sharing")
    assert [(c.given_on.day, c.withdrawn_on and c.withdrawn_on.day) for c in given] == [(23, 25), (27, None)]
    say(updates("person", MALI, consent_photograph="no"))
    assert not Consent.objects.get(purpose="photograph").holds


def test_nobody_dies_before_being_born():
    a_family()
    say(updates("person", TON, died_on="2550-01-01"))
    assert ton().died_on is None and codes() == ["death_before_birth"]
    say(updates("person", TON, died_on="2569-11-01"))
    assert not ton().is_here


def test_every_change_points_to_its_submission():
    a_family()
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    assert all(c.submission_id for c in Change.objects.all())
    assert [c.version for c in Change.objects.filter(record_id=MALI)] == [1, 2]


def test_a_family_of_six_costs_no_more_statements_than_one_of_two(django_assert_max_num_queries):
    home = uuid4()
    members = [creates("person", uuid4(), given_name="คำ", household=str(home)) for _ in range(6)]
    with django_assert_max_num_queries(4):
        say(creates("household", home, village="3", house_no="1", geometry="18.21 99.38 0 6"), *members)


def test_the_same_conflict_is_asked_about_once():
    a_family()
    say(updates("person", MALI, base=1, nickname="แม่ลี"))
    for text in ("ป้าลี", "ป้าลี", "ยายลี"):
        say(updates("person", MALI, base=1, nickname=text))
    assert codes() == ["conflict", "conflict"]


def test_a_number_that_another_living_person_has_is_kept_and_asked_about():
    a_family()
    number = practice_number(1)
    say(updates("person", MALI, national_id=number))
    assert codes() == []
    say(creates("person", uuid4(), given_name="แก้ว", national_id=number))
    assert codes() == ["id_shared"]
    say(updates("person", MALI, national_id=number))
    assert codes() == ["id_shared"]


def test_a_number_of_somebody_who_died_is_not_shared():
    a_family()
    say(updates("person", MALI, national_id=practice_number(1), died_on="2569-11-01"))
    say(updates("person", TON, national_id=practice_number(1)))
    assert codes() == []


def test_two_of_one_survey_with_one_number_are_both_asked_about():
    for_both = {"national_id": practice_number(1)}
    say(
        creates("person", MALI, given_name="มาลี", **for_both),
        creates("person", TON, given_name="ต้น", **for_both),
    )
    assert codes() == ["id_shared", "id_shared"]


def test_to_ask_whose_numbers_they_are_costs_one_statement(django_assert_max_num_queries):
    home = uuid4()
    members = [
        creates("person", uuid4(), given_name="คำ", household=str(home), national_id=practice_number(number))
        for number in range(6)
    ]
    with django_assert_max_num_queries(14):
        say(creates("household", home, village="3", house_no="1", geometry="18.21 99.38 0 6"), *members)
