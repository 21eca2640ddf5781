"""Everything that changes accounts and who holds which role."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuang.ground.accounts import homes as plugged
from khuang.ground.accounts import sessions
from khuang.ground.accounts.models import Account, AssignedHome, RememberedPhone, RoleAssignment
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.accounts.rules import InvitationGone, policy
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.context import current_id


@journal.action
def create_account(username: str, *, display_name: str, by: Any, at: datetime) -> Account:
    """Make an account without a password; its holder sets one by invitation.

    Journal: accounts.created. Raises PermissionDenied, or ValidationError when the name is taken.
    """
    _allow(by, "accounts.roles")
    account = Account(
        municipality_id=current_id(),
        username=username.strip().lower(),
        display_name=display_name.strip(),
        created_at=at,
    )
    account.set_unusable_password()
    account.full_clean(exclude=["password", "municipality"], validate_unique=False)
    _insert(account)
    journal.write("accounts.created", by=by, about=account, at=at)
    return account


@journal.action
def invite(account: Account, *, by: Any, at: datetime) -> str:
    """Return a token with which the holder sets a password, once, within three days.

    Journal: accounts.invited. Raises PermissionDenied.
    """
    _allow(by, "accounts.roles")
    journal.write("accounts.invited", by=by, about=account, at=at)
    return default_token_generator.make_token(account)


@journal.action
def accept_invitation(account: Account, token: str, password: str, *, at: datetime) -> None:
    """Set the password of an invited account, once for each invitation.

    Journal: accounts.password-set. Raises InvitationGone.
    """
    # Two answers to the same invitation wait for each other here, and the second finds it used.
    invited = Account.objects.select_for_update().get(pk=account.pk)
    if not (invited.is_active and default_token_generator.check_token(invited, token)):
        raise InvitationGone
    set_password(invited, password, by=invited, at=at)


@journal.action
def set_password(account: Account, password: str, *, session: Any = None, by: Any, at: datetime) -> None:
    """Set the password that the holder chose, and end the account's sessions but one.

    Journal: accounts.password-set.
    """
    account.set_password(password)
    account.save(update_fields=["password"])
    sessions.end_all(account, at=at, but=session)
    journal.write("accounts.password-set", by=by, about=account, at=at)


@journal.action
def deactivate(account: Account, *, by: Any, at: datetime) -> None:
    """End an account at once; its roles wait. Journal: accounts.deactivated. Raises PermissionDenied."""
    _allow_over(account, by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    sessions.end_all(account, at=at)
    RememberedPhone.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
    journal.write("accounts.deactivated", by=by, about=account, at=at)


@journal.action
def activate(account: Account, *, by: Any, at: datetime) -> None:
    """Open a deactivated account again. Journal: accounts.activated. Raises PermissionDenied."""
    _allow_over(account, by)
    account.is_active = True
    account.save(update_fields=["is_active"])
    journal.write("accounts.activated", by=by, about=account, at=at)


@journal.action
def give_role(
    account: Account,
    role: str,
    *,
    held_at: str,
    village: Any = None,
    until: datetime | None = None,
    by: Any,
    at: datetime,
) -> RoleAssignment:
    """Give a role at a place from now on. Journal: accounts.role-given.

    Raises PermissionDenied, or ValidationError when the role cannot be held there.
    """
    _allow_over(account, by)
    if role not in policy().roles or held_at not in policy().roles[role].held_at:
        raise ValidationError({"held_at": _("This role cannot be held at such a place.")})
    given = RoleAssignment(
        account=account, role=role, held_at=held_at, village=village, since=at, until=until
    )
    given.validate_constraints()
    given.save(force_insert=True)
    _forget_roles(account)
    journal.write(
        "accounts.role-given", by=by, about=account, at=at, role=role, held_at=held_at, assignment=given.pk
    )
    return given


@journal.action
def end_role(given: RoleAssignment, *, by: Any, at: datetime) -> None:
    """End a role from now on. Journal: accounts.role-ended. Raises PermissionDenied."""
    _allow_over(given.account, by)
    given.until = at
    given.save(update_fields=["until"])
    _forget_roles(given.account)
    journal.write(
        "accounts.role-ended", by=by, about=given.account, at=at, role=given.role, assignment=given.pk
    )


@journal.action
def assign_homes(given: RoleAssignment, homes: Iterable[UUID], *, by: Any, at: datetime) -> int:
    """Add homes to a role held at homes and return how many are new. Journal: accounts.homes-assigned.

    Raises PermissionDenied, or ValidationError when the role is not held at homes.
    """
    homes = list(dict.fromkeys(homes))
    _allow_homes(by, homes)
    if given.held_at != RoleAssignment.Place.HOMES:
        raise ValidationError(_("Homes can be assigned only to a role that is held at homes."))
    there = set(AssignedHome.objects.filter(assignment=given, until=None).values_list("home_id", flat=True))
    new = [home for home in homes if home not in there]
    AssignedHome.objects.bulk_create(AssignedHome(assignment=given, home_id=home, since=at) for home in new)
    _forget_roles(given.account)
    journal.write("accounts.homes-assigned", by=by, about=given.account, at=at, also=new, assignment=given.pk)
    return len(new)


@journal.action
def set_homes(
    given: RoleAssignment, *, add: Iterable[UUID], take: Iterable[UUID], by: Any, at: datetime
) -> RoleAssignment:
    """Assign some homes and take others away. Journal and errors as in assign_homes and release_homes."""
    add, take = list(add), list(take)
    if add:
        assign_homes(given, add, by=by, at=at)
    if take:
        release_homes(given, take, by=by, at=at)
    return given


@journal.action
def release_homes(given: RoleAssignment, homes: Iterable[UUID], *, by: Any, at: datetime) -> None:
    """Take homes away from now on. Journal: accounts.homes-released. Raises PermissionDenied."""
    homes = list(homes)
    _allow_homes(by, homes)
    AssignedHome.objects.filter(assignment=given, home_id__in=homes, until=None).update(until=at)
    _forget_roles(given.account)
    journal.write(
        "accounts.homes-released", by=by, about=given.account, at=at, also=homes, assignment=given.pk
    )


def note_signed_in(account: Account, *, at: datetime) -> None:
    """Note that an account signed in. Journal: accounts.signed-in."""
    journal.write("accounts.signed-in", by=account, about=account, at=at)


def note_signed_out(account: Account, *, at: datetime) -> None:
    """Note that an account signed out. Journal: accounts.signed-out."""
    journal.write("accounts.signed-out", by=account, about=account, at=at)


def note_confirmed(account: Account, *, at: datetime) -> None:
    """Note that the second factor was given again. Journal: accounts.confirmed."""
    journal.write("accounts.confirmed", by=account, about=account, at=at)


def note_sign_in_slowed(account: Account, *, at: datetime) -> None:
    """Note that attempts at this account must wait from now on. Journal: accounts.sign-in-slowed."""
    journal.write("accounts.sign-in-slowed", by=journal.SYSTEM, about=account, at=at)


def note_sign_in_refused(account: Account, *, at: datetime) -> None:
    """Note that somebody tried to sign in as this account. Journal: accounts.sign-in-refused."""
    journal.write("accounts.sign-in-refused", by=journal.SYSTEM, about=account, at=at)


def _insert(account: Account) -> None:
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        # Names are unique in the whole installation, and the neighbours' accounts cannot be seen from here.
        raise ValidationError({"username": _("This sign-in name is taken. Choose another.")}) from None


def _allow(by: Any, permission: str) -> None:
    if not may(by, permission):
        raise PermissionDenied


def _allow_over(account: Account, by: Any) -> None:
    # Nobody changes what they themselves may do: a second person always knows.
    if getattr(by, "pk", None) == account.pk:
        raise PermissionDenied
    _allow(by, "accounts.roles")


def _allow_homes(by: Any, homes: list[UUID]) -> None:
    scope = scope_of(by, "accounts.homes")
    if not scope.everywhere and {home.id for home in plugged.named(homes, scope)} != set(homes):
        raise PermissionDenied


def _forget_roles(account: Account) -> None:
    account.__dict__.pop("held_now", None)
