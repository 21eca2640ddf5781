"""The surveys that the demo's researchers send in, in the order of their days."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from khuang.ground.surveys.actions.media import Arrived
from khuang.site.demo import answers, pictures
from khuang.site.demo.filling import Said
from khuang.site.demo.homes import Town
from khuang.site.demo.population import Family, identifier

PHOTOGRAPHED = 24  # homes with a photograph; every third carries the place in its EXIF
SCREENED = 420  # children who were screened
DAYS = 330  # over which the homes were surveyed


@dataclass
class Letter:
    """One submission before it is written as XML."""

    form: str
    village: int
    said: Said
    at: datetime
    instance_id: UUID
    files: dict[str, bytes] = field(default_factory=dict)

    def arrived(self) -> tuple[Arrived, ...]:
        """Give its files as a phone sends them."""
        return tuple(Arrived(name, io.BytesIO(content)) for name, content in self.files.items())


def letters(families: list[Family], until: datetime, seed: int) -> list[Letter]:
    """Write every survey of the demo: homes first, then elders and children, in the order of time."""
    rng, town = Random(seed), Town()  # noqa: S311 - invented people, not secrets
    first = until - timedelta(days=DAYS)
    written = [_home(rng, town, family, _visit(rng, family, first, until)) for family in families]
    for letter in rng.sample(written, PHOTOGRAPHED):
        _photograph(rng, letter)
    _slip(rng, written)
    surveyed = {family.id: letter.at for family, letter in zip(families, written, strict=True)}
    for family in families:
        written += _follow_ups(rng, family, surveyed[family.id], until)
    return sorted(_some_children(rng, written), key=lambda letter: letter.at)


def _visit(rng: Random, family: Family, first: datetime, until: datetime) -> datetime:
    """Choose when a home is surveyed: when everybody whom the survey names was born."""
    at = first + _moment(rng, DAYS - 60)
    youngest = max(member.born_on for member in family.members)
    if youngest < at.date():
        return at
    return min(datetime.combine(youngest, at.timetz()) + timedelta(days=1), until - timedelta(hours=2))


def _moment(rng: Random, days: int) -> timedelta:
    """Within working hours of some day, in Thailand."""
    return timedelta(days=rng.randrange(days), seconds=rng.randint(0, 7 * 3600))


def _home(rng: Random, town: Town, family: Family, at: datetime) -> Letter:
    said = answers.household(rng, family, town.place(rng, family.village))
    said.repeats["member"] = [answers.person(rng, member, family) for member in family.members]
    return Letter("household", family.village, said, at, identifier(rng))


def _photograph(rng: Random, letter: Letter) -> None:
    lat, lon, *_ = (float(part) for part in letter.said.properties["geometry"].split())
    place = (lon, lat) if rng.random() < 0.34 else None
    letter.said.answers["home_photo"] = "home.jpg"
    letter.files["home.jpg"] = pictures.home(rng, place)


def _slip(rng: Random, written: list[Letter]) -> None:
    """Let some surveys hold the slips of real ones: a wrong digit, swapped axes, a home in the sea."""
    for letter in rng.sample(written, 8):
        member = letter.said.repeats["member"][0].properties
        number = member["national_id"]
        if number:
            member["national_id"] = number[:-1] + str((int(number[-1]) + 1) % 10)
    swapped, drowned = rng.sample(written, 2)
    lat, lon, *rest = swapped.said.properties["geometry"].split()
    swapped.said.properties["geometry"] = " ".join((lon, lat, *rest))
    drowned.said.properties["geometry"] = "10.2 101.2 0 8.0"


def _follow_ups(rng: Random, family: Family, seen: datetime, until: datetime) -> Iterator[Letter]:
    for member in family.members:
        if member.is_elder:
            yield _later(rng, "elderly", family, answers.adl(rng, member, 1), seen, until)
        elif member.is_child:
            yield _later(rng, "child", family, answers.child(rng, member, family, 1), seen, until)


def _later(rng: Random, form: str, family: Family, said: Said, seen: datetime, until: datetime) -> Letter:
    at = min(seen + timedelta(days=1) + _moment(rng, 55), until - timedelta(hours=1))
    return Letter(form, family.village, said, at, identifier(rng))


def _some_children(rng: Random, written: list[Letter]) -> list[Letter]:
    screenings = [letter for letter in written if letter.form == "child"]
    left_out = {letter.instance_id for letter in rng.sample(screenings, len(screenings) - SCREENED)}
    return [letter for letter in written if letter.instance_id not in left_out]


def bedridden_first(families: list[Family]) -> list[Family]:
    """Order homes by who needs care most, for the volunteers."""
    weight = {"bedridden": 2, "home_bound": 1, "goes_out": 0}

    def need(family: Family) -> int:
        return max(weight[member.mobility] for member in family.members)

    return sorted((f for f in families if need(f)), key=lambda f: (-need(f), str(f.id)))
