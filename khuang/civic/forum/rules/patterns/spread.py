"""Where participants stand: the two directions in which their votes differ most.

As Polis: what somebody has not seen counts as the mean of the statement, so it is exactly nothing
once the means are taken away, and the matrix stays sparse. The directions are the first two
eigenvectors of statements x statements, which is small however many people vote.
"""

import numpy as np

from khuang.civic.forum.rules.patterns.votes import Real, Votes

# Rows that are laid out in full at a time, to multiply them fast.
BLOCK = 4096


def directions(votes: Votes, held: Real) -> Real:
    """Give the two directions, statements x 2, of length 1 (or 0 where nothing is left to tell).

    held  what each vote says beyond the mean of its statement (`beyond_means`)
    """
    gram = np.zeros((votes.statements, votes.statements))
    for first in range(0, votes.people, BLOCK):
        last = min(first + BLOCK, votes.people)
        here = slice(votes.starts[first], votes.starts[last])
        full = np.zeros((last - first, votes.statements))
        full[np.repeat(np.arange(last - first), votes.lengths[first:last]), votes.statement[here]] = held[
            here
        ]
        gram += full.T @ full
    strength, vectors = np.linalg.eigh(gram)
    found = np.zeros((votes.statements, 2))
    for column in range(min(2, votes.statements)):
        # Rounding leaves a little where there is nothing.
        if strength[-1 - column] > 1e-9 * max(strength[-1], 1):
            found[:, column] = _signed(vectors[:, -1 - column])
    return found


def beyond_means(votes: Votes) -> Real:
    """Say for each vote by how much it lies above the mean of its statement."""
    sums = np.bincount(votes.statement, weights=votes.value, minlength=votes.statements)
    seen = np.bincount(votes.statement, minlength=votes.statements)
    beyond: Real = votes.value - (sums / np.maximum(seen, 1))[votes.statement]
    return beyond


def places(votes: Votes, held: Real, along: Real) -> Real:
    """Place each row on the map, people x 2.

    Who voted on few statements would stand near the middle only for that: as in Polis, each place is
    moved out by the root of all statements over those voted on.
    """
    rows = votes.rows
    told = [np.bincount(rows, held * along[votes.statement, axis], minlength=votes.people) for axis in (0, 1)]
    further = np.sqrt(votes.statements / np.maximum(votes.lengths, 1))
    return np.stack([axis * further for axis in told], axis=1).astype(np.float64)


def _signed(vector: Real) -> Real:
    """Turn a direction so that its longest part points up; of equals the first."""
    longest = np.flatnonzero(np.abs(vector) > np.abs(vector).max() * (1 - 1e-6))[0]
    return vector if vector[longest] > 0 else -vector
