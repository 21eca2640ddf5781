"""Link a LINE account to a person, a helper or a colleague: six digits handed over in person, once."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from khuang.care.correspondence.actions.routes import close_route, open_route
from khuang.care.correspondence.models import LinkCode, Supporter, WrongCode
from khuang.care.correspondence.rules import codes
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Contact, Route
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.municipalities.fields import keyed_hash

_TRIES = 20  # to find six digits that are not handed out


@dataclass(frozen=True)
class Handed:
    """A code with its digits, which are shown once to whoever hands it over."""

    made: LinkCode
    digits: str


@journal.action
def hand_code(person: Person, *, helper: Supporter | None = None, by: Any, at: datetime) -> Handed:
    """Make a code for a person, or for who helps them; an earlier one for the same is closed.

    Journal: correspondence.code-handed. Raises PermissionDenied.
    """
    if not may(by, "correspondence.contacts", person) or (helper and helper.person_id != person.pk):
        raise PermissionDenied
    LinkCode.objects.filter(person=person, helper=helper, used_at=None, closed_at=None).update(closed_at=at)
    handed = _made(LinkCode(person=person, helper=helper), by, at)
    journal.write("correspondence.code-handed", by=by, about=handed.made, at=at, also=[person.pk])
    return handed


@journal.action
def own_code(account: Account, *, at: datetime) -> Handed:
    """Make a code by which somebody of ours links their own LINE account, for alerts.

    Journal: correspondence.code-handed.
    """
    LinkCode.objects.filter(account=account, used_at=None, closed_at=None).update(closed_at=at)
    handed = _made(LinkCode(account=account), account, at)
    journal.write("correspondence.code-handed", by=account, about=handed.made, at=at)
    return handed


@journal.action
def unlink_own(route: Route, *, by: Account, at: datetime) -> None:
    """Let one's own LINE account go. Journal: correspondence.way-ended. Raises PermissionDenied."""
    if route.party_id != by.pk:
        raise PermissionDenied
    close_route(route, at=at)
    journal.write("correspondence.way-ended", by=by, about=by, at=at, channel=route.channel)


@journal.action
def use_code(contact: Contact, digits: str, *, at: datetime) -> LinkCode | None:
    """Link a contact by the digits that it sent; None when they are not good, or it guessed too often.

    A code is used once; linking says yes to messages only together with a tap on "agree".
    Journal: correspondence.linked or correspondence.code-refused.
    """
    since = at - codes.WRONG_WITHIN
    WrongCode.objects.filter(at__lt=since).delete()
    wrong = WrongCode.objects.filter(at__gte=since)
    if not codes.may_guess(wrong.filter(contact_id=contact.pk).count(), wrong.count()):
        return None
    found = _open_code(digits, at)
    if found is None:
        WrongCode.objects.create(contact_id=contact.pk, at=at)
        journal.write("correspondence.code-refused", by=journal.SYSTEM, about=contact, at=at)
        return None
    found.used_at, found.contact_id = at, contact.pk
    found.save(update_fields=["used_at", "contact_id"])
    link(contact, party_of(found), helper=found.helper, by=journal.SYSTEM, at=at)
    return found


@journal.action
def link_by_hand(contact: Contact, person: Person, *, by: Any, at: datetime) -> None:
    """Say whose an unknown address is, as somebody of ours found out. Journal: correspondence.linked.

    Raises PermissionDenied.
    """
    if not may(by, "correspondence.contacts", person):
        raise PermissionDenied
    link(contact, Party(person.pk, "person"), helper=None, by=by, at=at)


def link(contact: Contact, party: Party, *, helper: Supporter | None, by: Any, at: datetime) -> None:
    """Make a contact a way to somebody. Journal: correspondence.linked."""
    name = helper.name if helper else None
    route = open_route(party, contact.channel, contact, helper_name=name, by=by, at=at)
    journal.write("correspondence.linked", by=by, about=contact, at=at, also=[party.id], route=str(route.pk))


def party_of(code: LinkCode) -> Party:
    """Give whose way a code makes, as `messaging` knows them."""
    if code.account_id:
        return Party(code.account_id, "account")
    person = code.person.merged_into or code.person
    return Party(person.pk, "person")


def _open_code(digits: str, at: datetime) -> LinkCode | None:
    rows = LinkCode.objects.select_for_update(of=("self",)).select_related("person__merged_into", "helper")
    return rows.filter(
        code_hash=_hash(digits), used_at=None, closed_at=None, until__gt=at, helper__until=None
    ).first()


def _made(code: LinkCode, by: Any, at: datetime) -> Handed:
    code.made_at, code.made_by_id, code.until = at, by.pk, at + codes.LINK_HOLDS
    # Open ones that are over make room for theirs.
    LinkCode.objects.filter(until__lte=at, used_at=None, closed_at=None).update(closed_at=at)
    for _number in range(_TRIES):
        digits = f"{secrets.randbelow(10**codes.DIGITS):0{codes.DIGITS}d}"
        code.code_hash = _hash(digits)
        try:
            with transaction.atomic():
                code.save(force_insert=True)
        except IntegrityError:
            continue
        return Handed(code, digits)
    raise RuntimeError("No code was free; there cannot be so many.")


def _hash(digits: str) -> bytes:
    return keyed_hash(digits, "line-code")
