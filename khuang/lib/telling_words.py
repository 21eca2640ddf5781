"""What in a text tells who is meant: names after a title, numbers, addresses, places, ways to reach them."""

import re
from dataclasses import dataclass

from khuang.lib.kin_words import called_by_kin
from khuang.lib.thai_text import arabic_digits, normalise

# The codes of what is found; reads put them in words.
NAME, NUMBER, HOUSE, CONTACT, PLACE = "name", "number", "house", "contact", "place"

_LONG_NUMBER = re.compile(r"(?:\d[\s\-.]?){8,}\d")
_HOUSE = re.compile(r"(?:บ้านเลขที่|เลขที่|house (?:number|no\.?))\s*\d+(?:/\d+)?", re.IGNORECASE)
_POINT = re.compile(r"-?\d{1,3}\.\d{4,}")
_MAIL = re.compile(r"\S+@\S+|https?://\S+|line\s*id|ไอดีไลน์", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|Mr\.?|Mrs\.?|Ms\.?)\s*[ก-๙A-Z][ก-๙\w]+"
)
_HOUSE_LIKE = re.compile(r"(?<![\d/.,])\d{1,4}/\d{1,4}(?![\d/])")
CERTAIN = ((NUMBER, _LONG_NUMBER), (HOUSE, _HOUSE), (PLACE, _POINT), (CONTACT, _MAIL))


@dataclass(frozen=True)
class Finding:
    """One thing that a text should not say.

    code     what it is
    words    the words of the text that say it
    certain  refused; otherwise a person decides
    """

    code: str
    words: str
    certain: bool = True


def plain(text: str) -> str:
    """Bring a text to one spelling with Arabic digits, as names and numbers are compared."""
    return arabic_digits(normalise(text))


def certain(text: str) -> list[Finding]:
    """Say what in a plain text tells somebody for certain: long numbers, house numbers, points, addresses."""
    return [Finding(code, hit[0].strip()) for code, pattern in CERTAIN for hit in pattern.finditer(text)]


def doubtful(text: str) -> list[Finding]:
    """Say what in a plain text may tell somebody: a title or a kin word with a name, what looks like a house.

    What follows a title on the next line is no name.
    """
    named = [hit[0].strip() for hit in _PERSON.finditer(text)] + called_by_kin(text)
    found = [Finding(NAME, words, certain=False) for words in named]
    return found + [Finding(HOUSE, hit[0], certain=False) for hit in _HOUSE_LIKE.finditer(text)]
