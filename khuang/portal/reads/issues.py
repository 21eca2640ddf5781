"""Issues as anyone reads them, with what became of each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from khuang.civic.issues import reads
from khuang.civic.issues.models import Follower, Issue, News
from khuang.civic.issues.reads.paths import Path
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.news import sentence
from khuang.ground.indicators.reads import kind_names
from khuang.ground.indicators.rules import Kind
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.models import Village

# How the issue that such news names came from the one that it is about.
_NAME_ANOTHER = {"issues.merged": "merged-into", "issues.split": "split-into"}


@dataclass(frozen=True)
class Line:
    """One issue in a list, with its title and its kind as the reader reads them."""

    issue: Issue
    title: str
    kind: str


@dataclass(frozen=True)
class Told:
    """One piece of news in the reader's language."""

    news: News
    sentence: str


def issues(municipality: Municipality, kind: str, village: str) -> dict[str, Any]:
    """Give the open issues of a kind and about a village, and what may be chosen."""
    with within(municipality):
        kinds, language = reads.kinds_for_public(), get_language() or "th"
        rows = reads.open_issues(kind if kind in kinds else "", village)
        return {
            "lines": [_line(one, kinds, language) for one in rows if one.kind in kinds],
            "kinds": [(code, one.name(language)) for code, one in kinds.items()],
            "villages": list(Village.objects.all()),
        }


def _line(issue: Issue, kinds: dict[str, Kind], language: str) -> Line:
    return Line(issue, reads.as_read(issue, language)[0], kinds[issue.kind].name(language))


def issue(municipality: Municipality, reference: str) -> dict[str, Any] | None:
    """Give one issue with its path and its news; none when it is not in the open."""
    with within(municipality):
        found = reads.issue_at(reference)
        if found is None:
            return None
        path: Path = reads.path_of(Node("issue", found.pk), municipality.slug)
        title, words = reads.as_read(found, get_language() or "th")
        return {
            "issue": found,
            "title": title,
            "words": words,
            "kind": kind_names().get(found.kind, ""),
            "path": path,
            "told": _told(found),
        }


def followed(municipality: Municipality, code: str) -> dict[str, Any] | None:
    """Give what a follower reads by their code, refused issues with the reason too; none for a wrong code."""
    with within(municipality):
        follower: Follower | None = reads.follower_of(code)
        if follower is None:
            return None
        return {"follower": follower, "issue": follower.issue, "told": _told(follower.issue)}


def similar(municipality: Municipality, kind: str, village: str) -> list[Issue]:
    """Give what was said already of a kind and village."""
    with within(municipality):
        return list(reads.similar(kind, village))


def _told(found: Issue) -> list[Told]:
    language, rows = get_language() or "th", list(found.news.all())
    title = reads.as_read(found, language)[0]
    now = {one.pk: title for one in rows if one.code == "issues.published"} | _others(rows)
    return [Told(one, sentence(one.code, now.get(one.pk, one.title), language)) for one in rows]


def _others(rows: list[News]) -> dict[UUID, str]:
    """Give the titles of other issues that news names as they are now, reworded or gone.

    Of an issue that was divided the first news names the first part, as its edges do.
    """
    named: dict[UUID, UUID] = {}
    for code, relation in _NAME_ANOTHER.items():
        told = [one for one in rows if one.code == code]
        for key in dict.fromkeys(one.node_id for one in told):
            of_it = (one.pk for one in told if one.node_id == key)
            named |= dict(zip(of_it, reads.issues_after(key, relation), strict=False))
    shown = reads.as_nodes(named.values(), "issue")
    return {news: shown[key].title for news, key in named.items()}
