"""Groups of points on the map: k-means that starts where the points themselves say, never by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from khuang.civic.forum.rules.patterns.votes import Real, Whole

# Polis: first about a hundred small clusters, then groups of those.
BASE_CLUSTERS = 100
MOST_GROUPS = 5
# Places closer to each other than this part of the map's width are one; only a crowd feels it.
GRID = 256
BASE_ROUNDS, GROUP_ROUNDS = 20, 100


@dataclass(frozen=True)
class Base:
    """Small clusters: where their middles are, how many people each holds, and which holds whom."""

    middles: Real
    people: Real
    of: Whole


def base_clusters(places: Real) -> Base:
    """Bring people together who stand close to each other, into at most a hundred clusters."""
    points, of, people = _merged(places)
    label = kmeans(points, people, BASE_CLUSTERS, rounds=BASE_ROUNDS)
    middles = _middles(points, people, label, label.max() + 1)
    return Base(middles, np.bincount(label, people).astype(float), label[of])


def kmeans(points: Real, weights: Real, k: int, *, rounds: int = GROUP_ROUNDS) -> Whole:
    """Put weighted points into at most k clusters (fewer when there are fewer points).

    Starts from cuts (the widest cluster is cut through its middle, across its longer side, until
    there are k: Su and Dy, 2007) and improves by Lloyd's rounds.
    """
    label = _cut(points, weights, k)
    for _round in range(rounds):
        middles = _middles(points, weights, label, label.max() + 1)
        nearest = _nearest(points, middles)
        if (nearest == label).all():
            break
        # A cluster that nobody is nearest to any more is gone.
        label = np.unique(nearest, return_inverse=True)[1]
    return label


def silhouette(points: Real, label: Whole) -> float:
    """Say how well clusters are apart, -1 to 1; a cluster of one point counts as 0."""
    k = int(label.max()) + 1
    if k < 2:
        return -1.0
    apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(2))
    size = np.bincount(label, minlength=k)
    towards = np.stack([apart[:, label == cluster].sum(1) for cluster in range(k)], 1)
    own = np.arange(len(points)), label
    inside = towards[own] / np.maximum(size[label] - 1, 1)
    towards = towards / size
    towards[own] = np.inf
    nearest = towards.min(1)
    widest = np.maximum(inside, nearest)
    with np.errstate(invalid="ignore"):
        each = np.where((size[label] > 1) & (widest > 0), (nearest - inside) / widest, 0)
    return float(each.mean())


def groupings(base: Base, ks: Sequence[int] = range(2, MOST_GROUPS + 1)) -> dict[int, Whole]:
    """Put the small clusters into k groups for each k that Polis would try: k -> group of each."""
    most = min(MOST_GROUPS, 2 + len(base.middles) // 12)
    found = {k: kmeans(base.middles, base.people, k) for k in ks if k <= max(most, min(ks))}
    return {k: label for k, label in found.items() if label.max() + 1 == k}


def likeness(one: Whole, other: Whole) -> float:
    """Say how alike two groupings of the same people are: adjusted Rand index, 1 the same, 0 by chance.

    Source: Hubert and Arabie, 1985.
    """
    if len(one) < 2:
        return 1.0
    table = np.bincount(one * (other.max() + 1) + other).astype(float)
    pairs = _pairs(table)
    of_one, of_other = _pairs(np.bincount(one).astype(float)), _pairs(np.bincount(other).astype(float))
    by_chance = of_one * of_other / _pairs(np.array([float(len(one))]))
    most = (of_one + of_other) / 2
    return 1.0 if most == by_chance else (pairs - by_chance) / (most - by_chance)


def _pairs(sizes: Real) -> float:
    return float((sizes * (sizes - 1)).sum() / 2)


def _merged(places: Real) -> tuple[Real, Whole, Real]:
    """Merge people on the same spot: the spots, which spot each has, how many people are on it."""
    # Equal votes in another order of adding differ in the last digits.
    rounded = np.round(places, 9) + 0.0
    points, of = _spots(rounded, rounded)
    if len(points) > GRID * BASE_CLUSTERS // 4:
        wide = max(float(np.ptp(places, axis=0).max()), 1e-9) / GRID
        points, of = _spots(np.floor(places / wide), places)
    return points, of, np.bincount(of).astype(float)


def _spots(keys: Real, places: Real) -> tuple[Real, Whole]:
    """Find the different keys and the mean place of each."""
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    in_order = keys[order]
    changes = np.any(in_order[1:] != in_order[:-1], axis=1)
    of = np.empty(len(keys), np.int64)
    of[order] = np.concatenate(([0], np.cumsum(changes)))
    return _middles(places, np.ones(len(places)), of, int(of.max()) + 1), of


def _cut(points: Real, weights: Real, k: int) -> Whole:
    """Cut the widest cluster in two until there are k or none is wider than a point."""
    label = np.zeros(len(points), np.int64)
    widths = {0: _width(points, weights)}
    while len(widths) < k:
        widest = max(widths, key=lambda cluster: (widths[cluster][0], -cluster))
        if widths[widest][0] <= 0:
            break
        members = np.flatnonzero(label == widest)
        _spread, axis, middle = widths[widest]
        beyond = points[members, axis] > middle
        if not beyond.any():
            widths[widest] = (0.0, axis, middle)
            continue
        new = len(widths)
        label[members[beyond]] = new
        for cluster, inside in ((widest, members[~beyond]), (new, members[beyond])):
            widths[cluster] = _width(points[inside], weights[inside])
    return label


def _width(points: Real, weights: Real) -> tuple[float, int, float]:
    """Say how wide points lie: squared distances to the middle, the longer axis, the middle on it."""
    if len(points) < 2:
        return 0.0, 0, 0.0
    middle = weights @ points / weights.sum()
    spread = weights @ (points - middle) ** 2
    axis = int(spread[1] > spread[0])
    return float(spread.sum()), axis, float(middle[axis])


def _middles(points: Real, weights: Real, label: Whole, k: int) -> Real:
    heavy = np.bincount(label, weights, minlength=k)
    sums = [np.bincount(label, weights * points[:, axis], minlength=k) for axis in (0, 1)]
    return np.stack(sums, 1) / heavy[:, None]


def _nearest(points: Real, middles: Real) -> Whole:
    # |x - m|^2 without |x|^2, which is the same for every m.
    nearest: Whole = np.argmin((middles**2).sum(1) - 2 * points @ middles.T, axis=1)
    return nearest
