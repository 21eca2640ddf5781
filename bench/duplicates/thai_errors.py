"""How clerks and volunteers err when they write the same person down again.

Written from what is seen on paper lists and on phones, without regard to how the
product brings names to one spelling: neither imports the other.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

# Letters that sound alike, and so are confused in writing.
SOUND_ALIKE = ("สศษซ", "นณ", "ยญ", "ดฎ", "ตฏ", "ทธฑฒถฐ", "พภผ", "ลฬร", "คฆข", "ชฌฉ", "ไใ", "ิี", "ึื", "ุู")
TONES = "่้๊๋"
SILENT, SHORT_E = "์", "็"
# Neighbours on the Thai keyboard (Kedmanee), row by row.
ROWS = ("ๅภถคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
CONSONANTS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


@dataclass(frozen=True)
class Entry:
    """One person as somebody wrote them down; what was not asked is empty."""

    title: str
    given: str
    family: str
    nickname: str
    sex: str
    born: date | None
    precision: str
    national_id: str
    phone: str
    house_no: str
    village: int
    household: int


def misspelt(rng: Random, name: str) -> str:
    """Write a name down with one error of the ear or of the hand."""
    errors = (_without_tone, _other_tone, _without_silent, _by_ear, _by_ear, _sound_parts, _hand, _hand)
    for error in rng.sample(errors, len(errors)):
        wrong = error(rng, name)
        if wrong != name and len(wrong) > 1:
            return wrong
    return name


def _without_tone(rng: Random, name: str) -> str:
    return name.translate({ord(mark): None for mark in TONES + SHORT_E})


def _other_tone(rng: Random, name: str) -> str:
    places = [at for at, letter in enumerate(name) if letter in TONES]
    if not places:
        return name
    at = rng.choice(places)
    return name[:at] + rng.choice(TONES[:2]) + name[at + 1 :]


def _without_silent(rng: Random, name: str) -> str:
    at = name.find(SILENT)
    if at < 1:
        return name
    return name[: at - 1] + name[at + 1 :] if rng.random() < 0.5 else name[:at] + name[at + 1 :]


def _by_ear(rng: Random, name: str) -> str:
    places = [(at, group) for at, letter in enumerate(name) for group in SOUND_ALIKE if letter in group]
    if not places:
        return name
    at, group = rng.choice(places)
    return name[:at] + rng.choice(group.replace(name[at], "")) + name[at + 1 :]


def _sound_parts(rng: Random, name: str) -> str:
    for written, heard in (
        ("รรณ", "ัน"),
        ("รร", "ัน"),
        ("ำ", "ัม"),
        ("ทร", "ซ"),
        ("ศรี", "สี"),
        ("ะ", ""),
        ("ญ", "น"),
    ):
        if written in name:
            return name.replace(written, heard, 1)
    return name


def _hand(rng: Random, name: str) -> str:
    at = rng.randrange(len(name))
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + _neighbour(rng, name[at]) + name[at + 1 :]


def _neighbour(rng: Random, letter: str) -> str:
    for row in ROWS:
        at = row.find(letter)
        if at >= 0:
            return row[at - 1] if at and rng.random() < 0.5 else row[(at + 1) % len(row)]
    return letter


@dataclass(frozen=True)
class Carelessness:
    """How often each thing happens when a person is written down again."""

    given: float = 0.22
    family: float = 0.22
    twice: float = 0.25  # of those that have an error, a second one
    new_given: float = 0.02
    new_family: float = 0.06
    swapped: float = 0.02
    by_nickname: float = 0.03
    no_family: float = 0.02
    no_birth: float = 0.06
    year_only: float = 0.16
    first_of_january: float = 0.08
    day_month: float = 0.03
    wrong_day: float = 0.04
    wrong_year: float = 0.05
    era: float = 0.01
    no_number: float = 0.50
    wrong_number: float = 0.03
    no_phone: float = 0.45
    new_phone: float = 0.20
    no_house: float = 0.08
    house_hand: float = 0.04
    moved: float = 0.10
    no_sex: float = 0.05


USUAL = Carelessness()


def written_again(rng: Random, one: Entry, names: "Names", how: Carelessness = USUAL) -> Entry:
    """Give a person as somebody else wrote them down, years apart, often in a hurry."""
    again = _renamed(rng, one, names, how)
    again = replace(
        again,
        born=None if rng.random() < how.no_birth else one.born,
        national_id="" if rng.random() < how.no_number else _digits(rng, one.national_id, how.wrong_number),
        phone=_phone(rng, one.phone, how),
        sex="" if rng.random() < how.no_sex else one.sex,
        nickname=one.nickname if rng.random() < 0.5 else "",
    )
    return _at_home(rng, _born(rng, again, how), how)


def _renamed(rng: Random, one: Entry, names: "Names", how: Carelessness) -> Entry:
    given = names.given(rng, one.sex) if rng.random() < how.new_given else one.given
    family = names.family(rng) if rng.random() < how.new_family else one.family
    given = _erred(rng, given, how.given, how.twice)
    family = _erred(rng, family, how.family, how.twice)
    title = "นาง" if one.title == "นางสาว" and rng.random() < 0.2 else one.title
    if rng.random() < how.by_nickname and one.nickname:
        given = one.nickname
    if rng.random() < how.no_family:
        family = ""
    elif rng.random() < how.swapped:
        given, family = family, given
    return replace(one, title=title, given=given, family=family)


def _erred(rng: Random, name: str, often: float, twice: float) -> str:
    if rng.random() >= often:
        return name
    once = misspelt(rng, name)
    return misspelt(rng, once) if rng.random() < twice else once


def _born(rng: Random, one: Entry, how: Carelessness) -> Entry:
    if one.born is None or one.precision != "day":
        return one
    kinds = (
        (how.year_only, lambda on: (on.replace(month=1, day=1), "year")),
        (how.first_of_january, lambda on: (on.replace(month=1, day=1), "day")),
        (how.day_month, lambda on: (_swapped(on), "day")),
        (how.wrong_day, lambda on: (on.replace(day=rng.randint(1, 28)), "day")),
        (how.wrong_year, lambda on: (_other_year(rng, on), "day")),
        (how.era, lambda on: (on.replace(year=on.year - 543, day=min(on.day, 28)), "day")),
    )
    chance = rng.random()
    for often, change in kinds:
        if chance < often:
            born, precision = change(one.born)
            return replace(one, born=born, precision=precision)
        chance -= often
    return one


def _swapped(on: date) -> date:
    return date(on.year, on.day, on.month) if on.day <= 12 else on


def _other_year(rng: Random, on: date) -> date:
    return on.replace(year=on.year + rng.choice((-10, -2, -1, -1, 1, 1, 2, 10)), day=min(on.day, 28))


def _digits(rng: Random, number: str, often: float) -> str:
    if not number or rng.random() >= often:
        return number
    at = rng.randrange(len(number))
    if rng.random() < 0.4 and at + 1 < len(number):
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return number[:at] + str(rng.randrange(10)) + number[at + 1 :]


def _phone(rng: Random, phone: str, how: Carelessness) -> str:
    if rng.random() < how.no_phone:
        return ""
    if rng.random() < how.new_phone or not phone:
        return f"08{rng.randrange(10**8):08d}"
    return _digits(rng, phone, 0.03)


def _at_home(rng: Random, one: Entry, how: Carelessness) -> Entry:
    if rng.random() < how.moved:
        house = f"{rng.randrange(1, 400)}/{rng.randrange(1, 9)}"
        return replace(one, house_no=house, village=rng.randrange(1, 13), household=-rng.randrange(1, 10**9))
    if rng.random() < how.no_house:
        return replace(one, house_no="", household=-rng.randrange(1, 10**9))
    if rng.random() < how.house_hand and one.house_no:
        return replace(one, house_no=_digits(rng, one.house_no, 1.0), household=-rng.randrange(1, 10**9))
    return one


class Names:
    """Where the names of people come from; the population has one."""

    def given(self, rng: Random, sex: str) -> str:
        raise NotImplementedError

    def family(self, rng: Random) -> str:
        raise NotImplementedError
