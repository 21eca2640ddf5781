"""What the demo's people answer: facts of `care.risk`, instrument items, registry properties."""

from random import Random

from khuang.site.demo.circumstances import circumstances, needs_care, yes_no
from khuang.site.demo.filling import Said
from khuang.site.demo.population import Family, Resident

# Barthel items with their best score, hardest first: what is lost first stands first.
BARTHEL = (
    ("barthel_stairs", 2), ("barthel_bathing", 1), ("barthel_mobility", 3), ("barthel_dressing", 2),
    ("barthel_toilet", 2), ("barthel_transfer", 3), ("barthel_grooming", 1), ("barthel_bladder", 2),
    ("barthel_bowels", 2), ("barthel_feeding", 2),
)  # fmt: skip
# Lowest and highest Barthel sum that fits how somebody gets about.
_SUMS = {"bedridden": (0, 4), "home_bound": (5, 11), "goes_out": (14, 20)}
_CHILD = {
    "child_no_parent": 0.12, "child_carer_unable": 0.04, "child_violence": 0.01, "child_out_of_school": 0.02,
    "child_working": 0.02, "child_unregistered": 0.008, "child_disability_unserved": 0.01,
    "child_malnutrition": 0.04, "child_pregnancy": 0.0, "child_poor": 0.12, "child_unsafe_home": 0.05,
    "child_law": 0.006, "child_online_harm": 0.02,
}  # fmt: skip
_DIFFICULTIES = (
    "wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating",
)  # fmt: skip
# What the household form asks of a person, and these forms ask again.
_ELDERLY = (
    "mobility", "lives_alone", "falls_year", "aid_missing", "dementia_signs",
    "carer_missing", "carer_strained",
)  # fmt: skip
_CHILDS = ("urgent_need", "disability_card", "meals_missed")
_HOUSEHOLD = {
    "no_earner": 0.06, "roof_unsafe": 0.05, "no_toilet": 0.01, "no_clean_water": 0.03, "school_cost": 0.06,
    "untreated_illness": 0.03, "help_not_received": 0.05, "home_insecure": 0.01, "flood_prone": 0.06,
    "debt_heavy": 0.1,
}  # fmt: skip


def household(rng: Random, family: Family, place: tuple[float, float]) -> Said:
    """Answer for a home."""
    lon, lat = place
    facts = {
        "consent": "yes",
        "income_per_head": str(family.income),
        "income_band": _band(family.income),
        "household_size": str(len(family.members)),
        "welfare_card": yes_no(rng, 0.75 if family.income < 60_000 else 0.25),
    }
    poorer = 2.0 if family.income < 40_000 else 1.0 if family.income < 100_000 else 0.3
    facts |= {code: yes_no(rng, share * poorer) for code, share in _HOUSEHOLD.items()}
    return Said(
        answers=facts,
        properties={
            "village": str(family.village),
            "house_no": family.house_no,
            "geometry": f"{lat} {lon} {rng.randint(240, 290)} {rng.choice((3.8, 4.6, 5.2, 6.4, 9.0, 12.5))}",
        },
        entity_id=family.id,
        label=f"{family.house_no} หมู่ {family.village}",
    )


def _band(income: int) -> str:
    if income < 40_000:
        return "under_40000"
    return "to_100000" if income <= 100_000 else "over_100000"


def person(rng: Random, resident: Resident, family: Family) -> Said:
    """Answer for a member of a household."""
    return Said(
        answers=circumstances(rng, resident, family),
        properties=_properties(resident, family),
        entity_id=resident.id,
        label=f"{resident.title}{resident.given_name} {resident.family_name}",
    )


def _properties(resident: Resident, family: Family) -> dict[str, str]:
    born = resident.born_on
    day = born.isoformat() if resident.knows_birthday else ""
    year = {} if day else {"birth_year": str(born.year + 543)}
    return {
        "title": resident.title,
        "given_name": resident.given_name,
        "family_name": resident.family_name,
        "nickname": resident.nickname,
        "sex": resident.sex,
        "birth_date": day,
        **year,
        "national_id": resident.national_id,
        "phone": resident.phone,
        "consent_sharing": resident.shares,
        "consent_photograph": "no",
        "household": str(family.id),
        "relation_to_head": resident.relation,
    }


def adl(rng: Random, resident: Resident, home: Said, base_version: int) -> Said:
    """Answer the assessment of an elder; what the survey of the home heard already is said again."""
    answers = _barthel(rng, resident) | _difficulties(rng, resident) | _mood(rng)
    return _follow_up(resident, base_version, answers | _again(home, _ELDERLY))


def _barthel(rng: Random, resident: Resident) -> dict[str, str]:
    low, high = _SUMS[resident.mobility]
    lost = 20 - rng.randint(low, high)
    scores = {}
    for item, best in BARTHEL:
        taken = min(best, lost)
        scores[item], lost = str(best - taken), lost - taken
    return scores


def _difficulties(rng: Random, resident: Resident) -> dict[str, str]:
    answers = {item: rng.choices(("none", "some", "a_lot"), (80, 19, 1))[0] for item in _DIFFICULTIES}
    if needs_care(resident):
        answers |= {item: rng.choice(("a_lot", "cannot")) for item in ("wg_walking", "wg_self_care")}
    return answers


def _mood(rng: Random) -> dict[str, str]:
    """Two questions about mood; a yes leads to nine, and those, when they weigh much, to eight."""
    answers = {"q2_1": yes_no(rng, 0.05), "q2_2": yes_no(rng, 0.04)}
    if "yes" not in answers.values():
        return answers
    nine = {f"q9_{item}": rng.choices((0, 1, 2, 3), (50, 35, 10, 5))[0] for item in range(1, 9)}
    nine["q9_9"] = rng.choices((0, 1), (92, 8))[0]
    answers |= {item: str(score) for item, score in nine.items()}
    if sum(nine.values()) >= 7 or nine["q9_9"]:
        answers |= {f"q8_{item}": yes_no(rng, 0.12 if item < 3 else 0.0) for item in range(1, 9)}
    return answers


def child(rng: Random, resident: Resident, family: Family, home: Said, base_version: int) -> Said:
    """Answer the child screening."""
    answers = {code: yes_no(rng, share) for code, share in _CHILD.items()}
    if family.shape == "with_grandchildren":
        answers["child_no_parent"] = "yes"
    return _follow_up(resident, base_version, answers | _again(home, _CHILDS))


def _again(home: Said, codes: tuple[str, ...]) -> dict[str, str]:
    return {code: home.answers[code] for code in codes if code in home.answers}


def _follow_up(resident: Resident, base_version: int, answers: dict[str, str]) -> Said:
    return Said(
        answers=answers | {"person": str(resident.id), "consent": "yes", "age": str(resident.age)},
        entity_id=resident.id,
        base_version=base_version,
        label=f"{resident.title}{resident.given_name} {resident.family_name}",
    )
