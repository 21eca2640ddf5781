"""A path as one page shows it: what led here, where we are, what it led to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from khuang.civic.issues import shown
from khuang.civic.issues.reads.lineage import downstream, upstream
from khuang.civic.issues.rules.lineage import Link, Node, Shown

WORDS = {
    "merged-into": pgettext_lazy("path", "joined with"),
    "split-into": pgettext_lazy("path", "divided, one part"),
    "taken-up-in": pgettext_lazy("path", "taken up in the forum"),
    "heard-at": pgettext_lazy("path", "heard at a hearing"),
    "stated-as": pgettext_lazy("path", "put to the vote"),
    "agreed-in": pgettext_lazy("path", "agreed in the community"),
    "brought-to": pgettext_lazy("path", "brought before the council"),
    "ranked-in": pgettext_lazy("path", "put in a ranking"),
    "resolved-in": pgettext_lazy("path", "resolved by the council"),
    "forwarded-as": pgettext_lazy("path", "forwarded to the municipality"),
    "planned-as": pgettext_lazy("path", "entered the development plan"),
    "funded-by": pgettext_lazy("path", "has a line in the budget"),
    "carried-out-as": pgettext_lazy("path", "carried out as a project"),
}


# Noted before it is so: a hearing that is planned, an agreement that is proposed.
_OWN_DAY = ("heard-at", "agreed-in")


@dataclass(frozen=True)
class Step:
    """One step of a path.

    node, shown  what stands at its end that is further away
    how, on      in words how the one led to the other, and the day on which it did
    url          the public address of the node, or ""
    """

    node: Node
    shown: Shown
    how: str
    on: date
    url: str


@dataclass(frozen=True)
class Path:
    """What led to a node and what it led to, by day."""

    above: tuple[Step, ...]
    below: tuple[Step, ...]


def path_of(node: Node, slug: str) -> Path:
    """Give the path of a node in both directions; each node once, what is gone is left out.

    slug  of the municipality, for the public addresses
    """
    up, down = upstream(node), downstream(node)
    ends = {end for link in (*up, *down) for end in (link.source, link.to)}
    known = shown.show(ends)
    above = _steps([(link.source, link) for link in up], known, slug)
    below = _steps([(link.to, link) for link in down], known, slug)
    return Path(_by_day(reversed(above)), _by_day(below))


def _by_day(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.on))


def _steps(ends: list[tuple[Node, Link]], known: dict[Node, Shown], slug: str) -> list[Step]:
    first: dict[Node, Link] = {}
    for node, link in ends:
        first.setdefault(node, link)
    return [_step(node, link, known, slug) for node, link in first.items() if node in known]


def _step(node: Node, link: Link, known: dict[Node, Shown], slug: str) -> Step:
    found = known[node]
    url = reverse(found.url_name, args=(slug, *found.url_args)) if found.public else ""
    return Step(node, found, str(WORDS[link.relation]), _day(link, known), url)


def _day(link: Link, known: dict[Node, Shown]) -> date:
    own = known[link.to].when if link.relation in _OWN_DAY and link.to in known else None
    return own or link.on
