"""Talks as screens ask them: planned and under way first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from khuang.care.people.models import Household, Person
from khuang.care.people.reads import household_record
from khuang.care.people.reads.guarding import homes_withheld
from khuang.care.voices.models import Issue, Talk
from khuang.ground.accounts.reads import scope_of
from khuang.ground.indicators.reads import kind_names


@dataclass(frozen=True)
class Listed:
    """One line of the list: a talk, and the home's name as far as it opens for the reader."""

    talk: Talk
    home: str


@dataclass(frozen=True)
class Noted:
    """An issue with its kind and place in words."""

    issue: Issue
    kind: str
    place: str


def talks(account: Any) -> QuerySet[Talk]:
    """Give the talks that an account may see: open ones by their day, closed ones newest first."""
    rows = Talk.objects.select_related("household__dwelling", "village", "researcher")
    return (
        scope_of(account, "voices.talks")
        .filter(rows)
        .order_by(F("closed_at").desc(nulls_first=True), "planned_at", "pk")
    )


def households(account: Any) -> QuerySet[Household]:
    """Give the households that an account may invite."""
    rows = Household.objects.filter(ended_on=None).select_related("dwelling", "village")
    return scope_of(account, "voices.talks").filter(rows)


def listed(account: Any, rows: list[Talk]) -> list[Listed]:
    """Put the name of the home beside each talk, where it opens for the account."""
    closed = homes_withheld(account, [one.household_id for one in rows])
    return [Listed(one, _label(one.household, one.household_id in closed)) for one in rows]


def _label(household: Household, is_withheld: bool) -> str:
    name = "" if is_withheld else household.name
    return " ".join(part for part in (str(household.dwelling), name) if part)


def members(account: Any, talk: Talk) -> list[Person]:
    """Give who lives there, as far as their records open for the account."""
    return [person for person, _relation in household_record(talk.household, account).members]


def guests(talk: Talk) -> set[UUID]:
    """Give who wants to be named in a talk."""
    return set(talk.guests.values_list("person_id", flat=True))


def noted(talk: Talk) -> list[Noted]:
    """Give what was taken down in a talk, in the order in which it was said."""
    kinds = kind_names()
    rows = talk.issues.select_related("place").order_by("at", "pk")
    return [Noted(one, kinds.get(one.kind, one.kind), place_words(one)) for one in rows]


def place_words(issue: Issue) -> str:
    """Say what an issue is about in words; "" for the whole municipality."""
    return ", ".join(str(part) for part in (issue.place_words, issue.place) if part)
