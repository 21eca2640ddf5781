"""What the public sees when it looks: reports, words that count, and what the office says to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from khuang.civic.issues.reads import doubts, follower_of, issues_behind
from khuang.civic.projects import project_files
from khuang.civic.projects.actions.holding import allow, held, refuse_telling
from khuang.civic.projects.actions.inspectors import CODE, INSPECTS
from khuang.civic.projects.actions.lives import settle
from khuang.civic.projects.actions.photographs import bare
from khuang.civic.projects.actions.planning import node_of
from khuang.civic.projects.models import Inspection, Inspector, Project
from khuang.civic.projects.reads.checklist import CHECKS
from khuang.civic.projects.reads.inspections import hashed
from khuang.civic.projects.rules.problems import (
    MovedOn,
    NoAlt,
    NoReason,
    OwnWork,
    Recognisable,
    SaidAlready,
    TellsWho,
    WrongCode,
)
from khuang.civic.projects.rules.words import is_contractor
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.codes import draw, halved


@dataclass(frozen=True)
class Look:
    """What somebody saw: fixed, not-fixed or unsure; the checklist; words; a photograph and what it shows."""

    finding: str
    checks: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    photograph: bytes | None = None
    alt: str = ""


@journal.action
def inspect(
    project: Project, look: Look, *, code: str = "", own_work: bool = False, at: datetime
) -> tuple[Inspection, str]:
    """Take in a look at a project; give it and the code of its receipt, shown only now.

    code      of an inspector, or of whoever raised an issue that led here; without one it is anyone's
              report, which is shown and decides nothing
    own_work  an inspector says that they have to do with the project
    Words and photograph wait until somebody has seen that they name nobody. An inspector's word counts at
    once, since nothing in it is shown. Journal: projects.inspected.
    Raises WrongCode, OwnWork, SaidAlready, NoPicture, NoAlt, MovedOn.
    """
    project = held(project.pk)
    if project.state in ("planned", "carried-on"):
        raise MovedOn
    return _take(project, look, _whose(project, code, own_work) if code.strip() else {}, at)


@journal.action
def say_for_requester(project: Project, look: Look, *, key: str, at: datetime) -> Inspection:
    """Take in the word of whoever asked for a project, known here by an opaque key alone.

    Journal: projects.inspected. Raises SaidAlready, MovedOn.
    """
    project = held(project.pk)
    if project.state not in ("closed", "done"):
        raise MovedOn
    return _take(project, look, _asked(project, key), at)[0]


@journal.action
def show(
    inspection: Inspection, *, nobody_recognisable: bool, answer: str = "", by: Any, at: datetime
) -> Inspection:
    """Show a report to everybody, with what the office says to it. Journal: projects.inspection-shown.

    Raises PermissionDenied, MovedOn, TellsWho, Recognisable.
    """
    found = _waiting(inspection, by)
    if any(one.certain for one in doubts(f"{found.words or ''}\n{found.alt or ''}", registered=True)):
        raise TellsWho
    if not nobody_recognisable:
        raise Recognisable
    found.answer = answer.strip()
    return _checked(found, "shown", by, at)


@journal.action
def withhold(inspection: Inspection, *, because: str, by: Any, at: datetime) -> Inspection:
    """Keep the words and the photograph of a report to ourselves; whoever wrote it reads why by their code.

    The photograph is removed. Journal: projects.inspection-withheld.
    Raises PermissionDenied, MovedOn, NoReason.
    """
    found = _waiting(inspection, by)
    if not because.strip():
        raise NoReason
    project_files.remove(found.pk)
    found.because, found.has_photograph = because.strip(), False
    return _checked(found, "withheld", by, at)


@journal.action
def answer(inspection: Inspection, *, words: str, by: Any, at: datetime) -> Inspection:
    """Answer a report that is shown, in public. Journal: projects.inspection-answered.

    Raises PermissionDenied, NoReason.
    """
    allow(by, INSPECTS)
    if not words.strip():
        raise NoReason
    refuse_telling(words)
    inspection.answer = words.strip()
    inspection.save(update_fields=["answer"])
    journal.write(
        "projects.inspection-answered", by=by, about=inspection, at=at, also=[inspection.project_id]
    )
    return inspection


def _take(project: Project, look: Look, said: Mapping[str, Any], at: datetime) -> tuple[Inspection, str]:
    code, words = draw(CODE), look.words.strip()
    if look.photograph and not look.alt.strip():
        raise NoAlt
    made = Inspection(
        project=project,
        round=project.round,
        finding=look.finding,
        checks={check: look.checks[check] for check in CHECKS if check in look.checks},
        words=words or None,
        alt=look.alt.strip() or None,
        has_photograph=look.photograph is not None,
        on=timezone.localdate(at),
        code_hash=hashed(code),
        # Where nothing was written and nothing is to be seen, nobody needs to check.
        state="waiting" if words or look.photograph else "shown",
        **said,
    )
    if look.photograph is not None:
        project_files.write(made.pk, bare(look.photograph))
    made.save(force_insert=True)
    journal.write("projects.inspected", by=journal.SYSTEM, about=made, at=at, also=[project.pk])
    settle(project, at=at)
    return made, halved(code)


def _whose(project: Project, code: str, own_work: bool) -> dict[str, Any]:
    """Give whose word a code makes it. Raises WrongCode, OwnWork, SaidAlready."""
    found = Inspector.objects.filter(code_hash=hashed(code), until=None).first()
    if found is not None:
        return {"voice": "inspector", "inspector": _unbiased(project, found, own_work)}
    follower = follower_of(code)
    if follower is None or not follower.raised or follower.until is not None:
        raise WrongCode
    if follower.issue_id not in {one.pk for one in issues_behind(node_of(project))}:
        raise WrongCode
    # By the issue, as the private wing does: whoever raised it speaks once, by whichever way.
    return _asked(project, follower.issue.reference)


def _asked(project: Project, key: str) -> dict[str, Any]:
    """Give the voice of whoever asked for a project. Raises SaidAlready."""
    whose = keyed_hash(f"{project.pk} {key}", "projects-requester")
    if Inspection.objects.filter(project=project, round=project.round, requester_hash=whose).exists():
        raise SaidAlready
    return {"voice": "requester", "requester_hash": whose}


def _unbiased(project: Project, found: Inspector, own_work: bool) -> Inspector:
    """Refuse an inspector who has to do with the project, or speaks twice. Raises OwnWork, SaidAlready."""
    contractors = project.contracts.values_list("with_whom", flat=True)
    if own_work or found.stakes.filter(project=project).exists() or is_contractor(found.name, contractors):
        raise OwnWork
    if Inspection.objects.filter(project=project, round=project.round, inspector=found).exists():
        raise SaidAlready
    return found


def _waiting(inspection: Inspection, by: Any) -> Inspection:
    allow(by, INSPECTS)
    found = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if found.state != "waiting":
        raise MovedOn
    return found


def _checked(found: Inspection, state: str, by: Any, at: datetime) -> Inspection:
    found.state, found.checked_on, found.checked_by_id = state, timezone.localdate(at), by.pk
    found.save()
    journal.write(f"projects.inspection-{state}", by=by, about=found, at=at, also=[found.project_id])
    return found
