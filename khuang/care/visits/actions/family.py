"""Talk with family carers: how heavy it is, how many hours; exhaustion becomes a need."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.cases import actions as cases
from khuang.care.people.models import Person
from khuang.care.visits.models import CarerInterview
from khuang.care.visits.rules.family import strain, strain_list
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

EXHAUSTED = "carer-exhausted"


@journal.action
def note_interview(
    person: Person,
    answers: Mapping[str, str],
    *,
    hours: int | None,
    held_on: date,
    by: Any,
    at: datetime,
) -> CarerInterview:
    """Keep what a family carer said; whoever is exhausted has a need from now on.

    answers  item of the strain list -> answer; what they did not want to answer is left out
    hours    unpaid hours of care in a week
    Journal: visits.carer-interviewed, and what noting a need writes. Raises PermissionDenied.
    """
    if not may(by, "visits.family-carers", person):
        raise PermissionDenied
    found = strain(answers)
    kept = CarerInterview.objects.create(
        person=person,
        version=strain_list().version,
        answers=dict(answers),
        score=found.score,
        level=found.level,
        hours=hours,
        held_on=held_on,
        noted_at=at,
        noted_by_id=by.pk,
    )
    if found.exhausted:
        cases.note_need(person, EXHAUSTED, source="visit", source_id=kept.pk, by=by, at=at)
    journal.write("visits.carer-interviewed", by=by, about=person, at=at, interview=kept.pk)
    return kept
