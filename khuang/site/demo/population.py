"""Who lives in the demo municipality: households and persons, drawn once from a seed.

The counts are those of the municipality that the product grew from: 1,340 elders,
280 people with a disability, 40 of them or of the elders bedridden.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from khuang.lib.national_id import practice_number
from khuang.site.demo import names

SEED = 2569
PEOPLE, ELDERS, DISABLED, BEDRIDDEN, CARERS = 10_000, 1_340, 280, 40, 30

# Old enough to have been an elder at the survey already, also when only the year of birth is known.
YOUNGEST_ELDER = 62

# How many households there are with elders, by shape; together they hold all the elders.
ELDER_SHAPES = (
    ("alone", 180, 1),
    ("couple", 200, 2),
    ("with_grandchildren", 110, 1),
    ("three_generations", 350, 1),
    ("three_generations", 150, 2),
)
YOUNGER_SHAPES = ("nuclear",) * 11 + ("single_parent",) * 2 + ("young_couple",) * 4 + ("single",) * 3
# Share of the people who live in each village.
VILLAGE_WEIGHTS = (22, 17, 14, 13, 12, 12, 10)


@dataclass
class Resident:
    """One invented person."""

    id: UUID
    title: str
    given_name: str
    family_name: str
    nickname: str
    sex: str
    born_on: date
    age: int
    relation: str
    national_id: str
    phone: str = ""
    knows_birthday: bool = True
    shares: str = "yes"  # whether they let the municipality share their data with partners
    is_disabled: bool = False
    mobility: str = "goes_out"

    @property
    def is_elder(self) -> bool:
        return self.age >= names.ELDER

    @property
    def is_child(self) -> bool:
        return self.age < names.ADULT


@dataclass
class Family:
    """One invented household."""

    id: UUID
    village: int  # moo
    house_no: str
    shape: str
    income: int  # baht per person and year
    members: list[Resident] = field(default_factory=list)


def identifier(rng: Random) -> UUID:
    """Draw an entity id: version 4, as ODK wants it, and always the same from the same seed."""
    return UUID(int=rng.getrandbits(128), version=4)


def residents(families: list[Family]) -> list[Resident]:
    """Give everybody of these families."""
    return [person for family in families for person in family.members]


def make_families(on: date, seed: int = SEED) -> list[Family]:
    """Draw the whole municipality as it is on a day."""
    rng = Random(seed)  # noqa: S311 - invented people, not secrets
    families = [_family(rng, on, shape, elders) for shape, elders in _shapes(rng)]
    families = _exactly(families, PEOPLE)
    _settle(rng, families)
    _give_needs(rng, residents(families))
    return families


def _shapes(rng: Random) -> list[tuple[str, int]]:
    """More shapes than needed: `_exactly` stops at the right number of people."""
    elder = [(shape, elders) for shape, count, elders in ELDER_SHAPES for _ in range(count)]
    younger = [(rng.choice(YOUNGER_SHAPES), 0) for _ in range(PEOPLE // 2)]
    return elder + younger


def _exactly(families: list[Family], people: int) -> list[Family]:
    kept, count = [], 0
    for family in families:
        # Whoever comes last in a family is never its head.
        family.members = family.members[: people - count]
        count += len(family.members)
        kept.append(family)
        if count == people:
            break
    return kept


def _family(rng: Random, on: date, shape: str, elders: int) -> Family:
    family = Family(identifier(rng), 0, "", shape, _income(rng))
    name = names.family_name(rng)
    for age, sex, relation in _members(rng, shape, elders):
        same_name = relation != "spouse" or rng.random() < 0.7
        family.members.append(
            _resident(rng, on, age, sex, relation, name if same_name else names.family_name(rng))
        )
    return family


def _income(rng: Random) -> int:
    return int(round(rng.lognormvariate(11.25, 0.55), -3))


def _members(rng: Random, shape: str, elders: int) -> Iterator[tuple[int, str, str]]:
    """Draw age, sex and relation of each member, the head first."""
    if elders:
        yield from _elders(rng, elders)
    if shape in ("three_generations", "nuclear"):
        yield from _parents(rng, is_head=shape == "nuclear")
    elif shape == "single_parent":
        yield rng.randint(24, 48), "female" if rng.random() < 0.8 else "male", "head"
    elif shape == "young_couple":
        yield rng.randint(22, 59), "male", "head"
        yield rng.randint(22, 59), "female", "spouse"
    elif shape == "single":
        yield rng.randint(20, 59), rng.choice(("female", "male")), "head"
    yield from _children(rng, shape)


def _elders(rng: Random, elders: int) -> Iterator[tuple[int, str, str]]:
    age = YOUNGEST_ELDER + min(36, int(rng.expovariate(1 / 9)))
    yield age, "female" if elders == 1 and rng.random() < 0.62 else "male", "head"
    if elders == 2:
        yield max(YOUNGEST_ELDER, age - rng.randint(-2, 7)), "female", "spouse"


def _parents(rng: Random, *, is_head: bool) -> Iterator[tuple[int, str, str]]:
    age = rng.randint(28, 52)
    yield age, "male", "head" if is_head else "child"
    yield max(22, age - rng.randint(-2, 6)), "female", "spouse" if is_head else "relative"


def _children(rng: Random, shape: str) -> Iterator[tuple[int, str, str]]:
    most = {"nuclear": 3, "three_generations": 2, "with_grandchildren": 2, "single_parent": 2}.get(shape, 0)
    relation = "grandchild" if shape in ("three_generations", "with_grandchildren") else "child"
    for _ in range(rng.randint(1, most) if most else 0):
        yield rng.randint(0, 21), rng.choice(("female", "male")), relation


def _resident(rng: Random, on: date, age: int, sex: str, relation: str, family_name: str) -> Resident:
    born_on = on - timedelta(days=round(age * 365.25) + rng.randint(1, 363))
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    is_married = relation in ("head", "spouse") and age > 24
    return Resident(
        id=identifier(rng),
        title=names.title(rng, sex, age, is_married),
        given_name=names.given_name(rng, sex, age),
        family_name=family_name,
        nickname=names.nickname(rng) if rng.random() < 0.6 else "",
        sex=sex,
        born_on=born_on,
        age=age,
        relation=relation,
        national_id=practice_number(rng.randrange(10**11)) if rng.random() < 0.85 else "",
        phone=f"01{rng.randrange(10**7):07d}" if age >= 15 and rng.random() < 0.5 else "",
        # Among elders the day and month of birth are often not known.
        shares="yes" if rng.random() < 0.9 else "no",
        knows_birthday=age < names.ELDER or rng.random() < 0.72,
    )


def _settle(rng: Random, families: list[Family]) -> None:
    """Spread the families over the villages and number their homes; some share a number."""
    rng.shuffle(families)
    numbers = dict.fromkeys(range(1, len(VILLAGE_WEIGHTS) + 1), 0)
    for family in families:
        family.village = rng.choices(list(numbers), VILLAGE_WEIGHTS)[0]
        shares = numbers[family.village] and rng.random() < 0.03
        numbers[family.village] += not shares
        family.house_no = _house_no(numbers[family.village])


def _house_no(serial: int) -> str:
    """Every fifth home stands on a divided plot: 12/1, 12/2."""
    plot, part = divmod(serial, 5)
    return f"{serial - plot}" if part else f"{serial - plot}/1"


def _give_needs(rng: Random, everyone: list[Resident]) -> None:
    """Choose who has a disability and who is bedridden or home-bound, by age."""
    elders = [p for p in everyone if p.is_elder]
    adults = [p for p in everyone if not p.is_elder and not p.is_child]
    children = [p for p in everyone if p.is_child]
    disabled = _some(rng, elders, 140) + _some(rng, adults, 110) + _some(rng, children, DISABLED - 250)
    for person in disabled:
        person.is_disabled = True
    oldest = sorted(elders, key=lambda p: -p.age)[: len(elders) // 2]
    bedridden = _some(rng, oldest, 34) + _some(rng, [p for p in adults if p.is_disabled], BEDRIDDEN - 34)
    for person in bedridden:
        person.mobility = "bedridden"
    for person in _some(rng, [p for p in elders if p.mobility == "goes_out"], 120):
        person.mobility = "home_bound"


def _some(rng: Random, people: list[Resident], count: int) -> list[Resident]:
    return rng.sample(people, count)
