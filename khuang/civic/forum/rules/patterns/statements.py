"""What statements say of groups: what most hold, what one group holds, what joins groups that differ.

Source: the published method of Polis (Small et al., 2021, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces"): shares with pseudo counts, tests of one and of two proportions, and their
products to rank by.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from khuang.civic.forum.rules.patterns.votes import Counts, Mask, Real, Whole

# One-sided, 90 percent sure.
SURE = 1.2816
LISTED = 5
LISTED_BRIDGES = 10
SIDES = ("agree", "disagree")


@dataclass(frozen=True)
class Held:
    """A statement and the side that some people take of it.

    statement  index
    side       agree or disagree
    share      of those here who voted on it, passes too, 0 to 1
    seen       how many those are
    elsewhere  the same share among everybody else; none where nobody else voted on it
    least      the same share in the group where it is smallest, of a statement that bridges groups
    """

    statement: int
    side: str
    share: float
    seen: int
    elsewhere: float | None = None
    least: float | None = None


def consensus(counts: Counts, *, fewest: int = 1) -> tuple[Held, ...]:
    """List what most take one side on, surest first, at most five a side, agreements before disagreements.

    fewest  votes below which nothing is said of a statement
    """
    found: list[Held] = []
    for side, took in zip(SIDES, (counts.agree, counts.disagree), strict=True):
        share, sure = _share(took, counts.seen), _above_half(took, counts.seen)
        may = (share > 0.5) & (sure > SURE) & (counts.seen >= fewest)
        found += [_held(at, side, took, counts.seen) for at in _best(share * sure, may, LISTED)]
    return tuple(found)


def holds(here: Counts, others: Counts, *, fewest: int = 1) -> tuple[Held, ...]:
    """List what one group holds more than the others do, most telling first, at most five.

    When nothing is sure, the most telling statement is given all the same, as in Polis.
    """
    sides = _Sides.of(here, others)
    seen = here.seen >= fewest
    sure = (sides.test > SURE) & (sides.difference > SURE)
    # Of each statement, the side that sets the group apart.
    side = np.where(sides.difference[0] > sides.difference[1], 0, 1)
    at = np.arange(len(seen))
    told = _best(sides.metric[side, at], sure.any(0) & seen, LISTED)
    first = _best(
        sides.metric[0], (sides.ratio[0] > 1) & (sides.share[0] > 0.5) & seen & (sides.metric[0] > 0), 1
    )
    chosen = [(0, one) for one in first] + [(int(side[one]), one) for one in told if one not in first]
    if not chosen:
        chosen = [(int(side[one]), one) for one in _best(sides.difference.max(0), seen, 1)]
    return tuple(
        replace(
            _held(one, SIDES[which], sides.took[which], here.seen),
            elsewhere=_part(sides.took_there[which][one], others.seen[one]),
        )
        for which, one in sorted(chosen[:LISTED], key=lambda pick: pick[0])
    )


def group_aware(groups: Sequence[Counts]) -> Real:
    """Multiply the groups' shares that agree to each statement: high only where no group stays behind."""
    shares = [_share(counts.agree, counts.seen) for counts in groups]
    product: Real = np.prod(shares, axis=0)
    return product


def bridging(groups: Sequence[Counts], *, fewest: int = 1) -> tuple[Held, ...]:
    """List what most of every group takes the same side on, first where groups that differ most meet.

    Two groups are as far apart as their shares differ over all statements, on the mean. A statement
    counts for two groups as much as the lesser of their shares, times how far apart they are.
    """
    if len(groups) < 2:
        return ()
    seen = np.array([counts.seen for counts in groups])
    agreed = np.array([_share(counts.agree, counts.seen) for counts in groups])
    far = np.abs(agreed[:, None] - agreed[None]).mean(2)
    found: list[tuple[float, Held]] = []
    for side in SIDES:
        took = np.array([getattr(counts, side) for counts in groups])
        share = _share(took, seen)
        each_may = (share > 0.5) & (_above_half(took, seen) > SURE) & (seen >= fewest)
        may: Mask = np.logical_and.reduce(each_may)
        lesser = np.minimum(share[:, None], share[None])
        score = (lesser * far[..., None]).sum((0, 1)) / max(far.sum(), 1e-9)
        for at in _best(score, may, LISTED_BRIDGES):
            least = min(took[:, at] / seen[:, at])
            held = replace(_held(at, side, took.sum(0), seen.sum(0)), least=float(least))
            found.append((float(score[at]), held))
    found.sort(key=lambda pair: -pair[0])
    return tuple(held for _score, held in found[:LISTED_BRIDGES])


@dataclass(frozen=True)
class _Sides:
    """Agreeing and disagreeing (rows) on each statement, here and elsewhere.

    share, ratio      with pseudo counts; the ratio is of the share here to that elsewhere
    test, difference  how surely the share is above one half, and above that elsewhere, in standard errors
    """

    took: Whole
    took_there: Whole
    share: Real
    ratio: Real
    test: Real
    difference: Real

    @classmethod
    def of(cls, here: Counts, others: Counts) -> "_Sides":
        took, took_there = np.array([here.agree, here.disagree]), np.array([others.agree, others.disagree])
        share = _share(took, here.seen)
        return cls(
            took,
            took_there,
            share,
            share / _share(took_there, others.seen),
            _above_half(took, here.seen),
            _apart(took, here.seen, took_there, others.seen),
        )

    @property
    def metric(self) -> Real:
        return self.ratio * self.difference * self.share * self.test


def _held(at: int, side: str, took: Whole, seen: Whole) -> Held:
    return Held(at, side, _part(took[at], seen[at]) or 0.0, int(seen[at]))


def _part(took: int, seen: int) -> float | None:
    return float(took / seen) if seen else None


def _share(took: Whole, seen: Whole) -> Real:
    shares: Real = (took + 1) / (seen + 2)
    return shares


def _above_half(took: Whole, seen: Whole) -> Real:
    """Say how surely more than half took a side: standard errors above one half."""
    errors: Real = 2 * np.sqrt(seen + 1) * ((took + 1) / (seen + 1) - 0.5)
    return errors


def _apart(took: Whole, seen: Whole, took_there: Whole, seen_there: Whole) -> Real:
    """Say how surely the share here is above the share there, in standard errors."""
    here, there = (took + 1) / (seen + 1), (took_there + 1) / (seen_there + 1)
    both = (took + took_there + 2) / (seen + seen_there + 2)
    wide = np.sqrt(np.maximum(both * (1 - both), 0) * (1 / (seen + 1) + 1 / (seen_there + 1)))
    errors: Real = np.where(wide > 0, (here - there) / np.where(wide > 0, wide, 1), 0)
    return errors


def _best(score: Real, may: Mask, most: int) -> list[int]:
    """The indices of the highest scores among those that may; of equals the first."""
    order = np.lexsort((np.arange(len(score)), -score))
    return [int(at) for at in order if may[at]][:most]
