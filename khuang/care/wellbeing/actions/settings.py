"""Set what follows a silence and when, and on which days nothing is awaited."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.wellbeing.models import Holiday, Settings
from khuang.care.wellbeing.rules.holidays import shipped
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal import actions as journal


@journal.action
def keep_settings(said: Mapping[str, Any], *, by: Any, at: datetime) -> Settings:
    """Keep the times of this municipality; each silence follows them from its next level on.

    said  every name of reads.settings.NAMES
    Journal: wellbeing.settings-kept. Raises PermissionDenied.
    """
    _allow(by)
    row = Settings.objects.first() or Settings()
    for name, value in said.items():
        setattr(row, name, value)
    row.changed_at, row.by_id = at, by.pk
    row.validate_constraints(exclude=["municipality"])
    row.save()
    journal.write("wellbeing.settings-kept", by=by, about=row, at=at)
    return row


@journal.action
def keep_holiday(on: date, name: str, *, by: Any, at: datetime) -> Holiday:
    """Add a day on which nothing is awaited, or let one count again that was struck out.

    Journal: wellbeing.holiday-kept. Raises PermissionDenied.
    """
    _allow(by)
    said = {"name": name.strip(), "is_on": True, "made_at": at, "by_id": by.pk}
    row, _ = Holiday.objects.update_or_create(on=on, defaults=said)
    journal.write("wellbeing.holiday-kept", by=by, about=row, at=at, on=on.isoformat())
    return row


@journal.action
def strike_holiday(on: date, *, by: Any, at: datetime) -> None:
    """Take out an own holiday, or let a public one not count here. Journal: wellbeing.holiday-struck.

    Raises PermissionDenied.
    """
    _allow(by)
    Holiday.objects.filter(on=on).delete()
    if on in {one.on for one in shipped().days}:
        Holiday.objects.create(on=on, is_on=False, made_at=at, by_id=by.pk)
    journal.write("wellbeing.holiday-struck", by=by, about=None, at=at, on=on.isoformat())


def _allow(by: Any) -> None:
    if not scope_of(by, "duty.settings").everywhere:
        raise PermissionDenied
