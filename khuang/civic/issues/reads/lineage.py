"""Walk the one thread in both directions."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from khuang.civic.issues.models import Edge, Issue
from khuang.civic.issues.rules.lineage import Link, Node, nodes_of, walk


def upstream(node: Node) -> list[Link]:
    """Give what led to a node, nearest first; one statement for each level."""
    return walk(node, lambda nodes: _edges(nodes, "to"), upward=True)


def downstream(node: Node) -> list[Link]:
    """Give what a node led to, nearest first."""
    return walk(node, lambda nodes: _edges(nodes, "source"), upward=False)


def issues_behind(node: Node) -> list[Issue]:
    """Give every issue from which a node came, itself if it is one; merged and split ones too."""
    keys = [one.id for one in nodes_of(upstream(node), node) if one.kind == "issue"]
    return list(Issue.objects.filter(pk__in=keys).order_by("reference"))


def issues_after(key: UUID, relation: str) -> list[UUID]:
    """Give the issues to which one led directly in some way, in the order in which that was noted."""
    edges = Edge.objects.filter(source_kind="issue", source_id=key, to_kind="issue", relation=relation)
    return list(edges.values_list("to_id", flat=True))


def _edges(nodes: Iterable[Node], end: str) -> list[Link]:
    by_kind: dict[str, list[object]] = {}
    for node in nodes:
        by_kind.setdefault(node.kind, []).append(node.id)
    wanted = Q(pk__in=[])
    for kind, keys in by_kind.items():
        wanted |= Q(**{f"{end}_kind": kind, f"{end}_id__in": keys})
    return [edge.link for edge in Edge.objects.filter(wanted)]
