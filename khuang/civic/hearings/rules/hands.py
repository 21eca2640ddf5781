"""A show of hands by sex: agree, disagree, pass, and never more hands than people."""

from collections.abc import Mapping

from khuang.lib.demographics import SEXES

# Agree, disagree, pass.
Three = tuple[int, int, int]
Hands = Mapping[str, Three]


def too_many(hands: Hands, present: Mapping[str, int]) -> list[str]:
    """Give the sexes of which more hands went up than people are there."""
    return [sex for sex, three in hands.items() if sum(three) > present.get(sex, 0)]


def total(hands: Hands) -> Three:
    """Add the sexes up."""
    agree, disagree, passed = (sum(three[place] for three in hands.values()) for place in range(3))
    return agree, disagree, passed


def by_sex(hands: Mapping[str, object]) -> dict[str, Three]:
    """Read hands as they were sent: sex -> three whole numbers, zero or more. Raises ValueError."""
    found: dict[str, Three] = {}
    for sex, three in hands.items():
        if sex not in SEXES or not isinstance(three, list | tuple) or len(three) != 3:
            raise ValueError(sex)
        agree, disagree, passed = (_count(number) for number in three)
        found[sex] = agree, disagree, passed
    return found


def _count(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 100_000:
        raise ValueError(str(number))
    return number
