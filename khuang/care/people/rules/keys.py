"""The keys by which a person is found: whole numbers, one index for all of them.

A key is a kind and 56 bits. Names are packed as their consonants, four bits
each, so that whoever sorts the keys sorts the sounds: all names that begin
alike lie between two keys, and "สมชาย ใจ" is one range. What must not be read
from the index is a keyed hash: house number, phone, ID number.
A change of these rules comes with a migration that empties the table; the keys
are made anew at the next start.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from khuang.lib import thai_text
from khuang.lib.thai_sounds import skeleton

Hashed = Callable[[str], int]  # text -> 56 bits, keyed


class Kind(IntEnum):
    """What a key stands for; numbers above 9 are for finding duplicates."""

    GIVEN_FAMILY = 1
    FAMILY_GIVEN = 2
    NICKNAME = 3
    WORD = 4  # any of the names, letter by letter
    HOUSE = 5
    PHONE = 6
    PHONE_END = 7
    ID = 8
    ID_END = 9


@dataclass(frozen=True)
class Findable:
    """What a person is found by, in clear; empty where nothing is known."""

    given_name: str = ""
    family_name: str = ""
    nickname: str = ""
    house_no: str = ""
    phone: str = ""
    national_id: str = ""


Range = tuple[int, int]  # first and last key

BITS = 56
HALF = 7  # consonants of a name that stand beside another
WHOLE = 14
END_DIGITS = 4
_CLASSES = {letter: number for number, letter in enumerate("KGCSTPMNYWHA", 1)}
_NOT_IN_A_HOUSE_NO = re.compile(r"[^0-9ก-ฮa-z/]")
_BEFORE_A_HOUSE_NO = re.compile(r"^(?:บ้าน)?(?:เลขที่|เลข)?|^no\.?")


def keys_of(person: Findable, hashed: Hashed) -> set[int]:
    """Give every key by which a person is found."""
    given, family = skeleton(person.given_name), skeleton(person.family_name)
    keys: set[int] = set()
    if given or family:
        keys.add(pair_key(Kind.GIVEN_FAMILY, given, family))
    if family:
        keys.add(pair_key(Kind.FAMILY_GIVEN, family, given))
    if nickname := skeleton(person.nickname):
        keys.add(_key(Kind.NICKNAME, _packed(nickname, WHOLE)))
    keys |= {word_key(word, hashed) for word in _words(person)}
    if house := house_no(person.house_no):
        keys.add(house_key(house, hashed))
    return keys | _number_keys(person, hashed)


def _words(person: Findable) -> Iterable[str]:
    names = (person.given_name, person.family_name, person.nickname)
    return {word for name in names for word in name.split()} | {name for name in names if name}


def _number_keys(person: Findable, hashed: Hashed) -> set[int]:
    numbers = ((Kind.PHONE, Kind.PHONE_END, person.phone), (Kind.ID, Kind.ID_END, person.national_id))
    keys = set()
    for whole, end, number in numbers:
        if number:
            keys |= {number_key(whole, number, hashed), number_key(end, number[-END_DIGITS:], hashed)}
    return keys


def pair_key(kind: Kind, first: str, second: str) -> int:
    """Give the key of two names by their consonants; the first decides the order."""
    return _key(kind, _packed(first, HALF) << HALF * 4 | _packed(second, HALF))


def pair_range(kind: Kind, first: str, second: str, *, begins: bool) -> Range:
    """Give the keys of the pairs whose first name has these consonants and whose second begins with these.

    begins  whether the first name, too, may go on; then the second counts for nothing
    """
    if begins:
        low, high = _span(first, HALF)
        return _key(kind, low << HALF * 4), _key(kind, (high + 1 << HALF * 4) - 1)
    low, high = _span(second, HALF)
    start = _packed(first, HALF) << HALF * 4
    return _key(kind, start | low), _key(kind, start | high)


def nickname_range(consonants: str) -> Range:
    """Give the keys of the nicknames that begin with these consonants."""
    low, high = _span(consonants, WHOLE)
    return _key(Kind.NICKNAME, low), _key(Kind.NICKNAME, high)


def packed_half(consonants: str) -> int:
    """Pack the consonants of a name as they stand in the second half of a pair key."""
    return _packed(consonants, HALF)


def word_key(word: str, hashed: Hashed) -> int:
    """Give the key of a name as it is spelt, whichever of the names it is."""
    return _key(Kind.WORD, hashed(f"word:{spelt(word)}"))


def house_key(house: str, hashed: Hashed) -> int:
    """Give the key of a house number that `house_no` has read."""
    return _key(Kind.HOUSE, hashed(f"house:{house}"))


def number_key(kind: Kind, digits: str, hashed: Hashed) -> int:
    """Give the key of a phone or ID number, whole or by its end."""
    return _key(kind, hashed(f"{kind.name}:{digits}"))


def spelt(word: str) -> str:
    """Leave of a word what hands agree on: no tone marks, no spaces, one case."""
    return re.sub(r"[\s็่้๊๋.\-]", "", thai_text.normalise(word).casefold())


def house_no(text: str) -> str:
    """Bring a house number to one spelling: ๔๕ / ๒ and "เลขที่ 45/2 หมู่ 3" are 45/2."""
    plain = thai_text.arabic_digits(thai_text.normalise(text)).casefold()
    plain = re.split(r"\s*(?:หมู่|ม\.|moo|m\.)", plain)[0].replace(" ", "")
    return _NOT_IN_A_HOUSE_NO.sub("", _BEFORE_A_HOUSE_NO.sub("", plain))


def _span(consonants: str, places: int) -> tuple[int, int]:
    """Give the first and last packed name that begins with these consonants."""
    known = consonants[:places]
    free = 4 * (places - len(known))
    low = _packed(known, places)
    return low, low | (1 << free) - 1


def _packed(consonants: str, places: int) -> int:
    number = 0
    for letter in consonants[:places]:
        number = number << 4 | _CLASSES[letter]
    return number << 4 * (places - min(places, len(consonants)))


def _key(kind: int, rest: int) -> int:
    return kind << BITS | rest
