"""Alerts that wait, and what waits for a supervisor."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from khuang.care.cases.models import Alert, Decision
from khuang.ground.accounts.reads import scope_of


def open_alerts(account: Any) -> QuerySet[Alert]:
    """Give the alerts that nobody has settled where an account answers them; what waits longest first."""
    rows = Alert.objects.filter(settled_at=None).select_related(
        "person__merged_into", "person__village", "case"
    )
    return scope_of(account, "cases.alerts").filter(rows).order_by("acknowledged_at", "due_at", "pk")


def late_alerts(account: Any, *, at: datetime) -> QuerySet[Alert]:
    """Give the alerts that should have been acknowledged before a moment."""
    return open_alerts(account).filter(acknowledged_at=None, due_at__lt=at)


def asked_decisions(account: Any) -> QuerySet[Decision]:
    """Give the plans and closures that wait for an approval which an account may give; oldest first."""
    rows = Decision.objects.filter(state="asked").exclude(asked_by_id=account.pk)
    found = scope_of(account, "cases.approve").filter(rows)
    return found.select_related("case__person__merged_into", "case__lead").order_by("asked_at", "pk")
