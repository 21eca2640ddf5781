"""What is asked about how somebody proves who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db.models import QuerySet

from khuang.ground.accounts.adapter import secrets_of
from khuang.ground.accounts.models import Account, BrowserSession, HandedLink, RememberedPhone
from khuang.ground.accounts.reads.roles import assignments_now
from khuang.ground.accounts.rules import STEP, policy
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.fields import keyed_hash
from khuang.ground.municipalities.models import Municipality

PASSKEY, APP, CODES = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class Factors:
    """The second factors of an account.

    codes_left  recovery codes that were not used yet
    """

    passkeys: list[Authenticator]
    app: Authenticator | None
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.passkeys or self.app)

    @property
    def is_only_one(self) -> bool:
        return len(self.passkeys) + bool(self.app) == 1


def factors(account: Account) -> Factors:
    """Return what second factors an account has; recovery codes alone are none."""
    rows = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    codes = next((row for row in rows if row.type == CODES), None)
    with secrets_of(account):
        left = len(codes.wrap().get_unused_codes()) if codes else 0
    app = next((row for row in rows if row.type == APP), None)
    return Factors([row for row in rows if row.type == PASSKEY], app, left)


def has_factor(account: Account) -> bool:
    """Say whether an account has a second factor."""
    return Authenticator.objects.filter(user=account, type__in=(PASSKEY, APP)).exists()


def needs_factor(account: Account) -> bool:
    """Say whether an account may see people, or decide who does."""
    return any(policy().needs_second_factor(row.role) for row in _known(account))


def is_volunteer(account: Account) -> bool:
    """Say whether an account holds volunteers' roles and no others."""
    held = _known(account)
    return bool(held) and all(policy().roles[row.role].volunteer for row in held)


def suffices(account: Account, proof: str) -> bool:
    """Say whether a proof (password, factor or phone) is enough for what an account may do now."""
    if proof == "factor" or not needs_factor(account):
        return True
    return proof == "phone" and is_volunteer(account)


def code_of_the_moment(account: Account, at: datetime) -> str:
    """Return the code that an account's app shows now, in a demo municipality only; else nothing."""
    if not account.municipality.is_demo:
        return ""
    app = Authenticator.objects.filter(user=account, type=APP).first()
    return code_at(secret_of(app), at) if app else ""


def secret_of(app: Authenticator) -> str:
    """Return the secret that an account shares with its authenticator app."""
    with secrets_of(app.user):
        return str(decrypt(app.data["secret"]))


def code_at(secret: str, at: datetime) -> str:
    """Return the code that an authenticator app with this secret shows at a moment."""
    return totp_code(secret, int(at.timestamp()) // STEP)


def totp_code(secret: str, counter: int) -> str:
    """Return the six digits that belong to a secret and a step of time (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, counter)))


def sessions_now(account: Account, at: datetime) -> QuerySet[BrowserSession]:
    """Return where an account is signed in now."""
    return BrowserSession.objects.filter(account=account, ended_at=None, expires_at__gt=at)


def phones(account: Account) -> QuerySet[RememberedPhone]:
    """Return the phones on which an account signs in with six digits."""
    return RememberedPhone.objects.filter(account=account, revoked_at=None)


def municipality_named_in(token: str) -> UUID | None:
    """Return the municipality that the token of a phone or a link names, or None."""
    slug, _, secret = token.partition(".")
    return Municipality.objects.filter(slug=slug).values_list("pk", flat=True).first() if secret else None


def token_hash(token: str) -> bytes:
    """Return what the database knows of a token."""
    return keyed_hash(token, "sign-in-token")


def phone_with(token: str) -> RememberedPhone | None:
    """Return the phone that carries a token, while it may be used."""
    known = RememberedPhone.objects.select_related("account__municipality")
    return known.filter(token_hash=token_hash(token), revoked_at=None, account__is_active=True).first()


def link_with(token: str, at: datetime) -> HandedLink | None:
    """Return the link with a token, while it may be used."""
    links = HandedLink.objects.select_related("account__municipality")
    return links.filter(
        token_hash=token_hash(token), used_at=None, until__gt=at, account__is_active=True
    ).first()


def resets_since(account: Account, since: datetime | None) -> Iterable[Any]:
    """Return the journal lines by which others took this account's second factors away since then."""
    lines = journal.newest(("accounts.factors-reset",)).filter(about_id=account.pk)
    return lines.filter(at__gt=since) if since else []


def _known(account: Account) -> list[Any]:
    return [row for row in assignments_now(account) if row.role in policy().roles]
