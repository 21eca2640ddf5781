"""Whoever is erased leaves no conference, guest or referral behind; whoever is merged keeps theirs."""

from datetime import timedelta

import pytest

from conftest import NOW
from khuang.care.cases.actions import conferences, guests, minutes, referrals
from khuang.care.cases.models import (
    AgendaEdit,
    AgendaItem,
    Conference,
    GuestComment,
    GuestPass,
    Participant,
    Partner,
    Referral,
    Resolution,
)
from khuang.care.cases.reads.conferences import conferences_of
from khuang.care.cases.tests.cast import TODAY, a_person
from khuang.care.cases.tests.conferences_cast import AFTER, BEGINS, a_case, a_conference, a_partner, a_request
from khuang.care.people.actions.erasure import approve_erasure, propose_erasure
from khuang.care.people.models import Person

GONE = (AgendaEdit, AgendaItem, Conference, GuestComment, GuestPass, Participant, Referral, Resolution)


@pytest.fixture
def case(cast, inside):
    """A case that was spoken of, with a guest who answered, and referred."""
    made = a_case(cast)
    held = a_conference(cast, made)
    partner = a_partner(cast)
    nurse = conferences.ask_outsider(held, "พยาบาล", partner=partner, by=cast.mali, at=NOW)
    guest = guests.invite(nurse, ["name"], by=cast.mali, at=NOW).guest
    item = held.items.first()
    minutes.write_minutes(held, {item.pk: ("เปิดประชุม", "")}, by=cast.mali, at=AFTER)
    decided = [minutes.Decided("ทำแผล", nurse, TODAY + timedelta(days=9))]
    (own,) = minutes.decide(held, decided, by=cast.mali, at=AFTER)
    guests.answer_own(guest, own, "done", "แล้วเสร็จ", at=AFTER)
    referrals.refer(made, a_request(partner), by=cast.mali, at=BEGINS)
    return made


def test_nothing_is_left_but_the_partner(cast, case):
    assert all(model.objects.exists() for model in GONE)
    proposed = propose_erasure(case.person, because="request", by=cast.mali, at=AFTER)
    approve_erasure(proposed, by=cast.prasit, at=AFTER)
    assert [model.__name__ for model in GONE if model.objects.exists()] == []
    assert Partner.objects.exists()


def test_a_merged_person_keeps_the_conferences_of_their_case(cast, case):
    survivor = a_person(cast.villages[1], "คำปันอีกใบ")
    Person.objects.filter(pk=case.person_id).update(merged_into=survivor)
    case.refresh_from_db()
    assert conferences_of(case).count() == 1
