"""How the demo's people live: what the household form asks of a person, each answered as it is asked."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from khuang.site.demo.population import Family, Resident

# Of so many people a survey leaves some questions open.
LEFT_OPEN = 0.05
_MOST_OPEN = 3


class Question(NamedTuple):
    """A question that is answered by chance, and of whom it is asked."""

    code: str
    share: float  # of those who say yes
    share_in_need: float  # of those who say yes among the bedridden and home-bound
    asked: Callable[[Resident], bool] = lambda one: True


QUESTIONS = (
    Question("urgent_need", 0.0003, 0.02),
    Question("carer_missing", 0.001, 0.12),
    Question("carer_strained", 0.003, 0.2),
    Question("aid_missing", 0.006, 0.2),
    Question("mental_illness", 0.008, 0.02),
    Question("violence", 0.0008, 0.002),
    Question("addiction", 0.012, 0.005, lambda one: one.age >= 15),
    Question("pregnant", 0.02, 0.0, lambda one: one.sex == "female" and 18 <= one.age <= 44),
    Question("dementia_signs", 0.004, 0.1, lambda one: one.age >= 50),
)
# What is asked of these ages, whether or not chance has anything to say.
_NO_FROM_TO = {"addiction": (10, 130, ""), "pregnant": (10, 55, "female")}


def circumstances(rng: Random, resident: Resident, family: Family) -> dict[str, str]:
    """Answer for one member of a household, with now and then a question left open."""
    facts = _plain(resident, family) | _by_chance(rng, resident) | _health(rng, resident)
    facts["meals_missed"] = yes_no(rng, 0.06 if family.income < 40_000 else 0.004)
    facts["unregistered"] = "no" if resident.national_id else yes_no(rng, 0.03)
    if resident.is_elder:
        facts["falls_year"] = str(_falls(rng, resident))
    return _leave_open(rng, facts) | {"age": str(resident.age)}


def yes_no(rng: Random, share: float) -> str:
    """Say yes in a share of cases."""
    return "yes" if rng.random() < share else "no"


def needs_care(resident: Resident) -> bool:
    """Say whether somebody does not get about alone."""
    return resident.mobility != "goes_out"


def _plain(resident: Resident, family: Family) -> dict[str, str]:
    facts = {"mobility": resident.mobility, "disability_card": "yes" if resident.is_disabled else "no"}
    if resident.age >= 15:
        facts["lives_alone"] = "yes" if len(family.members) == 1 else "no"
        raises_alone = family.shape == "single_parent" and resident.relation == "head"
        facts["single_parent"] = "yes" if raises_alone else "no"
    return facts


def _by_chance(rng: Random, resident: Resident) -> dict[str, str]:
    facts = {
        code: "no"
        for code, (youngest, oldest, sex) in _NO_FROM_TO.items()
        if youngest <= resident.age <= oldest and sex in ("", resident.sex)
    }
    for one in QUESTIONS:
        if one.asked(resident):
            facts[one.code] = yes_no(rng, one.share_in_need if needs_care(resident) else one.share)
    return facts


def _health(rng: Random, resident: Resident) -> dict[str, str]:
    usual = 0.42 if resident.is_elder else 0.03 if resident.age < 35 else 0.11
    facts = {"chronic_illness": yes_no(rng, 0.9 if needs_care(resident) else usual)}
    if facts["chronic_illness"] == "yes":
        facts["medicine_missed"] = yes_no(rng, 0.06)
    return facts


def _falls(rng: Random, resident: Resident) -> int:
    return min(6, int(rng.expovariate(1.2 if resident.mobility == "home_bound" else 2.5)))


def _leave_open(rng: Random, facts: dict[str, str]) -> dict[str, str]:
    """Let some people not be asked everything, or not know."""
    if rng.random() >= LEFT_OPEN:
        return facts
    opened = rng.sample([code for code in facts if code != "mobility"], rng.randint(1, _MOST_OPEN))
    unknown = {code: "dont_know" for code in opened if rng.random() < 0.5 and code != "falls_year"}
    return {code: said for code, said in facts.items() if code not in opened} | unknown
