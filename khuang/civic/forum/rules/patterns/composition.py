"""Who the groups are made of, only where it gives nobody away."""

from collections import Counter
from collections.abc import Sequence

from khuang.civic.forum.rules.patterns.votes import Whole

# No number below this is told, and none can be worked out from those that are.
FEWEST_TOLD = 10
# What is too rare to be told alone, with what was not said.
OTHERS = "others"


def composition(group: Whole, said: Sequence[str]) -> dict[str, list[int]]:
    """Count each answer in each group: answer -> people in group 0, 1, ...; {} where it is not told.

    group  of each participant, -1 for none; said  what each said, "" for nothing
    Told are answers given by at least ten in every group. All others are put together, and when those
    are fewer than ten somewhere, the rarest told answer joins them: so no number is small, and none
    that is left out follows from the sums.
    """
    groups = int(group.max(initial=-1)) + 1
    counted = Counter(zip(group.tolist(), said, strict=True))
    rows = {
        answer: [counted[number, answer] for number in range(groups)]
        for answer in sorted(set(said))
        if answer
    }
    told = {answer: row for answer, row in rows.items() if row and min(row) >= FEWEST_TOLD}
    sizes = [sum(counted[number, answer] for answer in set(said)) for number in range(groups)]
    while told:
        others = _others(told, sizes)
        if not any(others):
            # That everybody is the same tells as much of each as a small number does.
            return told if len(told) > 1 else {}
        if min(others) >= FEWEST_TOLD:
            return told | {OTHERS: others}
        del told[min(told, key=lambda answer: (sum(told[answer]), answer))]
    return {}


def _others(told: dict[str, list[int]], sizes: list[int]) -> list[int]:
    return [size - sum(row[number] for row in told.values()) for number, size in enumerate(sizes)]
