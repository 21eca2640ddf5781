"""Keep photographs of the work and of inspections; a picture loses its place, time and camera."""

from datetime import date, datetime, timedelta
from typing import Any

from khuang.civic.projects import project_files
from khuang.civic.projects.actions.holding import allow, held, refuse_future, refuse_telling
from khuang.civic.projects.models import Inspection, Photograph, Project
from khuang.civic.projects.rules.problems import NoAlt, NoPicture, Recognisable
from khuang.ground.journal import actions as journal
from khuang.ground.surveys.actions.media import NO_PICTURE, without_place

LARGEST = 15_000_000  # bytes
# A file without a row may still be waiting for its commit.
_SWEEP_AFTER = timedelta(days=1)


def bare(content: bytes) -> bytes:
    """Give the picture alone. Raises NoPicture."""
    if len(content) > LARGEST:
        raise NoPicture
    try:
        return without_place(content)
    except NO_PICTURE:
        raise NoPicture from None


@journal.action
def keep_photograph(
    project: Project,
    content: bytes,
    *,
    stage: str,
    alt: str,
    on: date,
    nobody_recognisable: bool,
    by: Any,
    at: datetime,
) -> Photograph:
    """Show a photograph of the work. Journal: projects.photographed.

    Raises PermissionDenied, NotInFuture, NoAlt, Recognisable, NoPicture.
    """
    allow(by)
    project = held(project.pk)
    refuse_future(on, at=at)
    if not alt.strip():
        raise NoAlt
    refuse_telling(alt)
    if not nobody_recognisable:
        raise Recognisable
    made = Photograph(project=project, stage=stage, alt=alt.strip(), on=on, by_id=by.pk)
    project_files.write(made.pk, bare(content))
    made.save(force_insert=True)
    journal.write("projects.photographed", by=by, about=made, at=at, also=[project.pk])
    return made


@journal.action
def remove_photograph(photograph: Photograph, *, by: Any, at: datetime) -> None:
    """Take a photograph away at once. Journal: projects.photograph-removed. Raises PermissionDenied."""
    allow(by)
    journal.write("projects.photograph-removed", by=by, about=photograph, at=at, also=[photograph.project_id])
    project_files.remove(photograph.pk)
    photograph.delete()


@journal.action
def sweep_photographs(*, at: datetime) -> int:
    """Remove files that no row speaks of; give how many. Journal: projects.photographs-swept."""
    oldest = (at - _SWEEP_AFTER).timestamp()
    lost = {key for key, written in project_files.stored() if written < oldest}
    lost -= set(Photograph.objects.filter(pk__in=lost).values_list("pk", flat=True))
    lost -= set(Inspection.objects.filter(pk__in=lost, has_photograph=True).values_list("pk", flat=True))
    for key in lost:
        project_files.remove(key)
    if lost:
        journal.write("projects.photographs-swept", by=journal.SYSTEM, about=None, at=at, files=len(lost))
    return len(lost)
