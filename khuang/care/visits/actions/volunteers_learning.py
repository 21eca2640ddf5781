"""What a volunteer learned and signed, and what is given back to them: thanks and certificates."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.visits.actions.volunteers import allow
from khuang.care.visits.models import Certificate, Thanks, Training, Undertaking, Volunteer
from khuang.care.visits.reads.volunteers import given, has_signed
from khuang.care.visits.rules.volunteers import NothingToCertify, SignedAlready, ends_on, undertaking_on
from khuang.ground.journal import actions as journal
from khuang.lib.thai_dates import BUDDHIST_OFFSET, fiscal_year


@journal.action
def note_training(
    volunteer: Volunteer,
    *,
    skill: str,
    hours: int,
    provider: str,
    held_on: date,
    expires_on: date | None = None,
    by: Any,
    at: datetime,
) -> Training:
    """Note a training; without a day on which it ends, that of the list of skills.

    Journal: visits.training-noted.
    Raises PermissionDenied, or ValidationError when it ends before it was held.
    """
    allow(by, volunteer)
    training = Training(
        volunteer=volunteer,
        skill=skill,
        hours=hours,
        provider=provider,
        held_on=held_on,
        expires_on=expires_on or ends_on(skill, held_on),
    )
    training.validate_constraints()
    training.save(force_insert=True)
    journal.write("visits.training-noted", by=by, about=volunteer, at=at, skill=skill, training=training.pk)
    return training


@journal.action
def take_training_back(training: Training, *, by: Any, at: datetime) -> None:
    """Take back a training that was noted by mistake. Journal: visits.training-taken-back.

    Raises PermissionDenied.
    """
    volunteer = training.volunteer
    allow(by, volunteer)
    skill = training.skill
    training.delete()
    journal.write("visits.training-taken-back", by=by, about=volunteer, at=at, skill=skill)


@journal.action
def note_undertaking(volunteer: Volunteer, *, signed_on: date, by: Any, at: datetime) -> Undertaking:
    """Note that a volunteer signed the text in force on paper. Journal: visits.undertaking-signed.

    Raises PermissionDenied or SignedAlready.
    """
    allow(by, volunteer)
    return _sign(volunteer, signed_on=signed_on, on_paper=True, by=by, at=at)


@journal.action
def sign_undertaking(volunteer: Volunteer, *, by: Any, at: datetime) -> Undertaking:
    """Sign the text in force on a screen, for oneself. Journal: visits.undertaking-signed.

    Raises PermissionDenied for anybody else, or SignedAlready.
    """
    if by.pk is None or by.pk != volunteer.account_id:
        raise PermissionDenied
    return _sign(volunteer, signed_on=timezone.localdate(at), on_paper=False, by=by, at=at)


def _sign(volunteer: Volunteer, *, signed_on: date, on_paper: bool, by: Any, at: datetime) -> Undertaking:
    if has_signed(volunteer, timezone.localdate(at)):
        raise SignedAlready
    version = undertaking_on(timezone.localdate(at)).version
    signed = Undertaking.objects.create(
        volunteer=volunteer, version=version, signed_on=signed_on, on_paper=on_paper, noted_by_id=by.pk
    )
    journal.write("visits.undertaking-signed", by=by, about=volunteer, at=at, version=version)
    return signed


@journal.action
def thank(volunteer: Volunteer, words: str, *, by: Any, at: datetime) -> Thanks:
    """Thank a volunteer in words that they read on their page. Journal: visits.volunteer-thanked.

    Raises PermissionDenied.
    """
    allow(by, volunteer)
    thanks = Thanks.objects.create(volunteer=volunteer, words=words, at=at, by_id=by.pk)
    journal.write("visits.volunteer-thanked", by=by, about=volunteer, at=at, thanks=thanks.pk)
    return thanks


@journal.action
def certify(volunteer: Volunteer, *, by: Any, at: datetime) -> Certificate:
    """Make a certificate of the hours and years so far, with the next number of the fiscal year.

    Journal: visits.certificate-made. Raises PermissionDenied or NothingToCertify.
    """
    allow(by, volunteer)
    day = timezone.localdate(at)
    gave = given(volunteer, day)
    if not (gave.hours or gave.years):
        raise NothingToCertify
    year = fiscal_year(day) - BUDDHIST_OFFSET
    # Two clerks at once take their numbers one after the other.
    taken = Certificate.objects.select_for_update().filter(year=year).order_by("-number").first()
    made = Certificate.objects.create(
        volunteer=volunteer,
        year=year,
        number=(taken.number if taken else 0) + 1,
        hours=gave.hours,
        years=gave.years,
        made_on=day,
        made_by_id=by.pk,
    )
    journal.write("visits.certificate-made", by=by, about=volunteer, at=at, certificate=made.pk)
    return made
