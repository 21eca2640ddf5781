"""The inspection roll: who stands on it, and what they have to do with a project."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from khuang.civic.projects.actions.holding import allow
from khuang.civic.projects.models import Inspector, Project, Stake
from khuang.civic.projects.reads.inspections import hashed
from khuang.civic.projects.rules.problems import MovedOn, NoConsent
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village
from khuang.lib.codes import draw, halved

INSPECTS = "projects.inspect"
CODE = 10  # signs of a code


@journal.action
def enrol(
    name: str,
    *,
    phone: str = "",
    village: Village | None = None,
    consented: bool,
    by: Any,
    at: datetime,
) -> tuple[Inspector, str]:
    """Put somebody on the roll; give them and the code that is handed over, shown only now.

    Journal: projects.inspector-enrolled. Raises PermissionDenied, NoConsent.
    """
    allow(by, INSPECTS)
    if not (consented and name.strip()):
        raise NoConsent
    code, last = draw(CODE), Inspector.objects.select_for_update().order_by("-number").first()
    made = Inspector.objects.create(
        number=(last.number if last else 0) + 1,
        name=name.strip(),
        phone=phone.strip() or None,
        village=village,
        code_hash=hashed(code),
        consented_on=timezone.localdate(at),
        by_id=by.pk,
    )
    journal.write("projects.inspector-enrolled", by=by, about=made, at=at)
    return made, halved(code)


@journal.action
def end_inspector(inspector: Inspector, *, by: Any, at: datetime) -> Inspector:
    """Take somebody off the roll; their name and telephone are forgotten. Journal: projects.inspector-ended.

    Raises PermissionDenied, MovedOn.
    """
    allow(by, INSPECTS)
    found = Inspector.objects.select_for_update().get(pk=inspector.pk)
    if found.until is not None:
        raise MovedOn
    # What they said of projects stays, under their number.
    found.until, found.phone = timezone.localdate(at), None
    found.name = ""
    found.save()
    journal.write("projects.inspector-ended", by=by, about=found, at=at)
    return found


@journal.action
def declare_stake(project: Project, inspector: Inspector, *, words: str, by: Any, at: datetime) -> Stake:
    """Note that an inspector has to do with a project. Journal: projects.stake-declared.

    Raises PermissionDenied, MovedOn when it is declared already.
    """
    allow(by, INSPECTS)
    if Stake.objects.filter(project=project, inspector=inspector).exists():
        raise MovedOn
    made = Stake.objects.create(
        project=project, inspector=inspector, words=words.strip(), on=timezone.localdate(at), by_id=by.pk
    )
    journal.write("projects.stake-declared", by=by, about=made, at=at, also=[project.pk, inspector.pk])
    return made
