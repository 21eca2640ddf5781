"""The one question, may or may not, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from khuang.ground.accounts.models import Account, AssignedHome, RoleAssignment
from khuang.ground.accounts.reads.holding import held_now
from khuang.ground.accounts.reads.scopes import EVERYWHERE, Scope
from khuang.ground.accounts.rules import Permission, Role, policy
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import current_id


def may(actor: Any, permission: str, record: Any = None) -> bool:
    """Say whether `actor` may do this to `record`, or at all when no record is given.

    actor  an Account, SYSTEM, or whoever acts for an account (a device, by its `holder`)
    Raises rules.PolicyMistake for a permission that is not in the policy.
    """
    if record is not None:
        return scope_of(actor, permission).holds(record)
    return actor is SYSTEM or bool(_holding(actor, permission))


def scope_of(actor: Any, permission: str) -> Scope:
    """Return where `actor` may do this now."""
    if actor is SYSTEM:
        return EVERYWHERE
    held = _holding(actor, permission)
    return Scope(
        everywhere=any(row.held_at == "municipality" for row in held),
        villages=frozenset(row.village_id for row in held if row.village_id),
        homes=frozenset(home for row in held for home in row.homes_now),
        opened=_opened(actor, held),
    )


def _holding(actor: Any, permission: str) -> list[RoleAssignment]:
    roles = policy().roles_with(permission)
    return [row for row in assignments_now(getattr(actor, "holder", actor)) if row.role in roles]


def assignments_now(account: Account) -> list[RoleAssignment]:
    """Return the roles that an active account holds now, each with `homes_now`.

    Kept on the account object, so one request asks the database once.
    """
    if not hasattr(account, "held_now"):
        account.held_now = held_now(account) if account.is_active else []
    return account.held_now


def accounts() -> QuerySet[Account]:
    """Return the accounts of the current municipality with their assignments."""
    rows = RoleAssignment.objects.select_related("village").order_by("since")
    return Account.objects.filter(municipality_id=current_id()).prefetch_related(
        Prefetch("assignments", rows)
    )


def names() -> dict[UUID, str]:
    """Return the name of every account of the current municipality, ended ones included."""
    rows = Account.objects.filter(municipality_id=current_id())
    return dict(rows.order_by("display_name").values_list("pk", "display_name"))


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody holds or held, as a page shows it."""

    assignment: RoleAssignment
    title: str
    place: str
    is_open: bool

    @property
    def is_at_homes(self) -> bool:
        return self.is_open and self.assignment.held_at == RoleAssignment.Place.HOMES


def held_role(row: RoleAssignment) -> HeldRole:
    """Put one held role in words."""
    role = policy().roles.get(row.role)
    title = _in_words(role) if role else row.role
    place = str(row.village) if row.village else row.get_held_at_display()
    return HeldRole(row, title, place, row.until is None or row.until > timezone.now())


def held_roles(account: Account) -> list[HeldRole]:
    """Return the roles of an account, those that go on first."""
    return sorted(map(held_role, account.assignments.all()), key=lambda held: not held.is_open)


def roles_at(asked: Iterable[tuple[UUID, datetime]]) -> dict[tuple[UUID, datetime], str]:
    """Say in words which roles accounts held at a moment; who held none is left out."""
    moments = set(asked)
    rows = list(RoleAssignment.objects.filter(account__in={key for key, _at in moments}).order_by("since"))
    found: dict[tuple[UUID, datetime], str] = {}
    for key, at in moments:
        held = [row.role for row in rows if row.account_id == key and row.since <= at and _goes_on(row, at)]
        if held:
            found[key, at] = ", ".join(dict.fromkeys(role(code).title for code in held))
    return found


def _goes_on(row: RoleAssignment, at: datetime) -> bool:
    return row.until is None or row.until > at


def open_assignments() -> QuerySet[RoleAssignment]:
    """Return the roles that somebody holds now."""
    return RoleAssignment.objects.filter(_open_now()).select_related("account", "village")


def account_named(username: str) -> Account | None:
    """Return the account with this sign-in name, in whatever municipality."""
    return Account.objects.filter(username=username.strip().lower()).first()


@dataclass(frozen=True)
class RoleWords:
    """A role in the reader's language: what it is called, what it is for, where it may be held."""

    code: str
    title: str
    purpose: str
    places: list[str]


def role(code: str) -> RoleWords:
    """Put one role of the policy in words."""
    said = policy().roles[code]
    places = [str(RoleAssignment.Place(place).label) for place in said.held_at]
    return RoleWords(code, _in_words(said), said.for_th if _thai() else said.for_en, places)


def roles() -> list[RoleWords]:
    """Return every role of the policy in words, in its order."""
    return [role(code) for code in policy().roles]


def matrix() -> list[tuple[str, list[bool]]]:
    """Return each permission in words and, role by role, whether it is allowed."""
    return [
        (_in_words(permission), [code in role.permissions for role in policy().roles.values()])
        for code, permission in policy().permissions.items()
    ]


def homes_now(given: RoleAssignment, among: list[UUID]) -> list[str]:
    """Return which of these homes are assigned to a role now."""
    rows = AssignedHome.objects.filter(_open_now(), assignment=given, home_id__in=among)
    return [str(key) for key in rows.values_list("home_id", flat=True)]


def home_count(given: RoleAssignment) -> int:
    """Count the homes that are assigned to a role now."""
    return AssignedHome.objects.filter(_open_now(), assignment=given).count()


def _in_words(said: Role | Permission) -> str:
    return said.th if _thai() else said.en


def _thai() -> bool:
    return get_language() == "th"


def _opened(actor: Any, held: list[RoleAssignment]) -> frozenset[UUID]:
    """The guarded records that open for an actor now; broken glass is for a page, not for a phone's lists."""
    by_name = {key for row in held for key in row.named_now}
    if hasattr(actor, "holder"):
        return frozenset(by_name)
    return frozenset(by_name.union(key for row in held for key in row.broken_now))


def _open_now() -> Q:
    now = timezone.now()
    return Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
