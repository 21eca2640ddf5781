"""Propose a package of help, approve it, hand it over and close it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Need
from khuang.care.people.reads import is_closed_to
from khuang.care.support.actions.appeals import end_appeals
from khuang.care.support.actions.package_papers import keep_paper
from khuang.care.support.models import Package, PackageLine, Paper
from khuang.care.support.rules.package_problems import (
    InTheFuture,
    LeftOver,
    MovedOn,
    NeedEnded,
    NoBudget,
    NoPhotograph,
    NoReason,
    NotSigned,
    SamePerson,
)
from khuang.care.support.rules.packages import MOVES, number
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import take_turn
from khuang.lib.thai_dates import fiscal_year


@dataclass(frozen=True)
class BudgetLine:
    """One line of a budget: kind as models.PackageLine.Kind, what it buys, satang."""

    kind: str
    words: str
    amount: int


@journal.action
def propose_package(
    need: Need, *, kind: str, words: str, lines: Sequence[BudgetLine], by: Any, at: datetime
) -> Package:
    """Propose help for one need, with its budget. Journal: support.package-proposed.

    Raises PermissionDenied, NeedEnded, NoBudget.
    """
    if not may(by, "support.packages", need) or is_closed_to(by, need.person):
        raise PermissionDenied
    if need.ended_at is not None:
        raise NeedEnded
    if not lines:
        raise NoBudget
    person = need.person.merged_into or need.person
    package = Package.objects.create(
        number=_next_number(timezone.localdate(at)),
        need=need,
        person=person,
        about_id=person.pk,
        village_id=person.village_id,
        dwelling_id=person.dwelling_id,
        kind=kind,
        words=words.strip() or None,
        proposed_at=at,
        proposed_by_id=by.pk,
    )
    _write_lines(package, lines)
    _note(package, "package-proposed", by, at, satang=sum(line.amount for line in lines))
    return package


@journal.action
def approve_package(package: Package, *, by: Any, at: datetime) -> Package:
    """Approve what somebody else proposed; its need is then being met. Journal: support.package-approved.

    Whoever holds support.packages there may approve, but never their own. Raises PermissionDenied,
    SamePerson, MovedOn.
    """
    package = locked(package, by)
    if by.pk == package.proposed_by_id:
        raise SamePerson
    package.approved_at, package.approved_by_id = at, by.pk
    move_on(package, Package.State.APPROVED)
    _note(package, "package-approved", by, at)
    need = package.need
    if need is not None and need.ended_at is None and may(by, "cases.work", need):
        cases.begin_meeting(need, by=by, at=at)
    return package


@journal.action
def hand_over(
    package: Package,
    *,
    on: date,
    received_by: str,
    photographs: Iterable[bytes] = (),
    drawn: bytes | None = None,
    signed: bytes | None = None,
    without_photograph: str = "",
    by: Any,
    at: datetime,
) -> Package:
    """Hand the help over, with a photograph and a signature. Journal: support.package-handed-over.

    received_by  who signed for it
    drawn        PNG of a signature drawn on the screen; or signed: photograph or PDF of the signed paper
    without_photograph  why there is no photograph: nobody has to be photographed to be helped
    Raises PermissionDenied, MovedOn, NotSigned, NoPhotograph, NoPicture, InTheFuture.
    """
    package, pictures = locked(package, by), list(photographs)
    refuse_future(on, at)
    if not (drawn or signed) or not received_by.strip():
        raise NotSigned
    if not pictures and not without_photograph.strip():
        raise NoPhotograph
    papers = [(Paper.Kind.PHOTOGRAPH, one) for one in pictures]
    papers += [(kind, one) for kind, one in ((Paper.Kind.DRAWN, drawn), (Paper.Kind.SIGNED, signed)) if one]
    for kind, content in papers:
        keep_paper(package, kind, content, by=by, at=at)
    package.handed_over_on, package.handed_over_by_id = on, by.pk
    package.received_by = received_by.strip()  # type: ignore[assignment]
    package.without_photograph = without_photograph.strip() or None  # type: ignore[assignment]
    move_on(package, Package.State.HANDED_OVER)
    _note(package, "package-handed-over", by, at, papers=len(papers))
    return package


@journal.action
def close_package(package: Package, *, met: bool, because: str, by: Any, at: datetime) -> Package:
    """Close a package that was handed over and of which nothing is left. Journal: support.package-closed.

    met      whether a person confirms that the need is met; then the need ends with it
    because  what is to be said of it
    Raises PermissionDenied, MovedOn, LeftOver, NoReason.
    """
    package = locked(package, by)
    if not because.strip():
        raise NoReason
    need = package.need
    _end(package, Package.State.CLOSED, because, by, at)
    _note(package, "package-closed", by, at, met=met)
    if met and need is not None and need.ended_at is None:
        cases.end_need(need, met=True, because=because, by=by, at=at)
    return package


@journal.action
def cancel_package(package: Package, *, because: str, by: Any, at: datetime) -> Package:
    """Give a package up before it is handed over; what came in has gone back first.

    Journal: support.package-cancelled. Raises PermissionDenied, MovedOn, LeftOver, NoReason.
    """
    package = locked(package, by)
    if not because.strip():
        raise NoReason
    _end(package, Package.State.CANCELLED, because, by, at)
    _note(package, "package-cancelled", by, at)
    return package


def locked(package: Package, by: Any) -> Package:
    """Hold a package until the commit; with it, for limits per house, the others of the same house.

    Raises PermissionDenied.
    """
    rows = Package.objects.select_for_update(of=("self",)).order_by("pk")
    same = rows.filter(dwelling=package.dwelling_id) if package.dwelling_id else rows.filter(pk=package.pk)
    held = {one.pk: one for one in same}
    found = held.get(package.pk) or rows.get(pk=package.pk)
    if not may(by, "support.packages", found) or is_closed_to(by, found.person):
        raise PermissionDenied
    return found


def move_on(package: Package, state: Any) -> None:
    """Take a package to a state and store it. Raises MovedOn."""
    if state not in MOVES[package.state]:
        raise MovedOn
    package.state = state
    package.save()


def refuse_future(on: date, at: datetime) -> None:
    """Raise InTheFuture for a day that has not come yet."""
    if on > timezone.localdate(at):
        raise InTheFuture


def _end(package: Package, state: Any, because: str, by: Any, at: datetime) -> None:
    if package.balance:
        raise LeftOver
    package.ended_at, package.ended_by_id = at, by.pk
    package.ended_because = because.strip()  # type: ignore[assignment]
    move_on(package, state)
    end_appeals(package, by=by, at=at)


def _write_lines(package: Package, lines: Sequence[BudgetLine]) -> None:
    for position, line in enumerate(lines, 1):
        PackageLine.objects.create(
            package=package,
            position=position,
            kind=line.kind,
            words=line.words.strip() or None,
            amount=line.amount,
        )


def _next_number(on: date) -> str:
    """Give the next free number of the fiscal year; whoever else proposes waits until this one is stored."""
    take_turn("support.number")
    year = fiscal_year(on)
    rows = Package.objects.filter(number__startswith=number(year, 0).removesuffix("0000"))
    last = rows.order_by().aggregate(last=Max("number"))["last"]
    return number(year, int(last.rpartition("-")[2]) + 1 if last else 1)


def _note(package: Package, event: str, by: Any, at: datetime, **reference: object) -> None:
    journal.write(f"support.{event}", by=by, about=package, at=at, also=[package.about_id], **reference)
