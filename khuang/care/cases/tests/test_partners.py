"""The directory of partners: added, changed by one at a time, ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.actions import partners
from khuang.care.cases.models import Partner
from khuang.care.cases.rules.sharing_problems import ChangedMeanwhile, NameTaken
from khuang.care.cases.tests.cast import TODAY
from khuang.care.cases.tests.conferences_cast import a_partner

SAID = {"name": "วัดบ้านทดสอบ", "kind": "temple", "contact": "พระครู", "phone": ""}


@pytest.fixture
def partner(cast, inside):
    return a_partner(cast)


def change(cast, partner, villages=(), revision=1, **said):
    return partners.change_partner(
        partner, SAID | said, villages=villages, revision=revision, by=cast.mali, at=NOW
    )


def test_it_keeps_how_to_reach_them_sealed_and_empty_as_nothing(cast, partner):
    change(cast, partner)
    found = Partner.objects.get()
    assert (found.name, found.contact, found.phone) == ("วัดบ้านทดสอบ", "พระครู", None)


def test_villages_come_and_go(cast, partner):
    first, second = (cast.villages[moo].pk for moo in (1, 2))
    change(cast, partner, villages=[first])
    change(cast, partner, villages=[first, second], revision=2)
    change(cast, partner, villages=[second], revision=3)
    assert [one.village_id for one in Partner.objects.get().villages.all()] == [second]


def test_two_who_change_it_meet(cast, partner):
    change(cast, partner)
    with pytest.raises(ChangedMeanwhile):
        change(cast, partner, contact="คนอื่น")
    assert Partner.objects.get().contact == "พระครู"


def test_one_name_once_while_it_is_worked_with(cast, partner):
    with pytest.raises(NameTaken):
        a_partner(cast)
    partners.end_partner(partner, until=TODAY, by=cast.mali, at=NOW)
    partners.end_partner(partner, until=TODAY + timedelta(days=3), by=cast.mali, at=NOW)
    assert Partner.objects.get().until == TODAY
    assert a_partner(cast)


@pytest.mark.parametrize("name", ["nok", "boonsri", "kham", "anan"])
def test_who_may_not_keep_it_does_not(cast, partner, name):
    who = getattr(cast, name)
    for do in (
        lambda: partners.add_partner(SAID, since=TODAY, by=who, at=NOW),
        lambda: partners.change_partner(partner, SAID, villages=(), revision=1, by=who, at=NOW),
        lambda: partners.end_partner(partner, until=TODAY, by=who, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            do()


def test_the_database_knows_that_nothing_ends_before_it_begins(partner):
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.update(until=TODAY - timedelta(days=1))
