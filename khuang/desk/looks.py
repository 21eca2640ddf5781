"""Who looked at a person's data, in words for that person: what happened, who it was, and in which role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuang.care.people import reads as registry
from khuang.care.people.models import Person
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.models import BrokenGlass
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry

# Said to the person, where the journal's own words speak to the staff.
TO_THE_PERSON = {
    "people.viewed": gettext_noop("Opened your record"),
    "people.listed": gettext_noop("Saw your name in a list"),
    "people.changed": gettext_noop("Changed your record"),
    "people.registered": gettext_noop("Registered you"),
    "people.settled": gettext_noop("Settled a question about your record"),
    "people.glass-broken": gettext_noop("Opened your guarded record in an emergency"),
    "people.glass-reviewed": gettext_noop("Reviewed an emergency opening of your record"),
    "people.guarded-matched": gettext_noop("Searched for you, and was told that your record is guarded"),
    "people.level-set": gettext_noop("Set who may open your record"),
    "people.looks-listed": gettext_noop("Made this list for you"),
    "risk.assessed": gettext_noop("Assessed your need for help"),
    "risk.class-changed": gettext_noop("Your risk class changed"),
    "risk.overridden": gettext_noop("Set your risk class by hand"),
    "cases.guest-looked": gettext_noop("Looked at your case as an invited guest"),
    "cases.guest-invited": gettext_noop("Invited a guest to your case"),
    "cases.referred": gettext_noop("Asked somebody else to help you, and told them about you"),
    "surveys.submission-looked-at": gettext_noop("Read a survey that speaks of you"),
}


@dataclass(frozen=True)
class Look:
    """One thing that somebody did with the person's data.

    role          what they held at that time, "" for the system
    is_emergency  whether their glass was broken for this record then
    """

    at: datetime
    who: str
    role: str
    what: str
    is_emergency: bool


def looks(person: Person, *, first: date, last: date) -> list[Look]:
    """Give every look and change from one day to another, both included, oldest first."""
    zone = timezone.get_current_timezone()
    begin = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    entries = list(
        journal.lines_about(*registry.speaking_for(person)).filter(at__gte=begin, at__lt=end).order_by("seq")
    )
    words = journal.in_words(entries)
    roles = accounts.roles_at((entry.by_id, entry.at) for entry in entries if entry.by_id)
    broken = list(BrokenGlass.objects.filter(record_id=person.pk))
    return [
        Look(
            at=entry.at,
            who=said.who,
            role=roles.get((entry.by_id, entry.at), "") if entry.by_id else "",
            what=_(TO_THE_PERSON[entry.event]) if entry.event in TO_THE_PERSON else said.what,
            is_emergency=_in_emergency(entry, broken),
        )
        for entry, said in zip(entries, words, strict=True)
    ]


def _in_emergency(entry: Entry, broken: Iterable[BrokenGlass]) -> bool:
    by: UUID | None = entry.by_id
    return any(one.account_id == by and one.at <= entry.at < one.until for one in broken)
