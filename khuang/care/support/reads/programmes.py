"""Repairs of homes as parts of public programmes."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from khuang.care.support.models import Package
from khuang.ground.accounts.reads import scope_of

_DONE = ("handed-over", "closed")


def homes_by_programme() -> dict[UUID, dict[str, bool]]:
    """Give, for each programme, reference -> whether it is done there; a cancelled repair is none."""
    found: dict[UUID, dict[str, bool]] = {}
    rows = Package.objects.exclude(programme_id=None).exclude(state="cancelled").order_by("reference")
    for one in rows:
        found.setdefault(one.programme_id, {})[one.reference] = one.state in _DONE
    return found


def of_programme(programme_id: UUID, account: Any) -> QuerySet[Package]:
    """Give the repairs of a programme, where an account may see packages."""
    rows = Package.objects.filter(programme_id=programme_id).select_related("person", "village")
    return scope_of(account, "support.view").filter(rows)


def without_programme(account: Any) -> QuerySet[Package]:
    """Give the open repairs that are part of no programme, where an account puts packages together."""
    rows = Package.objects.filter(kind="house", programme_id=None, ended_at=None)
    return scope_of(account, "support.packages").filter(rows.select_related("person", "village"))
