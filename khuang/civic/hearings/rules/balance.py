"""Whether those who came are those whom the hearing concerns: quorum, women and men, villages and groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from khuang.civic.hearings.rules.roll import Roll, by, present, total

HALF = 50


@dataclass(frozen=True)
class Goal:
    """What a hearing should reach.

    quorum   fewest people present
    leeway   percent points by which a share may lie below what is known
    women    share of women that is known of the place, in percent; half when nothing is known
    villages, groups   who was invited: codes, names
    """

    quorum: int
    leeway: int
    women: int = HALF
    villages: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Balance:
    """How a hearing stands.

    present   sex -> people
    shares    sex -> whole percent of those present; empty when nobody is there
    missing_villages, missing_groups   invited, and nobody came
    because   what is wrong, as codes: quorum, women, men, villages, groups
    """

    total: int
    present: dict[str, int]
    shares: dict[str, int]
    missing_villages: tuple[str, ...]
    missing_groups: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def is_balanced(self) -> bool:
        return not self.because


def balance(roll: Roll, goal: Goal) -> Balance:
    """Weigh a roll against its goal."""
    here, everybody = present(roll), total(roll)
    shares = {sex: round(100 * number / everybody) for sex, number in here.items()} if everybody else {}
    villages = _missing(goal.villages, by(roll, "village"))
    groups = _missing(goal.groups, by(roll, "group"))
    wrong = {
        "quorum": everybody < goal.quorum,
        "women": _lacks(here["female"], everybody, goal.women - goal.leeway),
        "men": _lacks(here["male"], everybody, 100 - goal.women - goal.leeway),
        "villages": bool(villages),
        "groups": bool(groups),
    }
    because = tuple(code for code, is_wrong in wrong.items() if is_wrong)
    return Balance(everybody, here, shares, villages, groups, because)


def _lacks(number: int, everybody: int, percent: int) -> bool:
    # In whole numbers, so that a share just at the line is never below it by rounding.
    return 100 * number < percent * everybody


def _missing(invited: Iterable[str], came: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(one for one in invited if not came.get(one)))
