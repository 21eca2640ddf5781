"""What may be done in a topic on a day: each phase declares it, and nothing else is allowed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from khuang.civic.forum.rules.problems import PhasesDoNotFit

OFFER, VOTE, RESULTS, AGREE = "offer", "vote", "results", "agree"
ACTS = (OFFER, VOTE, RESULTS, AGREE)
# Kinds in their order, each with what it allows unless the topic says otherwise.
KINDS: dict[str, tuple[str, ...]] = {
    "gather": (OFFER, VOTE),
    "vote": (VOTE,),
    "agree": (RESULTS, AGREE),
}
# Whatever has ended shows what came of it.
AFTERWARDS = frozenset({RESULTS})


@dataclass(frozen=True)
class PhaseDraft:
    """One phase as it is declared.

    kind       gather, vote or agree
    begins_on  first day; ends_on the last one, which still counts
    may        what may be done in it, of ACTS; None for what its kind allows
    """

    kind: str
    begins_on: date
    ends_on: date
    may: tuple[str, ...] | None = None

    @property
    def allows(self) -> frozenset[str]:
        """Give what may be done in it."""
        return frozenset(KINDS[self.kind] if self.may is None else self.may)


def checked(phases: Sequence[PhaseDraft]) -> tuple[PhaseDraft, ...]:
    """Give the phases in order of time. Raises PhasesDoNotFit unless they follow each other."""
    ordered = tuple(sorted(phases, key=lambda one: one.begins_on))
    order = [*KINDS]
    known = all(one.kind in KINDS and one.allows <= set(ACTS) for one in ordered)
    if not ordered or not known or any(one.ends_on < one.begins_on for one in ordered):
        raise PhasesDoNotFit
    for one, following in zip(ordered, ordered[1:], strict=False):
        if following.begins_on <= one.ends_on or order.index(following.kind) < order.index(one.kind):
            raise PhasesDoNotFit
    return ordered


def usual(day: date) -> tuple[PhaseDraft, ...]:
    """Give the phases of a topic that begins on a day, as a proposal: two weeks, one week, two weeks."""
    days = [day + timedelta(days=after) for after in (0, 13, 14, 20, 21, 34)]
    return tuple(PhaseDraft(kind, days[at * 2], days[at * 2 + 1]) for at, kind in enumerate(KINDS))


def now(phases: Collection[PhaseDraft], day: date) -> PhaseDraft | None:
    """Give the phase of a day; none before, between and after."""
    return next((one for one in phases if one.begins_on <= day <= one.ends_on), None)


def allowed(phases: Collection[PhaseDraft], day: date, *, is_closed: bool = False) -> frozenset[str]:
    """Give what may be done on a day: what its phase declares, and after the last one only to look."""
    if is_closed:
        return AFTERWARDS
    current = now(phases, day)
    if current:
        return current.allows
    return AFTERWARDS if phases and day > max(one.ends_on for one in phases) else frozenset()
