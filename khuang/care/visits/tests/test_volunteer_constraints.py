"""What the database itself refuses about volunteers, each with its sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.visits.models import (
    Absence,
    Availability,
    CarerInterview,
    Certificate,
    DigestLine,
    HandOver,
    Training,
    Undertaking,
    VisitWish,
    Volunteer,
    VolunteerArea,
    VolunteerKind,
    WeeklyDigest,
)
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, volunteer

MODELS = (
    *(Absence, Availability, CarerInterview, Certificate, DigestLine, HandOver, Training, Undertaking),
    *(VisitWish, Volunteer, VolunteerArea, VolunteerKind, WeeklyDigest),
)
NAMES = sorted(constraint.name for model in MODELS for constraint in model._meta.constraints)
BEFORE = TODAY - timedelta(1)


@pytest.fixture(autouse=True)
def town(cast, inside):
    """One row of each kind that may stand only once."""
    cast.person = home_of(cast.villages[1], "แม่คำ")[0]
    cast.one = volunteer("หนึ่ง", account=cast.boonsri, week=[(0, "morning")])
    cast.other = volunteer("สอง")
    cast.home = cast.person.dwelling
    VolunteerKind.objects.create(code="monk", name="พระ", per_half=2)
    VolunteerArea.objects.create(volunteer=cast.one, village=cast.villages[1])
    Certificate.objects.create(**certificate(cast))
    HandOver.objects.create(volunteer=cast.one, dwelling=cast.home)
    VisitWish.objects.create(person=cast.person, kind="same-sex", since=BEGAN)
    WeeklyDigest.objects.create(week=TODAY, counts={}, made_at=NOW)
    return cast


def certificate(town):
    said = {"year": 2027, "number": 1, "hours": 1, "years": 0, "made_on": TODAY}
    return said | {"volunteer": town.one}


def training(town, **said):
    return Training(**{"volunteer": town.one, "skill": "child", "hours": 6, "held_on": TODAY} | said)


def broken_rows(town):
    """One row for each constraint, by its name."""
    new = {"name": "ใหม่", "kind": "peer", "since": TODAY}
    talk = {"person": town.person, "version": "1", "answers": {}, "score": 0, "held_on": TODAY}
    handed = {"volunteer": town.other, "dwelling": town.home}
    wish = {"person": town.person, "since": TODAY}
    digest = WeeklyDigest.objects.get()
    away = {"reason": "sick", "noted_at": NOW, "first_on": TODAY}
    return {
        "visits_kind_once": VolunteerKind(code="monk", name="พระ", per_half=2),
        "visits_kind_load": VolunteerKind(code="nun", name="ชี", per_half=0),
        "visits_volunteer_account": Volunteer(**new, account=town.boonsri),
        "visits_volunteer_dates": Volunteer(**new, left_on=BEFORE, left_because="moved"),
        "visits_volunteer_left": Volunteer(**new, left_on=TODAY),
        "visits_volunteer_partner": _own_partner(Volunteer(**new)),
        "visits_area_once": VolunteerArea(volunteer=town.one, village=town.villages[1]),
        "visits_training_dates": training(town, expires_on=TODAY),
        "visits_training_hours": training(town, hours=0),
        "visits_undertaking_once": Undertaking(
            volunteer=town.one, version="2026-1", signed_on=TODAY, on_paper=True
        ),
        "visits_certificate_number": Certificate(**certificate(town)),
        "visits_handover_once": HandOver(volunteer=town.one, dwelling=town.home),
        "visits_handover_passed": HandOver(**handed, passed_to=town.one),
        "visits_handover_to_another": HandOver(**handed, passed_to=town.other, passed_at=NOW),
        "visits_availability_one_open": Availability(
            volunteer=town.one, weekday=0, half="morning", since=TODAY
        ),
        "visits_availability_weekday": Availability(
            volunteer=town.one, weekday=7, half="morning", since=TODAY
        ),
        "visits_availability_dates": Availability(
            volunteer=town.other, weekday=1, half="morning", since=TODAY, until=TODAY
        ),
        "visits_absence_dates": Absence(volunteer=town.one, last_on=BEFORE, **away),
        "visits_wish_once": VisitWish(**wish, kind="same-sex"),
        "visits_wish_whole": VisitWish(**wish, kind="avoid"),
        "visits_wish_dates": VisitWish(**wish, kind="language", language="nod", until=BEFORE),
        "visits_interview_hours": CarerInterview(**talk, hours=169, noted_at=NOW),
        "visits_digest_once": WeeklyDigest(week=TODAY, counts={}, made_at=NOW),
        "visits_digest_line_of_one": DigestLine(digest=digest, kind="praise"),
    }


def _own_partner(row):
    row.pk = uuid4()
    row.partner_id = row.pk
    return row


@pytest.mark.parametrize("name", NAMES)
def test_the_database_refuses(town, name):
    row = broken_rows(town)[name]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", NAMES)
def test_the_refusal_is_a_sentence(town, name):
    row = broken_rows(town)[name]
    [constraint] = [one for one in row._meta.constraints if one.name == name]
    with pytest.raises(ValidationError) as refused:
        constraint.validate(type(row), row)
    [sentence] = refused.value.messages
    assert sentence == str(constraint.violation_error_message)
    assert name not in sentence
