"""Which items an agenda has, in the order of Thai official minutes."""

from collections.abc import Iterable

OPENING, PREVIOUS, REASONS, NEEDS = "opening", "previous", "reasons", "needs"
PLAN, REFERRALS, QUESTION, OTHER = "plan", "referrals", "question", "other"
# Built from the case, and shown to each as far as they may see it.
BUILT = frozenset({REASONS, NEEDS, PLAN, REFERRALS})
# Which part a guest must be shown to see what is built.
PART = {REASONS: "reasons", NEEDS: "needs", PLAN: "plan", REFERRALS: "referrals"}


def items(*, has_previous: bool) -> tuple[str, ...]:
    """Give the items of a new agenda; the last minutes are spoken of only where there are some."""
    middle = (PREVIOUS,) if has_previous else ()
    return (OPENING, *middle, REASONS, NEEDS, PLAN, REFERRALS, OTHER)


def with_question(kinds: Iterable[str]) -> int:
    """Give the place of a new item: before "other matters", which stand last."""
    found = list(kinds)
    return found.index(OTHER) if OTHER in found else len(found)
