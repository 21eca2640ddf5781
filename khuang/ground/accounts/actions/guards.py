"""For whom a guarded record opens: name accounts, break the glass, review who broke it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.ground.accounts.models import Account, BrokenGlass, NamedAccount
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal

GLASS_HOLDS = timedelta(minutes=60)


def name_accounts(record_id: UUID, accounts: Collection[Account], *, by: Any, at: datetime) -> None:
    """Let exactly these accounts be named for a record; the floor that keeps it asks leave and journals."""
    wanted = {account.pk for account in accounts}
    named = NamedAccount.objects.filter(record_id=record_id, until=None)
    named.exclude(account__in=wanted).update(until=at)
    there = set(named.values_list("account_id", flat=True))
    for key in sorted(wanted - there):
        NamedAccount.objects.create(record_id=record_id, account_id=key, since=at, named_by_id=by.pk)
    for account in (*accounts, by):
        _ask_again(account)


@journal.action
def break_glass(record: Any, *, reason: str, said: str, by: Account, at: datetime) -> BrokenGlass:
    """Open one guarded record to `by` for an hour, with a reason; the heads must review it.

    Journal: people.glass-broken. Raises PermissionDenied out of the actor's places,
    and for a record that is open anyway.
    """
    scope = scope_of(by, "people.break-glass")
    if not scope.has(record) or scope.opens(record):
        raise PermissionDenied
    glass = BrokenGlass.objects.create(
        record_id=record.pk, account=by, reason=reason, said=said, at=at, until=at + GLASS_HOLDS
    )
    _ask_again(by)
    journal.write("people.glass-broken", by=by, about=record, at=at, glass=glass.pk, reason=reason)
    return glass


@journal.action
def review_glass(glass: BrokenGlass, *, verdict: str, note: str, by: Account, at: datetime) -> None:
    """Say whether somebody broke the glass rightly; the first review stands.

    Journal: people.glass-reviewed. Raises PermissionDenied for whoever broke it.
    """
    if not may(by, "people.review-glass") or glass.account_id == by.pk:
        raise PermissionDenied
    found = BrokenGlass.objects.select_for_update(of=("self",)).get(pk=glass.pk)
    if found.reviewed_at is not None:
        return
    found.reviewed_at, found.reviewed_by_id = at, by.pk
    found.verdict, found.note = verdict, note or None
    found.save(update_fields=["reviewed_at", "reviewed_by_id", "verdict", "note"])
    journal.write("people.glass-reviewed", by=by, about=glass, at=at, also=[glass.record_id], verdict=verdict)


def forget_guards(record_id: UUID) -> None:
    """Forget for whom a record opened, now that it is erased; the erasure journals."""
    NamedAccount.objects.filter(record_id=record_id).delete()
    BrokenGlass.objects.filter(record_id=record_id).delete()


def _ask_again(account: Any) -> None:
    """Forget what the account holds, as it was read before; the one of a request is a proxy."""
    if hasattr(account, "held_now"):
        del account.held_now
