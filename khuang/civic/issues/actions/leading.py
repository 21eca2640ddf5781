"""Lead a path on from one node to the next."""

from datetime import datetime
from typing import Any

from khuang.civic.issues.models import Edge
from khuang.civic.issues.reads.lineage import upstream
from khuang.civic.issues.rules.lineage import Node, nodes_of
from khuang.civic.issues.rules.problems import Circular
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import take_turn


@journal.action
def lead_on(source: Node, to: Node, relation: str, *, words: str = "", by: Any, at: datetime) -> Edge:
    """Say that one node led to another; the same said twice is one edge. Journal: issues.led-on.

    Whoever calls has asked leave. Raises Circular when the path already came from where it would lead.
    """
    # Two edges that would close a circle between them must not be noted at once.
    take_turn("issues.lineage")
    if to in nodes_of(upstream(source), source):
        raise Circular
    edge, is_new = Edge.objects.get_or_create(
        source_kind=source.kind,
        source_id=source.id,
        to_kind=to.kind,
        to_id=to.id,
        relation=relation,
        defaults={"words": words.strip()[:600], "at": at, "by_id": by.pk},
    )
    if is_new:
        journal.write("issues.led-on", by=by, about=edge, at=at, source=str(source.id), to=str(to.id))
    return edge
