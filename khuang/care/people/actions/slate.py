"""The records that one intake touches, loaded once and written once.

An intake is read, decided and written in a handful of statements whatever the
number of members, because phones wait for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

from khuang.care.people.actions import keys
from khuang.care.people.actions.said import fields_of
from khuang.care.people.actions.source import Source
from khuang.care.people.models import (
    Attention,
    CareRelation,
    Change,
    Consent,
    Dwelling,
    Household,
    Membership,
    Person,
    PersonKey,
)
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.merging import Proposal
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON, as_identifier
from khuang.ground.municipalities.writing import insert
from khuang.ground.places.models import Point, Village
from khuang.lib.thai_text import normalise

Record = Household | Person
# Properties that name another record.
_REFERENCES = ("household", "carer")


class Slate:
    """What is known of the records at hand, and what will be written of them.

    numbers     house numbers that the proposals name
    is_all_new  whether nothing that the proposals speak of was known before
    new       rows to insert, by model, in the order in which keys want them
    touched   existing rows to save, each with the names of its changed fields
    ties      what persons say about others, until everyone is at hand
    doubts    what must be looked at, asked already or not: the record concerned, and the problem
    heard_before  records that were merged into another -> what they said before
    """

    _ORDER: tuple[Any, ...] = (
        Point,
        Dwelling,
        Household,
        Person,
        Membership,
        CareRelation,
        Consent,
        Change,
        Attention,
    )

    def __init__(self, proposals: Iterable[Proposal], source: Source):
        proposals = list(proposals)
        self.source = source
        self.ground = Ground(on=source.on, villages=_villages(proposals))
        self.numbers = frozenset(normalise(p.properties.get("house_no", "")) for p in proposals) - {""}
        there = _there(proposals)
        self.is_all_new = not there
        self.records: dict[UUID, Record] = _records(there)
        self.heard_before = self._merged()
        # After the lock, so that nobody changes them any more.
        self.changes: dict[UUID, list[Change]] = _changes(there)
        self.new: dict[Any, list[Any]] = {model: [] for model in self._ORDER}
        self.touched: dict[Any, set[str]] = {}
        self.ties: dict[Person, dict[str, Any]] = {}
        self.doubts: list[tuple[UUID, Problem]] = []

    def _merged(self) -> dict[Person, dict[str, Any]]:
        """Keep what merged records say now, and have those at hand that speak for them."""
        merged = [one for one in self.records.values() if isinstance(one, Person) and one.merged_into_id]
        self.records = _speaking_for(merged) | self.records
        return {one: fields_of(one) for one in merged}

    def household(self, key: UUID | None) -> Household | None:
        """Give a household that is at hand."""
        record = self.records.get(key) if key else None
        return record if isinstance(record, Household) else None

    def person(self, key: UUID | None) -> Person | None:
        """Give a person who is at hand."""
        record = self.records.get(key) if key else None
        return record if isinstance(record, Person) else None

    def add(self, row: Any) -> Any:
        """Insert a row at the end, and have it at hand when it is a record."""
        self.new[type(row)].append(row)
        if isinstance(row, Household | Person):
            self.records[row.pk] = row
        return row

    def is_new(self, row: Any) -> bool:
        """Say whether a row will be inserted by this intake."""
        return any(row is other for other in self.new[type(row)])

    def put(self, row: Any, **values: Any) -> None:
        """Set fields of a row and remember which of them changed."""
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        for name in changed:
            setattr(row, name, values[name])
        if changed and not self.is_new(row):
            self.touched.setdefault(row, set()).update(changed)

    def worry_about(self, record: Record, problem: Problem) -> None:
        """Open a "needs attention" item about a record."""
        self.worry(record, PERSON if isinstance(record, Person) else HOUSEHOLD, record.pk, problem)

    def worry(self, record: Record | None, list_name: str, key: UUID, problem: Problem) -> None:
        """Open a "needs attention" item, at the home of the record when it has one.

        The same question is not asked again while it waits for an answer.
        """
        self.doubts.append((key, problem))
        if problem.name and (key, problem) in self._asked_already:
            return
        self.add(
            Attention(
                code=problem.code,
                list_name=list_name,
                record_id=key,
                property=problem.name,
                proposed=problem.proposed or None,
                submission_id=self.source.submission_id,
                person_id=record.pk if isinstance(record, Person) else None,
                by_kind=self.source.by_kind,
                by_id=self.source.by_id,
                village_id=getattr(record, "village_id", None),
                dwelling_id=getattr(record, "dwelling_id", None),
                opened_at=self.source.at,
            )
        )

    @cached_property
    def _asked_already(self) -> set[tuple[UUID, Problem]]:
        """What waits for an answer about the known records; asked when something is doubted."""
        if self.is_all_new:
            return set()
        waiting = Attention.objects.filter(record_id__in=list(self.changes), settled_at=None).order_by()
        return {(one.record_id, Problem(one.code, one.property, one.proposed or "")) for one in waiting}

    @cached_property
    def homes_there(self) -> dict[tuple[UUID, str], Dwelling]:
        """Homes with the house numbers that the proposals name; of several, the one known first."""
        homes = Dwelling.objects.filter(
            village_id__in=set(self.ground.villages.values()), house_no__in=self.numbers, gone_on=None
        )
        return {(one.village_id, one.house_no): one for one in homes.order_by("-pk")}

    @contextmanager
    def speaking_for(self, held: Change) -> Iterator[None]:
        """Let what follows come from whoever proposed a change that was held until now."""
        now = self.source
        self.source = replace(now, submission_id=held.submission_id, by_kind=held.by_kind, by_id=held.by_id)
        yield
        self.source = now

    def write(self) -> None:
        """Save and insert everything; what ended is saved before what begins in its place."""
        for row, names in self.touched.items():
            row.save(update_fields=sorted(names))
        self.new[PersonKey] = list(keys.rows(self.new[Person], self._homes_at_hand()))
        insert(row for rows in self.new.values() for row in rows)
        if found_otherwise := self._found_otherwise():
            keys.index(found_otherwise)

    def _homes_at_hand(self) -> list[Dwelling]:
        return [one.dwelling for one in self.records.values() if isinstance(one, Household)]

    def _found_otherwise(self) -> list[Person]:
        """Give the known persons whose name, number or house number changed."""
        persons = {row for row, names in self.touched.items() if type(row) is Person and names & keys.FIELDS}
        renumbered = [
            row.pk for row, names in self.touched.items() if type(row) is Dwelling and "house_no" in names
        ]
        if renumbered:
            persons |= set(Person.objects.filter(dwelling_id__in=renumbered))
        return list(persons)


def _villages(proposals: list[Proposal]) -> dict[str, UUID]:
    """Code or moo number -> id, asked only when some proposal names a village."""
    if not any("village" in p.properties for p in proposals):
        return {}
    rows = list(Village.objects.order_by().values_list("code", "moo", "pk"))
    return {str(moo): key for _, moo, key in rows if moo} | {code: key for code, _, key in rows}


def _there(proposals: list[Proposal]) -> dict[UUID, str]:
    """Give what is known already of all that the proposals are about or refer to: id -> list.

    Every record and every held proposal has a change, so one statement tells.
    """
    wanted: set[UUID | None] = {proposal.id for proposal in proposals}
    for proposal in proposals:
        wanted |= {as_identifier(proposal.properties.get(name, "")) for name in _REFERENCES}
    rows = Change.objects.filter(record_id__in=wanted - {None}).order_by()
    return dict(rows.values_list("record_id", "list_name").distinct())


def _records(there: dict[UUID, str]) -> dict[UUID, Record]:
    """Load and lock records."""
    return _locked(Household, there, HOUSEHOLD) | _locked(Person, there, PERSON)


def _speaking_for(merged: list[Person]) -> dict[UUID, Record]:
    return _locked(Person, {one.merged_into_id: PERSON for one in merged}, PERSON)


def _locked(model: Any, there: dict[UUID, str], list_name: str) -> dict[UUID, Record]:
    keys = [key for key, its_list in there.items() if its_list == list_name]
    if not keys:
        return {}
    rows = model.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    return {row.pk: row for row in rows.select_related("dwelling")}


def _changes(keys: Collection[UUID]) -> dict[UUID, list[Change]]:
    found = defaultdict(list)
    if keys:
        for change in Change.objects.filter(record_id__in=keys).defer("values").order_by("at", "pk"):
            found[change.record_id].append(change)
    return found
