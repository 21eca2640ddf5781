"""Files of open data: issues and their paths; each part of the court offers its own beside."""

from django.urls import reverse

from khuang.civic.issues import shown
from khuang.civic.issues.models import Edge, Issue
from khuang.civic.issues.models.issues import PUBLIC
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.spreadsheets import as_csv

ISSUES = (
    "address", "nature", "kind", "village", "place", "title", "words", "month", "source", "people",
    "state", "published_on",
)  # fmt: skip
PATHS = ("from_kind", "from_id", "from_title", "relation", "to_kind", "to_id", "to_title", "on")


def issues_csv(municipality: Municipality) -> bytes:
    """Write every issue that anyone may read, in the order of its public address."""
    with within(municipality):
        rows = Issue.objects.filter(state__in=PUBLIC).select_related("village")
        return as_csv(ISSUES, [_issue(one, municipality.slug) for one in rows.order_by("reference")])


def paths_csv(municipality: Municipality) -> bytes:
    """Write every step of every path whose both ends anyone may read, by the day."""
    with within(municipality):
        links = [(edge.link, edge.at) for edge in Edge.objects.order_by("at", "pk")]
        ends = {node for link, _at in links for node in (link.source, link.to)}
        known = {node: one for node, one in shown.show(ends).items() if one.public}
        rows = [
            (*_node(link.source, known), link.relation, *_node(link.to, known), f"{at:%Y-%m-%d}")
            for link, at in links
            if link.source in known and link.to in known
        ]
        return as_csv(PATHS, sorted(rows))


def _issue(one: Issue, slug: str) -> list[str | int | None]:
    told = {
        "address": reverse("portal:issue", args=(slug, one.reference)),
        "village": one.village.code if one.village else "",
        "published_on": f"{one.published_on:%Y-%m-%d}",
    }
    return [told[name] if name in told else getattr(one, name) for name in ISSUES]


def _node(node: Node, known: dict[Node, shown.Shown]) -> tuple[str, str, str]:
    return node.kind, str(node.id), known[node].title
