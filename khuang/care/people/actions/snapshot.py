"""The registry as plain rows by which two builds of it can be compared, without the ids that each makes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from khuang.care.people.models import (
    Attention,
    CareRelation,
    Change,
    Consent,
    Dwelling,
    Household,
    Membership,
    MergeEvent,
    Person,
    PersonKey,
)

# In the order in which they can be emptied.
TABLES = [
    model._meta.db_table
    for model in (
        PersonKey,
        MergeEvent,
        Attention,
        Change,
        Consent,
        CareRelation,
        Membership,
        Person,
        Household,
        Dwelling,
    )
]

Row = tuple[str, UUID, tuple[Any, ...]]  # kind, what it is about, its content


def snapshot() -> Counter[Row]:
    """Give every row of the registry by its content, sealed values opened."""
    homes = {home.pk: _home(home) for home in Dwelling.objects.select_related("point")}
    rows: Counter[Row] = Counter()
    rows.update(_households(homes))
    rows.update(_persons(homes))
    rows.update(_bonds())
    rows.update(_changes())
    return rows


def _home(home: Dwelling) -> tuple[Any, ...]:
    point = home.point
    stands = (point.position, point.accuracy_m, point.captured_at) if point else None
    return (
        home.village_id,
        home.community,
        home.house_no,
        home.directions,
        home.known_from,
        home.gone_on,
        stands,
    )


def _households(homes: dict[UUID, tuple[Any, ...]]) -> Iterator[Row]:
    for one in Household.objects.all():
        dates = (one.known_from, one.last_seen_on, one.ended_on)
        yield "household", one.pk, (one.name, one.version, one.village_id, *dates, homes[one.dwelling_id])


def _persons(homes: dict[UUID, tuple[Any, ...]]) -> Iterator[Row]:
    skipped = {"id", "municipality", "dwelling", "languages", "national_id_hash", "phone_hash"}
    # Decided by people about the record, not told by it.
    skipped |= {"restricted_at", "level"}
    names = [f.attname for f in Person._meta.concrete_fields if f.name not in skipped]
    for one in Person.objects.order_by():
        plain = tuple(getattr(one, name) for name in names)
        hashes = tuple(value and bytes(value) for value in (one.national_id_hash, one.phone_hash))
        yield "person", one.pk, (*plain, *one.languages, *hashes, homes.get(one.dwelling_id))


def _bonds() -> Iterator[Row]:
    for membership in Membership.objects.values_list(
        "person_id", "household_id", "relation", "since", "until"
    ):
        yield "membership", membership[0], membership[1:]
    for care in CareRelation.objects.values_list("cared_for_id", "carer_id", "kind", "since", "until"):
        yield "care relation", care[0], care[1:]
    for consent in Consent.objects.values_list("person_id", "purpose", "basis", "given_on", "withdrawn_on"):
        yield "consent", consent[0], consent[1:]


def _changes() -> Iterator[Row]:
    for one in Change.objects.all():
        texts = tuple(sorted(one.values.items()))
        yield (
            "change",
            one.record_id,
            (one.version, one.state, *one.properties, texts, one.submission_id, one.at),
        )
    # What a list of people left open is asked beside the changes, so no replay asks it again.
    for item in Attention.objects.exclude(code__startswith="import_"):
        yield "attention", item.record_id, (item.code, item.property, item.proposed, item.submission_id)
