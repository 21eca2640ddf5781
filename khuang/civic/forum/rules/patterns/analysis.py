"""From votes to a pattern: who stands together, what they hold, and how sure that is.

Nothing here is by chance: the same votes give the same pattern, in whatever order they come and
whoever is counted first.
"""

from dataclasses import dataclass

import numpy as np

from khuang.civic.forum.rules.patterns import clusters, spread, statements
from khuang.civic.forum.rules.patterns.statements import Held
from khuang.civic.forum.rules.patterns.votes import Counts, Mask, Real, Votes, Whole

# Who voted on fewer is not put into a group (Polis), but counts in everything else.
ENOUGH_VOTES = 7
# Groups are shown when this many people stand in groups, and this many in each.
FEWEST_GROUPED, FEWEST_IN_GROUP = 20, 5
# Nothing is said of a statement on which fewer voted.
FEWEST_SEEN = 5
# Groups that look otherwise when one vote in ten is missing are not shown.
STEADY = 0.6
REPEATS = 10
# Of a crowd, each repeat takes another part of this many people; that can only look less steady.
CROWD = 10_000

# Why groups are not shown.
NOBODY, FEW, ALIKE, SMALL, UNSTEADY = "nobody", "few", "alike", "small-group", "unsteady"


@dataclass(frozen=True)
class Standing:
    """Where people stand and with whom; rows as in the votes.

    places  people x 2
    group   0 is the largest; -1 for whom there are too few votes, or no groups
    k       how many groups
    apart   silhouette of the small clusters, -1 to 1
    """

    places: Real
    group: Whole
    k: int
    apart: float

    @property
    def grouped(self) -> Mask:
        return self.group >= 0


@dataclass(frozen=True)
class Group:
    """People who vote alike: how many, where their middle is on the map, what they hold."""

    people: int
    middle: tuple[float, float]
    holds: tuple[Held, ...]


@dataclass(frozen=True)
class Without:
    """The same without those who gave one answer to everything.

    likeness  of the groups, among those who are left; none when there are none to compare
    """

    people: int
    groups: int
    likeness: float | None
    consensus: tuple[Held, ...]
    bridging: tuple[Held, ...]


@dataclass(frozen=True)
class Pattern:
    """What the votes on one topic show.

    hash          print of the votes (`Votes.hash`)
    people, votes, statements   how many voted, how often, on how many statements
    grouped       how many voted often enough to be put into a group
    counts        votes on each statement
    group_aware   of each statement, the product of the groups' shares that agree; () without groups
    straight      how many gave the same answer at least seven times and never another
    stability     how alike the groups stay when one vote in ten is missing, 1 is the same
    hidden        why groups are not shown, "" when they may be
    without       the same without those who answered straight; none when there are none
    """

    hash: str
    people: int
    votes: int
    statements: int
    grouped: int
    counts: Counts
    straight: int
    consensus: tuple[Held, ...]
    bridging: tuple[Held, ...]
    groups: tuple[Group, ...]
    group_aware: tuple[float, ...]
    stability: float | None
    apart: float
    hidden: str
    without: Without | None
    standing: Standing


def analyse(votes: Votes) -> Pattern:
    """Find what the votes on one topic show."""
    stand, straight, counts = standing(votes), straight_liners(votes), votes.counts()
    in_groups = _counts_of_groups(votes, stand)
    steady = stability(votes, stand) if stand.k > 1 else None
    return Pattern(
        hash=votes.hash,
        people=votes.people,
        votes=len(votes.value),
        statements=votes.statements,
        grouped=int(_enough(votes).sum()),
        counts=counts,
        straight=int(straight.sum()),
        consensus=statements.consensus(counts, fewest=FEWEST_SEEN),
        bridging=statements.bridging(in_groups, fewest=FEWEST_SEEN),
        groups=_groups(stand, in_groups),
        group_aware=tuple(statements.group_aware(in_groups).tolist()) if in_groups else (),
        stability=steady,
        apart=stand.apart,
        hidden=_hidden(votes, stand, steady),
        without=_without(votes, stand, straight) if straight.any() else None,
        standing=stand,
    )


