"""Pledges, what comes in and what goes out. Nothing goes out that did not come in.

Each action holds the package's row until the commit, so two who spend the same money at once
come one after the other; the database refuses by itself what would overdraw a pledge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from khuang.care.support.actions.package_papers import keep_paper
from khuang.care.support.actions.packages import locked, move_on, refuse_future
from khuang.care.support.models import Funder, Movement, Package, PackageLine, Paper, Pledge
from khuang.care.support.reads.packages import given_for_house
from khuang.care.support.rules.package_problems import (
    FunderEnded,
    MovedOn,
    NoRate,
    NoReason,
    NotOpen,
    OverLimit,
    Overspent,
    SamePackage,
)
from khuang.care.support.rules.packages import BEFORE_HANDING_OVER, WITH_MONEY, limit_for, rate_on
from khuang.ground.journal import actions as journal
from khuang.lib.identifiers import uuid7


@dataclass(frozen=True)
class Slip:
    """What stands on a receipt or bill.

    on        the day; amount in satang, for labour worked out from hours
    document  its number; payee to whom; words what for, or what came
    line      of the budget; papers its photographs or PDFs
    """

    on: date
    amount: int = 0
    hours: int | None = None
    document: str = ""
    payee: str = ""
    words: str = ""
    line: PackageLine | None = None
    papers: tuple[bytes, ...] = ()


@journal.action
def pledge(
    package: Package,
    funder: Funder,
    *,
    form: Any,
    amount: int = 0,
    hours: int | None = None,
    words: str = "",
    by: Any,
    at: datetime,
) -> Pledge:
    """Note what a funder promises: money or the value of goods in satang, or hours. Journal: support.pledged.

    Raises PermissionDenied, NotOpen, FunderEnded, NoRate, and OverLimit when the funder's own rules
    allow less for this house.
    """
    package, on = locked(package, by), timezone.localdate(at)
    if package.state not in BEFORE_HANDING_OVER:
        raise NotOpen
    if funder.until is not None and funder.until < on:
        raise FunderEnded
    rate = _rate(on) if form == Pledge.Form.LABOUR else None
    promised = (hours or 0) * rate if rate else amount
    _refuse_over_limit(package, funder, promised, on)
    made = Pledge.objects.create(
        package=package,
        funder=funder,
        form=form,
        amount=promised,
        hours=hours if rate else None,
        rate=rate,
        words=words.strip() or None,
        at=at,
        by_id=by.pk,
    )
    _note("support.pledged", made, by, at, satang=promised)
    return made


@journal.action
def withdraw_pledge(pledge: Pledge, *, because: str, by: Any, at: datetime) -> Pledge:
    """Note that the rest of a promise will not come; what came stays. Journal: support.pledge-withdrawn.

    Raises PermissionDenied, MovedOn, NoReason.
    """
    _package, pledge = _held(pledge, by)
    if pledge.withdrawn_at is not None or not pledge.outstanding:
        raise MovedOn
    if not because.strip():
        raise NoReason
    pledge.withdrawn_at, pledge.withdrawn_by_id = at, by.pk
    pledge.withdrawn_because = because.strip()  # type: ignore[assignment]
    pledge.save(update_fields=["withdrawn_at", "withdrawn_by_id", "withdrawn_because"])
    _note("support.pledge-withdrawn", pledge, by, at)
    return pledge


@journal.action
def receive(pledge: Pledge, slip: Slip, *, by: Any, at: datetime) -> Movement:
    """Note what came in of a pledge; the first of it begins the package. Journal: support.received.

    Raises PermissionDenied, NotOpen, InTheFuture, NoPicture, OverLimit.
    """
    package, pledge = _with_money(pledge, slip, by, at)
    # What was promised counts already; only what comes beyond it is more.
    beyond = max(0, slip.amount - pledge.outstanding)
    _refuse_over_limit(package, pledge.funder, beyond, slip.on)
    return _move(package, pledge, Movement.Kind.RECEIVED, slip, by, at)


@journal.action
def spend(pledge: Pledge, slip: Slip, *, by: Any, at: datetime) -> Movement:
    """Note what was paid or used of a pledge. Journal: support.spent.

    Raises PermissionDenied, NotOpen, InTheFuture, NoPicture, Overspent.
    """
    package, pledge = _with_money(pledge, slip, by, at)
    return _move(package, pledge, Movement.Kind.SPENT, slip, by, at)


@journal.action
def record_work(pledge: Pledge, slip: Slip, *, by: Any, at: datetime) -> Movement:
    """Note hours that volunteers worked: they come and are used at once, at the rate of the pledge.

    Journal: support.received, support.spent. Raises as receive.
    """
    worked = Slip(**{**slip.__dict__, "amount": (slip.hours or 0) * (pledge.rate or 0)})
    receive(pledge, Slip(**{**worked.__dict__, "papers": ()}), by=by, at=at)
    return spend(pledge, worked, by=by, at=at)


@journal.action
def give_back(pledge: Pledge, slip: Slip, *, by: Any, at: datetime) -> Movement:
    """Give a surplus back to its funder, with a reason in the slip's words. Journal: support.given-back.

    Raises PermissionDenied, NotOpen, InTheFuture, NoPicture, NoReason, Overspent.
    """
    if not slip.words.strip():
        raise NoReason
    package, pledge = _with_money(pledge, slip, by, at)
    return _move(package, pledge, Movement.Kind.RETURNED, slip, by, at)


@journal.action
def move_surplus(pledge: Pledge, to: Package, slip: Slip, *, by: Any, at: datetime) -> Movement:
    """Move a surplus to another package, with a reason in the slip's words. Journal: support.moved.

    There it is a pledge of the same funder that has come. Raises PermissionDenied, NotOpen,
    InTheFuture, NoReason, Overspent, SamePackage, OverLimit.
    """
    if not slip.words.strip():
        raise NoReason
    if to.pk == pledge.package_id or pledge.form == Pledge.Form.LABOUR:
        raise SamePackage
    # In one order, whoever else moves the other way.
    both: list[Package] = [pledge.package, to]
    for one in sorted(both, key=lambda one: one.pk):
        locked(one, by)
    package, pledge = _with_money(pledge, slip, by, at)
    to = locked(to, by)
    if to.state not in WITH_MONEY:
        raise SamePackage
    _refuse_over_limit(to, pledge.funder, slip.amount, slip.on)
    there = Pledge.objects.create(
        package=to, funder=pledge.funder, form=pledge.form, amount=slip.amount, words=None, at=at, by_id=by.pk
    )
    together = uuid7()
    moved = _move(package, pledge, Movement.Kind.MOVED_OUT, slip, by, at, together)
    _move(to, there, Movement.Kind.MOVED_IN, slip, by, at, together)
    return moved


@journal.action
def undo_movement(movement: Movement, *, because: str, by: Any, at: datetime) -> Movement:
    """Take back what was typed by mistake; the line stays, struck through. Journal: support.movement-undone.

    Raises PermissionDenied, NoReason, MovedOn when it was undone or is half of a move, NotOpen when
    the package has ended, and Overspent when what came has been spent.
    """
    if not because.strip():
        raise NoReason
    package, pledge = _held(movement.pledge, by)
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    if movement.undone_at is not None or movement.moved_with is not None:
        raise MovedOn
    if package.state not in WITH_MONEY:
        raise NotOpen
    _count(package, pledge, movement.kind, -movement.amount)
    movement.undone_at, movement.undone_by_id = at, by.pk
    movement.undone_because = because.strip()  # type: ignore[assignment]
    movement.save(update_fields=["undone_at", "undone_by_id", "undone_because"])
    _note("support.movement-undone", pledge, by, at, satang=movement.amount)
    return movement


def _held(pledge: Pledge, by: Any) -> tuple[Package, Pledge]:
    """Hold a package and one of its pledges until the commit. Raises PermissionDenied."""
    package = locked(pledge.package, by)
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("funder")
    found = rows.get(pk=pledge.pk)
    found.package = package
    return package, found


def _with_money(pledge: Pledge, slip: Slip, by: Any, at: datetime) -> tuple[Package, Pledge]:
    package, pledge = _held(pledge, by)
    if package.state not in WITH_MONEY:
        raise NotOpen
    refuse_future(slip.on, at)
    return package, pledge


def _move(
    package: Package,
    pledge: Pledge,
    kind: Any,
    slip: Slip,
    by: Any,
    at: datetime,
    together: UUID | None = None,
) -> Movement:
    _count(package, pledge, kind, slip.amount)
    made = Movement.objects.create(
        pledge=pledge,
        line=slip.line,
        kind=kind,
        on=slip.on,
        amount=slip.amount,
        hours=slip.hours,
        document=slip.document.strip(),
        payee=slip.payee.strip() or None,
        words=slip.words.strip() or None,
        moved_with=together,
        at=at,
        by_id=by.pk,
    )
    _keep(made, slip.papers, by, at)
    if package.state == Package.State.APPROVED:
        move_on(package, Package.State.UNDER_WAY)
    _note(_EVENTS[kind], pledge, by, at, satang=slip.amount)
    return made


_EVENTS: dict[Any, str] = {
    Movement.Kind.RECEIVED: "support.received",
    Movement.Kind.SPENT: "support.spent",
    Movement.Kind.RETURNED: "support.given-back",
    Movement.Kind.MOVED_OUT: "support.moved",
    Movement.Kind.MOVED_IN: "support.moved",
}


def _count(package: Package, pledge: Pledge, kind: Any, amount: int) -> None:
    """Add to what came or went, and to the balance; both rows are held. Raises Overspent."""
    comes = kind in Movement.COMING
    change = amount if comes else -amount
    if pledge.balance + change < 0:
        raise Overspent
    name = "came" if comes else "went"
    # Added by the database, which refuses an overdraft even from whoever held no row.
    Pledge.objects.filter(pk=pledge.pk).update(**{name: F(name) + amount})
    Package.objects.filter(pk=package.pk).update(balance=F("balance") + change)
    pledge.refresh_from_db(fields=["came", "went"])
    package.refresh_from_db(fields=["balance"])


def _keep(movement: Movement, papers: Iterable[bytes], by: Any, at: datetime) -> None:
    for content in papers:
        keep_paper(movement.pledge.package, Paper.Kind.RECEIPT, content, movement=movement, by=by, at=at)


def _refuse_over_limit(package: Package, funder: Funder, more: int, on: date) -> None:
    """Raise OverLimit when kinds of funder would give more than their rules allow for one house."""
    limit = limit_for(package.kind, funder.kind, on)
    if limit and more and given_for_house(package, limit) + more > limit.satang:
        raise OverLimit


def _rate(on: date) -> int:
    rate = rate_on(on)
    if rate is None:
        raise NoRate
    return rate.satang


def _note(event: str, pledge: Pledge, by: Any, at: datetime, **reference: object) -> None:
    package = pledge.package
    journal.write(event, by=by, about=package, at=at, also=[package.about_id, pledge.pk], **reference)
