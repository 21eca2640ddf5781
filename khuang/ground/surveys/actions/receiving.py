"""Take in what a phone sends: stored, understood, in the registry and journalled before it hears 201.

Source: https://docs.getodk.org/openrosa-form-submission/; the answers to what
is sent twice, changed or unknown are reasoned in survey papers of the house
and proven in tests/test_openrosa_posts.py.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b, sha256
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.writing import insert
from khuang.ground.places.models import Village
from khuang.ground.surveys import reads
from khuang.ground.surveys.actions.attention import Kind, raise_attention
from khuang.ground.surveys.actions.devices import note_seen
from khuang.ground.surveys.actions.forgetting import forgetting_lock, without_forgotten
from khuang.ground.surveys.actions.media import Arrived, keep_files, plain_name
from khuang.ground.surveys.models import Attention, Device, Form, FormVersion, Submission
from khuang.ground.surveys.reads.forms import version_of
from khuang.ground.surveys.rules import problems, states
from khuang.ground.surveys.rules.instances import Instance, parsed
from khuang.ground.surveys.rules.observations import Observation
from khuang.ground.surveys.rules.problems import gettext_noop
from khuang.ground.surveys.rules.redaction import entities
from khuang.lib.coordinates import NotAPlace, read_geopoint

log = logging.getLogger("khuang.surveys")

RECEIVED = gettext_noop("Received. Thank you.")
RECEIVED_BEFORE = gettext_noop("This survey was received before. Nothing is missing.")
SET_ASIDE = gettext_noop("Saved. The officer will check it, because the form's version is not known here.")

# Waiting would help, so the phone must keep the survey and send it again.
UNAVAILABLE = (OperationalError, InterfaceError, OSError)


@dataclass(frozen=True)
class Parcel:
    """What one POST carried: the survey, always, and some of its files."""

    xml: bytes
    files: tuple[Arrived, ...] = ()
    phone_id: str = ""  # as the phone calls itself; advice only
    user_agent: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the phone is told. status: 201 stored, 202 set aside."""

    status: int
    sentence: str
    submission: Submission = field(repr=False)


def receive(parcel: Parcel, *, by: Device, at: datetime) -> Receipt:
    """Take in one POST. Journal: survey.submitted, whose flow fills the registry here and now.

    Sent again unchanged it is accepted again, new files are added, and nothing
    is done twice. Raises a SurveyProblem, before anything is written, for what
    cannot be accepted; what waiting would help (disk, database) comes as it is.
    Its transaction is the municipality's own, for speed: whoever catches such a
    thing must let go of that.
    """
    instance = parsed(parcel.xml)
    form, version = version_of(instance.form_id, instance.version)
    if form is None:
        raise problems.UnknownForm
    digest = sha256(parcel.xml).hexdigest()
    # Without a number of its own, a survey is known by its bytes.
    instance_id = instance.instance_id or f"sha256:{digest}"
    _lock(form, instance_id, instance.deprecated_id)
    note_seen(by, at=at)
    known = Submission.objects.filter(form=form, instance_id=instance_id)
    if known.exists():
        return _again(known.defer("raw").get(), digest, parcel, by, at)
    parent = _parent(form, instance)
    rest = without_forgotten(parcel.xml, set(entities(instance.root)), version.pk if version else None)
    if rest is not None:
        parcel, instance = replace(parcel, xml=rest), parsed(rest)
    submission = _new(parcel, instance, instance_id, digest, form, version, by, at)
    submission.redacted_at = at if rest is not None else None
    return _first_time(submission, instance, version, parent, parcel, by, at)


def _lock(form: Form, *instance_ids: str) -> None:
    """Wait until no other POST holds this survey; eight at once then come one after the other."""
    names = sorted({f"{form.pk}:{name}" for name in instance_ids if name})
    keys = [
        int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True) for name in names
    ]
    with connection.cursor() as cursor:
        for key in keys:
            # And until nobody is being erased: whoever is must not come in again meanwhile.
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock(%s)", [forgetting_lock(), key]
            )


def _again(known: Submission, digest: str, parcel: Parcel, by: Device, at: datetime) -> Receipt:
    if known.sha256 != digest:
        raise problems.DifferentAnswers
    raise_attention(known, keep_files(known, _wanted(known, parcel), by=by, at=at))
    if known.state == Submission.State.QUARANTINED:
        return Receipt(202, SET_ASIDE, known)
    return Receipt(201, RECEIVED_BEFORE, known)


def _wanted(submission: Submission, parcel: Parcel) -> tuple[Arrived, ...]:
    """The files to keep; of somebody whose data were erased none comes in again."""
    if submission.redacted_at is None:
        return parcel.files
    return tuple(file for file in parcel.files if plain_name(file.name) in submission.files)


