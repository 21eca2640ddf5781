"""Take a whole import back: what it made goes, what it changed is given back, where nobody built on it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from khuang.care.people import import_files
from khuang.care.people.actions.deleting import delete_with_what_points_at
from khuang.care.people.actions.imports.reading import allow
from khuang.care.people.actions.imports.taking import actor_of
from khuang.care.people.actions.intake import take_in_proposals
from khuang.care.people.actions.source import Source
from khuang.care.people.models import (
    Attention,
    Change,
    Dwelling,
    Household,
    Import,
    ImportPhotograph,
    ImportUndo,
    Person,
    here,
)
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.merging import Proposal
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work

UNDONE_WITHIN = timedelta(days=30)
PIECE = 300  # changes
# Rows that follow from a person's being here and go with them; anything else is somebody's work.
_FOLLOWS = {"Membership", "PersonKey", "ImportRow", "ImportPhotograph", "DuplicateCandidate", "Attention"}


@dataclass
class Undoing:
    """What taking back some changes means.

    gone        persons and households that nobody else refers to
    given_back  record -> property -> the text before
    kept        persons that stay, and values that somebody changed since
    """

    gone: dict[str, list[UUID]] = field(default_factory=lambda: {PERSON: [], HOUSEHOLD: []})
    given_back: dict[UUID, dict[str, str]] = field(default_factory=dict)
    kept: list[tuple[UUID, str]] = field(default_factory=list)


@journal.action
def begin_undo(brought: Import, *, by: Any, at: datetime) -> ImportUndo:
    """Begin to take an import back. Journal: people.import-undo-begun.

    Raises Refused when it is too late or still under way, PermissionDenied.
    """
    allow(by)
    if not may_be_undone(brought, at):
        raise Refused("undo_too_late")
    made = ImportUndo(
        of=brought, by_kind="system" if by.pk is None else by._meta.model_name, by_id=by.pk, asked_at=at
    )
    made.total = _changes(brought).count()
    long_work.begin(made)
    journal.write("people.import-undo-begun", by=by, about=brought, at=at, changes=made.total)
    return made


def may_be_undone(brought: Import, at: datetime) -> bool:
    """Say whether an import may be taken back: begun within the last 30 days, and not under way."""
    begun = brought.begun_at
    return bool(begun and not brought.undone_at and at - begun <= UNDONE_WITHIN and (not brought.is_moving))


def _changes(brought: Import) -> Any:
    return Change.objects.filter(import_id=brought.pk, state=Change.State.APPLIED)


def preview_undo(brought: Import) -> Counter[str]:
    """Count what taking it back would do; changes nothing."""
    counts: Counter[str] = Counter()
    last = None
    while some := _next(brought, last):
        counts += _count(weigh_undo(brought, some))
        last = some[-1].pk
    return counts


def _count(undoing: Undoing) -> Counter[str]:
    return Counter(
        gone=len(undoing.gone[PERSON]),
        given_back=sum(map(len, undoing.given_back.values())),
        kept=len(undoing.kept),
    )


def _next(brought: Import, last: UUID | None) -> list[Change]:
    """Give the next changes to take back, the newest first."""
    rows = _changes(brought)
    rows = rows.filter(pk__lt=last) if last else rows
    return list(rows.order_by("-pk")[:PIECE])


def undo_piece(undo: ImportUndo, at: datetime) -> bool:
    """Take the next changes back; safe to be broken off anywhere. Journal: people.import-undone."""
    brought, by = undo.of, actor_of(undo)
    some = _next(brought, undo.last)
    undoing = weigh_undo(brought, some)
    _give_back(undoing, undo, at)
    _let_go(undoing)
    undo.counts = dict(Counter(undo.counts) + _count(undoing))
    undo.done += len(some)
    undo.last = some[-1].pk if some else undo.last
    gone = undoing.gone[PERSON]
    if gone or undoing.given_back:
        journal.write(
            "people.import-taken-back", by=by, about=brought, at=at, also=[*gone, *undoing.given_back]
        )
    if len(some) == PIECE:
        return True
    _let_go_of_homes(brought)
    brought.undone_at = at
    brought.save(update_fields=["undone_at"])
    journal.write("people.import-undone", by=by, about=brought, at=at, records=undo.counts)
    return False


def weigh_undo(brought: Import, changes: Iterable[Change]) -> Undoing:
    """Decide what becomes of each change; writes nothing."""
    undoing = Undoing()
    changes = list(changes)
    records = [one.record_id for one in changes]
    others = _changed_by_others(brought, records)
    made = [one.record_id for one in changes if one.is_creation and one.list_name == PERSON]
    used = _in_use(made) | others.keys()
    gone = set(made) - used
    undoing.gone[PERSON] = sorted(gone)
    undoing.kept += [(key, "") for key in made if key in used]
    for change in changes:
        if change.list_name == PERSON and not change.is_creation and change.record_id not in gone:
            _weigh_values(change, others.get(change.record_id, []), undoing)
    return undoing


def _changed_by_others(brought: Import, records: list[UUID]) -> dict[UUID, list[Change]]:
    """Give what others said of these records, the oldest first; made by the import itself is not others'."""
    found: dict[UUID, list[Change]] = {}
    theirs = Change.objects.filter(record_id__in=records).exclude(import_id=brought.pk).order_by("at", "pk")
    for change in theirs.filter(~Q(state=Change.State.HELD)):
        found.setdefault(change.record_id, []).append(change)
    return found


