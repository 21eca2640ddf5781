"""Whose telephones the page of the stand-in shows: an elder's, her daughter's, a volunteer's.

Their LINE ids are those of the stand-in's cast; they stand here once more, so that a demo can be built
where LINE's folder was taken away.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from khuang.care.correspondence.actions import linking, ways
from khuang.care.people.models import Person, here
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact
from khuang.site.demo.cast import role_of

KHAM, DAUGHTER, VOLUNTEER = (f"U{0x5EED0000 + number:032x}" for number in (0x0, 0xA2, 0xA3))
HANDED = timedelta(days=26)  # So long ago the codes were handed over at their homes.


def tell_telephones(staff: Mapping[str, Account], until: datetime) -> None:
    """Link each telephone by a code, as at a visit."""
    mali, boonsri, at = staff["mali"], staff["boonsri"], until - HANDED
    elder = _elder(mali, at)
    # So that who plays the volunteer is told when the elder calls.
    accounts.assign_homes(role_of(boonsri), [elder.dwelling_id], by=SYSTEM, at=at)
    said = {"name": "พิมพ์ ใจดี", "relation": "child", "phone": ""}
    daughter = ways.add_helper(elder, said, by=mali, at=at)
    handed = linking.hand_code(elder, helper=daughter, by=mali, at=at)
    linking.use_code(_agreed(DAUGHTER, at), handed.digits, at=at)
    own = linking.own_code(boonsri, at=at)
    linking.use_code(_agreed(VOLUNTEER, at), own.digits, at=at)


def _elder(mali: Account, at: datetime) -> Person:
    """Give whose way the elder's telephone is; link it when nobody has yet."""
    contact = messaging.contact_with("line", KHAM)
    if contact:
        return Person.objects.get(pk=messaging.parties_of(contact)[0].id)
    old = Person.objects.filter(here(), born_on__lt=date(at.year - 70, 1, 1), level=Person.Level.TEAM)
    elder = old.exclude(household=None).order_by("pk").first()
    handed = linking.hand_code(elder, by=mali, at=at)
    linking.use_code(_agreed(KHAM, at), handed.digits, at=at)
    return elder


def _agreed(address: str, at: datetime) -> Contact:
    """Give a LINE account whose holder followed and tapped "agree"."""
    return Contact.objects.create(
        channel="line",
        address=address,
        address_hash=messaging.address_hash("line", address),
        state=Contact.State.AGREED,
        since=at,
        agreed_at=at,
    )
