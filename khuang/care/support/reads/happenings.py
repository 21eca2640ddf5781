"""What help tells a case's timeline."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.cases.models import Case
from khuang.care.cases.timelines import Happening
from khuang.care.support.models import Package
from khuang.care.support.reads.packages import packages_of


def packages_for_case(case: Case, account: Any) -> Iterator[Happening]:
    """Give what happened to the packages of help for a case's person, as far as an account may see them."""
    for package in packages_of(account, case.person):
        url = reverse("support:package", args=[package.pk])
        for what, at, by_id in _steps(package):
            yield Happening(at, f"{what}: {package.get_kind_display()} {package.number}", "", by_id, url)


def _steps(package: Package) -> Iterator[tuple[str, datetime, UUID | None]]:
    yield _("Help proposed"), package.proposed_at, package.proposed_by_id
    if package.approved_at:
        yield _("Help approved"), package.approved_at, package.approved_by_id
    if package.handed_over_on:
        morning = timezone.make_aware(datetime.combine(package.handed_over_on, time(9)))
        yield _("Help handed over"), morning, package.handed_over_by_id
    if package.ended_at:
        yield _("Help ended"), package.ended_at, package.ended_by_id
