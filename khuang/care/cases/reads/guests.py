"""What a guest sees: plain texts only, so that a page can be made of them when the transaction is over."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from khuang.care.cases.models import Conference, GuestPass, Referral
from khuang.care.cases.reads.conferences import title_of
from khuang.care.cases.reads.sharing import LABELS, Told, is_guarded, told
from khuang.care.cases.rules import agendas, sharing
from khuang.care.cases.rules.guests import Door, opens
from khuang.ground.municipalities.fields import keyed_hash


@dataclass(frozen=True)
class GuestItem:
    """One item of the agenda as a guest sees it."""

    key: UUID
    title: str
    built: list[str]
    text: str


@dataclass(frozen=True)
class GuestDecision:
    """A decision that the guest carries out, and what they answered last."""

    key: UUID
    text: str
    due_on: date
    answer: str
    is_over: bool


@dataclass(frozen=True)
class GuestPage:
    """Everything that a guest's page says; what was not chosen for them is not in it."""

    municipality: str
    guest: str
    number: str
    until: datetime
    parts: list[Told]
    begins_at: datetime | None = None
    place: str = ""
    is_over: bool = False
    items: list[GuestItem] = field(default_factory=list)
    own: list[GuestDecision] = field(default_factory=list)
    said: list[tuple[datetime, str]] = field(default_factory=list)
    asks: str = ""
    due_on: date | None = None
    state: str = ""
    state_words: str = ""
    sender: str = ""


def pass_with_token(token: str) -> GuestPass | None:
    """Give the pass of a link, also when it is over. Asked inside the municipality that the link names."""
    return _passes().filter(token_hash=keyed_hash(token, "guest-link")).first()


def pass_of_browser(key: UUID, carried: str) -> GuestPass | None:
    """Give a pass when this browser is the one that was let in, also when it is over."""
    return _passes().filter(pk=key, browser_hash=keyed_hash(carried, "guest-browser")).first()


def stands_before(guest: GuestPass, carried: str, *, at: datetime) -> str:
    """Say what a browser meets at a guest's link: gone, inside, code or taken (rules.guests)."""
    known = bool(carried) and bytes(guest.browser_hash or b"") == keyed_hash(carried, "guest-browser")
    return opens(Door(guest.until, _is_closed(guest), known, guest.code_hash is not None), at)


def guest_page(guest: GuestPass, *, at: datetime) -> GuestPage:
    """Gather what a guest may see now. Whoever shows it writes cases.guest-looked."""
    on = timezone.localdate(at)
    if guest.referral:
        return _of_referral(guest, guest.referral)
    return _of_conference(guest, on)


def guest_names() -> dict[UUID, str]:
    """Give the name of everybody who was ever given a link, for the journal."""
    rows = GuestPass.objects.select_related("participant__account", "referral__partner")
    return {row.pk: str(row) for row in rows}


def _passes() -> QuerySet[GuestPass]:
    return GuestPass.objects.select_related(
        "case__person__village",
        "case__person__dwelling",
        "case__municipality",
        "participant__conference",
        "participant__account",
        "referral__partner",
    )


def _is_closed(guest: GuestPass) -> bool:
    """Say whether a link is closed: by hand, with its conference, or because the data may not be used now."""
    rests = guest.case.person.restricted_at is not None
    cancelled = bool(guest.participant and guest.participant.conference.state == Conference.State.CANCELLED)
    withdrawn = bool(guest.referral and guest.referral.state == Referral.State.WITHDRAWN)
    return guest.revoked_at is not None or rests or cancelled or withdrawn


def _of_conference(guest: GuestPass, on: date) -> GuestPage:
    conference = guest.participant.conference
    parts = told(guest.case, guest.shows, sharing.CONFERENCE, on=on)
    lines = {one.code: one.lines for one in parts}
    # What stands in the agenda is not said twice.
    in_agenda = {agendas.PART[row.kind] for row in conference.items.all() if row.kind in agendas.PART}
    return GuestPage(
        municipality=str(guest.case.municipality),
        guest=str(guest.participant),
        number=str(conference),
        until=guest.until,
        parts=[one for one in parts if one.code not in in_agenda],
        begins_at=conference.begins_at,
        place=conference.place,
        is_over=conference.state != Conference.State.PLANNED,
        items=[
            GuestItem(row.pk, title_of(row), lines.get(agendas.PART.get(row.kind, ""), []), row.text or "")
            for row in conference.items.all()
        ],
        own=_own(guest),
        said=[(one.at, one.words) for one in guest.comments.exclude(words=None).filter(resolution=None)],
    )


def _own(guest: GuestPass) -> list[GuestDecision]:
    rows = guest.participant.resolutions.select_related("step")
    found = []
    for row in rows.filter(Q(step=None) | ~Q(step__state="dropped")):
        last = row.answers.filter(by_pass=guest).order_by("-at", "-pk").first()
        found.append(
            GuestDecision(
                key=row.pk,
                text=row.text,
                due_on=row.due_on,
                answer=last.get_outcome_display() if last else "",
                is_over=bool(row.step and row.step.state == "done"),
            )
        )
    return found


def _of_referral(guest: GuestPass, referral: Referral) -> GuestPage:
    allowed = sharing.shown(
        [code for code, _lines in referral.shared], sharing.REFERRAL, guarded=is_guarded(guest.case)
    )
    return GuestPage(
        municipality=str(guest.case.municipality),
        guest=str(referral.partner),
        number=str(referral),
        until=guest.until,
        # As it was sent: the letter and the page say the same.
        parts=[
            Told(code, str(LABELS[code]), list(lines)) for code, lines in referral.shared if code in allowed
        ],
        asks=referral.asks,
        due_on=referral.due_on,
        state=referral.state,
        state_words=referral.get_state_display(),
        said=[(one.at, one.words) for one in guest.comments.exclude(words=None)],
    )
