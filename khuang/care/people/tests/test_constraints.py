"""What the database itself refuses, each with its sentence."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import NOW
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
from khuang.care.people.tests.intake import HOME, MALI, TON, a_family, three_villages

TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def family(inside):
    three_villages()
    return a_family()


def broken_rows():
    """One row for each constraint, by its name."""
    person = {"given_name": "ก", "sort_key": "ก", "known_from": TODAY}
    return {
        "people_dwelling_dates": Dwelling(known_from=TODAY, gone_on=BEFORE),
        "people_household_dates": Household(
            dwelling=Dwelling.objects.first(), known_from=TODAY, ended_on=BEFORE
        ),
        "people_person_birth": Person(**person, born_on=TODAY),
        "people_person_national_id": Person(**person, national_id="9"),
        "people_person_phone": Person(**person, phone_hash=b"0"),
        "people_person_died": Person(**person, born_on=TODAY, born_precision="day", died_on=BEFORE),
        "people_membership_dates": Membership(household_id=HOME, person_id=TON, since=TODAY, until=BEFORE),
        "people_membership_one_now": Membership(household_id=HOME, person_id=TON, since=TODAY),
        "people_care_dates": CareRelation(carer_id=TON, cared_for_id=MALI, since=TODAY, until=BEFORE),
        "people_care_one_now": CareRelation(carer_id=MALI, cared_for_id=TON, since=TODAY),
        "people_care_of_another": CareRelation(carer_id=MALI, cared_for_id=MALI, since=TODAY),
        "people_consent_decided": Consent(person_id=MALI, purpose="sharing"),
        "people_consent_dates": Consent(
            person_id=MALI, purpose="sharing", given_on=TODAY, withdrawn_on=BEFORE
        ),
        "people_change_version": Change(
            list_name="person", record_id=MALI, state="applied", properties=[], values={}, by_kind="x", at=NOW
        ),
        "people_attention_settled": Attention(
            code="held", list_name="person", record_id=MALI, opened_at=NOW, settled_by_id=uuid4()
        ),
    }


NAMES = sorted(
    constraint.name
    for model in (Attention, CareRelation, Change, Consent, Dwelling, Household, Membership, Person)
    for constraint in model._meta.constraints
)


@pytest.mark.parametrize("name", NAMES)
def test_the_database_refuses(name):
    row = broken_rows()[name]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", NAMES)
def test_the_refusal_is_a_sentence(name):
    row = broken_rows()[name]
    [constraint] = [one for one in row._meta.constraints if one.name == name]
    with pytest.raises(ValidationError) as refused:
        constraint.validate(type(row), row)
    [sentence] = refused.value.messages
    assert sentence == str(constraint.violation_error_message) and name not in sentence
