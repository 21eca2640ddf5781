"""What waits for somebody's decision, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.people.models import Attention, Household, Person
from khuang.care.people.reads.lists import persons
from khuang.care.people.reads.records import open_attention
from khuang.care.people.reads.values import Record, present_in_words, proposed_in_words
from khuang.care.people.rules.problems import SENTENCES, Problem
from khuang.care.people.rules.properties import HOUSEHOLD
from khuang.care.people.rules.words import PROPERTY_WORDS
from khuang.ground.accounts.reads import may

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
    proposed: str  # "" when the account may not see it
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


def attention_in_words(actor: Any) -> list[Item]:
    """Give what an actor may settle, oldest first."""
    rows = list(open_attention(actor).select_related("dwelling", "village")[:MOST])
    keys = {row.record_id for row in rows}
    homes = Household.objects.select_related("dwelling__point").in_bulk(list(keys))
    known: dict[UUID, Record] = {**persons(keys), **homes}
    return [_item(row, known, actor) for row in rows]


def _item(row: Attention, known: Mapping[UUID, Record], actor: Any) -> Item:
    record = known.get(row.record_id)
    hidden = row.property in ("national_id", "phone") and not may(actor, "people.identity", row)
    mine = record if record and may(actor, "people.change", record) else None
    on = timezone.localdate(row.opened_at)
    return Item(
        key=row.pk,
        person=record if isinstance(record, Person) else None,
        household=mine if isinstance(mine, Household) else None,
        what=f"{row.dwelling or ''} {row.village or ''}".strip() if row.list_name == HOUSEHOLD else "",
        sentence=_(SENTENCES[row.code]),
        property=property_words(row.property),
        present=present_in_words(mine, row.property) if mine and not hidden else "",
        proposed="" if hidden else proposed_in_words(row.list_name, row.property, row.proposed or "", on=on),
        is_hidden=hidden,
        # Only a clash leaves a value that could go in as it stands.
        may_be_taken=row.code == "conflict" and not hidden,
        opened_at=row.opened_at,
    )
