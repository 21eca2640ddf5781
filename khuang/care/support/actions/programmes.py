"""Make the repair of one home a part of a public programme, which knows it by a random reference alone."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.care.support.actions.packages import locked
from khuang.care.support.models import Package
from khuang.care.support.rules.package_problems import MovedOn, NotOpen
from khuang.ground.journal import actions as journal


@journal.action
def put_into_programme(package: Package, programme_id: UUID, *, by: Any, at: datetime) -> Package:
    """Say that a repair is part of a programme of the public wing. Journal: support.package-in-programme.

    The programme hears of it at night, together with others. Raises PermissionDenied, NotOpen when it is
    no repair or ended, MovedOn when it is part of one already.
    """
    package = locked(package, by)
    if package.kind != Package.Kind.HOUSE or not package.is_open:
        raise NotOpen
    if package.programme_id is not None:
        raise MovedOn
    package.programme_id, package.reference = programme_id, secrets.token_urlsafe(12)
    package.save(update_fields=["programme_id", "reference"])
    journal.write("support.package-in-programme", by=by, about=package, at=at, also=[package.about_id])
    return package
