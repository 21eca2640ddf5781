"""What names a person in other people's words, from all that was ever said of them."""

import re
from collections.abc import Iterable, Mapping

from khuang.ground.surveys.rules.redaction import Phrases
from khuang.lib import thai_names

SHORTEST_NAME = 3  # letters; a shorter one stands in too many other words
SHORTEST_NUMBER = 9  # digits
_NUMBERS = ("national_id", "phone")


def telling(said: Iterable[Mapping[str, str]], others: Iterable[str]) -> Phrases:
    """Give what to hide of a person.

    said    registry properties of every change of theirs, as texts
    others  given names of the others in their homes, which stay
    """
    texts = [dict(one) for one in said]
    names = [_name(one) for one in texts]
    given = {name.given for name in names if name.given}
    families = {name.family for name in names if name.family}
    whole = {f"{one}{space}{family}" for one in given for family in families for space in (" ", "  ", "")}
    nicknames = {one.get("nickname", "").strip() for one in texts}
    kept = set(others)
    at_home = {
        word
        for word in given | nicknames
        if len(word) >= SHORTEST_NAME and not any(word in other for other in kept)
    }
    return Phrases(tuple(sorted(whole | _numbers(texts))), tuple(sorted(at_home)))


def _name(said: Mapping[str, str]) -> thai_names.Name:
    if said.get("full_name"):
        return thai_names.read_name(said["full_name"])
    return thai_names.read_name(f"{said.get('given_name', '')} {said.get('family_name', '')}")


def _numbers(texts: Iterable[Mapping[str, str]]) -> set[str]:
    found = set()
    for one in texts:
        for name in _NUMBERS:
            text = one.get(name, "").strip()
            digits = re.sub(r"\D", "", text)
            if len(digits) >= SHORTEST_NUMBER:
                found |= {text, digits, *_spaced(digits)}
    return found


def _spaced(digits: str) -> Iterable[str]:
    """Write an ID number and a phone number as people write them."""
    if len(digits) == 13:
        parts = (digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12])
    else:
        parts = (digits[:3], digits[3:6], digits[6:], "", "")
    for sign in ("-", " "):
        yield sign.join(filter(None, parts))