def _weigh_values(change: Change, others: list[Change], undoing: Undoing) -> None:
    for name in change.properties:
        saying = [one for one in others if name in one.properties]
        if any((one.at, one.pk) > (change.at, change.pk) for one in saying):
            undoing.kept.append((change.record_id, name))
        else:
            before = saying[-1].values.get(name, "") if saying else ""
            undoing.given_back.setdefault(change.record_id, {})[name] = before


def _in_use(persons: list[UUID]) -> set[UUID]:
    """Give the persons to whom something refers that does not only follow from their being here."""
    used: set[UUID] = set()
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.one_to_many:
            model = relation.related_model
            if model.__name__ not in _FOLLOWS:
                name = relation.field.attname
                rows = model.objects.filter(**{f"{name}__in": persons}).order_by()
                used |= set(rows.values_list(name, flat=True))
    return used


def _give_back(undoing: Undoing, undo: ImportUndo, at: datetime) -> None:
    proposals = [Proposal(PERSON, key, False, True, texts) for key, texts in undoing.given_back.items()]
    if proposals:
        take_in_proposals(proposals, Source(undo.by_kind, undo.by_id, at, timezone.localdate(at)))


def _let_go(undoing: Undoing) -> None:
    keys = undoing.gone[PERSON]
    for photograph in ImportPhotograph.objects.filter(person_id__in=keys):
        import_files.remove_picture(photograph.pk)
    Attention.objects.filter(record_id__in=keys).delete()
    Change.objects.filter(record_id__in=keys).delete()
    delete_with_what_points_at(Person, keys)


def _let_go_of_homes(brought: Import) -> None:
    """Let the households go that the import made and where nobody lives or lived."""
    made = _changes(brought).filter(list_name=HOUSEHOLD, is_creation=True).values_list("record_id", flat=True)
    others = Change.objects.filter(record_id__in=list(made)).exclude(import_id=brought.pk)
    empty = Household.objects.filter(pk__in=list(made), memberships=None, people=None)
    empty = empty.exclude(pk__in=others.values("record_id"))
    keys = [key for key in empty.values_list("pk", flat=True) if not _has_guests(key)]
    dwellings = set(Household.objects.filter(pk__in=keys).values_list("dwelling_id", flat=True))
    Attention.objects.filter(record_id__in=keys).delete()
    Change.objects.filter(record_id__in=keys).delete()
    Household.objects.filter(pk__in=keys).delete()
    lone = Dwelling.objects.filter(pk__in=dwellings, households=None, people=None, point=None)
    # What a volunteer has been sent to is not taken away from under them.
    lone = lone.exclude(pk__in=Attention.objects.filter(dwelling__in=dwellings).values("dwelling_id"))
    lone.delete()


def _has_guests(key: UUID) -> bool:
    return Person.objects.filter(here(), household_id=key).exists()
