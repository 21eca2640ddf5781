"""Which village a word in a list means: by code, moo number or name, also spelt slightly otherwise."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from khuang.care.people.rules.imports.headers import fold
from khuang.lib import thai_text

_MOO = re.compile(r"(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.?|moo|mu|m\.?|village)?\s*(\d{1,2})\b", re.IGNORECASE)
_HOUSE = re.compile(r"(?:บ้านเลขที่|เลขที่)?\s*(\d+(?:/\d+)*)")
_MOO_INSIDE = re.compile(r"(?:หมู่ที่|หมู่|\bม\.?)\s*(\d{1,2})(?!\d)")
_BEFORE = re.compile("^(หมู่บ้าน|บ้าน|ชุมชน|ban|baan)")


@dataclass(frozen=True)
class Village:
    """A village as the municipality knows it."""

    code: str
    moo: int | None
    name: str


@dataclass
class Villages:
    """Finds the code of a village for a word.

    said  folded word -> code, as a person answered for this source
    """

    known: tuple[Village, ...]
    said: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found: dict[str, str | None] = {}
        self._names = {_bare(one.name): one.code for one in self.known}
        self._moos = {one.moo: one.code for one in self.known if one.moo}
        self._codes = {one.code for one in self.known}

    def code_of(self, word: str) -> str | None:
        """Give the code, or None when nobody can tell."""
        if word not in self._found:
            self._found[word] = self._search(thai_text.arabic_digits(thai_text.normalise(word)))
        return self._found[word]

    def _search(self, word: str) -> str | None:
        if (code := self.said.get(fold(word))) is not None:
            return code
        if word in self._codes:
            return word
        if (moo := _MOO.fullmatch(word)) and int(moo[1]) in self._moos:
            return self._moos[int(moo[1])]
        bare = _bare(word)
        if bare in self._names:
            return self._names[bare]
        # "หมู่ 3 บ้านดอกแก้ว" says it twice; both must mean the same.
        if (moo := _MOO.match(word)) and (code := self._moos.get(int(moo[1]))):
            return code if bare.endswith(_bare(self._name(code))) else None
        near = [code for name, code in self._names.items() if _is_near(bare, name)]
        return near[0] if len(near) == 1 else None

    def _name(self, code: str) -> str:
        return next(one.name for one in self.known if one.code == code)


def unknown(words: Iterable[str], villages: Villages) -> list[str]:
    """Give the words that mean no village, each once, in their order."""
    return [word for word in dict.fromkeys(words) if word and villages.code_of(word) is None]


def split_address(address: str) -> dict[str, str]:
    """Take house number and moo number out of an address in one piece."""
    plain = thai_text.arabic_digits(thai_text.normalise(address))
    moo = _MOO_INSIDE.search(plain)
    house = _HOUSE.match(plain)
    return {name: found[1] for name, found in (("house_no", house), ("village", moo)) if found}


def _bare(name: str) -> str:
    return _BEFORE.sub("", fold(name))


def _is_near(one: str, two: str) -> bool:
    """Say whether two names differ by one letter that is wrong, missing, or too much."""
    if min(len(one), len(two)) < 4 or abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