def _parent(form: Form, instance: Instance) -> Submission | None:
    """Find the survey that this one corrects. Raises ParentUnknown or ParentSuperseded."""
    if not instance.deprecated_id:
        return None
    rows = Submission.objects.filter(form=form, instance_id=instance.deprecated_id)
    parent = rows.defer("raw").first()
    if parent is None:
        raise problems.ParentUnknown
    if parent.superseded_by_id is not None:
        raise problems.ParentSuperseded
    return parent


def _new(
    parcel: Parcel,
    instance: Instance,
    instance_id: str,
    digest: str,
    form: Form,
    version: FormVersion | None,
    by: Device,
    at: datetime,
) -> Submission:
    return Submission(
        form=form,
        version=version,
        version_told=instance.version[:80],
        instance_id=instance_id,
        deprecated_id=instance.deprecated_id,
        raw=parcel.xml,
        sha256=digest,
        device=by,
        phone_id=parcel.phone_id[:200],
        user_agent=parcel.user_agent[:300],
        received_at=at,
    )


def _first_time(
    submission: Submission,
    instance: Instance,
    version: FormVersion | None,
    parent: Submission | None,
    parcel: Parcel,
    by: Device,
    at: datetime,
) -> Receipt:
    reason = states.why_quarantined(
        version.state if version else None, version.retired_at if version else None, at
    )
    if reason:
        return _set_aside(submission, reason, parcel, by, at)
    observation = reads.observation(submission, instance)
    _describe(submission, observation)
    submission.state = Submission.State.PROCESSED
    insert([submission])
    _supersede(parent, submission)
    attentions = list(_found(submission, observation, at))
    attentions += keep_files(submission, _wanted(submission, parcel), by=by, at=at)
    attentions += take_in(submission, by=by, at=at)
    raise_attention(submission, attentions)
    return Receipt(201, RECEIVED, submission)


def _set_aside(submission: Submission, reason: str, parcel: Parcel, by: Device, at: datetime) -> Receipt:
    submission.state = Submission.State.QUARANTINED
    insert([submission])
    attentions = [Attention(submission=submission, kind=reason, detail=submission.version_told, raised_at=at)]
    attentions += keep_files(submission, _wanted(submission, parcel), by=by, at=at)
    raise_attention(submission, attentions)
    journal.write("survey.set-aside", by=by, about=submission, at=at, reason=reason)
    return Receipt(202, SET_ASIDE, submission)


def _describe(submission: Submission, observation: Observation) -> None:
    submission.started_at = observation.started_at
    submission.ended_at = observation.ended_at
    submission.files = list(observation.files)
    submission.village_id = _village_of(observation)


def _village_of(observation: Observation) -> Any:
    told = (action.properties.get("village", "") for action in observation.entities)
    code = next((text for text in told if text), "") or observation.root_answers.get("village", "")
    if not code:
        return None
    # A form names a village by its code, or by its number when that is short.
    by_what = {"moo": int(code)} if code.isascii() and code.isdigit() and len(code) < 3 else {"code": code}
    return Village.objects.filter(**by_what).values_list("pk", flat=True).first()


def _supersede(parent: Submission | None, submission: Submission) -> None:
    if parent is not None:
        parent.superseded_by = submission
        parent.save(update_fields=["superseded_by"])


def _found(submission: Submission, observation: Observation, at: datetime) -> Iterable[Attention]:
    for refused in observation.refused:
        yield Attention(
            submission=submission,
            kind=Kind.REFUSED_ENTITY,
            list_name=refused.list_name[:60],
            detail=refused.sentence,
            raised_at=at,
        )
    for question, text in observation.points:
        kind = _what_is_wrong(text)
        if kind:
            yield Attention(submission=submission, kind=kind, detail=question, raised_at=at)


def _what_is_wrong(geopoint: str) -> str:
    try:
        return str(Kind.SWAPPED_POINT) if read_geopoint(geopoint).was_swapped else ""
    except NotAPlace:
        return str(Kind.POINT_OUTSIDE)


def take_in(submission: Submission, *, by: Any, at: datetime) -> list[Attention]:
    """Let everything follow that follows a survey; what fails is undone and noted, the survey stays.

    Raises what waiting would help.
    """
    try:
        _submitted(submission, by=by, at=at)
    except UNAVAILABLE:
        raise
    except Exception as error:
        log.exception("Submission %s could not be taken into the registry.", submission.pk)
        journal.write("survey.not-taken-in", by=by, about=submission, at=at, error=type(error).__name__)
        return [
            Attention(
                submission=submission, kind=Kind.PROCESSING_FAILED, detail=type(error).__name__, raised_at=at
            )
        ]
    return []


@journal.action
def _submitted(submission: Submission, *, by: Any, at: datetime) -> None:
    observation = reads.observation(submission)
    with reads.in_hand(submission):
        journal.write(
            "survey.submitted",
            by=by,
            about=submission,
            at=at,
            form=observation.form_id,
            entities=len(observation.entities),
        )
    # Constraints that wait for the commit would take the survey with them; they speak here instead.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
