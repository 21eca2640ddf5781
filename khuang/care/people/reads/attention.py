"""What waits for somebody's decision, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from khuang.care.people.models import Attention, Person
from khuang.care.people.reads.lists import persons
from khuang.care.people.reads.records import open_attention
from khuang.care.people.rules.problems import SENTENCES
from khuang.care.people.rules.properties import HOUSEHOLD
from khuang.care.people.rules.words import PROPERTY_WORDS
from khuang.ground.accounts.reads import may

MOST = 100  # items that the page shows, the oldest first


@dataclass(frozen=True)
class Item:
    """One thing to settle."""

    key: UUID
    person: Person | None
    what: str  # the home, when it is about one
    sentence: str
    property: str
    proposed: str  # "" when the account may not see it
    may_be_taken: bool
    opened_at: datetime


def property_words(name: str) -> str:
    """Give what a registry property is called in the reader's language."""
    return _(PROPERTY_WORDS[name]) if name in PROPERTY_WORDS else name


def attention_in_words(actor: Any) -> list[Item]:
    """Give what an actor may settle, oldest first."""
    rows = list(open_attention(actor).select_related("dwelling", "village")[:MOST])
    known = persons(row.record_id for row in rows)
    return [_item(row, known.get(row.record_id), actor) for row in rows]


def _item(row: Attention, person: Person | None, actor: Any) -> Item:
    is_secret = row.property in ("national_id", "phone")
    hidden = is_secret and not may(actor, "people.identity", row)
    return Item(
        key=row.pk,
        person=person,
        what=f"{row.dwelling or ''} {row.village or ''}".strip() if row.list_name == HOUSEHOLD else "",
        sentence=_(SENTENCES[row.code]),
        property=property_words(row.property),
        proposed="" if hidden else row.proposed or "",
        # Only a clash leaves a value that could go in as it stands.
        may_be_taken=row.code == "conflict" and not hidden,
        opened_at=row.opened_at,
    )
