"""What waits for somebody's decision, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.people.models import Attention, Household, Person
from khuang.care.people.reads.guarding import homes_withheld
from khuang.care.people.reads.lists import persons
from khuang.care.people.reads.records import Provenance, open_attention, provenances
from khuang.care.people.reads.values import Record, present_in_words, proposed_in_words
from khuang.care.people.rules.problems import SENTENCES, Problem
from khuang.care.people.rules.properties import HOUSEHOLD
from khuang.care.people.rules.words import PROPERTY_WORDS
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names

CONFLICT = "conflict"
MOST = 100  # items that the page shows, the oldest first


@dataclass(frozen=True)
class Item:
    """One thing to settle."""

    key: UUID
    person: Person | None
    household: Household | None  # where the account may change it
    what: str  # the home, when it is about one
    sentence: str
    property: str
    present: str  # "" when nothing is known, or the account may not see it
    present_by: str  # who set what the record says now, "" when that is not known
    present_at: datetime | None
    proposed: str  # "" when the account may not see it
    proposed_by: str
    is_hidden: bool  # whether the account may not see the values
    may_be_taken: bool
    opened_at: datetime


def property_words(name: str) -> str:
    """Give what a registry property is called in the reader's language."""
    return _(PROPERTY_WORDS[name]) if name in PROPERTY_WORDS else name


def problem_in_words(problem: Problem) -> str:
    """Say what must be looked at, and of which property."""
    sentence = _(SENTENCES[problem.code])
    return f"{property_words(problem.name)}: {sentence}" if problem.name else sentence


def attention_in_words(actor: Any, record_id: UUID | None = None) -> list[Item]:
    """Give what an actor may settle, about everything or one record, oldest first."""
    asked = open_attention(actor).filter(record_id=record_id) if record_id else open_attention(actor)
    rows = list(asked.select_related("dwelling", "village")[:MOST])
    keys = {row.record_id for row in rows}
    homes = Household.objects.select_related("dwelling__point").in_bulk(list(keys))
    known: dict[UUID, Record] = {**persons(keys), **homes}
    clashing = [row.record_id for row in rows if row.code == CONFLICT]
    said = _Said(provenances(clashing), names() if clashing else {})
    unnamed = homes_withheld(actor, list(homes))
    return [_item(row, known, said, actor, unnamed) for row in rows]


@dataclass(frozen=True)
class _Said:
    """Who said what a record says now, and what these people are called."""

    by_record: Mapping[UUID, Mapping[str, Provenance]]
    names: Mapping[UUID, str]

    def now(self, row: Attention) -> tuple[str, datetime | None]:
        found = self.by_record.get(row.record_id, {}).get(row.property)
        return (self.called(found.by_kind, found.by_id), found.at) if found else ("", None)

    def called(self, kind: str, key: UUID | None) -> str:
        return self.names.get(key, "") if key else _("System") if kind else ""


def _is_hidden(row: Attention, actor: Any, unnamed: set[UUID]) -> bool:
    if row.property in ("national_id", "phone"):
        return not may(actor, "people.identity", row)
    # The name of a home may be that of a guarded person.
    return row.property == "household_name" and row.record_id in unnamed


def _item(row: Attention, known: Mapping[UUID, Record], said: _Said, actor: Any, unnamed: set[UUID]) -> Item:
    record = known.get(row.record_id)
    hidden = _is_hidden(row, actor, unnamed)
    mine = record if record and may(actor, "people.change", record) else None
    on = timezone.localdate(row.opened_at)
    present_by, present_at = said.now(row)
    return Item(
        key=row.pk,
        person=record if isinstance(record, Person) else None,
        household=mine if isinstance(mine, Household) else None,
        what=f"{row.dwelling or ''} {row.village or ''}".strip() if row.list_name == HOUSEHOLD else "",
        sentence=_(SENTENCES[row.code]),
        property=property_words(row.property),
        present=present_in_words(mine, row.property) if mine and not hidden else "",
        proposed="" if hidden else proposed_in_words(row.list_name, row.property, row.proposed or "", on=on),
        present_by=present_by,
        present_at=present_at,
        proposed_by=said.called(row.by_kind, row.by_id),
        is_hidden=hidden,
        # Only a clash leaves a value that could go in as it stands.
        may_be_taken=row.code == CONFLICT and not hidden,
        opened_at=row.opened_at,
    )
