"""Whether a public appeal tells for whom it is: names, numbers and addresses, and too few people alike.

Plain search in Thai, which puts no spaces between words. What certainly names
somebody is refused; a short name that may be part of another word is doubtful
and a person decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from khuang.lib.telling_words import HOUSE, NAME, NUMBER, Finding, certain, plain

# A name shorter than this stands in too many other words.
CERTAIN_FROM = 4  # letters
_KIN = (
    "นาย|นาง|นางสาว|น.ส.|ด.ช.|ด.ญ.|เด็กชาย|เด็กหญิง|คุณ|ยาย|ตา|ลุง|ป้า|น้า|อา|พี่|น้อง|หนู|ปู่|ย่า|อุ๊ย|"
    "แม่|พ่อ|ครู|หลวงพ่อ|หลวงตา|พระ|ชื่อ"
)
_MOO = re.compile(r"(?:หมู่ที่|หมู่|ม\.|moo|village)\s*(\d{1,2})", re.IGNORECASE)
_AGE = re.compile(r"(?:อายุ|วัย|aged?)\s*(\d{1,3})|(\d{1,3})\s*(?:ปี|years? old|-year-old)", re.IGNORECASE)
_SEX = {
    "female": re.compile(r"ยาย|ย่า|ป้า|หญิง|แม่|แม่หม้าย|grandmother|woman|girl|mother|widow\b", re.IGNORECASE),
    "male": re.compile(r"คุณตา|ปู่|ลุง|ชาย|พ่อ|grandfather|\bman\b|\bboy\b|father|widower", re.IGNORECASE),
}
# Kinds of vulnerability that risk knows, by the words that people use for them.
_KINDS = {
    "bedridden": re.compile(r"ติดเตียง|bedridden", re.IGNORECASE),
    "disabled": re.compile(r"พิการ|ตาบอด|หูหนวก|disab|blind|deaf", re.IGNORECASE),
}
# Found only here: so few people are alike that they may be recognised.
FEW = "few"


@dataclass(frozen=True)
class Place:
    """A village or community by what people call it; no number for a community."""

    code: str
    moo: int | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What the appeal must not say.

    names    given, family and nicknames of the person, of everybody in the home, and of carers
    house    number of the house, "" when it has none
    numbers  ID and phone numbers of theirs, digits only
    places   every village of the municipality
    """

    names: frozenset[str] = frozenset()
    house: str = ""
    numbers: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Traits:
    """Whom a text speaks of: what narrows the people down among whom it could be anyone.

    places    codes of villages that it names
    ages      years of age that it says
    sexes, kinds  words for women or men, for kinds of vulnerability
    """

    places: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    sexes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass
class _Search:
    text: str
    found: list[Finding] = field(default_factory=list)

    def name(self, name: str) -> None:
        at = self.text.find(name)
        if at < 0:
            return
        after_kin = re.search(rf"(?:{_KIN})\s*{re.escape(name)}", self.text)
        stands_alone = re.search(rf"(?<![\wก-๛]){re.escape(name)}(?![\wก-๛])", self.text)
        certain = len(name) >= CERTAIN_FROM or bool(after_kin or stands_alone)
        self.found.append(Finding(NAME, name, certain))


def findings(title: str, text: str, known: Known) -> list[Finding]:
    """Say what in a title and text tells for whom it is, each thing once, certain ones first."""
    search = _Search(plain(f"{title}\n{text}"))
    for name in sorted(known.names, key=lambda name: (-len(name), name)):
        search.name(name)
    bare = re.sub(r"[\s\-.]", "", search.text)
    search.found += [Finding(NUMBER, number) for number in sorted(known.numbers) if number in bare]
    search.found += certain(search.text)
    search.found += _house(search.text, known.house)
    unique = dict.fromkeys(search.found)
    return sorted(unique, key=lambda one: (not one.certain, one.code))


def _house(text: str, house: str) -> Iterable[Finding]:
    """Find the number of the house where it stands alone; a slash makes it certain."""
    if not house or not re.search(rf"(?<![\d/.,]){re.escape(house)}(?![\d/.,])", text):
        return
    yield Finding(HOUSE, house, certain="/" in house)


def traits(title: str, text: str, known: Known) -> Traits:
    """Say whom a title and text speak of."""
    said = plain(f"{title}\n{text}")
    moos = {int(hit) for hit in _MOO.findall(said)}
    named = {one.code for one in known.places if one.moo in moos or _is_named(said, one)}
    ages = {int(one or two) for one, two in _AGE.findall(said)}
    return Traits(
        places=frozenset(named),
        ages=frozenset(age for age in ages if age <= 120),
        sexes=frozenset(sex for sex, pattern in _SEX.items() if pattern.search(said)),
        kinds=frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(said)),
    )


def _is_named(text: str, place: Place) -> bool:
    """A village goes by its whole name, or after a word for village; บ้านใหม่ without บ้าน is just "new"."""
    bare = "|".join(re.escape(name.removeprefix("บ้าน")) for name in place.names)
    return any(name in text for name in place.names) or bool(re.search(rf"(?:ชุมชน|หมู่บ้าน)\s*(?:{bare})", text))


def percent(part: int, of: int) -> int:
    """Give how much came of what is sought, in whole percent downward: 100 only when all of it is there."""
    return min(100, part * 100 // of) if of > 0 else 0
