"""What an account keeps for itself: saved filters, and the secret address of its calendar."""

import secrets
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.cases.models import CalendarFeed, SavedFilter
from khuang.care.cases.reads.calendar import token_hash
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def save_filter(name: str, chosen: dict[str, str], *, by: Any, at: datetime) -> SavedFilter:
    """Keep a choice under a name; the same name again replaces it. Journal: cases.filter-saved."""
    _allow(by)
    kept, _created = SavedFilter.objects.update_or_create(
        account=by, name=name.strip(), defaults={"chosen": chosen, "made_at": at}
    )
    journal.write("cases.filter-saved", by=by, about=kept, at=at)
    return kept


@journal.action
def forget_filter(kept: SavedFilter, *, by: Any, at: datetime) -> None:
    """Delete one's own saved filter. Journal: cases.filter-deleted."""
    if kept.account_id != by.pk:
        raise PermissionDenied
    journal.write("cases.filter-deleted", by=by, about=kept, at=at)
    kept.delete()


@journal.action
def make_feed(*, by: Any, at: datetime) -> str:
    """Make the secret of a new calendar address, the one before ends; give it, for it is kept nowhere.

    Journal: cases.calendar-made, and cases.calendar-revoked.
    """
    _allow(by)
    _revoke(by, at)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(account=by, token_hash=token_hash(secret), made_at=at)
    journal.write("cases.calendar-made", by=by, about=feed, at=at)
    return secret


@journal.action
def revoke_feed(*, by: Any, at: datetime) -> None:
    """End one's own calendar address. Journal: cases.calendar-revoked."""
    _revoke(by, at)


def _revoke(by: Any, at: datetime) -> None:
    for feed in CalendarFeed.objects.filter(account=by, revoked_at=None):
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        journal.write("cases.calendar-revoked", by=by, about=feed, at=at)


def _allow(by: Any) -> None:
    if not may(by, "cases.view"):
        raise PermissionDenied
