"""The one thread: what became of an issue, from node to node, in both directions.

A node is a row of any app of this wing, known here by kind and key only; an edge says that one led
to another. Edges are never taken away, so that a path can be walked for ever, through merges and
splits.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

KINDS = (
    "issue", "topic", "statement", "hearing", "agreement", "item", "election", "resolution", "proposal",
    "plan-item", "budget-line", "project",
)  # fmt: skip
RELATIONS = (
    "merged-into", "split-into", "taken-up-in", "heard-at", "stated-as", "agreed-in", "brought-to",
    "ranked-in", "resolved-in", "forwarded-as", "planned-as", "funded-by", "carried-out-as",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Node:
    """One row on a path: its kind, one of KINDS, and its key."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class Link:
    """One edge as it is walked; on: the day on which the one led to the other."""

    source: Node
    to: Node
    relation: str
    on: date


@dataclass(frozen=True)
class Shown:
    """How a node is shown on a path, in the reader's language.

    title     public words
    public    whether anyone may open it
    url_name  name of the public address, with its arguments after the municipality's slug
    when      the day that says most of it, none when there is none yet
    state     where it stands, in words
    """

    title: str
    public: bool
    url_name: str
    url_args: tuple[str, ...] = ()
    when: date | None = None
    state: str = ""


Ask = Callable[[Iterable[Node]], Iterable[Link]]


def walk(start: Node, ask: Ask, *, upward: bool) -> list[Link]:
    """Give every edge above or below a node, nearest first, each once.

    ask  gives the edges that end (upward) or begin at some nodes, in a fixed order; asked once a level
    """
    seen, level, found = {start}, [start], dict[Link, None]()
    while level:
        links = list(ask(level))
        found |= dict.fromkeys(links)
        level = list(dict.fromkeys(link.source if upward else link.to for link in links))
        level = [node for node in level if node not in seen]
        seen |= set(level)
    return list(found)


def nodes_of(links: Iterable[Link], start: Node) -> list[Node]:
    """Give the nodes of a walk, nearest first, the start among them."""
    ends = (node for link in links for node in (link.source, link.to))
    return list(dict.fromkeys([start, *ends]))
