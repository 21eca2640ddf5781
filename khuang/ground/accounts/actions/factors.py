"""Second factors: set up, used, taken away; whatever changes one ends the account's other sessions."""

import secrets
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import (
    WebAuthn,
    complete_authentication,
    complete_registration,
    parse_authentication_response,
    parse_registration_response,
)
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from khuang.ground.accounts import sessions
from khuang.ground.accounts.adapter import secrets_of
from khuang.ground.accounts.models import Account, RememberedPhone
from khuang.ground.accounts.reads import APP, CODES, PASSKEY, factors, may, needs_factor, secret_of, totp_code
from khuang.ground.accounts.rules import STEP
from khuang.ground.journal import actions as journal


@journal.action
def set_up_app(account: Account, secret: str, code: str, *, session: Any = None, at: datetime) -> None:
    """Tie an authenticator app to an account, in place of one before. Journal: accounts.factor-added.

    session  the one that stays; all others of the account end
    Raises ValidationError when the code does not belong to the secret.
    """
    step = _step_of(secret, code, at)
    if step is None:
        raise ValidationError(_("This is not the code that the app shows now. Type the newest one."))
    Authenticator.objects.filter(user=account, type=APP).delete()
    with secrets_of(account):
        app = TOTP.activate(account, secret).instance
    app.data["step"] = step
    app.save(update_fields=["data"])
    _added(account, session, at)


@journal.action
def set_up_passkey(account: Account, answer: Any, name: str, *, session: Any = None, at: datetime) -> None:
    """Tie a passkey to an account. Journal: accounts.factor-added. Raises ValidationError."""
    complete_registration(parse_registration_response(answer))
    WebAuthn.add(account, name, answer)
    _added(account, session, at)


@journal.action
def make_codes(account: Account, *, at: datetime) -> list[str]:
    """Make ten recovery codes in place of those before, and return them. Journal: accounts.codes-made."""
    Authenticator.objects.filter(user=account, type=CODES).delete()
    with secrets_of(account):
        codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    journal.write("accounts.codes-made", by=account, about=account, at=at)
    return codes


@journal.action
def remove_factor(account: Account, key: int, *, session: Any, at: datetime) -> None:
    """Take away an app or a passkey. Journal: accounts.factor-removed.

    Raises ValidationError when it is the last one and the account may not be without.
    """
    if factors(account).is_only_one and needs_factor(account):
        raise ValidationError(_("This is your only second factor. Set up another one first."))
    Authenticator.objects.filter(user=account, pk=key, type__in=(APP, PASSKEY)).delete()
    sessions.end_all(account, at=at, but=session)
    journal.write("accounts.factor-removed", by=account, about=account, at=at)


@journal.action
def reset_factors(account: Account, *, by: Any, at: datetime) -> None:
    """Take all second factors and phones away, since their holder lost them; everybody is signed out.

    Journal: accounts.factors-reset. Raises PermissionDenied, also for one's own.
    """
    if by.pk == account.pk or not may(by, "accounts.roles"):
        raise PermissionDenied
    Authenticator.objects.filter(user=account).delete()
    RememberedPhone.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
    sessions.end_all(account, at=at)
    journal.write("accounts.factors-reset", by=by, about=account, at=at)


@journal.action
def use_code(account: Account, code: str, *, at: datetime) -> bool:
    """Take a code of the app or a recovery code, each once. Journal: accounts.code-used for the latter."""
    if _use_app(account, code, at):
        return True
    codes = Authenticator.objects.filter(user=account, type=CODES).first()
    with secrets_of(account):
        is_right = codes is not None and codes.wrap().validate_code(code)
    if is_right:
        journal.write("accounts.code-used", by=account, about=account, at=at)
    return is_right


def use_passkey(account: Account, answer: Any, *, at: datetime) -> None:
    """Take the answer of a passkey to the challenge in the session. Raises ValidationError."""
    if not isinstance(answer, dict):
        raise ValidationError(_("The passkey did not answer. Try again."))
    parse_authentication_response(answer)
    passkey = complete_authentication(account, answer)
    passkey.last_used_at = at
    passkey.save(update_fields=["last_used_at"])


def _use_app(account: Account, code: str, at: datetime) -> bool:
    # Locked, so that of two attempts with the same code the second finds it used.
    app = Authenticator.objects.select_for_update().filter(user=account, type=APP).first()
    step = _step_of(secret_of(app), code, at) if app else None
    if app is None or step is None:
        return False
    # In the demo everybody reads the same code on the page, so it may be used by everybody.
    if step <= app.data.get("step", 0) and not account.municipality.is_demo:
        return False
    app.data["step"], app.last_used_at = step, at
    app.save(update_fields=["data", "last_used_at"])
    return True


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    # One step on either side: clocks of phones are a little off.
    now = int(at.timestamp()) // STEP
    steps = (now - 1, now, now + 1)
    typed = code.encode()
    fitting = [step for step in steps if secrets.compare_digest(totp_code(secret, step).encode(), typed)]
    return fitting[-1] if fitting else None


def _added(account: Account, session: Any, at: datetime) -> None:
    sessions.end_all(account, at=at, but=session)
    journal.write("accounts.factor-added", by=account, about=account, at=at)
