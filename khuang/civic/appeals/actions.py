"""Show appeals, keep their progress up to date, take them away; and say how to reach the office."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.civic.appeals.models import GivingContact, PublicAppeal
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

# An answered appeal thanks for so long, then it goes.
THANKS_FOR = timedelta(days=90)


@journal.action
def show(reference: str, *, title: str, text: str, kind: str, percent: int, at: datetime) -> PublicAppeal:
    """Put an appeal on the public pages. Journal: appeals.shown."""
    made = PublicAppeal.objects.create(
        reference=reference,
        title=title,
        text=text,
        kind=kind,
        percent=percent,
        published_on=timezone.localdate(at),
    )
    journal.write("appeals.shown", by=journal.SYSTEM, about=made, at=at)
    return made


@journal.action
def bring_up_to_date(reference: str, *, percent: int, answered: bool, at: datetime) -> None:
    """Say how far an appeal is. Journal: appeals.answered, when it is."""
    found = PublicAppeal.objects.filter(reference=reference, state=PublicAppeal.State.OPEN).first()
    if found is None:
        return
    found.percent = percent
    if answered:
        found.state, found.answered_on = PublicAppeal.State.ANSWERED, timezone.localdate(at)
        journal.write("appeals.answered", by=journal.SYSTEM, about=found, at=at)
    found.save(update_fields=["percent", "state", "answered_on"])


@journal.action
def take_away(reference: str, *, at: datetime) -> None:
    """Remove an appeal from the public pages at once. Journal: appeals.taken-away."""
    for found in PublicAppeal.objects.filter(reference=reference):
        journal.write("appeals.taken-away", by=journal.SYSTEM, about=found, at=at)
        found.delete()


@journal.action
def sweep(*, at: datetime) -> int:
    """Remove appeals that were answered long ago; give how many. Journal: appeals.taken-away."""
    oldest: date = timezone.localdate(at - THANKS_FOR)
    rows = list(PublicAppeal.objects.filter(answered_on__lt=oldest))
    for found in rows:
        take_away(found.reference, at=at)
    return len(rows)


@journal.action
def keep_contact(
    *, office: str, phone: str, address: str, hours: str, words: str, by: Any, at: datetime
) -> GivingContact:
    """Say how the office is reached by whoever wants to give. Journal: appeals.contact-kept.

    Raises PermissionDenied.
    """
    if not may(by, "support.appeals"):
        raise PermissionDenied
    said = {"office": office, "phone": phone, "address": address, "hours": hours, "words": words}
    contact = GivingContact.objects.first() or GivingContact()
    for name, value in said.items():
        setattr(contact, name, value.strip())
    contact.save()
    journal.write("appeals.contact-kept", by=by, about=contact, at=at)
    return contact
