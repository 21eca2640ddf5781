"""For whom guarded records open, and which broken glass waits for a review."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from khuang.ground.accounts.models import Account, AssignedHome, BrokenGlass, NamedAccount, RoleAssignment
from khuang.ground.accounts.reads.roles import may
from khuang.ground.accounts.rules import policy


def named_for(record_id: UUID) -> list[Account]:
    """Return the accounts that are named for a record and still in use."""
    rows = NamedAccount.objects.filter(record_id=record_id, until=None, account__is_active=True)
    return [row.account for row in rows.select_related("account").order_by("account__display_name")]


def may_see_at(permission: str, village_id: UUID | None, home_id: UUID | None, *, at: datetime) -> set[UUID]:
    """Return the accounts that hold a permission where a home is."""
    holds = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    where = Q(held_at="municipality") | Q(held_at="village", village=village_id)
    if home_id:
        assigned = AssignedHome.objects.filter(holds, home_id=home_id).order_by()
        where |= Q(held_at="homes", pk__in=list(assigned.values_list("assignment_id", flat=True)))
    rows = RoleAssignment.objects.filter(holds, where, role__in=policy().roles_with(permission))
    return set(rows.filter(account__is_active=True).order_by().values_list("account_id", flat=True))


def without_names(records: Iterable[UUID], permission: str, *, at: datetime) -> set[UUID]:
    """Return those records that open for nobody: no named account is in use and holds a role for it."""
    wanted = set(records)
    holds = Q(account__assignments__since__lte=at) & (
        Q(account__assignments__until=None) | Q(account__assignments__until__gt=at)
    )
    rows = NamedAccount.objects.filter(
        holds,
        record_id__in=wanted,
        until=None,
        account__is_active=True,
        account__assignments__role__in=policy().roles_with(permission),
    )
    return wanted - set(rows.order_by().values_list("record_id", flat=True))


def glasses() -> QuerySet[BrokenGlass]:
    """Return who broke the glass: what waits for a review first, the newest reviews after it."""
    newest = F("reviewed_at").desc(nulls_first=True)
    return BrokenGlass.objects.select_related("account").order_by(newest, "at", "pk")


def glasses_to_review(account: Any) -> QuerySet[BrokenGlass]:
    """Return the broken glass that waits for a review by this account: everybody's but its own."""
    rows = glasses().filter(reviewed_at=None)
    return rows.exclude(account=account) if may(account, "people.review-glass") else rows.none()


def broken_now(account: Account, record_id: UUID, *, at: datetime) -> BrokenGlass | None:
    """Return the broken glass by which a record opens for an account now."""
    rows = BrokenGlass.objects.filter(account=account, record_id=record_id, at__lte=at, until__gt=at)
    return rows.order_by("-until").first()
