"""Ask the public for help without saying for whom: proposed by one, approved by another, withdrawn at once.

What is approved today is published tomorrow morning with all the others of the day, so that the
moment does not tell whose door somebody knocked at.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.support.models import Appeal, Offer, Package
from khuang.care.support.reads.appeals import is_kept_private, verdict
from khuang.care.support.rules.package_problems import (
    Doubtful,
    MovedOn,
    NeverInPublic,
    NoReason,
    SamePerson,
    TellsWho,
)
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

MOST_OPEN = 100  # offers to one appeal that wait for an answer; more are a flood


@journal.action
def propose_appeal(
    package: Package, *, title: str, text: str, confirmed: bool = False, by: Any, at: datetime
) -> Appeal:
    """Propose to ask the public for a package. Journal: support.appeal-proposed.

    confirmed  whoever proposes says that doubtful words are no names
    Raises PermissionDenied, NeverInPublic, MovedOn when the package has ended, TellsWho, Doubtful.
    """
    if not may(by, "support.packages", package):
        raise PermissionDenied
    if not package.is_open:
        raise MovedOn
    _refuse_telling(package, title, text, confirmed, at)
    appeal = Appeal.objects.create(
        package=package,
        reference=secrets.token_urlsafe(12),
        title=title.strip(),
        text=text.strip(),
        proposed_at=at,
        proposed_by_id=by.pk,
    )
    _note(appeal, "appeal-proposed", by, at)
    return appeal


@journal.action
def approve_appeal(appeal: Appeal, *, confirmed: bool = False, by: Any, at: datetime) -> Appeal:
    """Approve an appeal that somebody else proposed; it is published tomorrow.

    Journal: support.appeal-approved. The text is checked again, since somebody may have moved in.
    Raises PermissionDenied, SamePerson, MovedOn, NeverInPublic, TellsWho, Doubtful.
    """
    appeal = _decided(appeal, Appeal.State.APPROVED, by, at)
    if by.pk == appeal.proposed_by_id:
        raise SamePerson
    _refuse_telling(appeal.package, appeal.title or "", appeal.text or "", confirmed, at)
    appeal.save()
    _note(appeal, "appeal-approved", by, at)
    return appeal


@journal.action
def decline_appeal(appeal: Appeal, *, because: str, by: Any, at: datetime) -> Appeal:
    """Decline an appeal, with a reason. Journal: support.appeal-declined.

    Raises PermissionDenied, MovedOn, NoReason.
    """
    if not because.strip():
        raise NoReason
    appeal = _decided(appeal, Appeal.State.DECLINED, by, at)
    appeal.because = because.strip()  # type: ignore[assignment]
    appeal.save()
    _note(appeal, "appeal-declined", by, at)
    return appeal


@journal.action
def withdraw_appeal(appeal: Appeal, *, because: str, by: Any, at: datetime) -> Appeal:
    """Take an appeal back; it leaves the public pages in the same transaction.

    Journal: support.appeal-withdrawn. Whoever puts the package together or approves appeals may.
    Raises PermissionDenied, MovedOn, NoReason.
    """
    appeal = _held(appeal)
    if not (may(by, "support.packages", appeal) or may(by, "support.appeals", appeal)):
        raise PermissionDenied
    if appeal.state not in Appeal.OPEN:
        raise MovedOn
    if not because.strip():
        raise NoReason
    _withdraw(appeal, because.strip(), by, at)
    return appeal


@journal.action
def release_appeals(*, at: datetime) -> int:
    """Publish what was approved before today; give how many. Journal: support.appeal-released.

    What must not be public any more is withdrawn instead, and so is what was published.
    """
    today, released = timezone.localdate(at), 0
    rows = Appeal.objects.select_for_update(of=("self",)).filter(state__in=("approved", "published"))
    for appeal in rows.order_by("pk"):
        if is_kept_private(appeal.package):
            _withdraw(appeal, "", journal.SYSTEM, at)
        elif appeal.state == Appeal.State.APPROVED and timezone.localdate(appeal.decided_at) < today:
            appeal.state, appeal.published_at = Appeal.State.PUBLISHED, at
            appeal.save(update_fields=["state", "published_at"])
            _note(appeal, "appeal-released", journal.SYSTEM, at)
            released += 1
    return released


def withdraw_hidden(entry: Any) -> None:
    """Follow people.level-set and people.restricted: ask for nobody in public whose record closes."""
    rows = Appeal.objects.filter(package__about_id=entry.about_id, state__in=Appeal.OPEN).order_by("pk")
    for appeal in rows:
        if is_kept_private(appeal.package):
            _withdraw(appeal, "", journal.SYSTEM, entry.at)


def withdraw_erased(packages: Iterable[UUID], *, at: datetime) -> None:
    """Withdraw what is asked for people who were erased. Journal: support.appeal-withdrawn."""
    for appeal in Appeal.objects.filter(package__in=packages, state__in=Appeal.OPEN).order_by("pk"):
        _withdraw(appeal, "", journal.SYSTEM, at)


def end_appeals(package: Package, *, by: Any, at: datetime) -> None:
    """End what was asked for a package that ends. Journal: support.appeal-ended, support.appeal-withdrawn.

    One that nobody saw yet is withdrawn; a published one is shown as answered from the next morning on,
    unless the package was cancelled.
    """
    for appeal in Appeal.objects.filter(package=package, state__in=Appeal.OPEN).order_by("pk"):
        is_answered = package.state == Package.State.CLOSED and appeal.state == Appeal.State.PUBLISHED
        if not is_answered:
            _withdraw(appeal, "", by, at)
            continue
        appeal.state, appeal.ended_at, appeal.ended_by_id = Appeal.State.ENDED, at, by.pk
        appeal.save(update_fields=["state", "ended_at", "ended_by_id"])
        _note(appeal, "appeal-ended", by, at)


@journal.action
def receive_offer(reference: str, *, name: str, contact: str, what: str, at: datetime) -> bool:
    """Take in what somebody offers under a published appeal. Journal: support.offer-received.

    Gives False when the appeal is not public, or when too many offers wait for an answer.
    """
    appeal = Appeal.objects.filter(reference=reference, state=Appeal.State.PUBLISHED).first()
    if appeal is None or Offer.objects.filter(appeal=appeal, answered_at=None).count() >= MOST_OPEN:
        return False
    offer = Offer.objects.create(appeal=appeal, name=name, contact=contact, what=what, at=at)
    journal.write("support.offer-received", by=journal.SYSTEM, about=offer, at=at)
    return True


@journal.action
def answer_offer(offer: Offer, *, answer: str, by: Any, at: datetime) -> Offer:
    """Note how an offer was answered. Journal: support.offer-answered.

    Raises PermissionDenied, MovedOn, NoReason.
    """
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if not may(by, "support.packages", offer):
        raise PermissionDenied
    if offer.answered_at is not None:
        raise MovedOn
    if not answer.strip():
        raise NoReason
    offer.answered_at, offer.answered_by_id = at, by.pk
    offer.answer = answer.strip()  # type: ignore[assignment]
    offer.save(update_fields=["answered_at", "answered_by_id", "answer"])
    journal.write("support.offer-answered", by=by, about=offer, at=at)
    return offer


def _held(appeal: Appeal) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("package__person", "package__need")
    return rows.get(pk=appeal.pk)


def _decided(appeal: Appeal, state: Any, by: Any, at: datetime) -> Appeal:
    appeal = _held(appeal)
    if not may(by, "support.appeals", appeal):
        raise PermissionDenied
    if appeal.state != Appeal.State.PROPOSED:
        raise MovedOn
    appeal.state, appeal.decided_at, appeal.decided_by_id = state, at, by.pk
    return appeal


def _refuse_telling(package: Package, title: str, text: str, confirmed: bool, at: datetime) -> None:
    if is_kept_private(package):
        raise NeverInPublic
    told = verdict(package, title, text, on=timezone.localdate(at))
    if told.refused:
        raise TellsWho
    if told.doubtful and not confirmed:
        raise Doubtful


def _withdraw(appeal: Appeal, because: str, by: Any, at: datetime) -> None:
    appeal.state, appeal.ended_at, appeal.ended_by_id = Appeal.State.WITHDRAWN, at, by.pk
    appeal.because = because or None  # type: ignore[assignment]
    appeal.save(update_fields=["state", "ended_at", "ended_by_id", "because"])
    _note(appeal, "appeal-withdrawn", by, at)


def _note(appeal: Appeal, event: str, by: Any, at: datetime) -> None:
    journal.write(
        f"support.{event}",
        by=by,
        about=appeal,
        at=at,
        also=[appeal.package_id, appeal.package.about_id],
    )
