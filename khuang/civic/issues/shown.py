"""How nodes of a path are shown: each app above says it for its own, and `site` plugs them in."""

from collections.abc import Callable, Collection
from uuid import UUID

from khuang.civic.issues.rules.lineage import Node, Shown

AsNodes = Callable[[Collection[UUID], str], dict[UUID, Shown]]

_plugged: dict[str, AsNodes] = {}


def plug(as_nodes: AsNodes, *kinds: str) -> None:
    """Say who shows nodes of some kinds. Called once at the start, by `site`."""
    for kind in kinds:
        _plugged[kind] = as_nodes


def show(nodes: Collection[Node]) -> dict[Node, Shown]:
    """Give what is known of some nodes; one question for each kind, a node that is gone is left out."""
    found: dict[Node, Shown] = {}
    for kind in sorted({node.kind for node in nodes} & _plugged.keys()):
        keys = [node.id for node in nodes if node.kind == kind]
        found |= {Node(kind, key): shown for key, shown in _plugged[kind](keys, kind).items()}
    return found
