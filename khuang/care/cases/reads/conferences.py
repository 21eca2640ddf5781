"""Conferences as screens, paper and the desk ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.cases.models import (
    AgendaEdit,
    AgendaItem,
    Case,
    Conference,
    GuestComment,
    GuestPass,
    Participant,
    Resolution,
)
from khuang.care.cases.reads import sharing
from khuang.care.cases.rules import agendas
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may, scope_of

TITLES = {
    agendas.OPENING: gettext_lazy("What the chair tells"),
    agendas.PREVIOUS: gettext_lazy("Minutes of the last conference, and what became of its decisions"),
    agendas.REASONS: gettext_lazy("How things are: risk class and reasons"),
    agendas.NEEDS: gettext_lazy("What is needed"),
    agendas.PLAN: gettext_lazy("The plan, and what is overdue"),
    agendas.REFERRALS: gettext_lazy("Who was asked for help, and their answers"),
    agendas.OTHER: gettext_lazy("Other matters"),
}


@dataclass(frozen=True)
class Item:
    """One item as it is shown: its title, what is built from the case, what is written, what was said.

    built    as far as the account may see it
    for_all  as far as everybody may hear it who comes: a sheet of paper goes from hand to hand
    """

    row: AgendaItem
    title: str
    built: list[str]
    for_all: list[str]
    text: str
    said: str
    comments: list[GuestComment]
    set_aside: list[AgendaEdit]

    @property
    def may_be_removed(self) -> bool:
        return self.row.kind == agendas.QUESTION


@dataclass(frozen=True)
class Seat:
    """One who takes part: who, as what, and the link they were given, if they need one."""

    row: Participant
    name: str
    post: str
    guest: GuestPass | None
    needs_link: bool


@dataclass(frozen=True)
class Resolved:
    """One decision, how its step goes, and what its owner answered last."""

    row: Resolution
    state: str
    is_late: bool
    answers: list[GuestComment]


@dataclass(frozen=True)
class ConferencePage:
    """What the page of a conference shows an account."""

    conference: Conference
    items: list[Item]
    seats: list[Seat]
    resolutions: list[Resolved]
    comments: list[GuestComment]
    writer: str
    approver: str
    has_unread: bool
    may_confer: bool
    may_approve: bool
    has_begun: bool


def conferences_of(case: Case) -> QuerySet[Conference]:
    """Give every conference about a case, newest first."""
    return Conference.objects.filter(case=case)


def conferences(account: Any) -> QuerySet[Conference]:
    """Give the conferences that an account may see."""
    rows = Conference.objects.select_related("case__person", "case__lead")
    return scope_of(account, "cases.view").filter(rows)


def coming(account: Any, *, at: datetime) -> QuerySet[Conference]:
    """Give the conferences that are still to be held, soonest first."""
    return conferences(account).filter(state="planned", begins_at__gt=at).order_by("begins_at", "pk")


def unwritten(account: Any, *, at: datetime) -> QuerySet[Conference]:
    """Give the conferences whose hour is past and of which nothing was written down, oldest first."""
    return conferences(account).filter(state="planned", begins_at__lte=at).order_by("begins_at", "pk")


def to_approve(account: Any) -> QuerySet[Conference]:
    """Give the conferences whose minutes an account may approve, oldest first."""
    rows = scope_of(account, "cases.confer").filter(conferences(account).filter(state="held"))
    return rows.exclude(minuted_by_id=account.pk).order_by("begins_at", "pk")


def unread(account: Any) -> QuerySet[GuestComment]:
    """Give what guests wrote and nobody has read, where an account holds conferences."""
    rows = GuestComment.objects.filter(read_at=None).select_related("by_pass__participant", "by_pass__case")
    return scope_of(account, "cases.confer").filter(rows)


def conference_page(conference: Conference, account: Any, *, at: datetime) -> ConferencePage:
    """Gather a conference for an account.."""
    known = accounts.names()
    comments = list(_comments(conference))
    may_confer = may(account, "cases.confer", conference)
    is_writer = conference.minuted_by_id == account.pk
    return ConferencePage(
        conference=conference,
        items=items(conference, account, comments),
        seats=seats(conference),
        resolutions=resolutions(conference, at=at),
        comments=[one for one in comments if one.resolution_id is None and one.item_id is None],
        writer=_named(known, conference.minuted_by_id),
        approver=_named(known, conference.approved_by_id),
        has_unread=may_confer and any(one.read_at is None for one in comments),
        may_confer=may_confer,
        may_approve=may_confer and conference.state == "held" and not is_writer,
        has_begun=conference.begins_at <= at,
    )


def items(conference: Conference, account: Any, comments: Iterable[GuestComment] = ()) -> list[Item]:
    """Give the agenda; what is built from the case as far as an account may see it."""
    known = list(comments)
    kept = list(AgendaEdit.objects.filter(item__conference=conference, is_set_aside=True))
    built, for_all = built_lines(conference.case, account), built_for_all(conference.case)
    return [
        Item(
            row=row,
            title=title_of(row),
            built=built.get(row.kind, []),
            for_all=for_all.get(row.kind, []),
            text=row.text or "",
            said=row.said or "",
            comments=[one for one in known if one.item_id == row.pk],
            set_aside=[one for one in kept if one.item_id == row.pk],
        )
        for row in conference.items.all()
    ]


def built_lines(case: Case, account: Any) -> dict[str, list[str]]:
    """Give what is built from a case, by kind of item, as far as an account may see it."""
    return {
        agendas.REASONS: sharing.reasons_in_words(case, account) if may(account, "risk.view", case) else [],
        agendas.NEEDS: sharing.needs_in_words(case, confidential=may(account, "cases.view", case)),
        agendas.PLAN: sharing.plan_in_words(case),
        agendas.REFERRALS: sharing.referrals_in_words(case),
    }


def built_for_all(case: Case) -> dict[str, list[str]]:
    """Give what minutes and sheets may say: nothing that only some of their readers may read."""
    return {
        agendas.REASONS: sharing.reasons_in_words(case, sharing.Outsider()),
        agendas.NEEDS: sharing.needs_in_words(case),
        agendas.PLAN: sharing.plan_in_words(case),
        agendas.REFERRALS: sharing.referrals_in_words(case),
    }


def title_of(item: AgendaItem) -> str:
    """Give what an item is called."""
    return item.title or str(TITLES.get(item.kind, ""))


def seats(conference: Conference) -> list[Seat]:
    """Give who takes part: chair first, who writes last, as minutes list them."""
    rank = {"chair": 0, "member": 1, "writer": 2}
    rows = conference.participants.select_related("account", "partner").prefetch_related("passes")
    ordered = sorted(rows, key=lambda row: (rank[row.role], row.pk))
    return [_seat(row, conference.case) for row in ordered]


def _seat(row: Participant, case: Case) -> Seat:
    passes = [one for one in row.passes.all() if one.revoked_at is None]
    is_staff = bool(row.account and may(row.account, "cases.view", case))
    return Seat(row, str(row), post_of(row), next(iter(passes), None), not is_staff)


def post_of(row: Participant) -> str:
    """Say what somebody is, or for whom they speak."""
    if row.account:
        held = accounts.assignments_now(row.account)
        return ", ".join(dict.fromkeys(accounts.role(one.role).title for one in held))
    return ", ".join(filter(None, (row.post or "", str(row.partner) if row.partner else "")))


def resolutions(conference: Conference, *, at: datetime) -> list[Resolved]:
    """Give the decisions with how their steps go."""
    rows = conference.resolutions.select_related("step", "item").prefetch_related("answers")
    on = timezone.localdate(at)
    return [
        Resolved(
            row=row,
            state=row.step.state if row.step else "to-do",
            is_late=bool(row.step and row.step.state == "to-do" and row.step.due_on < on),
            answers=list(row.answers.all()),
        )
        for row in rows
    ]


def may_be_asked(conference: Conference) -> list[Account]:
    """Give the active accounts that do not take part yet, in order of name."""
    asked = conference.participants.exclude(account=None).order_by().values("account")
    rows = Account.objects.filter(is_active=True, municipality_id=conference.municipality_id)
    return list(rows.exclude(pk__in=asked).order_by("display_name", "pk"))


def _comments(conference: Conference) -> QuerySet[GuestComment]:
    rows = GuestComment.objects.filter(by_pass__participant__conference=conference)
    return rows.select_related("by_pass__participant__account")


def _named(known: dict[UUID, str], key: UUID | None) -> str:
    return known.get(key, _("System")) if key else ""
