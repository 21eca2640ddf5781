"""Two records become one, and two again.

The merged record is kept as it is; the survivor takes over what somebody chose. See
ADR 23 for why nothing is moved.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from khuang.care.people.actions import echoes, keys, living
from khuang.care.people.actions.by_hand import by_hand
from khuang.care.people.actions.intake import source_of
from khuang.care.people.actions.said import SAID, as_fields, fields_of, texts_of
from khuang.care.people.actions.slate import Slate
from khuang.care.people.actions.source import Source
from khuang.care.people.models import Change, DuplicateCandidate, Household, MergeEvent, Person
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.merging import Proposal
from khuang.care.people.rules.problems import CannotMerge, CannotSplit
from khuang.care.people.rules.properties import PERSON, clean
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.surveys import reads as surveys
from khuang.lib.identifiers import uuid7


@journal.action
def merge(survivor: Person, merged: Person, *, take: Collection[str], by: Any, at: datetime) -> MergeEvent:
    """Merge a record into another that speaks for both from now on.

    take   fields (see actions.said.SAID) whose value the survivor takes over from the merged record
    Journal: people.merged. Raises PermissionDenied, and CannotMerge when one of them is merged already.
    """
    if not all(may(by, "people.merge", one) for one in (survivor, merged)):
        raise PermissionDenied
    event = join(
        MergeEvent(
            survivor=survivor,
            merged=merged,
            at=at,
            by_kind=by._meta.model_name,
            by_id=by.pk,
            taken={SAID[name]: "" for name in take},
        )
    )
    _decide_same(event, by, at)
    journal.write("people.merged", by=by, about=event.survivor, at=at, also=[merged.pk], merge=event.pk)
    return event


def join(event: MergeEvent) -> MergeEvent:
    """Carry out a merge, also in a replay: `taken` names what is taken, and is filled in here."""
    homes = Person.objects.filter(pk=event.merged_id).values_list("household_id", flat=True)
    slate = Slate(_asking(event, homes), by_hand(event.by_kind, event.by_id, event.at))
    survivor, merged = _two(slate, event)
    if survivor.merged_into_id or merged.merged_into_id:
        raise CannotMerge
    slate.heard_before = {}
    event.version = survivor.version
    event.before = _state(survivor)  # type: ignore[assignment]
    theirs = fields_of(merged)
    taken = {name: theirs[name] for name, said in SAID.items() if said in event.taken}
    event.taken = texts_of(taken)  # type: ignore[assignment]
    event.save(force_insert=True)
    slate.put(merged, merged_into_id=survivor.pk)
    if taken:
        echoes.write(slate, survivor, taken, event.pk)
    if merged.last_seen_on and (survivor.last_seen_on or date.min) < merged.last_seen_on:
        slate.put(survivor, last_seen_on=merged.last_seen_on)
    slate.write()
    _lead(Person.objects.filter(merged_into=merged), to=survivor)
    keys.index([survivor])
    return event


@journal.action
def split(event: MergeEvent, *, give_back: Collection[int] = (), by: Any, at: datetime) -> None:
    """Undo a merge: both are as they were, each with what came for it since.

    give_back  versions of the survivor, typed at a desk since, that were meant for the other
    Journal: people.split. Raises PermissionDenied, and CannotSplit when a later merge stands on this one.
    """
    if not all(may(by, "people.merge", one) for one in (event.survivor, event.merged)):
        raise PermissionDenied
    event = (
        MergeEvent.objects.select_for_update(of=("self",))
        .select_related("survivor", "merged")
        .get(pk=event.pk)
    )
    event.undone_at, event.undone_by_id, event.undone_key = at, by.pk, uuid7()
    event.given_back = sorted(give_back)
    part(event)
    _decide_different(event, by, at)
    journal.write("people.split", by=by, about=event.survivor, at=at, also=[event.merged_id], merge=event.pk)


def part(event: MergeEvent) -> None:
    """Carry out a split, also in a replay."""
    at: Any = event.undone_at
    changes = _changes_since(event)
    homes = (_told(one).get("household") for one in changes if one.version in event.given_back)
    slate = Slate(_asking(event, homes), by_hand(event.by_kind, event.undone_by_id, at))
    survivor, merged = _two(slate, event)
    if merged.merged_into_id != survivor.pk or survivor.merged_into_id:
        raise CannotSplit
    slate.heard_before = {}
    own = [one for one in changes if one.merge_id is None and one.version not in event.given_back]
    _restore(slate, survivor, event, own)
    slate.put(merged, merged_into_id=None)
    for one in changes:
        if one.version in event.given_back:
            echoes.write(slate, merged, as_fields(_told(one), _where_from(one).on), event.pk)
    slate.write()
    event.save()
    _lead(_under(merged), to=merged)
    keys.index([survivor, merged])


def _asking(event: MergeEvent, homes: Iterable[Any] = ()) -> list[Proposal]:
    """Let a slate lock both records and have homes at hand; the proposals themselves are not taken in."""
    told = [{"household": str(home)} for home in homes if home]
    return [
        Proposal(PERSON, event.survivor_id, False, True, {}),
        *(Proposal(PERSON, event.merged_id, False, True, texts) for texts in told or [{}]),
    ]


def _two(slate: Slate, event: MergeEvent) -> tuple[Person, Person]:
    survivor, merged = slate.person(event.survivor_id), slate.person(event.merged_id)
    if survivor is None or merged is None:
        raise CannotMerge
    return survivor, merged


def _state(person: Person) -> dict[str, Any]:
    """Keep what a record is before it speaks for another."""
    return {
        "fields": texts_of(fields_of(person)),
        "last_seen_on": person.last_seen_on and person.last_seen_on.isoformat(),
        "home": [str(key) if key else None for key in (person.dwelling_id, person.village_id)],
        "lived": living.lived(person),
    }


def _changes_since(event: MergeEvent) -> list[Change]:
    rows = Change.objects.filter(
        record_id=event.survivor_id, state=Change.State.APPLIED, version__gt=event.version
    )
    return list(rows.order_by("version"))


def _told(change: Change) -> dict[str, str]:
    return {name: change.values[name] for name in change.properties}


def _where_from(change: Change) -> Source:
    """Say where a change came from, with the day of its visit; a submission may be gone by now."""
    typed = by_hand(change.by_kind, change.by_id, change.at)
    if change.submission_id is None:
        return typed
    try:
        submission = surveys.submission(change.submission_id)
    except ObjectDoesNotExist:
        return replace(typed, submission_id=change.submission_id, seen_on=typed.on)
    return source_of(submission, surveys.observation(submission), submission.device or journal.SYSTEM)


def _restore(slate: Slate, survivor: Person, event: MergeEvent, own: list[Change]) -> None:
    """Bring the survivor back to what it was, and say again what came for itself since."""
    before = event.before
    fields = as_fields(before["fields"], slate.source.on)
    seen = before["last_seen_on"] and date.fromisoformat(before["last_seen_on"])
    homes = living.read(before["lived"])
    for change in own:
        source = _where_from(change)
        fields |= as_fields(_told(change), source.on)
        seen = max(filter(None, (seen, source.seen_on)), default=None)
        living.move(homes, _move(change, source))
    now = fields_of(survivor)
    changed = {name: value for name, value in fields.items() if name != "household" and value != now[name]}
    echoes.write(slate, survivor, changed, event.pk)
    slate.put(survivor, last_seen_on=seen, **_home(living.write(survivor, homes), before))


def _move(change: Change, source: Source) -> living.Move:
    texts = {name: text for name, text in _told(change).items() if name in ("household", "relation_to_head")}
    told = clean(PERSON, texts, Ground(on=source.on, villages={})).fields
    if told.get("household") and not Household.objects.filter(pk=told["household"]).exists():
        told = {}
    return living.Move(told, source.day)


def _home(household: Household | None, before: Mapping[str, Any]) -> dict[str, UUID | None]:
    """Give where the survivor lives again; whoever lives in no household keeps the last home."""
    if household:
        dwelling, village = household.dwelling_id, household.village_id
    else:
        dwelling, village = (UUID(key) if key else None for key in before["home"])
    return {"household_id": household and household.pk, "dwelling_id": dwelling, "village_id": village}


def _under(merged: Person) -> Iterable[Person]:
    """Give the records that had been merged into this one before it was merged itself."""
    found: set[UUID] = set()
    ask = {merged.pk}
    while ask:
        rows = MergeEvent.objects.filter(survivor_id__in=ask, undone_at=None).values_list(
            "merged_id", flat=True
        )
        ask = set(rows) - found
        found |= ask
    return Person.objects.filter(pk__in=found)


def _lead(records: Any, *, to: Person) -> None:
    records.update(merged_into=to)


def _decide_same(event: MergeEvent, by: Any, at: datetime) -> None:
    _decide(event, DuplicateCandidate.Decision.SAME, by, at)


def _decide_different(event: MergeEvent, by: Any, at: datetime) -> None:
    _decide(event, DuplicateCandidate.Decision.DIFFERENT, by, at)


def _decide(event: MergeEvent, decision: Any, by: Any, at: datetime) -> None:
    first, second = sorted((event.survivor_id, event.merged_id))
    DuplicateCandidate.objects.update_or_create(
        person_a_id=first,
        person_b_id=second,
        defaults={"decision": decision, "decided_at": at, "decided_by_id": by.pk},
        create_defaults={
            "decision": decision,
            "decided_at": at,
            "decided_by_id": by.pk,
            "probability": 1.0,
            "levels": {},
            "model": "by hand",
            "opened_at": at,
        },
    )
