from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.people.rules import problems
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.properties import (
    HOUSEHOLD,
    LISTS,
    PERSON,
    REGISTRY_PROPERTIES,
    clean,
)
from khuang.lib.national_id import practice_number
from khuang.lib.thai_dates import PartialDate

VILLAGE = UUID("00000000-0000-7000-8000-000000000003")
GROUND = Ground(on=date(2026, 11, 23), villages={"52990103": VILLAGE, "3": VILLAGE})
OWN_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "2480", "2026-01-15", "1", "yes", "18.2 99.3 0 5", practice_number(4), "นายสมชาย ใจดี"]
    ),
)


def fields(list_name=PERSON, **texts):
    return clean(list_name, texts, GROUND).fields


def codes(list_name=PERSON, **texts):
    return [(p.code, p.name, p.proposed) for p in clean(list_name, texts, GROUND).problems]


@given(
    st.sampled_from(LISTS),
    st.dictionaries(
        st.sampled_from([p.name for p in REGISTRY_PROPERTIES] + ["full_name", "colour"]), OWN_TEXTS
    ),
)
def test_no_text_stops_an_intake_and_none_is_lost(list_name, texts):
    cleaned = clean(list_name, texts, GROUND)
    kept = {p.name for p in cleaned.problems}
    by_name = {p.name: p.field for p in REGISTRY_PROPERTIES if p.list_name == list_name}
    for name, text in texts.items():
        known = by_name.get(name)
        filled = known in cleaned.fields or known == "birth_precision"
        assert name in kept or filled or name == "full_name", text
    assert all(p.code in problems.SENTENCES for p in cleaned.problems)


@given(st.sampled_from(REGISTRY_PROPERTIES))
def test_an_empty_text_clears_its_field(known):
    cleaned = clean(known.list_name, {known.name: ""}, GROUND)
    assert not cleaned.problems
    assert cleaned.fields == ({} if known.field == "birth_precision" else {known.field: known.empty})


def test_an_absent_property_leaves_its_field():
    assert fields(nickname="ต้น") == {"nickname": "ต้น"}


def test_a_wrong_check_digit_keeps_the_person_and_drops_the_number():
    wrong = practice_number(1)[:-1] + str((int(practice_number(1)[-1]) + 1) % 10)
    assert fields(given_name="มาลี", national_id=wrong) == {"given_name": "มาลี"}
    assert codes(given_name="มาลี", national_id=wrong) == [("id_check_digit", "national_id", wrong)]


@pytest.mark.parametrize("year", ["2480", "1937", "๒๔๘๐"])
def test_birth_years_in_either_era(year):
    assert fields(birth_date="", birth_year=year) == {"birth": PartialDate(date(1937, 1, 1), "year")}


def test_a_birth_date_is_better_than_a_birth_year():
    assert fields(birth_year="2480", birth_date="1938-05-04")["birth"] == PartialDate(date(1938, 5, 4), "day")


def test_precision_takes_away_what_is_not_known():
    born = {"birth_date": "1938-05-04"}
    assert fields(**born, birth_precision="year")["birth"] == PartialDate(date(1938, 1, 1), "year")
    assert fields(**born, birth_precision="month")["birth"] == PartialDate(date(1938, 5, 1), "month")
    assert fields(birth_date="2480", birth_precision="day")["birth"].precision == "year"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2027-01-01", "date_in_the_future"),
        ("2440", "birth_too_long_ago"),
        ("31/2/2540", "date_no_such_day"),
        ("ไม่ทราบ", "date_unreadable"),
        ("2300", "date_year_unlikely"),
    ],
)
def test_an_impossible_birth_date_is_kept_aside(text, code):
    assert codes(birth_date=text) == [(code, "birth_date", text)]


def test_swapped_coordinates_are_put_right_and_noted():
    cleaned = clean(HOUSEHOLD, {"geometry": "99.3 18.2 0 5"}, GROUND)
    assert (cleaned.fields["place"].lon, cleaned.fields["place"].lat) == (99.3, 18.2)
    assert [p.code for p in cleaned.problems] == ["place_swapped"]


@pytest.mark.parametrize(
    ("text", "code"), [("10 101.5 0 5", "place_sea"), ("48.1 11.5 0 5", "place_outside")]
)
def test_a_home_in_the_sea_is_kept_out(text, code):
    assert fields(HOUSEHOLD, geometry=text) == {}
    assert codes(HOUSEHOLD, geometry=text) == [(code, "geometry", text)]


@pytest.mark.parametrize("code", ["52990103", "3", "03", "๓"])
def test_a_village_is_found_by_code_or_number(code):
    assert fields(HOUSEHOLD, village=code) == {"village": VILLAGE}


def test_an_unknown_village_is_noted():
    assert codes(HOUSEHOLD, village="99") == [("village_unknown", "village", "99")]


def test_a_name_in_one_piece_or_with_its_title_is_split():
    expected = {"title": "นาง", "given_name": "มาลี", "family_name": "ใจดี"}
    assert fields(full_name="นางมาลี ใจดี") == expected
    assert fields(title="", given_name="นางมาลี", family_name="ใจดี") == expected
    assert fields(full_name="นางมาลี ใจดี", family_name="แก้วดี")["family_name"] == "แก้วดี"


@pytest.mark.parametrize("text", ["081-234-5678", "+66 81 234 5678", "๐๘๑๒๓๔๕๖๗๘", "0066812345678"])
def test_one_phone_in_many_spellings(text):
    assert fields(phone=text) == {"phone": "0812345678"}


def test_what_the_registry_does_not_know_is_said():
    person = str(uuid4())
    assert codes(colour="red") == [("property_unknown", "colour", "red")]
    assert codes(sex="x") == [("not_a_choice", "sex", "x")]
    assert codes(household="บ้านลุง") == [("not_an_identifier", "household", "บ้านลุง")]
    assert codes(carer=person, phone="1") == [("phone_unreadable", "phone", "1")]
    assert codes(nickname="ก" * 61) == [("too_long", "nickname", "ก" * 61)]


def test_every_sentence_is_one():
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in problems.SENTENCES.values())
