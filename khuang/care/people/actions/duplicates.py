"""Notice pairs of records that may be one person, and remember what was decided of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from khuang.care.people.models import DuplicateCandidate, Dwelling, Person
from khuang.care.people.reads import duplicates as reads
from khuang.care.people.reads.duplicates import Match
from khuang.care.people.rules.matching import weights
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

AT_ONCE = 3  # pairs opened for one newcomer
Decision = DuplicateCandidate.Decision


def notice(newcomers: Sequence[Person], homes: Mapping[UUID, Dwelling], *, at: datetime) -> int:
    """Open pairs of newcomers and whom they may be; give how many. Writes no journal: nothing was decided."""
    if not newcomers:
        return 0
    several = [reads.known(one, _house_no(one, homes)) for one in newcomers]
    found = reads.likely_many(
        several, phones=[one.phone or "" for one in newcomers], besides=[one.pk for one in newcomers]
    )
    pairs = {
        in_order(one.pk, match.person_id): match
        for one, matches in zip(newcomers, found, strict=True)
        for match in matches[:AT_ONCE]
    }
    # Nothing was decided of somebody who was not here a moment ago, so it need not be asked.
    return _keep(pairs, at=at)


def _house_no(one: Person, homes: Mapping[UUID, Dwelling]) -> str:
    home = homes.get(one.dwelling_id) if one.dwelling_id else None
    return home.house_no if home else ""


def in_order(one: UUID, two: UUID) -> tuple[UUID, UUID]:
    """Give a pair with the lower id first."""
    return (one, two) if one < two else (two, one)


def open_pairs(pairs: Mapping[tuple[UUID, UUID], Match], *, at: datetime) -> int:
    """Keep pairs to be settled; what was decided stays decided, unless an ID number now says otherwise.

    Whoever asked not to be merged is left in peace.
    """
    if not pairs:
        return 0
    before = reads.kept_apart(list(pairs))
    quiet = _who_asked(pairs) if before else set()
    for pair, row in before.items():
        asked_again = pair in pairs and quiet.isdisjoint(pair)
        if asked_again and comes_back(row.decision, row.levels, pairs[pair].levels):
            _open_again(row, pairs[pair])
    return _keep({pair: match for pair, match in pairs.items() if pair not in before}, at=at)


def _keep(pairs: Mapping[tuple[UUID, UUID], Match], *, at: datetime) -> int:
    if not pairs:
        return 0
    quiet = _who_asked(pairs)
    new = [_row(pair, match, at) for pair, match in pairs.items() if quiet.isdisjoint(pair)]
    DuplicateCandidate.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _row(pair: tuple[UUID, UUID], match: Match, at: datetime) -> DuplicateCandidate:
    return DuplicateCandidate(
        person_a_id=pair[0],
        person_b_id=pair[1],
        probability=match.probability,
        levels=dict(match.levels),
        model=weights.shipped().name,
        opened_at=at,
    )


def comes_back(decision: str, then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Say whether a decided pair is asked again: only when both now have the same ID number, and had not."""
    settled = decision in ("different", "later")
    return settled and now.get("national_id") == "same" and then.get("national_id") != "same"


def _open_again(row: DuplicateCandidate, match: Match) -> None:
    row.decision, row.decided_at, row.decided_by_id = Decision.OPEN, None, None
    row.probability, row.levels = match.probability, dict(match.levels)
    row.save()


def _who_asked(pairs: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    asked = DuplicateCandidate.objects.filter(asked_by__in={key for pair in pairs for key in pair}).order_by()
    return set(asked.values_list("asked_by_id", flat=True))


@journal.action
def keep_apart(
    pair: tuple[Person, Person], match: Match | None, *, asked_by: Person | None = None, by: Any, at: datetime
) -> DuplicateCandidate:
    """Remember that two records are two people; `asked_by` wants to be left out of every such question.

    Journal: people.kept-apart. Raises PermissionDenied.
    """
    row = _decide(pair, match, Decision.DIFFERENT, by, at)
    if asked_by is not None:
        row.asked_by = asked_by
        row.save(update_fields=["asked_by"])
        both = Q(person_a=asked_by) | Q(person_b=asked_by)
        others = DuplicateCandidate.objects.filter(both, decision__in=[Decision.OPEN, Decision.LATER])
        others.update(decision=Decision.DIFFERENT, decided_at=at, decided_by_id=by.pk)
    journal.write("people.kept-apart", by=by, about=pair[0], at=at, also=[pair[1].pk])
    return row


@journal.action
def put_off(pair: tuple[Person, Person], *, by: Any, at: datetime) -> None:
    """Leave a decision for later. Journal: people.put-off. Raises PermissionDenied."""
    _decide(pair, None, Decision.LATER, by, at)
    journal.write("people.put-off", by=by, about=pair[0], at=at, also=[pair[1].pk])


@journal.action
def note_comparison(pair: tuple[Person, Person], *, by: Any, at: datetime) -> None:
    """Note that somebody saw two records side by side. Journal: people.compared."""
    journal.write("people.compared", by=by, about=pair[0], at=at, also=[pair[1].pk])


def _decide(
    pair: tuple[Person, Person], match: Match | None, decision: Any, by: Any, at: datetime
) -> DuplicateCandidate:
    if not all(may(by, "people.change", one) for one in pair):
        raise PermissionDenied
    first, second = in_order(pair[0].pk, pair[1].pk)
    row = DuplicateCandidate.objects.filter(person_a_id=first, person_b_id=second).first()
    if row is None:
        match = match or Match(second, 0.5, {}, {})
        row = _row((first, second), match, at)
    row.decision, row.decided_at, row.decided_by_id = decision, at, by.pk
    row.save()
    return row
