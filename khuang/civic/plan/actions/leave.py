"""What every action here asks first: leave, a day that has come, a reason."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.civic.plan.rules.problems import NotYetCome, WhyNot
from khuang.ground.accounts.reads import may


def allow(by: Any, permission: str) -> None:
    """Raises PermissionDenied."""
    if not may(by, permission):
        raise PermissionDenied


def has_come(on: date, at: datetime) -> date:
    """Give the day back. Raises NotYetCome."""
    if on > timezone.localdate(at):
        raise NotYetCome
    return on


def said(reason: str) -> str:
    """Give the reason without blanks around it. Raises WhyNot when there is none."""
    if not reason.strip():
        raise WhyNot
    return reason.strip()
