"""Plan a conference about a case, ask people to it, move or cancel it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.care.cases.actions.cases import locked
from khuang.care.cases.models import AgendaItem, Case, Conference, Participant, Partner
from khuang.care.cases.rules import agendas
from khuang.care.cases.rules.sharing_problems import (
    CannotChange,
    ChangedMeanwhile,
    ReasonNeeded,
    TakesPart,
)
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import next_serial

PLANNED, HELD, APPROVED, CANCELLED = Conference.State.values
OPEN = (PLANNED, HELD)


@journal.action
def plan_conference(case: Case, *, begins_at: datetime, place: str, by: Any, at: datetime) -> Conference:
    """Plan a conference with its agenda; whoever plans it writes, and the case's lead takes part.

    Journal: cases.conference-planned. Raises PermissionDenied.
    """
    case = locked(case, by, "cases.confer")
    held = Conference.objects.filter(case=case, state__in=(HELD, APPROVED))
    year, number = next_serial(Conference, timezone.localdate(begins_at))
    made = Conference.objects.create(
        case=case,
        number=number,
        year=year,
        begins_at=begins_at,
        place=place.strip(),
        made_at=at,
        made_by_id=by.pk,
    )
    kinds = agendas.items(has_previous=held.exists())
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=made, order=order, kind=kind) for order, kind in enumerate(kinds, start=1)
    )
    _first_participants(made, by)
    note(made, "conference-planned", by, at)
    return made


@journal.action
def change_conference(
    conference: Conference, *, begins_at: datetime, place: str, revision: int, by: Any, at: datetime
) -> Conference:
    """Move a conference to another time or place. Journal: cases.conference-changed.

    revision  what was looked at; when somebody changed it since, nothing is overwritten
    Raises PermissionDenied, CannotChange, ChangedMeanwhile.
    """
    found = locked_conference(conference, by, PLANNED, HELD)
    if found.revision != revision:
        raise ChangedMeanwhile
    found.begins_at, found.revision = begins_at, found.revision + 1
    found.place = place.strip()  # type: ignore[assignment]
    found.save(update_fields=["begins_at", "place", "revision"])
    note(found, "conference-changed", by, at)
    return found


@journal.action
def cancel_conference(conference: Conference, *, because: str, by: Any, at: datetime) -> None:
    """Call a conference off; its guests' links close with it. Journal: cases.conference-cancelled.

    Raises PermissionDenied, CannotChange, ReasonNeeded.
    """
    found = locked_conference(conference, by, PLANNED)
    if not because.strip():
        raise ReasonNeeded
    found.state, found.cancelled_because = CANCELLED, because.strip()  # type: ignore[assignment]
    found.save(update_fields=["state", "cancelled_because"])
    note(found, "conference-cancelled", by, at)


@journal.action
def ask_account(
    conference: Conference, account: Account, *, role: str = "member", by: Any, at: datetime
) -> Participant:
    """Ask a colleague or a volunteer to a conference. Journal: cases.participant-asked.

    Raises PermissionDenied, CannotChange, TakesPart.
    """
    return _asked(locked_conference(conference, by, *OPEN), by, at, account=account, role=role)


@journal.action
def ask_outsider(
    conference: Conference,
    name: str,
    *,
    post: str = "",
    partner: Partner | None = None,
    role: str = "member",
    by: Any,
    at: datetime,
) -> Participant:
    """Ask somebody from outside by name. Journal: cases.participant-asked.

    post  what they are, or for whom they speak
    Raises PermissionDenied, CannotChange, TakesPart.
    """
    found = locked_conference(conference, by, *OPEN)
    said = {"name": name.strip(), "post": post.strip() or None, "partner": partner, "role": role}
    return _asked(found, by, at, **said)


@journal.action
def change_role(participant: Participant, role: str, *, by: Any, at: datetime) -> None:
    """Let somebody chair, write or just take part. Journal: cases.participant-changed. Raises TakesPart."""
    conference = locked_conference(participant.conference, by, *OPEN)
    participant.role = role
    _stored(participant)
    note(conference, "participant-changed", by, at, participant=participant.pk)


@journal.action
def remove_participant(participant: Participant, *, by: Any, at: datetime) -> None:
    """Ask somebody no more, before the conference; their link goes too. Journal: cases.participant-removed.

    Raises PermissionDenied, CannotChange when it was held, or when they have answered already.
    """
    conference = locked_conference(participant.conference, by, PLANNED)
    if participant.passes.exclude(comments=None).exists() or participant.resolutions.exists():
        raise CannotChange
    key = participant.pk
    participant.passes.all().delete()
    participant.delete()
    note(conference, "participant-removed", by, at, participant=key)


def locked_conference(conference: Conference, by: Any, *states: str) -> Conference:
    """Give a conference as it is now, kept from others until the commit.

    Raises PermissionDenied, CannotChange when it is in none of these states.
    """
    rows = Conference.objects.select_for_update(of=("self",)).select_related("case__person")
    found = rows.get(pk=conference.pk)
    locked(found.case, by, "cases.confer")
    if found.state not in states:
        raise CannotChange
    return found


def note(conference: Conference, event: str, by: Any, at: datetime, **reference: object) -> None:
    """Write what happened to a conference into the journal, under the case and the person too."""
    case = conference.case
    journal.write(
        f"cases.{event}", by=by, about=conference, at=at, also=[case.pk, case.person_id], **reference
    )


def _first_participants(conference: Conference, by: Any) -> None:
    asked = {conference.case.lead_id: "member"} if conference.case.lead_id else {}
    if isinstance(by, Account):
        asked[by.pk] = "writer"
    Participant.objects.bulk_create(
        Participant(conference=conference, account_id=key, role=role) for key, role in asked.items()
    )


def _asked(conference: Conference, by: Any, at: datetime, **said: Any) -> Participant:
    made = _stored(Participant(conference=conference, **said))
    note(conference, "participant-asked", by, at, participant=made.pk)
    return made


def _stored(participant: Participant) -> Participant:
    try:
        with transaction.atomic():
            participant.save()
    except IntegrityError as error:
        raise TakesPart from error
    return participant
