"""From a project that is done back to the homes: the only place where both wings meet about an answer.

Outward goes the project as anyone may read it. Inward comes, at night and all together, a count that may
be published, the words of those who asked, and how far a programme in homes is, by random references.
"""

from contextlib import suppress
from datetime import datetime

from khuang.care.cases import actions as cases
from khuang.care.cases.reads import answers as reads
from khuang.care.support.reads.programmes import homes_by_programme
from khuang.care.voices import actions as voices
from khuang.care.voices.reads.issues import to_carry
from khuang.civic.issues.reads import issues_behind
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.projects import actions as public
from khuang.civic.projects.models import Project
from khuang.civic.projects.rules.problems import ProjectProblem
from khuang.ground.indicators.rules import UnsafeCount, safe
from khuang.ground.journal.models import Entry


def ask(entry: Entry) -> None:
    """Follow projects.done: put the open needs of its kind and place before the social workers."""
    project = Project.objects.get(pk=entry.about_id)
    if project.state != Project.State.DONE:
        return
    cases.ask_answers(
        project.pk,
        round=project.round,
        kind=project.kind,
        villages=project.villages,
        title=project.title,
        at=entry.at,
    )


def ask_raisers(entry: Entry) -> None:
    """Follow projects.closed: let those be asked who raised its issues at home or at the desk."""
    project = Project.objects.get(pk=entry.about_id)
    said = {"project_id": project.pk, "round": project.round, "title": project.title}
    for issue in issues_behind(Node("project", project.pk)):
        voices.ask_raiser(issue.reference, **said, at=entry.at)


def withdraw(entry: Entry) -> None:
    """Follow projects.reopened: nobody is told any more that it is done."""
    cases.withdraw_review(entry.about_id, at=entry.at)


def carry_words(*, at: datetime) -> None:
    """Let the public wing know what those say who raised an issue at home; once a night, all together."""
    words = to_carry()
    for one in words:
        project = Project.objects.filter(pk=one.project_id, round=one.round).first()
        if project is None:
            continue
        # What came too late for its closing counts no more.
        with suppress(ProjectProblem):
            look = public.Look(one.finding)
            public.say_for_requester(project, look, key=one.issue.reference or "", at=at)
    voices.note_carried(words, at=at)


def bring_homes(*, at: datetime) -> None:
    """Let each programme know how many homes it reaches, by random references; once a night."""
    for programme_id, homes in homes_by_programme().items():
        public.bring_homes(programme_id, homes, at=at)


def bring_back(*, at: datetime) -> None:
    """Tell the public wing what may be said of the answers; once a night, so that no moment tells of a home.

    In the order of the projects' keys, which tell when they were planned and nothing of a home.
    """
    for project_id in reads.answered_projects():
        try:
            met = safe("people_alike", reads.met_by(project_id))
        except UnsafeCount:
            # That anybody at all was told would tell that somebody needed it.
            continue
        public.note_answer(project_id, met=met, at=at)
