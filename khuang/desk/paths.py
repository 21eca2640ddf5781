"""One path in both directions: what anyone may read, and for those who may the homes at its ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khuang.care.cases.models import Need, NeedAnswer
from khuang.care.cases.reads import answers
from khuang.care.people.actions import note_listing
from khuang.care.people.models import Person
from khuang.care.support.models import Package
from khuang.care.support.reads import programmes
from khuang.care.voices.models import Issue as Voice
from khuang.care.voices.reads import issues as voices
from khuang.civic.issues import reads as public
from khuang.civic.issues.reads.paths import Path, path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.projects.models import Project
from khuang.ground.accounts.reads import may

MOST = 50  # lines of each part


@dataclass(frozen=True)
class Ends:
    """The private ends of a path, inside an account's scope.

    voices   issues of homes and of the desk from which it came
    open     needs of the kind and place of its projects that are open
    answers  what was said of needs when its projects were done
    homes    repairs that are part of its programmes
    may_join  repairs that may become part of the programme that the path is of
    """

    voices: list[Voice]
    open: list[Need]
    answers: list[NeedAnswer]
    homes: list[Package]
    may_join: list[Package]

    def people(self) -> Iterable[Person]:
        """Everybody who is named in it."""
        yield from (one.report.person for one in self.voices if one.report and one.report.person)
        yield from (one.person for one in self.open)
        yield from (one.need.person for one in self.answers)
        yield from (one.person for one in (*self.homes, *self.may_join) if one.person)


def both(node: Node, account: Any, *, at: datetime) -> tuple[Path, Ends | None]:
    """Give the public path of a node, and its private ends for whoever may see needs; the looks are noted."""
    path = path_of(node, account.municipality.slug)
    if not may(account, "cases.view"):
        return path, None
    ends = _ends(node, path, account)
    note_listing(ends.people(), by=account, at=at)
    return path, ends


def _ends(node: Node, path: Path, account: Any) -> Ends:
    nodes = [node, *(step.node for step in (*path.above, *path.below))]
    projects = list(Project.objects.filter(pk__in=[one.id for one in nodes if one.kind == "project"]))
    references = [one.reference for at in nodes for one in public.issues_behind(at)]
    heard = voices.by_references(account, references) if may(account, "voices.reports") else []
    needs = {
        one.pk: one
        for project in projects
        for one in answers.needs_like(project.kind, project.villages, account)[:MOST]
    }
    said = {one.pk: one for project in projects for one in answers.of_project(project.pk, account)[:MOST]}
    homes = [
        row for one in projects if one.in_homes for row in programmes.of_programme(one.pk, account)[:MOST]
    ]
    is_programme = any(one.pk == node.id and one.in_homes and one.is_open for one in projects)
    may_join = list(programmes.without_programme(account)[:MOST]) if is_programme else []
    return Ends(list(heard), list(needs.values()), list(said.values()), homes, may_join)
