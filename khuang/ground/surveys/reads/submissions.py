"""What was sent in, and what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from khuang.ground.accounts.reads import scope_of
from khuang.ground.surveys.models import Attention, Device, Forgotten, Submission
from khuang.ground.surveys.reads.forms import definition
from khuang.ground.surveys.rules.instances import Instance, parsed
from khuang.ground.surveys.rules.observations import Observation, observed

_in_hand: ContextVar[Submission | None] = ContextVar("submission_in_hand", default=None)


def submission(key: UUID) -> Submission:
    """Give a submission; the one that is being taken in comes without asking the database."""
    held = _in_hand.get()
    if held is not None and held.pk == key:
        return held
    return Submission.objects.get(pk=key)


@contextmanager
def in_hand(one: Submission) -> Iterator[None]:
    """Keep a submission at hand for the steps that follow its journal line."""
    token = _in_hand.set(one)
    try:
        yield
    finally:
        _in_hand.reset(token)


def observation(one: Submission, instance: Instance | None = None) -> Observation:
    """Read the answers and entity actions of a submission by its own form version.

    instance  its bytes, when they have been read before
    Raises a SurveyProblem when the bytes cannot be read, ValueError when the
    version is unknown.
    """
    if one.version_id is None:
        raise ValueError("a submission of an unknown form version has no observation")
    if not hasattr(one, "observed"):
        one.observed = observed(instance or parsed(one.raw), definition(one.version_id))
    return one.observed


def answers_of(one: Submission) -> list[tuple[str, dict[str, str]]]:
    """Give the answers scope by scope, to show them: the root's first, then each entity's."""
    seen = observation(one)
    members = [(action.label or _("Without a name"), action.answers) for action in seen.entities]
    return [("", seen.root_answers), *(part for part in members if part[1] is not seen.root_answers)]


def seen_by(account: Any, permission: str = "surveys.submissions") -> QuerySet[Submission]:
    """Give the submissions that an account may see: those of its places, and those it sent itself."""
    scope = scope_of(account, permission)
    rows = Submission.objects.all()
    if scope.everywhere:
        return rows
    if not scope:
        return rows.none()
    return rows.filter(
        Q(pk__in=scope.filter(Submission.objects.order_by()).values("pk")) | Q(device__holder=account)
    )


def in_order() -> Iterator[Submission]:
    """Give every submission of a known version in the order of arrival, to replay them."""
    rows = Submission.objects.exclude(state=Submission.State.QUARANTINED).select_related("device__holder")
    return rows.order_by("received_at", "pk").iterator(chunk_size=500)


def was_forgotten(key: UUID) -> bool:
    """Say whether an entity was erased, so that its id stands for nobody."""
    return Forgotten.objects.filter(entity_id=key).exists()


def open_attentions(account: Any) -> QuerySet[Attention]:
    """Give what waits for somebody's eyes among what the account may see, newest first."""
    seen = seen_by(account).order_by().values("pk")
    rows = Attention.objects.filter(settled_at=None, submission__in=seen)
    return rows.select_related("submission__form", "submission__device__holder").defer("submission__raw")


def waits(one: Submission) -> bool:
    """Say whether a submission still waits to be taken in: set aside, or its taking in failed."""
    if one.state == Submission.State.QUARANTINED:
        return True
    failed = Attention.Kind.PROCESSING_FAILED
    return Attention.objects.filter(submission=one, kind=failed, settled_at=None).exists()


def devices() -> QuerySet[Device]:
    """Give every device with an app, with its holder, those in use first."""
    return (
        Device.objects.filter(in_browser=False)
        .select_related("holder")
        .order_by(F("revoked_at").asc(nulls_first=True), "label", "pk")
    )
