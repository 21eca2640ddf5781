"""Keep the directory of partners."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from khuang.care.cases.models import Partner, PartnerVillage
from khuang.care.cases.rules.sharing_problems import ChangedMeanwhile, NameTaken
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

SEALED = ("contact", "phone", "email", "line", "notes")


@journal.action
def add_partner(
    said: Mapping[str, Any], *, villages: Collection[UUID] = (), since: date, by: Any, at: datetime
) -> Partner:
    """Put an organisation into the directory. Journal: cases.partner-added.

    said      fields of models.Partner by name; villages are ids
    Raises PermissionDenied, NameTaken.
    """
    _allow(by)
    partner = _saved(Partner(since=since), said, villages)
    journal.write("cases.partner-added", by=by, about=partner, at=at)
    return partner


@journal.action
def change_partner(
    partner: Partner,
    said: Mapping[str, Any],
    *,
    villages: Collection[UUID],
    revision: int,
    by: Any,
    at: datetime,
) -> Partner:
    """Change what the directory says. Journal: cases.partner-changed.

    revision  what was looked at; when somebody changed it since, nothing is overwritten
    Raises PermissionDenied, ChangedMeanwhile, NameTaken.
    """
    _allow(by)
    found = _locked(partner)
    if found.revision != revision:
        raise ChangedMeanwhile
    found.revision += 1
    partner = _saved(found, said, villages)
    journal.write("cases.partner-changed", by=by, about=partner, at=at)
    return partner


@journal.action
def end_partner(partner: Partner, *, until: date, by: Any, at: datetime) -> None:
    """Work with an organisation no more; what it did stays. Journal: cases.partner-ended."""
    _allow(by)
    found = _locked(partner)
    if found.until is None:
        found.until = max(until, found.since)
        found.save(update_fields=["until"])
        journal.write("cases.partner-ended", by=by, about=found, at=at)


def _allow(by: Any) -> None:
    if not may(by, "cases.partners"):
        raise PermissionDenied


def _locked(partner: Partner) -> Partner:
    return Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)


def _saved(partner: Partner, said: Mapping[str, Any], villages: Collection[UUID]) -> Partner:
    for name, value in said.items():
        setattr(partner, name, (value or None) if name in SEALED else value)
    try:
        with transaction.atomic():
            partner.save()
    except IntegrityError as error:
        raise NameTaken from error
    PartnerVillage.objects.filter(partner=partner).exclude(village__in=villages).delete()
    there = set(partner.villages.values_list("village_id", flat=True))
    PartnerVillage.objects.bulk_create(
        PartnerVillage(partner=partner, village_id=key) for key in villages if key not in there
    )
    return partner
