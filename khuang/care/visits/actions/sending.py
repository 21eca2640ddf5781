"""Record a visit at a desk or on a plain page: the same submission that a phone sends."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied

from khuang.care.visits.models import PlannedVisit, Visit
from khuang.care.visits.rules.findings import FORM
from khuang.care.visits.rules.record_problems import NoVisitForm
from khuang.care.visits.rules.writing import written
from khuang.ground.accounts.reads import may
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.actions.media import Arrived
from khuang.ground.surveys.reads import forms_offered


def version_here() -> str:
    """Give the version of the form `visit` that is published here. Raises NoVisitForm."""
    version = forms_offered(FORM).values_list("version", flat=True).first()
    if version is None:
        raise NoVisitForm
    return str(version)


def record(
    planned: PlannedVisit,
    answers: Mapping[str, str],
    *,
    instance: UUID | None = None,
    files: Mapping[str, Any] | None = None,
    permission: str = "visits.round",
    by: Any,
    at: datetime,
) -> Visit | None:
    """Record a planned visit as `by` tells it; twice with the same `instance`, once. Give the visit.

    answers     by the names of the form, without those that this fills in
    files       "photo" or "voice" -> an uploaded file
    permission  visits.round for whoever went there, visits.paper for whoever types it in
    Journal: survey.submitted and what follows it.
    Raises PermissionDenied, NoVisitForm and the SurveyProblems of `surveys.receive`.
    """
    if not may(by, permission):
        raise PermissionDenied
    key = f"uuid:{instance or uuid4()}"
    told = {"person": str(planned.person_id), "planned": str(planned.pk), **answers}
    arrived = []
    for name, file in (files or {}).items():
        told[name] = f"{name}-{key[5:]}.{'jpg' if name == 'photo' else 'm4a'}"
        arrived.append(Arrived(told[name], io.BytesIO(file.read())))
    xml = written(told, instance=key, version=version_here(), began=at, ended=at)
    device = surveys.browser_device(by, None, "", at=at)
    receipt = surveys.receive(surveys.Parcel(xml.encode(), tuple(arrived)), by=device, at=at)
    return Visit.objects.filter(submission_id=receipt.submission.pk).first()
