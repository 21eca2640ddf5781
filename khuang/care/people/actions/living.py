"""Where somebody lived: their memberships as plain rows, written anew when a merge is undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.people.models import Household, Membership, Person


@dataclass
class Lived:
    """One membership without its id."""

    household_id: UUID
    relation: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Move:
    """What one change said of a household: `told` has the fields household and relation, as far as said."""

    told: dict[str, Any]
    day: date


def lived(person: Person) -> list[list[Any]]:
    """Give where somebody lived, fit for JSON."""
    rows = Membership.objects.filter(person=person).order_by("since", "pk")
    return [[str(m.household_id), m.relation, str(m.since), m.until and str(m.until)] for m in rows]


def read(rows: Iterable[list[Any]]) -> list[Lived]:
    """Read what `lived` gave."""
    return [
        Lived(UUID(home), relation, date.fromisoformat(since), date.fromisoformat(until) if until else None)
        for home, relation, since, until in rows
    ]


def move(rows: list[Lived], moved: Move) -> None:
    """Let somebody move, as an intake would."""
    now = next((row for row in rows if row.until is None), None)
    home = moved.told.get("household", now.household_id if now else None)
    if now and now.household_id == home:
        now.relation = moved.told.get("relation", now.relation)
        return
    if now:
        now.until = max(now.since, moved.day)
    if home:
        rows.append(Lived(home, moved.told.get("relation", ""), moved.day, None))


def write(person: Person, rows: Iterable[Lived]) -> Household | None:
    """Put these memberships in the place of somebody's; give the household of now."""
    Membership.objects.filter(person=person).delete()
    kept = [Membership(person=person, **vars(row)) for row in rows]
    Membership.objects.bulk_create(kept)
    now = next((row.household_id for row in kept if row.until is None), None)
    return Household.objects.filter(pk=now).first() if now else None
