"""What somebody typed into the search box, taken apart: names, a house, a village, numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from khuang.care.people.rules import keys
from khuang.lib import thai_names, thai_text
from khuang.lib.thai_sounds import skeleton

LONGEST = 100  # letters that are read
LEAST = 2  # letters or digits without which nothing is looked for

_VILLAGE = re.compile(r"(?:หมู่บ้าน|หมู่ที่|หมู่|(?<![ก-๛])ม\.|\bmoo|\bm\.)\s*(\d{1,2})(?!\d)")
_HOUSE_WORD = re.compile(r"(?:บ้าน)?(?:เลขที่)|(?:^|\s)บ้าน(?=\s*\d)|\bhouse\b|\bno\.")
_HOUSE = re.compile(r"(?<![\d/])\d{1,5}(?:/\d{1,5})*[ก-ฮ]?(?![\d/ก-๛])")
_NUMBER = re.compile(r"(?<!\d)\+?\d[\d\s\-–]{5,18}\d(?!\d)")
_SILENT_PAIR = re.compile(r"(?<=[น])[ทด]ร|[ตก]ร$")
_MAY_BE_SILENT = re.compile(r"[ก-ฮ][ิุ]?$")
_UNSOUNDED = re.compile(r"[จชซศษสยวญ]$")
# What people put before a name or nickname without it being a title; the longest first.
_KIN = [
    "พ่ออุ๊ย",
    "แม่อุ๊ย",
    "ผู้ใหญ่",
    "กำนัน",
    "พ่อหนาน",
    "อุ๊ย",
    "ย่า",
    "ยาย",
    "ตา",
    "ปู่",
    "ป้า",
    "ลุง",
    "น้า",
    "อา",
    "พ่อ",
    "แม่",
    "พี่",
    "น้อง",
    "ครู",
    "หมอ",
    "คุณ",
    "ไอ้",
    "อี",
]
_HANGING = re.compile("[ะ-ฺๅ-๎]")
_UNSPEAKABLE = re.compile("[b-df-hj-np-tv-xz]{4,}")


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    words    of names, in the order in which they were typed, titles taken off
    house    a house number as `keys.house_no` writes it, or ""
    moo      a village's number, or None
    number   digits of a phone or ID number, whole or its last four, or ""
    is_open  whether the last word may go on
    """

    words: tuple[str, ...] = ()
    house: str = ""
    moo: int | None = None
    number: str = ""
    is_open: bool = True

    def __bool__(self) -> bool:
        return bool(self.words or self.house or self.number)

    @cached_property
    def name(self) -> str:
        """The words of names as somebody would type them into a form."""
        return " ".join(self.words)


def read_wanted(text: str) -> Wanted:
    """Take apart what was typed; what is too short to tell anybody from anybody is nothing."""
    said = thai_text.arabic_digits(thai_text.normalise(text[:LONGEST])).casefold()
    if len(re.sub(r"[\W_]", "", said)) < LEAST:
        return Wanted()
    said, moo = _take(_VILLAGE, said)
    said, number = _long_number(said)
    said = _HOUSE_WORD.sub(" ", said)
    said, house = _take(_HOUSE, said)
    if re.fullmatch(r"\d{4}", house):
        number = number or house
    words = _names(said)
    return Wanted(words, keys.house_no(house), int(moo) if moo else None, number, not text[-1:].isspace())


def _take(pattern: re.Pattern[str], said: str) -> tuple[str, str]:
    found = pattern.search(said)
    if found is None:
        return said, ""
    return f"{said[: found.start()]} {said[found.end() :]}", found[found.lastindex or 0]


def _long_number(said: str) -> tuple[str, str]:
    for found in _NUMBER.finditer(said):
        digits = re.sub(r"\D", "", found[0])
        if found[0].startswith("+66") or digits.startswith("0066"):
            digits = "0" + digits.removeprefix("00").removeprefix("66").lstrip("0")
        if len(digits) in (9, 10, 13):
            return f"{said[: found.start()]} {said[found.end() :]}", digits
    return said, ""


def _names(said: str) -> tuple[str, ...]:
    name = thai_names.read_name(re.sub(r"[()/,]", " ", said))
    words = f"{name.given} {name.family}".split()
    plain = [_without_title(word) for word in words[:4]]
    # One letter says something only behind a name.
    return tuple(plain) if max(map(len, plain), default=0) >= LEAST else ()


def _without_title(word: str) -> str:
    """Take off a title that sticks to a word in the middle."""
    name = thai_names.read_name(word)
    return name.given if name.title and len(name.given) > LEAST else word


def readings(word: str) -> list[str]:
    """Give a word, and what is left when it begins as people call their elders: ป้าแดง is แดง."""
    rest = (word.removeprefix(kin) for kin in _KIN if word.startswith(kin))
    return [word, *(one for one in rest if len(one) >= LEAST and not _HANGING.match(one))][:2]


def skeletons(word: str) -> list[str]:
    """Give how a word may sound: as read, with a การันต์ forgotten, and with one too many.

    Four consonants or more in Latin letters without a vowel are no name.
    """
    if _UNSPEAKABLE.fullmatch(word):
        return []
    spellings = [word, word.replace("์", "")]
    # While somebody types, what ends the word may not end the syllable.
    spellings += [f"{word}า"] if _UNSOUNDED.search(word) else []
    spellings += [_SILENT_PAIR.sub("", word), _MAY_BE_SILENT.sub("", word)] if "์" not in word else []
    sounds = [skeleton(one) for one in spellings]
    return list(dict.fromkeys(filter(None, sounds)))


def pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give every way in which words are a first and a second name: in order, swapped, joined."""
    cuts = range(1, len(words))
    for at in cuts:
        yield "".join(words[:at]), "".join(words[at:])
    for at in cuts:
        yield "".join(words[at:]), "".join(words[:at])


def places_for_a_space(word: str) -> list[int]:
    """Give where a word may be two that were typed without the space between."""
    return [
        at
        for at in range(LEAST, len(word) - 1)
        if not _HANGING.match(word[at]) and word[at - 1] not in _LEADING and word[at : at + 2][-1:] != "์"
    ]


_LEADING = "เแโใไ"
_LETTERS = "KGCSTPMNYWHA"


def neighbours(consonants: str) -> set[str]:
    """Give what lies one consonant away: one less, one more, another one, two swapped."""
    ends = [(consonants[:at], consonants[at:]) for at in range(len(consonants) + 1)]
    less = {first + rest[1:] for first, rest in ends if rest}
    other = {first + letter + rest[1:] for (first, rest), letter in product(ends, _LETTERS) if rest}
    more = {first + letter + rest for (first, rest), letter in product(ends, _LETTERS)}
    swapped = {first + rest[1] + rest[0] + rest[2:] for first, rest in ends if len(rest) > 1}
    # Two of a kind in a row are heard as one, so no name is written so.
    return {one for one in less | other | more | swapped if one and not _TWICE.search(one)} - {consonants}


_TWICE = re.compile(r"(.)\1")
