"""Volunteers' phones: let in by a link that is handed over, signed in by six digits, revoked."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.crypto import constant_time_compare

from khuang.ground.accounts.models import (
    Account,
    BrowserSession,
    HandedLink,
    RememberedPhone,
    SignInBrake,
)
from khuang.ground.accounts.reads import is_volunteer, link_with, may, token_hash
from khuang.ground.accounts.rules import LINK_LASTS, PIN_MISSES, LinkGone
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash


@journal.action
def hand_link(account: Account, *, by: Any, at: datetime) -> str:
    """Return the token of a link that makes a volunteer's phone known, once, within minutes.

    Journal: accounts.link-handed. Raises PermissionDenied, also for one's own account and for staff.
    """
    if by.pk == account.pk or not may(by, "accounts.roles") or not is_volunteer(account):
        raise PermissionDenied
    token = f"{account.municipality.slug}.{secrets.token_urlsafe(24)}"
    HandedLink.objects.filter(account=account, used_at=None).delete()
    HandedLink.objects.create(
        account=account, token_hash=token_hash(token), made_by=by, made_at=at, until=at + LINK_LASTS
    )
    journal.write("accounts.link-handed", by=by, about=account, at=at)
    return token


@journal.action
def remember_phone(token: str, pin: str, *, device: str, at: datetime) -> tuple[RememberedPhone, str]:
    """Make a phone known by its link, with the digits that its holder chose; return it and its token.

    Journal: accounts.phone-remembered. Raises LinkGone.
    """
    link = link_with(token, at)
    # Of two phones with the same link the second finds it used.
    if link is None or not HandedLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise LinkGone
    kept = f"{link.account.municipality.slug}.{secrets.token_urlsafe(32)}"
    phone = RememberedPhone(
        account=link.account, token_hash=token_hash(kept), device=device, known_since=at, seen_at=at
    )
    phone.pin_hash = _pin_hash(phone, pin)
    phone.save(force_insert=True)
    journal.write("accounts.phone-remembered", by=link.account, about=link.account, at=at)
    return phone, kept


@journal.action
def use_pin(phone: RememberedPhone, pin: str, *, at: datetime) -> bool:
    """Say whether these are the phone's six digits; after ten wrong ones it is no longer known.

    Journal: accounts.phone-revoked when it comes to that.
    """
    known = RememberedPhone.objects.select_for_update().get(pk=phone.pk)
    is_same = constant_time_compare(bytes(known.pin_hash), _pin_hash(known, pin))
    is_right = is_same and known.revoked_at is None
    known.misses = 0 if is_right else known.misses + 1
    known.seen_at = at if is_right else known.seen_at
    if known.misses >= PIN_MISSES:
        known.revoked_at = at
        journal.write("accounts.phone-revoked", by=journal.SYSTEM, about=known.account, at=at)
    known.save(update_fields=["misses", "seen_at", "revoked_at"])
    return is_right


@journal.action
def revoke_phone(phone: RememberedPhone, *, by: Any, at: datetime) -> None:
    """Let a phone be unknown again, and end what is signed in by it. Journal: accounts.phone-revoked.

    Raises PermissionDenied: its holder may, and who gives roles.
    """
    if by.pk != phone.account_id and not may(by, "accounts.roles"):
        raise PermissionDenied
    phone.revoked_at = at
    phone.save(update_fields=["revoked_at"])
    BrowserSession.objects.filter(account=phone.account, ended_at=None, phone_id=phone.pk).update(
        ended_at=at, content=b""
    )
    journal.write("accounts.phone-revoked", by=by, about=phone.account, at=at)


@journal.action
def end_session(session: BrowserSession, *, by: Any, at: datetime) -> None:
    """End one session of one's own, or as who gives roles another's. Journal: accounts.session-ended."""
    if by.pk != session.account_id and not may(by, "accounts.roles"):
        raise PermissionDenied
    BrowserSession.objects.filter(pk=session.pk).update(ended_at=at, content=b"")
    journal.write("accounts.session-ended", by=by, about=session.account, at=at)


def forget_old(*, at: datetime) -> None:
    """Remove what signing in no longer needs: sessions that ended a week ago, links, phones, counts."""
    a_week_ago = at - timedelta(days=7)
    BrowserSession.objects.filter(expires_at__lt=a_week_ago).delete()
    HandedLink.objects.filter(until__lt=a_week_ago).delete()
    RememberedPhone.objects.filter(revoked_at__lt=a_week_ago).delete()
    SignInBrake.objects.filter(free_at__lt=a_week_ago).delete()


def _pin_hash(phone: RememberedPhone, pin: str) -> bytes:
    return keyed_hash(f"{phone.pk} {pin}", "phone-pin")
