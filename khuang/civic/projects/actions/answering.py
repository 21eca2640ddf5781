"""What the private wing gives back, at night and all together: how many needs were met, and homes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from khuang.civic.projects.actions.holding import held
from khuang.civic.projects.models import HomePart
from khuang.civic.projects.rules.problems import NotInHomes
from khuang.ground.journal import actions as journal


@journal.action
def note_answer(project_id: UUID, *, met: int | None, at: datetime) -> None:
    """Say in public that those who needed it were told, and how many when that is safe.

    met  as it may be published; none while it may not. Called at night only. Journal: projects.answered.
    """
    project = held(project_id)
    month = f"{timezone.localdate(at):%Y-%m}"
    if (project.met, bool(project.answered_month)) == (met, True):
        return
    project.met, project.answered_month = met, project.answered_month or month
    project.save(update_fields=["met", "answered_month"])
    journal.write("projects.answered", by=journal.SYSTEM, about=project, at=at)


@journal.action
def bring_homes(project_id: UUID, homes: Mapping[str, bool], *, at: datetime) -> None:
    """Bring the homes of a programme up to date: reference -> whether it is done there.

    Called at night only. Journal: projects.homes-brought. Raises NotInHomes.
    """
    project = held(project_id)
    if not project.in_homes:
        raise NotInHomes
    there = {one.reference: one for one in project.homes.all()}
    if {reference: one.is_done for reference, one in there.items()} == dict(homes):
        return
    HomePart.objects.filter(project=project).exclude(reference__in=homes).delete()
    # In the order of random references, so that the order of the keys tells nothing.
    for reference in sorted(homes):
        one = there.get(reference) or HomePart(project=project, reference=reference)
        one.is_done = homes[reference]
        one.save()
    journal.write("projects.homes-brought", by=journal.SYSTEM, about=project, at=at)
