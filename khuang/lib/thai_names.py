"""Thai names: titles, given and family name, one spelling, dictionary order.

Names are stored in parts. Lists are in order of the given name, as in Thailand.
"""

import re
from dataclasses import dataclass

from khuang.lib import thai_text

# Title as stored -> other spellings of it. Longer spellings are tried first.
TITLES: dict[str, tuple[str, ...]] = {
    "นาย": ("mr.", "mr"),
    "นาง": ("mrs.", "mrs"),
    "นางสาว": ("น.ส.", "นส.", "น.ส", "miss", "ms.", "ms"),
    "เด็กชาย": ("ด.ช.", "ดช.", "ด.ช"),
    "เด็กหญิง": ("ด.ญ.", "ดญ.", "ด.ญ"),
    "พระ": (),
    "สามเณร": ("ส.ณ.",),
    "แม่ชี": (),
    "หม่อมราชวงศ์": ("ม.ร.ว.",),
    "หม่อมหลวง": ("ม.ล.",),
    "ดร.": ("ดอกเตอร์",),
    "นายแพทย์": ("นพ.",),
    "แพทย์หญิง": ("พญ.",),
    "ว่าที่ร้อยตรี": ("ว่าที่ ร.ต.", "ว่าที่ร.ต."),
    "ร้อยตรี": ("ร.ต.",),
    "ร้อยโท": ("ร.ท.",),
    "ร้อยเอก": ("ร.อ.",),
    # Short for both จ่าสิบตรี and จ่าสิบตำรวจ, so it stays as it is.
    "จ.ส.ต.": (),
    "จ่าสิบตรี": (),
    "จ่าสิบโท": ("จ.ส.ท.",),
    "จ่าสิบเอก": ("จ.ส.อ.",),
    "สิบตรี": ("ส.ต.",),
    "สิบโท": ("ส.ท.",),
    "สิบเอก": ("ส.อ.",),
    "ร้อยตำรวจตรี": ("ร.ต.ต.",),
    "ร้อยตำรวจโท": ("ร.ต.ท.",),
    "ร้อยตำรวจเอก": ("ร.ต.อ.",),
    "ดาบตำรวจ": ("ด.ต.",),
    "จ่าสิบตำรวจ": (),
    "สิบตำรวจตรี": ("ส.ต.ต.",),
    "สิบตำรวจโท": ("ส.ต.ท.",),
    "สิบตำรวจเอก": ("ส.ต.อ.",),
}
# These also begin ordinary given names (พระพาย, Missara), so a space must follow.
_NEED_A_SPACE = frozenset({"พระ", "mr", "mrs", "ms", "miss"})
_FEMALE = frozenset({"นาง", "นางสาว", "เด็กหญิง", "แม่ชี", "แพทย์หญิง"})
_MALE = frozenset({"นาย", "เด็กชาย", "พระ", "สามเณร", "นายแพทย์"})


def _spellings() -> tuple[tuple[str, str], ...]:
    pairs = [(title, title) for title in TITLES]
    pairs += [(other, title) for title, others in TITLES.items() for other in others]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_SPELLINGS = _spellings()
# Vowels and marks that hang on a consonant: a given name cannot begin with one,
# so the นาย of นายิกา is no title.
_HANGING = re.compile("[ะ-ฺๅ-๎]")
_NOT_IN_A_NAME = re.compile(r"[^\w\s.'’\-ก-๛]")


@dataclass(frozen=True)
class Name:
    """A name in its parts; a part that is not known is empty."""

    title: str
    given: str
    family: str

    def __str__(self) -> str:
        """Write it as Thai people do: the title directly before the given name."""
        gap = " " if self.title and not _is_thai(self.given) else ""
        return f"{self.title}{gap}{self.given} {self.family}".strip()


def _is_thai(text: str) -> bool:
    return "ก" <= text[:1] <= "๛"


def read_name(text: str) -> Name:
    """Split a name written in one piece: title, given name, the rest is the family's.

    A title that is a part of a longer word stays in the given name when a space
    would have to follow it (พระพาย).
    """
    clean = clean_part(text)
    title, rest = _split_title(clean)
    given, _, family = rest.partition(" ")
    return Name(title, given, family)


def _split_title(clean: str) -> tuple[str, str]:
    folded = clean.casefold()
    for spelling, title in _SPELLINGS:
        if not folded.startswith(spelling):
            continue
        rest = clean[len(spelling) :]
        if _is_a_name_after(spelling, rest):
            return title, rest.strip()
    return "", clean


def _is_a_name_after(spelling: str, rest: str) -> bool:
    if not rest.strip() or _HANGING.match(rest):
        return False
    return rest.startswith(" ") or spelling not in _NEED_A_SPACE


def read_title(text: str) -> str:
    """Give a title its stored spelling; an unknown one stays as it was written."""
    clean = thai_text.normalise(text)
    folded = clean.casefold()
    return next((title for spelling, title in _SPELLINGS if spelling == folded), clean)


def clean_part(text: str) -> str:
    """Bring a part of a name to one spelling, without signs that no name has."""
    return thai_text.normalise(_NOT_IN_A_NAME.sub(" ", thai_text.normalise(text)))


def sort_key(given: str, family: str) -> str:
    """Give the order of a person in a list: given name, then family name."""
    return f"{thai_text.sort_key(given)}\x02{thai_text.sort_key(family)}"


def sex_of_title(title: str) -> str:
    """Say "female" or "male" when the title tells it, else ""."""
    if title in _FEMALE:
        return "female"
    return "male" if title in _MALE else ""
