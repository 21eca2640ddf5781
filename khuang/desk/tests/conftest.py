"""A family in village 3 that was surveyed, and another in village 1 that was not."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from conftest import NOW
from conftest import sign_in as enter
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import HOME, MALI, TON, a_family, creates, say
from khuang.care.risk.tests.surveyed import barthel, person, survey
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        a_family()
        survey(person(MALI, **barthel("0000000000")))
        far, kaew = uuid4(), uuid4()
        say(
            creates("household", far, village="1", house_no="7", geometry="18.30 99.45 0 6"),
            creates(
                "person", kaew, full_name="นายแก้ว อยู่ไกล", birth_year="2520", sex="male", household=str(far)
            ),
        )
        rows = Person.objects.in_bulk([MALI, TON, kaew])
        boonsri_role = cast.boonsri.assignments.get()
        accounts.assign_homes(boonsri_role, [rows[kaew].dwelling_id], by=SYSTEM, at=NOW)
    return SimpleNamespace(cast=cast, home=HOME, mali=rows[MALI], ton=rows[TON], kaew=rows[kaew])


@pytest.fixture
def sign_in(client):
    """Sign in as somebody of the cast and give the client."""

    def as_one(account):
        enter(client, account)
        return client

    return as_one