def standing(votes: Votes, *, k: int | None = None, smallest: int = FEWEST_IN_GROUP) -> Standing:
    """Place people on the map and put those with enough votes into groups.

    k         how many groups; without it, as many as lie apart best (silhouette), 2 to 5
    smallest  a number of groups that leaves one smaller than this is not taken when another does not
    """
    held = spread.beyond_means(votes)
    places = spread.places(votes, held, spread.directions(votes, held))
    enough = _enough(votes)
    group = np.full(votes.people, -1)
    if not enough.any():
        return Standing(places, group, 0, -1.0)
    base = clusters.base_clusters(places[enough])
    found = clusters.groupings(base, (k,) if k else range(2, clusters.MOST_GROUPS + 1))
    if not found:
        return Standing(places, group, 1, -1.0)
    apart = {each: clusters.silhouette(base.middles, label) for each, label in found.items()}
    fits = [each for each, label in found.items() if np.bincount(label, base.people).min() >= smallest]
    best = max(fits or found, key=lambda each: (apart[each], -each))
    group[enough] = _largest_first(found[best][base.of], places[enough])
    return Standing(places, group, best, apart[best])


def stability(votes: Votes, whole: Standing) -> float:
    """Say how alike the groups stay when one vote in ten is left out, each time others; the mean of ten."""
    parts = -(-votes.people // CROWD)
    likenesses = []
    for turn in range(REPEATS):
        taken = np.arange(votes.people) % parts == turn % parts
        again = standing(votes.only(taken).thinned(turn))
        both = again.grouped & whole.grouped[taken]
        likenesses.append(clusters.likeness(again.group[both], whole.group[taken][both]))
    return float(np.mean(likenesses))


def straight_liners(votes: Votes) -> Mask:
    """Find who gave the same answer to everything, at least seven times."""
    if not votes.people:
        return np.zeros(0, bool)
    firsts = votes.starts[:-1]
    same: Mask = np.minimum.reduceat(votes.value, firsts) == np.maximum.reduceat(votes.value, firsts)
    return same & (votes.lengths >= ENOUGH_VOTES)


def _enough(votes: Votes) -> Mask:
    enough: Mask = votes.lengths >= min(ENOUGH_VOTES, votes.statements)
    return enough


def _counts_of_groups(votes: Votes, stand: Standing) -> list[Counts]:
    return [votes.counts(stand.group == group) for group in range(stand.k if stand.k > 1 else 0)]


def _groups(stand: Standing, counts: list[Counts]) -> tuple[Group, ...]:
    if not counts:
        return ()
    everybody = sum(counts[1:], counts[0])
    return tuple(
        Group(
            people=int((stand.group == number).sum()),
            middle=tuple(stand.places[stand.group == number].mean(0).tolist()),
            holds=statements.holds(here, everybody - here, fewest=FEWEST_SEEN),
        )
        for number, here in enumerate(counts)
    )


def _hidden(votes: Votes, stand: Standing, steady: float | None) -> str:
    """Say why groups are not shown, the plainest reason first."""
    if not votes.people:
        return NOBODY
    if _enough(votes).sum() < FEWEST_GROUPED:
        return FEW
    if stand.k < 2 or steady is None:
        return ALIKE
    if np.bincount(stand.group[stand.grouped]).min() < FEWEST_IN_GROUP:
        return SMALL
    return UNSTEADY if steady < STEADY else ""


def _without(votes: Votes, whole: Standing, straight: Mask) -> Without:
    kept = votes.only(~straight)
    stand = standing(kept)
    both = stand.grouped & whole.grouped[~straight]
    compared = whole.k > 1 and stand.k > 1 and both.any()
    return Without(
        people=kept.people,
        groups=stand.k if stand.k > 1 else 0,
        likeness=clusters.likeness(stand.group[both], whole.group[~straight][both]) if compared else None,
        consensus=statements.consensus(kept.counts(), fewest=FEWEST_SEEN),
        bridging=statements.bridging(_counts_of_groups(kept, stand), fewest=FEWEST_SEEN),
    )


def _largest_first(label: Whole, places: Real) -> Whole:
    """Number groups from the largest; of equals, from the left."""
    sizes = np.bincount(label)
    left = np.round(np.bincount(label, places[:, 0]) / sizes, 6)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((left, -sizes))] = np.arange(len(sizes))
    return rank[label]
