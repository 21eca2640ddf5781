"""Slows guessing without shutting out whose account it is.

A browser that has signed in as an account before is counted by itself, so that
strangers' attempts never slow it. Everybody else is counted by account and
address, and by address alone. An attempt counts before its answer is known;
a right one takes its count back.
"""

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction

from khuang.ground.accounts.models import SignInBrake
from khuang.ground.accounts.rules import ACCOUNT, ADDRESS, Limit, misses_now
from khuang.ground.municipalities.fields import keyed_hash

BROWSER_COOKIE = "__Host-browser" if settings.SESSION_COOKIE_SECURE else "khuang-browser"
A_YEAR = 365 * 24 * 3600  # seconds
KNOWN_ACCOUNTS = 10  # In one browser; a shared computer forgets the oldest.


@dataclass
class Attempt:
    """One attempt: what it counts against, and until when it must wait, if it must."""

    limits: dict[bytes, Limit]
    at: datetime
    free_at: datetime | None = None
    slowed: bool = False  # This attempt was let through, but the next one must wait.

    def succeeded(self):
        """Take the count back: of this account all, of the address this one."""
        for key, limit in self.limits.items():
            rows = SignInBrake.objects.filter(key=key)
            if limit is ADDRESS:
                row = rows.get()
                rows.update(misses=max(0, row.misses - 1), free_at=self.at)
            else:
                rows.delete()


def begin(request, kind, username="", *, at, from_anywhere=False, of_address=ADDRESS):
    """Count an attempt of a kind at an account, or at none in particular.

    from_anywhere  attempts from all addresses count together: whoever makes them knew the password
    of_address     how many are free for everybody behind one address
    """
    known = username and _browser_of(request, username)
    where = f"known {known}" if known else "" if from_anywhere else address(request)
    limits = {_key(kind, username, where): ACCOUNT} if username else {}
    if not known:
        limits[_key(kind, "", address(request))] = of_address
    attempt = Attempt(limits, at)
    _count(attempt)
    return attempt


def _count(attempt):
    at = attempt.at
    with transaction.atomic():
        SignInBrake.objects.bulk_create(
            (SignInBrake(key=key, misses=0, free_at=at) for key in attempt.limits), ignore_conflicts=True
        )
        rows = SignInBrake.objects.select_for_update().filter(key__in=attempt.limits).order_by("key")
        rows = list(rows)
        attempt.free_at = max((row.free_at for row in rows if row.free_at > at), default=None)
        if attempt.free_at:
            return
        for row in rows:
            row.misses = misses_now(row.misses, row.free_at, at) + 1
            wait = attempt.limits[bytes(row.key)].wait(row.misses)
            attempt.slowed |= bool(wait)
            row.free_at = at + wait
            row.save(update_fields=["misses", "free_at"])


def address(request):
    """Return the address that asks: an IPv4 address, or the network of an IPv6 one."""
    asking = request.META.get("REMOTE_ADDR", "")
    passed_on = request.headers.get("X-Forwarded-For", "")
    if passed_on and _is_ours(asking):
        # What our own proxy added; anything before it the asker may have written.
        asking = passed_on.rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(asking)
    except ValueError:
        return ""
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False))


def _is_ours(asking):
    try:
        return ipaddress.ip_address(asking).is_loopback
    except ValueError:
        return False


def remember_browser(request, response, account):
    """Let this browser be known as one in which the account has signed in."""
    carried = _carried(request)
    known = [key for key in carried["of"] if key != _account_key(account.username)]
    carried["of"] = [*known, _account_key(account.username)][-KNOWN_ACCOUNTS:]
    response.set_cookie(
        BROWSER_COOKIE,
        signing.dumps(carried, salt="browser"),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _browser_of(request, username):
    carried = _carried(request)
    return carried["id"] if _account_key(username) in carried["of"] else None


def _carried(request):
    try:
        return signing.loads(request.COOKIES.get(BROWSER_COOKIE, ""), salt="browser")
    except signing.BadSignature:
        return {"id": secrets.token_urlsafe(16), "of": []}


def _account_key(username):
    return keyed_hash(username.strip().lower(), "browser-of").hex()


def _key(kind, username, where):
    return keyed_hash(f"{kind} {username.strip().lower()} {where}", "sign-in-brake")
