"""Which fields of two persons are compared, and what each pair of them says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from khuang.care.people.rules.matching import comparisons as c
from khuang.care.people.rules.matching.comparisons import Birth, Compare
from khuang.care.people.rules.matching.weights import PLACE
from khuang.lib import thai_names
from khuang.lib.thai_sounds import sound

# Field -> its levels, what agrees most first.
LEVELS: dict[str, tuple[str, ...]] = {
    "given": ("same", "sound", "near", "alike", "nickname", "swapped", "other"),
    "family": ("same", "sound", "near", "alike", "other"),
    "nickname": ("same", "other"),
    "sex": ("same", "other"),
    "birth": (
        "same_day", "swapped", "two_parts", "same_month", "same_year", "era", "near", "other",
    ),
    "national_id": ("same", "near", "other"),
    "phone": ("same", "other"),
    PLACE: ("house", "village", "elsewhere"),
}  # fmt: skip
FREQUENT = {"given": frozenset({"same", "sound"}), "family": frozenset({"same", "sound"})}
GOOD = frozenset({"same", "sound", "near"})

Place = tuple[Any, str]  # village, and house number or the id of the home


@dataclass(frozen=True)
class Known:
    """What is known of somebody, as far as it tells people apart; what is not known is empty.

    national_id, phone  the number itself or anything that stands for it
    village, house      place and door; `house` is "" when they have no number
    """

    given: str = ""
    family: str = ""
    nickname: str = ""
    title: str = ""
    sex: str = ""
    birth: Birth | None = None
    national_id: str = ""
    phone: Any = ""
    village: Any = None
    house: str = ""

    @cached_property
    def told_sex(self) -> str:
        """The sex, or what the title says of it."""
        return self.sex or thai_names.sex_of_title(self.title)

    @property
    def place(self) -> Place | None:
        """Village and door; none when neither is known."""
        return (self.village, self.house) if self.village else None


def place(one: Place, two: Place) -> str:
    """Compare homes: one house, one village, or neither."""
    if one[0] != two[0]:
        return "elsewhere"
    return "house" if one[1] and one[1] == two[1] else "village"


NAME: Compare = lru_cache(1 << 16)(c.spelling(sound))
COMPARE: dict[str, Compare] = {
    "given": NAME,
    "family": NAME,
    "nickname": c.equal,
    "sex": c.equal,
    "birth": c.birth,
    "national_id": c.digits,
    "phone": c.equal,
    PLACE: place,
}
VALUE: dict[str, Callable[[Known], Any]] = {
    "given": lambda one: one.given,
    "family": lambda one: one.family,
    "nickname": lambda one: one.nickname,
    "sex": lambda one: one.told_sex,
    "birth": lambda one: one.birth,
    "national_id": lambda one: one.national_id,
    "phone": lambda one: one.phone,
    PLACE: lambda one: one.place,
}


def compare(one: Known, two: Known) -> dict[str, str]:
    """Say on which level two persons agree in each field; "" where one is not known."""
    levels = {}
    for name, value in VALUE.items():
        mine, theirs = value(one), value(two)
        levels[name] = COMPARE[name](mine, theirs) if mine and theirs else ""
    return levels | crossed(one, two, levels)


def crossed(one: Known, two: Known, levels: Mapping[str, str]) -> dict[str, str]:
    """Look again where given names differ: the names may be swapped, or one of them is the nickname."""
    if levels["given"] in GOOD:
        return {}
    if levels["family"] not in GOOD and _are_swapped(one, two):
        return {"given": "swapped", "family": ""}
    called = (one.given and NAME(one.given, two.nickname) in ("same", "sound")) or (
        two.given and NAME(two.given, one.nickname) in ("same", "sound")
    )
    return {"given": "nickname"} if called else {}


def _are_swapped(one: Known, two: Known) -> bool:
    """Say whether each given name is the other's family name; one of the two may be missing."""
    crosses = [NAME(one.given, two.family), NAME(one.family, two.given)]
    return any(crosses) and all(level in GOOD for level in crosses if level)


def shared(one: Known, two: Known) -> dict[str, str]:
    """Give the names whose frequency counts."""
    return {"given": one.given, "family": one.family}
