"""Whom somebody may mean who reports, and whether the same was just reported."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import guarded_matches
from khuang.care.people.reads.search import Found, found
from khuang.care.voices.rules.problems import WhoIsMeant
from khuang.ground.accounts.reads import scope_of

NOT_REGISTERED, GUARDED = "none", "guarded"
MOST = 6  # people to choose from


@dataclass(frozen=True)
class Meant:
    """Who may be meant by what was typed: people, and guarded records of exactly this name."""

    text: str = ""
    people: list[Found] = field(default_factory=list)
    guarded: list[UUID] = field(default_factory=list)


def who_is_meant(account: Any, text: str, *, at: datetime) -> Meant:
    """Look for whom an account may list and take reports about.

    Whoever shows it writes people.listed, and people.guarded-matched.
    """
    if not text:
        return Meant()
    scope = scope_of(account, "voices.reports")
    hits = found(account, text, on=timezone.localdate(at), most=MOST).found
    return Meant(text, [one for one in hits if scope.holds(one.person)], guarded_matches(account, text))


def chosen(account: Any, text: str, choice: str, *, at: datetime) -> Person | str | None:
    """Give whom a report is about: a person, a name that is not in the registry, or none for a place.

    choice  id of a person, NOT_REGISTERED, GUARDED, or "" for a text that finds nobody
    Raises WhoIsMeant when somebody must be chosen first.
    """
    if not text:
        return None
    if choice == NOT_REGISTERED:
        return text
    if choice == GUARDED:
        return _guarded(account, text)
    meant = who_is_meant(account, text, at=at)
    for one in meant.people:
        if str(one.person.pk) == choice:
            return one.person
    if choice or meant.people or meant.guarded:
        raise WhoIsMeant
    return text


def _guarded(account: Any, text: str) -> Person:
    keys = guarded_matches(account, text)
    if not keys:
        raise WhoIsMeant
    return Person.objects.select_related("village").get(pk=keys[0])
