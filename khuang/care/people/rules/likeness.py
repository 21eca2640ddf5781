"""How well a person answers what was typed: a number from 0 to 1, and why, as codes with their words."""

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from khuang.care.people.rules.keys import spelt
from khuang.care.people.rules.wanted import Wanted, readings
from khuang.lib.thai_sounds import skeleton_of, sound

# What each difference weighs: a consonant that is heard, any sound, a letter.
_CONSONANT, _SOUND, _LETTER = 0.55, 0.25, 0.2
_UNFINISHED = 0.04  # less for a name of which only the beginning was typed
_ELSEWHERE = 0.3  # less for another house or village than was typed
CERTAIN = 0.93  # from here on nobody else is looked for
GOOD = 0.86  # from here on a name counts as found: no further tier is looked at
LEAST = 0.62  # below this a name is another name

Reason = tuple[str, str, str]  # code, what was typed, what the record says


@dataclass(frozen=True)
class Known:
    """What a record says, as far as a search may compare it."""

    given_name: str = ""
    family_name: str = ""
    nickname: str = ""
    house_no: str = ""  # as keys.house_no writes it
    moo: int | None = None
    number: str = ""  # which number was found by its key: "phone", "national_id" or ""


@dataclass(frozen=True)
class Likeness:
    """How well somebody answers."""

    score: float
    why: list[Reason] = field(default_factory=list)


def likeness(wanted: Wanted, known: Known) -> Likeness:
    """Compare what was typed with one record."""
    score, why = _names(wanted, known) if wanted.words else (1.0, [])
    if known.number:
        # Last digits are shared by many, so the names still count when there are some.
        score = max(score, 0.9)
        why = [*why, (known.number, wanted.number[-4:], "")]
    if wanted.house:
        lives_there = wanted.house == known.house_no
        score -= 0 if lives_there or known.number else _ELSEWHERE
        why = [*why, ("house", "", known.house_no)] if lives_there else why
    if wanted.moo and wanted.moo != known.moo:
        score -= _ELSEWHERE
    return Likeness(score, why)


def _names(wanted: Wanted, known: Known) -> tuple[float, list[Reason]]:
    words = wanted.words
    if len(words) == 1:
        return _alone(words[0], known, is_open=wanted.is_open)
    best: tuple[float, list[Reason]] = (0.0, [])
    for at in range(1, len(words)):
        one, other = "".join(words[:at]), "".join(words[at:])
        for first, second, swapped in ((one, other, 0.0), (other, one, 0.02)):
            best = max(best, _together(first, second, known, wanted, swapped), key=lambda found: found[0])
    return best


def _together(
    first: str, second: str, known: Known, wanted: Wanted, swapped: float
) -> tuple[float, list[Reason]]:
    """Compare a first and a family name; a nickname may stand for the first."""
    is_open = wanted.is_open
    family = alike(second, known.family_name, is_open=is_open or swapped > 0)
    given = alike(first, known.given_name, is_open=swapped > 0 and is_open)
    called = max((alike(one, known.nickname, is_open=False) - 0.03 for one in readings(first)), default=0.0)
    code = "nickname" if called > given else "name"
    own = known.nickname if called > given else known.given_name
    best = max(given, called)
    # The given name tells people apart; a wrong one is not made good by the family's.
    score = 0.5 * best + 0.5 * family - 0.15 * max(0.0, 0.6 - min(best, family)) - swapped
    return score, [(code, first, own), ("family", second, known.family_name)]


def _alone(word: str, known: Known, *, is_open: bool) -> tuple[float, list[Reason]]:
    tried = [
        (alike(one, own, is_open=is_open) - less, [(code, one, own)])
        for one in readings(word)
        for code, own, less in (
            ("name", known.given_name, 0.0),
            ("nickname", known.nickname, 0.01),
            ("family", known.family_name, 0.02),
            ("name", known.given_name + known.family_name, 0.03),
        )
        if own
    ]
    return max(tried, key=lambda found: found[0], default=(0.0, []))


def alike(typed: str, name: str, *, is_open: bool = False) -> float:
    """Say how much a typed word is like a name, from 0 to 1; `is_open`: it may be only its beginning."""
    if not typed or not name:
        return 0.0
    whole = _likeness(typed, name)
    if not is_open or len(name) <= len(typed):
        return whole
    return max(whole, _likeness(typed, name[: len(typed)]) - _UNFINISHED)


@lru_cache(maxsize=50_000)
def _likeness(typed: str, name: str) -> float:
    heard, one, letters = _forms(typed)
    said, other, written = _forms(name)
    far = _CONSONANT * OSA.distance(one, other) + _SOUND * OSA.distance(heard, said)
    most = _CONSONANT * max(len(one), len(other)) + _SOUND * max(len(heard), len(said))
    if typed.isascii() == name.isascii():
        far += _LETTER * OSA.distance(letters, written)
        most += _LETTER * max(len(letters), len(written))
    # Tone marks cost next to nothing, and still the same spelling comes first.
    return max(0.0, 1.0 - far / most if most else 0.0) - (0.0 if typed == name else 0.005)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, str, str]:
    """Give how a word sounds, its consonants, and its letters without marks."""
    heard = sound(word)
    return heard, skeleton_of(heard), spelt(word)
