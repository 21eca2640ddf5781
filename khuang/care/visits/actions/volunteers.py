"""Take volunteers in and keep what is known of them: kind, village, home, languages, limits, partner."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.visits.models import Volunteer, VolunteerArea, VolunteerKind
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.places.actions import point as point_at

# What is typed about a volunteer on their page.
FIELDS = (
    *("name", "sex", "kind", "phone", "village", "account"),
    *("languages", "per_half", "hours", "since"),
)


@journal.action
def enlist(said: dict[str, Any], *, areas: Iterable[Any] = (), by: Any, at: datetime) -> Volunteer:
    """Take a volunteer in. Journal: visits.volunteer-enlisted.

    said    values of FIELDS
    areas   villages where they go
    Raises PermissionDenied, or ValidationError when the account is a volunteer already.
    """
    volunteer = Volunteer(**said)
    allow(by, volunteer)
    volunteer.validate_constraints()
    volunteer.save(force_insert=True)
    _go_to(volunteer, areas)
    journal.write("visits.volunteer-enlisted", by=by, about=volunteer, at=at, kind=volunteer.kind)
    return volunteer


@journal.action
def change_volunteer(
    volunteer: Volunteer, said: dict[str, Any], *, areas: Iterable[Any], by: Any, at: datetime
) -> None:
    """Change what is known of a volunteer. Journal: visits.volunteer-changed.

    Raises PermissionDenied, or ValidationError when the account is a volunteer already.
    """
    allow(by, volunteer)
    for name, value in said.items():
        setattr(volunteer, name, value)
    # Nobody moves a volunteer out of their own sight.
    allow(by, volunteer)
    volunteer.validate_constraints()
    volunteer.save(update_fields=list(said))
    _go_to(volunteer, areas)
    journal.write("visits.volunteer-changed", by=by, about=volunteer, at=at, fields=sorted(said))


def _go_to(volunteer: Volunteer, areas: Iterable[Any]) -> None:
    wanted = {village.pk: village for village in areas}
    there = set(VolunteerArea.objects.filter(volunteer=volunteer).values_list("village", flat=True))
    VolunteerArea.objects.filter(volunteer=volunteer, village__in=there - set(wanted)).delete()
    VolunteerArea.objects.bulk_create(
        VolunteerArea(volunteer=volunteer, village=village)
        for key, village in wanted.items()
        if key not in there
    )


@journal.action
def place_volunteer(
    volunteer: Volunteer, place: tuple[float, float] | None, *, by: Any, at: datetime
) -> None:
    """Say where a volunteer sets out from; None: their village stands for it.

    place   longitude and latitude in degrees, WGS 84
    Journal: visits.volunteer-placed.
    Raises PermissionDenied.
    """
    allow(by, volunteer)
    before: Any = volunteer.home
    home: Any = None
    if place:
        home = point_at(*place, accuracy_m=None, source="map", captured_at=at, by=by)
        home.save(force_insert=True)
    volunteer.home = home
    volunteer.save(update_fields=["home"])
    if before:
        # Where somebody lived is nobody's business any more.
        before.delete()
    journal.write("visits.volunteer-placed", by=by, about=volunteer, at=at)


@journal.action
def pair(volunteer: Volunteer, partner: Any, *, by: Any, at: datetime) -> None:
    """Let a volunteer go with another (None: alone) where two are needed.

    Journal: visits.volunteers-paired.
    Raises PermissionDenied, or ValidationError when the two are one.
    """
    for one in (volunteer, partner):
        if one is not None:
            allow(by, one)
    ids = [one.pk for one in (volunteer, partner) if one is not None]
    # Whoever went with either of them goes alone from now on.
    Volunteer.objects.filter(partner__in=ids).update(partner=None)
    Volunteer.objects.filter(pk__in=ids).update(partner=None)
    volunteer.partner = partner
    volunteer.validate_constraints()
    volunteer.save(update_fields=["partner"])
    if partner:
        Volunteer.objects.filter(pk=partner.pk).update(partner=volunteer)
    journal.write("visits.volunteers-paired", by=by, about=volunteer, at=at, also=ids[1:])


@journal.action
def keep_kind(code: str, said: dict[str, Any], *, by: Any, at: datetime) -> VolunteerKind:
    """Add a kind of volunteer, or change the loads of one. Journal: visits.volunteer-kind-kept.

    Raises PermissionDenied.
    """
    if not may(by, "visits.volunteers"):
        raise PermissionDenied
    kind, _created = VolunteerKind.objects.update_or_create(code=code, defaults=said)
    journal.write("visits.volunteer-kind-kept", by=by, about=kind, at=at, code=code)
    return kind


def allow(by: Any, volunteer: Volunteer) -> None:
    """Raise PermissionDenied unless an actor keeps this volunteer."""
    if not may(by, "visits.volunteers", volunteer):
        raise PermissionDenied
