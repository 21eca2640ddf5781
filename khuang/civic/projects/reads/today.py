"""What of projects waits for an account, for the page of the day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.projects.models import Milestone, Project
from khuang.civic.projects.reads.inspections import count_waiting
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def for_today(account: Any, *, on: date) -> list[Waiting]:
    """Give what waits: milestones that are late, reopened projects, reports of residents to check."""
    found = [(_("Inspections to check"), "projects:inspections", count_waiting(account), "wait")]
    if may(account, "projects.run"):
        late = Milestone.objects.filter(
            done_on=None, due_on__lt=on, project__state__in=("planned", "under-way", "reopened")
        )
        reopened = Project.objects.filter(state="reopened")
        found += [
            (_("Projects that were reopened"), "projects:projects", reopened.count(), "bad"),
            (_("Milestones that are late"), "projects:projects", late.count(), "bad"),
        ]
    return found
