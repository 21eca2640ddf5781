"""Talks as screens ask them: planned and under way first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from khuang.care.people.models import Household, Person
from khuang.care.people.reads import household_record
from khuang.care.people.reads.guarding import homes_withheld
from khuang.care.voices.models import Issue, Talk
from khuang.ground.accounts.reads import scope_of
from khuang.ground.indicators.reads import kind_names
from khuang.lib.thai_text import arabic_digits, normalise

MOST = 20  # homes to choose from


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


def home_of(account: Any, household: Household) -> str:
    """Give what a household is called, as far as its name opens for the account."""
    return _label(household, household.pk in homes_withheld(account, [household.pk]))


def find_homes(account: Any, text: str) -> list[tuple[Household, str]]:
    """Give the households that an account may invite, by house number or by a name that opens for it."""
    text = normalise(arabic_digits(text.strip()))
    rows = households(account)
    numbered = Q(dwelling__house_no=text) | Q(dwelling__house_no__startswith=f"{text}/")
    found = list(rows.filter(numbered | Q(name__icontains=text)).order_by("village", "pk")[: MOST * 2])
    closed = homes_withheld(account, [one.pk for one in found])
    # A name that is withheld must not be found out by asking for it.
    shown = [one for one in found if one.pk not in closed or one.dwelling.house_no.startswith(text)]
    return [(one, _label(one, one.pk in closed)) for one in shown[:MOST]]


def present_in_words(talk: Talk) -> list[tuple[str, int]]:
    """Give who took part, a line for each sex and age band."""
    sexes = {"female": _("women and girls"), "male": _("men and boys"), "other": _("not said")}
    bands = {"0-17": _("under 18"), "18-59": _("18 to 59"), "60+": _("60 and older")}
    lines = []
    for group, number in talk.present.items():
        sex, _colon, band = group.partition(":")
        lines.append((f"{sexes.get(sex, sex)}, {bands.get(band, band)}", number))
    return lines


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
