"""Open the hall and take in what is noted there, once each, whenever it comes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from khuang.civic.forum.actions.leave import ask_words
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.hearings import reads
from khuang.civic.hearings.actions import passing_on
from khuang.civic.hearings.actions.planning import locked
from khuang.civic.hearings.models import HallEntry, Hearing, Minutes
from khuang.civic.hearings.rules.entries import Noted
from khuang.civic.hearings.rules.hands import too_many
from khuang.civic.hearings.rules.problems import (
    AfterTheEnd,
    HearingProblem,
    NotNow,
    TooLate,
    TooManyHands,
    Unreadable,
)
from khuang.civic.hearings.rules.roll import present
from khuang.civic.issues.rules.problems import IssueProblem
from khuang.ground.journal import actions as journal

OPEN, INVITED, CLOSED = Hearing.State.OPEN, Hearing.State.INVITED, Hearing.State.CLOSED
State = HallEntry.State


@journal.action
def open_hall(hearing: Hearing, *, by: Any, at: datetime) -> Hearing:
    """Begin: people are counted from now on; opened already, it stays. Journal: hearings.opened.

    Raises PermissionDenied, NotNow.
    """
    found = locked(hearing, by, INVITED, OPEN)
    if found.state == INVITED:
        found.state, found.opened_at = OPEN, at
        found.save(update_fields=["state", "opened_at"])
        journal.write("hearings.opened", by=by, about=found, at=at)
    return found


@journal.action
def note(hearing: Hearing, entries: Sequence[Noted], *, by: Any, at: datetime) -> list[HallEntry]:
    """Take entries of the hall in, in the order in which they were noted. Journal: hearings.noted.

    What came before (the same id) is left as it is, so a second sending changes nothing. What does
    not fit is kept waiting with the reason. The first entry opens the hall. Gives the rows of `entries`.
    Raises PermissionDenied; NotNow when it was called off; Unreadable when an id is of another hearing.
    """
    found = locked(hearing, by, INVITED, OPEN, CLOSED)
    known = {row.pk: row for row in HallEntry.objects.filter(pk__in=[one.id for one in entries])}
    if any(row.hearing_id != found.pk for row in known.values()):
        raise Unreadable
    fresh = {one.id: one for one in entries if one.id not in known}
    if fresh and found.state == INVITED:
        open_hall(found, by=by, at=at)
        found.refresh_from_db()
    for one in sorted(fresh.values(), key=_order):
        known[one.id] = _take(found, one, by, at)
    if fresh:
        settle(found, by=by, at=at)
        journal.write("hearings.noted", by=by, about=found, at=at, count=len(fresh))
    return [HallEntry.objects.get(pk=one.id) for one in entries]


@journal.action
def drop(entry: HallEntry, *, by: Any, at: datetime) -> HallEntry:
    """Take an entry out that waits to be corrected. Journal: hearings.entry-dropped.

    Raises PermissionDenied, NotNow.
    """
    locked(entry.hearing, by, OPEN, CLOSED)
    found = HallEntry.objects.get(pk=entry.pk)
    if found.state != State.WAITING:
        raise NotNow
    found.state = State.DROPPED
    found.save(update_fields=["state"])
    journal.write("hearings.entry-dropped", by=by, about=entry.hearing, at=at, entry=str(found.pk))
    return found


@journal.action
def vouch(entry: HallEntry, *, by: Any, at: datetime) -> HallEntry:
    """Say that the words of a waiting entry name nobody, and try again. Journal: hearings.entry-vouched.

    Raises PermissionDenied, NotNow.
    """
    hearing = locked(entry.hearing, by, OPEN, CLOSED)
    found = HallEntry.objects.get(pk=entry.pk)
    if found.state != State.WAITING:
        raise NotNow
    found.vouched = True
    found.save(update_fields=["vouched"])
    settle(hearing, by=by, at=at)
    journal.write("hearings.entry-vouched", by=by, about=hearing, at=at, entry=str(found.pk))
    return HallEntry.objects.get(pk=found.pk)


def settle(hearing: Hearing, *, by: Any, at: datetime) -> None:
    """Try again what waits: the roll may have been counted meanwhile."""
    for row in HallEntry.objects.filter(hearing=hearing, state=State.WAITING):
        _try(hearing, row, by, at)
        row.save(update_fields=["state", "because", "result_id"])


def take_late(hearing: Hearing, *, by: Any, at: datetime) -> None:
    """Try again what came after the minutes were confirmed: a new version of them is being written."""
    late = HallEntry.objects.filter(hearing=hearing, state=State.LATE, because=TooLate.__name__)
    late.update(state=State.WAITING)
    settle(hearing, by=by, at=at)


def _order(noted: Noted) -> tuple[bool, datetime]:
    # Who is there is known before their hands are looked at.
    return noted.kind != "roll", noted.at


def _take(hearing: Hearing, noted: Noted, by: Any, at: datetime) -> HallEntry:
    told = dict(vars(noted))
    told["village_code"], told["about_id"] = told.pop("village"), told.pop("about")
    # A phone whose clock is ahead notes nothing in the future.
    told["at"] = min(noted.at, at)
    row = HallEntry(**told, hearing=hearing, received_at=at, by_id=by.pk)
    _try(hearing, row, by, at)
    row.save(force_insert=True)
    return row


def _try(hearing: Hearing, row: HallEntry, by: Any, at: datetime) -> None:
    """Pass a row on, or say why it waits."""
    try:
        with transaction.atomic():
            _check(hearing, row)
            row.result_id = passing_on.pass_on(hearing, row, by=by, at=at)
        row.state, row.because = State.TAKEN, ""
    except (AfterTheEnd, TooLate) as problem:
        row.state, row.because = State.LATE, type(problem).__name__
    except (HearingProblem, ForumProblem, IssueProblem) as problem:
        row.state, row.because = State.WAITING, type(problem).__name__


def _check(hearing: Hearing, row: HallEntry) -> None:
    newest = Minutes.objects.filter(hearing=hearing).last()
    if newest and newest.state == Minutes.State.CONFIRMED:
        raise TooLate
    if hearing.closed_at and row.at > hearing.closed_at:
        raise AfterTheEnd
    if row.kind == HallEntry.Kind.HANDS and too_many(row.hands, _present(hearing, row.at)):
        raise TooManyHands
    # Also where no topic takes them in: the minutes print them for everybody. An issue is checked on its own.
    if row.kind != HallEntry.Kind.ISSUE:
        ask_words(row.words, confirmed=row.vouched)


def _present(hearing: Hearing, at: datetime) -> Mapping[str, int]:
    """Give how many of each sex were there then, or are now: the roll may be counted after the hands."""
    steps = reads.steps(hearing)
    then, now = present(reads.tally(steps, until=at)), present(reads.tally(steps))
    return {sex: max(then[sex], number) for sex, number in now.items()}
