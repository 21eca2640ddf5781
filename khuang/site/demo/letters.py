"""The surveys that the demo's researchers send in, in the order of their days."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import UUID

from khuang.ground.surveys.actions.media import Arrived
from khuang.site.demo import answers, pictures, visits
from khuang.site.demo.filling import Said
from khuang.site.demo.homes import Town
from khuang.site.demo.population import Family, identifier, residents

PHOTOGRAPHED = 24  # homes with a photograph; every third carries the place in its EXIF
SCREENED = 420  # children who were screened


@dataclass
class Letter:
    """One submission before it is written as XML."""

    form: str
    village: int
    said: Said
    instance_id: UUID
    at: datetime = datetime.min  # noqa: DTZ901 - set as soon as it is known how much the home needs
    files: dict[str, bytes] = field(default_factory=dict)

    def arrived(self) -> tuple[Arrived, ...]:
        """Give its files as a phone sends them."""
        return tuple(Arrived(name, io.BytesIO(content)) for name, content in self.files.items())


def letters(families: list[Family], until: datetime, seed: int) -> list[Letter]:
    """Write every survey of the demo: homes first, then elders and children, in the order of time."""
    rng, town = Random(seed), Town()  # noqa: S311 - invented people, not secrets
    screened = _screened(rng, families)
    homes, later = [], []
    for family in families:
        home = _home(rng, town, family)
        assessed = _assessments(rng, family, home, screened)
        worst = visits.worst_in(home.said, {one.said.entity_id: one.said for one in assessed})
        home.at = visits.visited(rng, family, worst, until)
        for one in assessed:
            one.at = visits.followed_up(rng, home.at, worst, until)
        homes.append(home)
        later += assessed
    for letter in rng.sample(homes, PHOTOGRAPHED):
        _photograph(rng, letter)
    _slip(rng, homes)
    return sorted(homes + later, key=lambda letter: letter.at)


def _screened(rng: Random, families: list[Family]) -> set[UUID]:
    """Choose the children who are screened."""
    return set(rng.sample([one.id for one in residents(families) if one.is_child], SCREENED))


def _home(rng: Random, town: Town, family: Family) -> Letter:
    said = answers.household(rng, family, town.place(rng, family.village))
    said.repeats["member"] = [answers.person(rng, member, family) for member in family.members]
    return Letter("household", family.village, said, identifier(rng))


def _assessments(rng: Random, family: Family, home: Letter, screened: set[UUID]) -> list[Letter]:
    written = []
    for member, said in zip(family.members, home.said.repeats["member"], strict=True):
        if member.is_elder:
            heard = answers.adl(rng, member, said, 1)
            written.append(Letter("elderly", family.village, heard, identifier(rng)))
        elif member.id in screened:
            heard = answers.child(rng, member, family, said, 1)
            written.append(Letter("child", family.village, heard, identifier(rng)))
    return written


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


def bedridden_first(families: list[Family]) -> list[Family]:
    """Order homes by who needs care most, for the volunteers."""
    weight = {"bedridden": 2, "home_bound": 1, "goes_out": 0}

    def need(family: Family) -> int:
        return max(weight[member.mobility] for member in family.members)

    return sorted((f for f in families if need(f)), key=lambda f: (-need(f), str(f.id)))
