"""Names that sound like northern Thailand and belong to nobody in particular: parts, joined by chance."""

import json
from pathlib import Path
from random import Random

_PARTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "names.json").read_text())

ELDER, ADULT = 60, 18


def family_name(rng: Random) -> str:
    """Join a family name; some are much more frequent than others, as in any valley."""
    first = _often_early(rng, _PARTS["family_begins"])
    last = _often_early(rng, _PARTS["family_ends"])
    return first + (last if last != first else "มาลา")


def _often_early(rng: Random, parts: list[str]) -> str:
    return parts[int(len(parts) * rng.random() ** 1.6)]


def given_name(rng: Random, sex: str, age: int) -> str:
    """Give a name of the generation."""
    women = sex == "female"
    if age >= ELDER:
        return rng.choice(_PARTS["older_women" if women else "older_men"])
    if age >= ADULT:
        return rng.choice(_PARTS["women" if women else "men"])
    return rng.choice(_PARTS["girls" if women else "boys"])


def title(rng: Random, sex: str, age: int, is_married: bool) -> str:
    """Give the title that a person of this age is entered with."""
    if age < 15:
        return "เด็กหญิง" if sex == "female" else "เด็กชาย"
    if sex == "male":
        return "นาย"
    return "นาง" if is_married and rng.random() < 0.8 else "นางสาว"


def nickname(rng: Random) -> str:
    return rng.choice(_PARTS["nicknames"])
