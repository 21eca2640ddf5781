"""Keep the list of who pays for help."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.support.models import Funder
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def add_funder(
    *,
    name: str,
    kind: str,
    is_anonymous: bool = False,
    contact: str = "",
    notes: str = "",
    since: date,
    until: date | None = None,
    by: Any,
    at: datetime,
) -> Funder:
    """Add a funder. Journal: support.funder-added. Raises PermissionDenied."""
    return _keep(Funder(), "support.funder-added", locals())


@journal.action
def change_funder(
    funder: Funder,
    *,
    name: str,
    kind: str,
    is_anonymous: bool = False,
    contact: str = "",
    notes: str = "",
    since: date,
    until: date | None = None,
    by: Any,
    at: datetime,
) -> Funder:
    """Change what is known of a funder, or the day on which it ends. Journal: support.funder-changed.

    Raises PermissionDenied.
    """
    return _keep(funder, "support.funder-changed", locals())


def _keep(funder: Funder, event: str, said: dict[str, Any]) -> Funder:
    by, at = said["by"], said["at"]
    if not may(by, "support.funders"):
        raise PermissionDenied
    for name in ("name", "kind", "is_anonymous", "since", "until"):
        setattr(funder, name, said[name])
    for name in ("contact", "notes"):
        setattr(funder, name, said[name].strip() or None)
    funder.save()
    journal.write(event, by=by, about=funder, at=at, kind=funder.kind)
    return funder
