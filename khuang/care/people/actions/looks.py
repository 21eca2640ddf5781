"""Looking at people is noted, as changing them is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from khuang.care.people.models import Person
from khuang.ground.journal import actions as journal


@journal.action
def note_view(person: Person, *, by: Any, at: datetime) -> None:
    """Note that somebody opened a person's record. Journal: people.viewed."""
    journal.write("people.viewed", by=by, about=person, at=at)


@journal.action
def note_listing(people: Iterable[Person], *, by: Any, at: datetime, **filters: str) -> None:
    """Note that somebody saw a list of names, and by which filters. Journal: people.listed."""
    keys = [person.pk for person in people]
    journal.write("people.listed", by=by, about=None, at=at, also=keys, count=len(keys), **filters)


@journal.action
def note_looks_listed(person: Person, *, by: Any, at: datetime) -> None:
    """Note that the list of who looked was made for the person. Journal: people.looks-listed."""
    journal.write("people.looks-listed", by=by, about=person, at=at)
