"""When the demo's homes are visited: whoever needs more was seen more lately, as in a town that works."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from khuang.care.risk.rules import policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.knowledge import told
from khuang.site.demo.filling import Said
from khuang.site.demo.population import Family

# Fewest and most days ago that a home was visited, by the worst class in it: within what the policy allows.
LATELY = {"none": (10, 270), "low": (8, 165), "medium": (4, 84), "high": (2, 28)}
# Some visits are overdue: one in so many homes, and how many days ago it was.
OVERDUE = {"high": (12, (31, 50)), "medium": (25, (91, 140))}
FOLLOWED_UP = timedelta(days=55)  # after the home, at most, when its elders and children were assessed
_RANKS = list(LATELY)


def visited(rng: Random, family: Family, worst: str, until: datetime) -> datetime:
    """Choose when a home is surveyed: when everybody whom the survey names was born."""
    one_in, overdue = OVERDUE.get(worst, (0, (0, 0)))
    fewest, most = overdue if one_in and not rng.randrange(one_in) else LATELY[worst]
    at = until - timedelta(days=rng.randint(fewest, most)) + timedelta(seconds=rng.randint(0, 7 * 3600))
    youngest = max(member.born_on for member in family.members)
    if youngest < at.date():
        return at
    return min(datetime.combine(youngest, at.timetz()) + timedelta(days=1), until - timedelta(hours=2))


def followed_up(rng: Random, seen: datetime, worst: str, until: datetime) -> datetime:
    """Choose when somebody of a home is assessed after it; where the visit is overdue, soon after."""
    days = until - seen
    is_late = worst in OVERDUE and days > timedelta(days=LATELY[worst][1] + 1)
    return seen + rng.uniform(0.05, 0.95) * (timedelta(days=2) if is_late else min(days, FOLLOWED_UP))


def worst_in(home: Said, later: Mapping[UUID, Said]) -> str:
    """Name the worst class that the policy gives the people of a home.

    later   person -> what their assessment says
    """
    return max((_class(home, one, later.get(one.entity_id)) for one in home.repeats["member"]), key=_rank)


def _class(home: Said, member: Said, later: Said | None) -> str:
    policy = policies.shipped()
    said = home.answers | member.answers | (later.answers if later else {})
    return classify(policy, told(policy.catalogue, said), policy.dated).level


def _rank(level: str) -> int:
    return _RANKS.index(level)
