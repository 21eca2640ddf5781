"""Everything that changes accounts and who holds which role."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from khuang.ground.accounts.models import Account, AssignedHome, RoleAssignment
from khuang.ground.accounts.reads import may
from khuang.ground.accounts.rules import policy
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
    account.full_clean(exclude=["password", "municipality"])
    account.save(force_insert=True)
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
def set_password(account: Account, password: str, *, by: Any, at: datetime) -> None:
    """Set the password that the holder chose. Journal: accounts.password-set."""
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.write("accounts.password-set", by=by, about=account, at=at)


@journal.action
def deactivate(account: Account, *, by: Any, at: datetime) -> None:
    """End an account at once. Journal: accounts.deactivated. Raises PermissionDenied."""
    _allow(by, "accounts.roles")
    account.is_active = False
    account.save(update_fields=["is_active"])
    journal.write("accounts.deactivated", by=by, about=account, at=at)


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
    _allow(by, "accounts.roles")
    if role not in policy().roles or held_at not in policy().roles[role].held_at:
        raise ValidationError({"held_at": _("This role cannot be held at such a place.")})
    given = RoleAssignment(
        account=account, role=role, held_at=held_at, village=village, since=at, until=until
    )
    given.full_clean(exclude=["municipality"])
    given.save(force_insert=True)
    _forget_roles(account)
    journal.write(
        "accounts.role-given", by=by, about=account, at=at, role=role, held_at=held_at, assignment=given.pk
    )
    return given


@journal.action
def end_role(given: RoleAssignment, *, by: Any, at: datetime) -> None:
    """End a role from now on. Journal: accounts.role-ended. Raises PermissionDenied."""
    _allow(by, "accounts.roles")
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
    _allow(by, "accounts.homes")
    if given.held_at != RoleAssignment.Place.HOMES:
        raise ValidationError(_("Homes can be assigned only to a role that is held at homes."))
    there = set(AssignedHome.objects.filter(assignment=given, until=None).values_list("home_id", flat=True))
    new = [home for home in dict.fromkeys(homes) if home not in there]
    AssignedHome.objects.bulk_create(AssignedHome(assignment=given, home_id=home, since=at) for home in new)
    _forget_roles(given.account)
    journal.write("accounts.homes-assigned", by=by, about=given.account, at=at, also=new, assignment=given.pk)
    return len(new)


@journal.action
def release_homes(given: RoleAssignment, homes: Iterable[UUID], *, by: Any, at: datetime) -> None:
    """Take homes away from now on. Journal: accounts.homes-released. Raises PermissionDenied."""
    _allow(by, "accounts.homes")
    homes = list(homes)
    AssignedHome.objects.filter(assignment=given, home_id__in=homes, until=None).update(until=at)
    _forget_roles(given.account)
    journal.write(
        "accounts.homes-released", by=by, about=given.account, at=at, also=homes, assignment=given.pk
    )


def note_sign_in(account: Account, *, event: str, at: datetime) -> None:
    """Write accounts.signed-in, accounts.signed-out or accounts.sign-in-refused."""
    journal.write(event, by=account, about=account, at=at)


def _allow(by: Any, permission: str) -> None:
    if not may(by, permission):
        raise PermissionDenied


def _forget_roles(account: Account) -> None:
    account.__dict__.pop("held_now", None)
