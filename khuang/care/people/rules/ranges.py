"""Where to look for what somebody typed: ranges of keys, the likeliest first.

Each tier is looked at only when the ones before it found too few.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from khuang.care.people.rules import keys
from khuang.care.people.rules.keys import Hashed, Kind, Range
from khuang.care.people.rules.wanted import Wanted, neighbours, pairs, places_for_a_space, readings, skeletons
from khuang.lib.thai_sounds import skeleton

_BOTH = (Kind.GIVEN_FAMILY, Kind.FAMILY_GIVEN)


@dataclass(frozen=True)
class Tier:
    """Ranges to look at together.

    seconds  when given, only keys whose second name is one of these (`keys.packed_half`) count
    most     rows taken from each range
    """

    ranges: tuple[Range, ...]
    seconds: frozenset[int] = frozenset()
    most: int = 200


def tiers(wanted: Wanted, hashed: Hashed, *, with_numbers: bool) -> Iterator[Tier]:
    """Give where to look, the likeliest places first.

    with_numbers  whether phone and ID numbers may be used
    """
    if wanted.number and with_numbers:
        yield Tier(tuple(_number_ranges(wanted.number, hashed)))
    if wanted.words:
        yield from _pair_tiers(wanted, hashed) if len(wanted.words) > 1 else _word_tiers(wanted, hashed)
    elif wanted.house:
        key = keys.house_key(wanted.house, hashed)
        yield Tier(((key, key),), most=1_000)


def _number_ranges(digits: str, hashed: Hashed) -> Iterator[Range]:
    kinds = {4: (Kind.PHONE_END, Kind.ID_END), 13: (Kind.ID,)}.get(len(digits), (Kind.PHONE,))
    for kind in kinds:
        key = keys.number_key(kind, digits, hashed)
        yield key, key


def _word_tiers(wanted: Wanted, hashed: Hashed) -> Iterator[Tier]:
    """One word: any name spelt so, names that sound so or begin so, and names one consonant away."""
    # With a house number or village beside it, many of a name are worth looking at.
    most = 1_000 if wanted.house or wanted.moo else 200
    words = readings(wanted.words[0])
    same = [keys.word_key(word, hashed) for word in words]
    sounds = list(dict.fromkeys(sound for word in words for sound in skeletons(word)))
    alike = [keys.pair_range(kind, sound, "", begins=False) for sound in sounds for kind in _BOTH]
    nicknames = [keys.nickname_range(sound) for sound in sounds]
    yield Tier((*((key, key) for key in same), *alike, *nicknames), most=most)
    # One consonant is how a tenth of all names begin.
    if begun := [sound for sound in sounds if len(sound) > 1 and wanted.is_open]:
        yield Tier(
            tuple(keys.pair_range(kind, sound, "", begins=True) for sound in begun for kind in _BOTH),
            most=most,
        )
    if len(sounds[0] if sounds else "") > 1:
        yield Tier(tuple(_both_names_in(words[0])))
        yield Tier(tuple(_any_second(neighbours(sounds[0]))), most=most // 10)


def _both_names_in(word: str) -> Iterator[Range]:
    """Given and family name typed without a space between, wherever it may have been."""
    for at in places_for_a_space(word):
        one, other = skeleton(word[:at]), skeleton(word[at:])
        if one and other:
            yield keys.pair_range(Kind.GIVEN_FAMILY, one, other, begins=False)


def _pair_tiers(wanted: Wanted, hashed: Hashed) -> Iterator[Tier]:
    """Two words or more: both names, then one of them a consonant away, then both, then one alone."""
    sounds = _pairs_of_sounds(wanted)
    yield Tier(
        tuple(keys.pair_range(kind, one, other, begins=False) for one, other in sounds for kind in _BOTH)
    )
    first, second = sounds[0] if sounds else ("", "")
    near, far = neighbours(first), neighbours(second)
    yield Tier(tuple(_one_away(first, second, near, far)), most=50)
    yield Tier(tuple(_begins_alike(sounds)), most=300)
    yield Tier(tuple(_any_second(far)), frozenset(map(keys.packed_half, near)), most=2_000)
    yield Tier(tuple((key, key) for word in wanted.words for key in [keys.word_key(word, hashed)]), most=100)
    yield Tier(tuple(_any_second({one for one, _ in sounds})), most=100)


def _one_away(first: str, second: str, near: set[str], far: set[str]) -> Iterator[Range]:
    for kind, other_kind in (_BOTH, _BOTH[::-1]):
        for one in near:
            yield keys.pair_range(kind, one, second, begins=False)
        for one in far:
            yield keys.pair_range(other_kind, one, first, begins=False)


def _begins_alike(sounds: list[tuple[str, str]]) -> Iterator[Range]:
    """One name as it sounds, and of the other only how it begins."""
    for one, other in dict.fromkeys((one, other[:1]) for one, other in sounds):
        for kind in _BOTH:
            yield keys.pair_range(kind, one, other, begins=False)


def _any_second(firsts: set[str]) -> Iterator[Range]:
    for one in firsts:
        for kind in _BOTH:
            yield keys.pair_range(kind, one, "", begins=False)


def _pairs_of_sounds(wanted: Wanted) -> list[tuple[str, str]]:
    return [
        (one, other)
        for first, second in pairs(wanted.words)
        for reading in readings(first)
        for one in skeletons(reading)
        for other in skeletons(second)
    ]
