"""Invite a household to a talk, take down what is said there, read it back and close it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.care.people.models import Household, Person
from khuang.care.people.reads import household_record, withheld
from khuang.care.voices.actions.reports import check_kind
from khuang.care.voices.models import Issue, Talk, TalkGuest
from khuang.care.voices.rules.problems import (
    MovedOn,
    NobodyThere,
    NoConsent,
    NotInFuture,
    NotReadBack,
    NoWay,
    NoWords,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import format_date


@dataclass(frozen=True)
class Said:
    """One issue or suggestion as it is taken down.

    place, place_words  a village, a public place in words; neither is the whole municipality
    shown_name          to be shown with it, where they `agreed`; "" is anonymous
    raiser              who wants to be told what becomes of it
    """

    nature: str
    kind: str
    words: str
    place: Village | None = None
    place_words: str = ""
    shown_name: str = ""
    agreed: bool = False
    wants_news: bool = False
    raiser: Person | None = None


@journal.action
def invite(household: Household, *, planned_at: datetime, invited_by: str, by: Account, at: datetime) -> Talk:
    """Plan a talk with a household. Journal: voices.talk-planned. Raises PermissionDenied, MovedOn, NoWay.

    Whoever plans it goes there. MovedOn when a talk with them is planned or under way already; NoWay
    when they are to be invited by message and none reaches them.
    """
    if not may(by, "voices.talks", household):
        raise PermissionDenied
    talk = Talk(
        household=household,
        village=household.village,
        researcher=by,
        planned_at=planned_at,
        invited_by=invited_by,
        made_at=at,
        by_id=by.pk,
    )
    try:
        with transaction.atomic():
            talk.save(force_insert=True)
    except IntegrityError as error:
        raise MovedOn from error
    if invited_by == "message":
        _send_invitation(talk, by, at)
    _note(talk, "planned", by, at)
    return talk


@journal.action
def hold(
    talk: Talk,
    *,
    on: date,
    present: Mapping[str, int],
    guests: Collection[Person] = (),
    by: Any,
    at: datetime,
) -> Talk:
    """Say who took part and when; said again, it is corrected. Journal: voices.talk-held.

    present  "sex:age band" -> number
    guests   who of the household wants to be named in it
    Raises PermissionDenied, MovedOn, NobodyThere, NotInFuture.
    """
    talk = locked(talk, by)
    if on > timezone.localdate(at):
        raise NotInFuture
    counted = {group: number for group, number in present.items() if number}
    if not counted:
        raise NobodyThere
    talk.state, talk.held_on, talk.present = Talk.State.HELD, on, counted
    talk.save(update_fields=["state", "held_on", "present"])
    TalkGuest.objects.filter(talk=talk).exclude(person__in=guests).delete()
    for person in _of_home(talk, guests, by):
        TalkGuest.objects.get_or_create(talk=talk, person=person)
    _note(talk, "held", by, at)
    return talk


@journal.action
def note_issue(talk: Talk, said: Said, *, key: UUID, by: Any, at: datetime) -> Issue:
    """Take down an issue, or correct the one with this key until the talk is closed.

    key  of the issue: a form that a patchy network sends twice takes down one
    Journal: voices.issue-noted, voices.issue-corrected.
    Raises PermissionDenied, MovedOn, UnknownKind, NoWords, NoConsent.
    """
    talk = locked(talk, by)
    if talk.state != Talk.State.HELD:
        raise MovedOn
    _check(said)
    found = Issue.objects.filter(pk=key, talk=talk).first()
    issue = found or Issue(pk=key, talk=talk, village=talk.village, at=at, by_id=by.pk)
    _write(issue, said, at)
    issue.save()
    # What was read back is not what stands there now.
    Talk.objects.filter(pk=talk.pk).update(read_back_at=None)
    event = "voices.issue-corrected" if found else "voices.issue-noted"
    journal.write(event, by=by, about=issue, at=at, also=[talk.pk])
    return issue


@journal.action
def drop_issue(issue: Issue, *, by: Any, at: datetime) -> None:
    """Take an issue out that they do not want written down. Journal: voices.issue-dropped.

    Raises PermissionDenied, MovedOn.
    """
    if issue.talk is None:
        raise MovedOn
    talk = locked(issue.talk, by)
    journal.write("voices.issue-dropped", by=by, about=issue, at=at, also=[talk.pk])
    issue.delete()


@journal.action
def close_talk(talk: Talk, *, read_back: bool, by: Any, at: datetime) -> Talk:
    """Close a talk after its issues were read back; they go to be checked. Journal: voices.talk-closed.

    Raises PermissionDenied, MovedOn, NotReadBack.
    """
    talk = locked(talk, by)
    if talk.state != Talk.State.HELD:
        raise MovedOn
    if not read_back:
        raise NotReadBack
    talk.state, talk.read_back_at, talk.closed_at, talk.closed_by_id = Talk.State.CLOSED, at, at, by.pk
    talk.save(update_fields=["state", "read_back_at", "closed_at", "closed_by_id"])
    Issue.objects.filter(talk=talk, state="noted").update(state="waiting")
    _note(talk, "closed", by, at)
    return talk


@journal.action
def cancel(talk: Talk, *, because: str, by: Any, at: datetime) -> Talk:
    """Call a planned talk off. Journal: voices.talk-cancelled. Raises PermissionDenied, MovedOn, NoWords."""
    talk = locked(talk, by)
    if talk.state != Talk.State.INVITED:
        raise MovedOn
    if not because.strip():
        raise NoWords
    talk.state, talk.closed_at, talk.closed_by_id = Talk.State.CANCELLED, at, by.pk
    talk.cancelled_because = because.strip()  # type: ignore[assignment]
    talk.save(update_fields=["state", "closed_at", "closed_by_id", "cancelled_because"])
    _note(talk, "cancelled", by, at)
    return talk


def locked(talk: Talk, by: Any) -> Talk:
    """Give an open talk as it is now. Raises PermissionDenied, MovedOn."""
    rows = Talk.objects.select_for_update(of=("self",)).select_related("household", "village")
    found = rows.get(pk=talk.pk)
    if not may(by, "voices.talks", found):
        raise PermissionDenied
    if not found.is_open:
        raise MovedOn
    return found


def _send_invitation(talk: Talk, by: Any, at: datetime) -> None:
    """Invite by the ways in which the head of the household is reached. Raises NoWay."""
    head = household_record(talk.household, by).head
    if head is None:
        raise NoWay
    when = timezone.localtime(talk.planned_at)
    told = {"day": format_date(when.date(), "th"), "time": f"{when.hour}.{when.minute:02d}"}
    party = Party(head.pk, "person")
    sent = messaging.send(party, "voices.talk-invitation", variables=told, about_id=talk.pk, by=by, at=at)
    if sent.state in (Message.State.FAILED, Message.State.REFUSED):
        raise NoWay


def _of_home(talk: Talk, guests: Collection[Person], by: Any) -> list[Person]:
    """Keep those who live there and whose records open for the account."""
    keys = [one.pk for one in guests]
    closed = withheld(by, keys)
    rows = Person.objects.filter(pk__in=keys, household=talk.household_id)
    return [one for one in rows.order_by("pk") if one.pk not in closed]


def _check(said: Said) -> None:
    check_kind(said.kind)
    if not said.words.strip():
        raise NoWords
    if bool(said.shown_name.strip()) != said.agreed:
        raise NoConsent


def _write(issue: Issue, said: Said, at: datetime) -> None:
    issue.nature, issue.kind, issue.words = said.nature, said.kind, said.words.strip()  # type: ignore[assignment]
    issue.place, issue.place_words = said.place, said.place_words.strip()  # type: ignore[assignment]
    name = said.shown_name.strip()
    issue.shown_name, issue.agreed_at = (name, at) if name else (None, None)  # type: ignore[assignment]
    issue.wants_news = said.wants_news
    issue.raiser_id = said.raiser.pk if said.raiser and said.wants_news else None


def _note(talk: Talk, what: str, by: Any, at: datetime) -> None:
    journal.write(f"voices.talk-{what}", by=by, about=talk, at=at, also=[talk.household_id])
