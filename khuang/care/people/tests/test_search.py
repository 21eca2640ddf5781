"""People are found by names, numbers and homes; inside one's places, and never everybody."""

import datetime

import pytest
from django.utils import translation
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.people.actions import correct, merge, register, split
from khuang.care.people.actions import keys as indexing
from khuang.care.people.models import Person, PersonKey
from khuang.care.people.reads.search import found, plan
from khuang.care.people.rules.keys import house_no
from khuang.care.people.rules.likeness import alike
from khuang.care.people.rules.wanted import neighbours, read_wanted
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.lib.national_id import practice_number, shown

ON = datetime.date(2026, 11, 23)
NUMBER = practice_number(5)


@pytest.fixture(autouse=True)
def in_thai():
    with translation.override("th"):
        yield


@pytest.fixture
def somchai(cast, inside):
    person = {
        "given_name": "สมชาย",
        "family_name": "แก้วมั่น",
        "nickname": "แดง",
        "phone": "0812345678",
        "national_id": NUMBER,
    }
    home = {"house_no": "๔๕/๒", "village": "3"}
    return register(person, home, by=cast.mali, at=NOW)


def names(actor, text):
    return [one.person.given_name for one in found(actor, text, on=ON).found]


@pytest.mark.parametrize(
    "text",
    [
        "สมชาย แก้วมั่น", "สมไชย แกวมัน", "แก้วมั่น สมชาย", "นายสมชายแก้วมั่น", "Somchai Kaewman", "สมช", "แดง",
        "ลุงแดง", "แดง แก้วมั่น", "45/2", "บ้านเลขที่ ๔๕/๒ หมู่ 3", "สมชาย 45/2", "สมชาย ม.3", "081-234 5678",
        "+66 81 234 5678", "5678", NUMBER, shown(NUMBER),
        NUMBER[-4:], "l,=kp", "l,=kp cdh;,yjo",
    ],
)  # fmt: skip
def test_whatever_is_remembered_of_somebody_finds_them(cast, somchai, text):
    assert names(cast.mali, text) == ["สมชาย"]


@pytest.mark.parametrize(
    "text", ["", "ส", " ส ", "%", "**", "_", "4", "%%%%", "ไม่มีใครชื่อนี้เลย", "0899999999", "smch"]
)
def test_what_is_too_short_or_fits_nobody_finds_nobody(cast, somchai, text):
    assert names(cast.mali, text) == []


def test_it_is_said_why_somebody_was_found(cast, somchai):
    said = {
        text: found(cast.mali, text, on=ON).found[0].why for text in ("สมไชย แก้วมั่น", "แดง", "5678", "45/2")
    }
    assert said == {
        "สมไชย แก้วมั่น": ["เสียงคล้ายกัน: สมไชย ~ สมชาย"],
        "แดง": ["ชื่อเล่น: แดง"],
        "5678": ["โทรศัพท์ลงท้าย 5678"],
        "45/2": ["อยู่บ้านเลขที่ 45/2"],
    }


def test_numbers_find_only_for_whoever_may_see_them(cast, somchai):
    accounts.assign_homes(cast.boonsri.assignments.get(), [somchai.dwelling_id], by=SYSTEM, at=NOW)
    assert names(cast.boonsri, "สมชาย") == ["สมชาย"]
    assert (
        names(cast.boonsri, "0812345678") == names(cast.boonsri, "5678") == names(cast.boonsri, NUMBER) == []
    )


def test_nobody_is_found_outside_the_actors_places(cast, somchai):
    assert names(cast.nok, "สมชาย") == ["สมชาย"]
    assert names(cast.boonsri, "สมชาย แก้วมั่น") == names(cast.anan, "สมชาย แก้วมั่น") == []


def test_who_asked_that_their_data_rest_is_found_only_by_who_answers_requests(cast, somchai):
    Person.objects.update(restricted_at=NOW)
    assert names(cast.mali, "สมชาย") == ["สมชาย"]
    assert names(cast.nok, "สมชาย") == []


def test_a_guarded_record_is_not_found(cast, somchai):
    Person.objects.update(level=Person.Level.SEALED)
    assert names(cast.mali, "สมชาย แก้วมั่น") == []


def test_who_left_or_died_is_found_and_it_is_said(cast, somchai):
    Person.objects.update(died_on=ON)
    assert found(cast.mali, "สมชาย", on=ON).found[0].why == ["เสียชีวิตแล้ว"]


