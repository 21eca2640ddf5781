"""What a merged record still hears, passed on to the record that speaks for it.

A merged record stays a source: what a phone sends for its id goes in there as if nothing
had happened, so that a split finds it right. What changed by it is said again to the
survivor, unless the survivor says something else meanwhile: then both are kept, and asked.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from khuang.care.people.actions import bonds, persons
from khuang.care.people.actions.said import SAID, as_text, fields_of, texts_of
from khuang.care.people.actions.slate import Slate
from khuang.care.people.models import Change, MergeEvent, Person
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import PERSON


def pass_on(slate: Slate) -> None:
    """Say to each survivor what changed in the records that it speaks for."""
    for merged, before in slate.heard_before.items():
        after = fields_of(merged)
        news = {name: value for name, value in after.items() if value != before[name]}
        survivor = slate.person(merged.merged_into_id)
        if survivor is not None:
            _see(slate, survivor, merged)
            _hear(slate, survivor, before, news, merged)


def _see(slate: Slate, survivor: Person, merged: Person) -> None:
    if merged.last_seen_on and (survivor.last_seen_on is None or survivor.last_seen_on < merged.last_seen_on):
        slate.put(survivor, last_seen_on=merged.last_seen_on)


def _hear(
    slate: Slate, survivor: Person, before: Mapping[str, Any], news: Mapping[str, Any], merged: Person
) -> None:
    now = fields_of(survivor)
    taken = {name: value for name, value in news.items() if now[name] == before[name]}
    for name in sorted(news.keys() - taken.keys()):
        if now[name] != news[name]:
            slate.worry_about(survivor, Problem("conflict", SAID[name], as_text(news[name])))
    if taken:
        write(slate, survivor, taken, _merge_of(merged))


def _merge_of(merged: Person) -> UUID | None:
    return MergeEvent.objects.filter(merged=merged, undone_at=None).values_list("pk", flat=True).first()


def write(slate: Slate, person: Person, fields: Mapping[str, Any], merge_id: UUID | None) -> None:
    """Give a record fields, by a change that says which merge made it."""
    texts = texts_of(fields)
    slate.put(person, version=person.version + 1)
    persons.fill(slate, person, {name: value for name, value in fields.items() if name != "household"})
    if "household" in fields:
        bonds.live(slate, person, {"household": fields["household"]})
    slate.add(
        Change(
            list_name=PERSON,
            record_id=person.pk,
            state=Change.State.APPLIED,
            version=person.version,
            properties=sorted(texts),
            values=texts,
            submission_id=slate.source.submission_id,
            by_kind=slate.source.by_kind,
            by_id=slate.source.by_id,
            at=slate.source.at,
            merge_id=merge_id,
        )
    )
