"""Which statement somebody sees next: as Polis weighs them, but the same for the same participant.

Polis draws at random with these weights; here a hash of participant and statement takes the place of
chance, so that a page that is opened again shows the same statement, and nobody can steer what comes.
Source: Small et al., "Polis: scaling deliberation by mapping high dimensional opinion spaces" (2021),
priority of comments, without its term for extremity, which needs the patterns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from math import log
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """One statement that may come next: its votes so far."""

    id: UUID
    agreed: int = 0
    passed: int = 0
    total: int = 0


def weight(one: Candidate) -> float:
    """Give how much a statement is worth showing: agreed to, seldom passed, and new ones before all."""
    agrees = (one.agreed + 1) / (one.total + 2)
    passes = (one.passed + 1) / (one.total + 2)
    novelty = 1 + 8 * 2 ** (-one.total / 5)
    return float(((1 - passes) * agrees * novelty) ** 2)


def following(candidates: Iterable[Candidate], seed: str) -> UUID | None:
    """Give the statement that comes next for whoever has this seed; none when all are seen."""
    chosen = max(candidates, key=lambda one: (_draw(one, seed), one.id), default=None)
    return chosen.id if chosen else None


def _draw(one: Candidate, seed: str) -> float:
    """Give a weighted draw: the largest of log(u)/weight is drawn in proportion to its weight."""
    number = int.from_bytes(sha256(f"{seed} {one.id}".encode()).digest()[:8], "big")
    return log((number + 1) / 2**64) / weight(one)
