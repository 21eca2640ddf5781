"""The one question, may or may not, and where."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from khuang.ground.accounts.models import Account, AssignedHome, RoleAssignment
from khuang.ground.accounts.rules import policy
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import current_id


@dataclass(frozen=True)
class Scope:
    """Where an actor may do something: everywhere, in some villages, or at some homes.

    A model says by `scope_fields` which of its lookups lead to the village and
    to the home, for example {"village": "village_id", "home": "dwelling_id"}.
    The list filter and the object check read the same declaration; a test
    proves that they agree.
    """

    everywhere: bool = False
    villages: frozenset[UUID] = frozenset()
    homes: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.villages) or bool(self.homes)

    def filter(self, rows: QuerySet) -> QuerySet:
        """Keep the rows that lie inside this scope."""
        if self.everywhere:
            return rows
        fields = rows.model.scope_fields
        inside = Q(pk__in=[])
        if self.villages and "village" in fields:
            inside |= Q(**{f"{fields['village']}__in": self.villages})
        if self.homes and "home" in fields:
            inside |= Q(**{f"{fields['home']}__in": self.homes})
        return rows.filter(inside)

    def holds(self, record: Any) -> bool:
        """Say whether one record lies inside this scope."""
        return (
            self.everywhere
            or _value(record, "village") in self.villages
            or _value(record, "home") in self.homes
        )


EVERYWHERE = Scope(everywhere=True)


def may(actor: Any, permission: str, record: Any = None) -> bool:
    """Say whether `actor` may do this to `record`, or at all when no record is given.

    actor  an Account, SYSTEM, or whoever acts for an account (a device, by its `holder`)
    Raises rules.PolicyMistake for a permission that is not in the policy.
    """
    scope = scope_of(actor, permission)
    return bool(scope) if record is None else scope.holds(record)


def scope_of(actor: Any, permission: str) -> Scope:
    """Return where `actor` may do this now."""
    if actor is SYSTEM:
        return EVERYWHERE
    roles = policy().roles_with(permission)
    held = [row for row in assignments_now(getattr(actor, "holder", actor)) if row.role in roles]
    return Scope(
        everywhere=any(row.held_at == "municipality" for row in held),
        villages=frozenset(row.village_id for row in held if row.village_id),
        homes=frozenset(home for row in held for home in row.homes_now),
    )


def assignments_now(account: Account) -> list[RoleAssignment]:
    """Return the roles that an active account holds now, each with `homes_now`.

    Kept on the account object, so one request asks the database once.
    """
    if not hasattr(account, "held_now"):
        account.held_now = _assignments(account) if account.is_active else []
    return account.held_now


def accounts() -> QuerySet[Account]:
    """Return the accounts of the current municipality with their assignments."""
    rows = RoleAssignment.objects.select_related("village").order_by("since")
    return Account.objects.filter(municipality_id=current_id()).prefetch_related(
        Prefetch("assignments", rows)
    )


def homes_of(account: Account, permission: str) -> frozenset[UUID]:
    """Return the homes that are assigned to the account for something it may do."""
    return scope_of(account, permission).homes


def _assignments(account: Account) -> list[RoleAssignment]:
    rows = list(RoleAssignment.objects.filter(_open_now(), account=account))
    homes: dict[UUID, list[UUID]] = {row.pk: [] for row in rows}
    at_homes = [row.pk for row in rows if row.held_at == "homes"]
    if at_homes:
        for home in AssignedHome.objects.filter(_open_now(), assignment_id__in=at_homes):
            homes[home.assignment_id].append(home.home_id)
    for row in rows:
        row.homes_now = homes[row.pk]
    return rows


def _open_now() -> Q:
    now = timezone.now()
    return Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))


def _value(record: Any, kind: str) -> Any:
    value = record
    for name in record.scope_fields.get(kind, "").split("__"):
        value = getattr(value, name, None) if name else None
    return value