def test_when_many_fit_the_first_ten_are_shown_and_more_is_asked_for(cast, inside):
    for number in range(12):
        register(
            {"given_name": "บุญมี", "family_name": f"ใจ{'กขคงจฉชซ'[number % 8]}า"}, {}, by=cast.mali, at=NOW
        )
    answer = found(cast.mali, "บุญมี", on=ON)
    assert len(answer.found) == 10
    assert answer.is_cut


def test_a_corrected_name_and_a_new_house_number_are_found_at_once(cast, somchai):
    correct(somchai, {"given_name": "ประเสริฐ"}, version=somchai.version, by=cast.mali, at=NOW)
    correct(somchai.household, {"house_no": "99"}, version=somchai.household.version, by=cast.mali, at=NOW)
    assert names(cast.mali, "สมชาย") == []
    assert names(cast.mali, "45/2") == []
    assert names(cast.mali, "ปะเสิด") == names(cast.mali, "99") == ["ประเสริฐ"]


def test_the_names_of_a_merged_record_find_the_survivor_until_it_is_split(cast, somchai):
    said = {"given_name": "ประเสริฐ", "family_name": "ทองดี", "phone": "0898765432"}
    double = register(said, somchai.household_id, by=cast.mali, at=NOW)
    event = merge(Person.objects.get(pk=somchai.pk), double, take=[], by=cast.mali, at=NOW)
    assert names(cast.mali, "ประเสริฐ ทองดี") == names(cast.mali, "0898765432") == ["สมชาย"]
    with override("en"):
        assert found(cast.mali, "ประเสริฐ", on=ON).found[0].why == ["was also recorded as ประเสริฐ ทองดี"]
    before = set(PersonKey.objects.values_list("key", "person"))
    PersonKey.objects.all().delete()
    indexing.fill()
    assert set(PersonKey.objects.values_list("key", "person")) == before
    split(event, by=cast.mali, at=NOW)
    assert names(cast.mali, "ประเสริฐ ทองดี") == names(cast.mali, "0898765432") == ["ประเสริฐ"]
    assert names(cast.mali, "สมชาย") == ["สมชาย"]


def test_a_registry_without_keys_gets_them(cast, somchai):
    before = set(PersonKey.objects.values_list("key", "person"))
    PersonKey.objects.all().delete()
    assert names(cast.mali, "สมชาย") == []
    assert indexing.fill() == 1
    assert set(PersonKey.objects.values_list("key", "person")) == before
    assert indexing.fill() == 0


def test_the_look_up_uses_the_index_under_row_level_security(cast, somchai, owner):
    # So many that no other way looks cheap, in a table PostgreSQL last counted when nobody was in it.
    PersonKey.objects.bulk_create(PersonKey(key=number, person=somchai) for number in range(5000))
    owner.execute("ANALYZE people_personkey")
    said = " ".join(plan("สมชาย แก้วมั่น"))
    assert "people_personkey_pkey" in said
    assert "Seq Scan" not in said


def test_no_number_lies_readable_in_the_keys(cast, somchai):
    written = " ".join(str(key) for key in PersonKey.objects.values_list("key", flat=True))
    assert "5678" not in written.split()
    assert NUMBER not in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("๔๕ / ๒", "45/2"),
        ("บ้านเลขที่ 45/2 หมู่ 3", "45/2"),
        ("เลขที่ 7", "7"),
        ("12ก", "12ก"),
        ("", ""),
        ("No. 8", "8"),
    ],
)
def test_a_house_number_has_one_spelling(text, expected):
    assert house_no(text) == house_no(house_no(text)) == expected


@given(st.text(max_size=120))
def test_whatever_is_typed_is_read(text):
    wanted = read_wanted(text)
    assert len(wanted.words) <= 4


@given(st.text("KGCSTPMNYWHA", min_size=1, max_size=8))
def test_who_is_a_neighbour_has_one_as_well(consonants):
    assert all(abs(len(one) - len(consonants)) <= 1 for one in neighbours(consonants))


@given(st.text("กขคงจชดตนบปมยรลวสหา่้ิุ", min_size=1, max_size=12))
def test_a_name_is_most_like_itself(name):
    assert alike(name, name) >= alike(name, f"{name}กก")
