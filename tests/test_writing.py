"""Rows that are inserted in one message are the rows that Django would have saved."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import NOW
from khuang.care.people.models import Change, Dwelling, Household, Person
from khuang.care.risk.models import KnownFacts
from khuang.ground.municipalities.writing import insert
from khuang.ground.places.models import Point

pytestmark = pytest.mark.usefixtures("inside")

DAY = date(2026, 11, 23)
# What could break out of a literal, or be taken for a placeholder.
AWKWARD = "ด'ช. \\' \\\\ \"%s\" %(a)s $1 ; -- {}"


def home() -> list:
    dwelling = Dwelling(house_no=AWKWARD[:30], known_from=DAY)
    household = Household(name=AWKWARD, dwelling=dwelling, known_from=DAY)
    person = Person(given_name=AWKWARD, sort_key=AWKWARD, household=household, known_from=DAY)
    return [dwelling, household, person]


def columns(row) -> tuple:
    """What the database holds of a row, sealed values left out, since no two are the same."""
    names = [f.attname for f in row._meta.concrete_fields if f.name not in {"id", "values"}]
    return type(row).objects.values_list(*names).get(pk=row.pk)


def changed(**more) -> Change:
    return Change(
        **{
            "list_name": "person",
            "record_id": more.pop("record_id"),
            "state": Change.State.APPLIED,
            "version": 1,
            "properties": ["given_name", AWKWARD[:40]],
            "values": {"given_name": AWKWARD},
            "by_kind": "device",
            "at": NOW,
        }
        | more
    )


def test_one_message_takes_rows_of_several_models(django_assert_num_queries):
    rows = home()
    with django_assert_num_queries(1):
        insert(rows)
    kept = Person.objects.select_related("household__dwelling").get()
    assert (kept.given_name, kept.household.name, kept.household.dwelling.house_no) == (
        AWKWARD,
        AWKWARD,
        AWKWARD[:30],
    )


def test_a_row_is_as_django_would_have_saved_it():
    key = uuid4()
    ours, its = changed(record_id=key), changed(record_id=key)
    insert([ours])
    its.save()
    assert columns(ours) == columns(its)


def test_empty_lists_and_missing_values_stay_so():
    insert([person := Person(sort_key="", known_from=DAY)])
    person.refresh_from_db()
    assert (person.languages, person.born_on, person.national_id) == ([], None, None)


def test_what_is_sealed_is_sealed():
    point = Point(position=(99.1, 18.4), cell_x=9910, cell_y=1840, source="map", captured_at=NOW)
    insert([point, change := changed(record_id=uuid4())])
    assert Point.objects.get().position == (99.1, 18.4)
    assert Change.objects.get().values == {"given_name": AWKWARD}
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values" FROM people_change WHERE id = %s', [change.pk])
        assert AWKWARD.encode() not in bytes(cursor.fetchone()[0])


def test_an_inserted_row_is_saved_as_one_that_is_there():
    insert(rows := home())
    rows[2].nickname = "คำ"
    rows[2].save()
    assert Person.objects.get().nickname == "คำ"


def test_a_row_whose_key_is_there_is_brought_up_to_date():
    insert(rows := home())
    insert([known := KnownFacts(person=rows[2], facts={"a": ["yes"]})])
    known.facts = {"a": ["no"]}
    other = KnownFacts(household=rows[1], facts={"b": ["yes"]})
    insert([known, other], or_update={KnownFacts: ["facts"]})
    assert {row.pk: row.facts for row in KnownFacts.objects.all()} == {
        known.pk: {"a": ["no"]},
        other.pk: {"b": ["yes"]},
    }


def test_a_constraint_speaks_as_it_does_to_django():
    with pytest.raises(IntegrityError, match="people_person_birth"), transaction.atomic():
        insert([Person(sort_key="", known_from=DAY, born_on=DAY)])


def test_nothing_to_insert_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])
