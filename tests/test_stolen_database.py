"""Whoever steals the database without the keys."""

import struct

import pytest
from django.db import connection, transaction

from khuang.care.people.models import Person
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Point
from khuang.ground.surveys.models import Submission
from khuang.site.demo.build import build

SURVEYS = 40


def every_row():
    """Give all rows of all tables as text, as a dump holds them; bytes are written in hexadecimal."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT stolen::text FROM "{table}" stolen')  # noqa: S608 - names of our tables
            yield from (row for (row,) in cursor.fetchall())


def looks(*texts):
    """How texts could stand in a dump: plainly, or as bytes."""
    return {look for text in texts if text for look in (text, text.encode().hex())}


def places():
    """How the points of homes could stand in a dump: as a phone or a map writes them, or packed."""
    for one in Point.objects.all():
        lon, lat = one.position
        near, far = f"{lat:.5f}", f"{lon:.5f}"
        yield from looks(f"{near} {far}", f"{far}, {near}", f"{far},{near}")
        yield from (struct.pack(order + "dd", lon, lat).hex() for order in "<>")


def wanted():
    """Say what a thief would like to find."""
    people = Person.objects.all()
    return {
        "names": looks(*(one.given_name for one in people)),
        "ID numbers": looks(*(one.national_id for one in people)),
        "telephones": looks(*(one.phone for one in people)),
        "places": set(places()),
        "surveys": looks(*(bytes(one.raw)[:80].decode() for one in Submission.objects.all())),
    }


@pytest.fixture(scope="module")
def stolen(django_db_setup, django_db_blocker):
    """Steal a small demo: the rows, and what a thief would like to find in them."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo = build(at_most=SURVEYS, workers=1)
        with within(demo.municipality):
            found = "\n".join(every_row()), wanted()
        transaction.set_rollback(True)
    return found


def test_a_thief_finds_what_lies_in_clear(stolen):
    # Names do, docs/adr/0015-names-in-clear.md says why. It shows that the next test looks at all.
    rows, wanted = stolen
    assert any(word in rows for word in wanted["names"])


@pytest.mark.parametrize("what", ["ID numbers", "telephones", "places", "surveys"])
def test_a_thief_finds_none(stolen, what):
    rows, wanted = stolen
    assert wanted[what] and [word for word in wanted[what] if word in rows] == []
