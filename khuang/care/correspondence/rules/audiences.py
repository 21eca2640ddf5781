"""To whom a broadcast goes, and what it would cost; plain Python."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khuang.care.correspondence.rules.problems import ReserveBroken

FILE = Path(__file__).parents[1] / "data" / "audiences.toml"


@dataclass(frozen=True)
class Group:
    """A group by age in whole years, sex, and who lives in the same household.

    least, most                of their own age
    beside_least, beside_most  the age of somebody in the household
    agreed                     whether only who agreed on LINE
    """

    code: str
    en: str
    th: str
    least: int | None = None
    most: int | None = None
    sex: str = ""
    beside_least: int | None = None
    beside_most: int | None = None
    agreed: bool = False


@dataclass(frozen=True)
class Cost:
    """What a broadcast costs and what may be spent; `limit` None: the channel names none.

    ways  channel code -> how many people are reached by it
    """

    ways: Mapping[str, int]
    cost: int
    limit: int | None
    used: int
    kept: int

    @property
    def left(self) -> int | None:
        """What may be spent on things that can wait."""
        return None if self.limit is None else max(0, self.limit - self.used - self.kept)


@cache
def groups() -> dict[str, Group]:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return {one["code"]: Group(**one) for one in tomllib.load(file)["groups"]}


def check_cost(cost: Cost) -> None:
    """Raise ReserveBroken when a broadcast would take what is kept back for urgent messages."""
    if cost.cost and cost.left is not None and cost.cost > cost.left:
        raise ReserveBroken(cost.cost, cost.left, cost.kept)
