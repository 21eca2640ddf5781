"""Change a copy of a policy's document part by part, and say what differs from another one.

A part is named "rule:<id>" (points and floor), "band:<code>" (the cuts of an age band),
"validity" (days per class) or "maximum". Conditions and words are not changed here: they
are what the questions of the forms mean.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from khuang.care.risk.rules.facts import Catalogue
from khuang.care.risk.rules.policies import LEVELS, NONE, Policy, policy

Values = dict[str, Any]
MAXIMUM, VALIDITY = "maximum", "validity"
CUTS = LEVELS[1:]
MOST_POINTS = 1000
MOST_DAYS = 1825  # five years


@dataclass(frozen=True)
class Difference:
    """A part whose values are not the same in two documents."""

    part: str
    before: Values
    after: Values


def parts(document: Mapping[str, Any]) -> Iterator[str]:
    """Name every part that may be changed, in the order of the document."""
    for rule in document["rules"]:
        yield f"rule:{rule['id']}"
    for band in document["bands"]:
        yield f"band:{band['code']}"
    yield VALIDITY
    yield MAXIMUM


def values(document: Mapping[str, Any], part: str) -> Values:
    """What a part says now. Raises KeyError for a part that the document does not have."""
    source = _place(document, part)
    if part.startswith("rule:"):
        return {"points": source.get("points", 0), "floor": source.get("floor", NONE)}
    if part == MAXIMUM:
        return {MAXIMUM: source[MAXIMUM]}
    return {level: source[level] for level in (LEVELS if part == VALIDITY else CUTS)}


def changed(document: Mapping[str, Any], part: str, new: Mapping[str, Any]) -> dict[str, Any]:
    """Give the document with other values in one part."""
    made: dict[str, Any] = deepcopy(dict(document))
    place = _place(made, part)
    place.update(new)
    if part.startswith("rule:"):
        # What adds nothing and sets no floor is kept, so that it can be counted again.
        place["off"] = not new["points"] and new["floor"] == NONE
    return made


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every part that two documents do not share, in the order of the newer one."""
    known = set(parts(before))
    both = [(part, values(before, part), values(after, part)) for part in parts(after) if part in known]
    return [Difference(part, old, new) for part, old, new in both if old != new]


def check(document: Mapping[str, Any], catalogue: Catalogue) -> Policy:
    """Read a document as the one that comes with the system is read. Raises RiskMistake when it is wrong."""
    return policy(document, catalogue)


def named(document: Mapping[str, Any], *, version: str, on: date, title: str, note: str) -> dict[str, Any]:
    """Give a document its own version, day, title and note, as the municipality's own policy."""
    own = {"title": {"th": title, "en": title}, "note": {"th": note, "en": note}}
    return dict(document) | {"version": version, "date": on.isoformat()} | own


def _place(document: Mapping[str, Any], part: str) -> Any:
    kind, _, name = part.partition(":")
    if kind == "rule":
        return _one(document["rules"], "id", name)
    if kind == "band":
        return _one(document["bands"], "code", name)["cuts"]
    if part == VALIDITY:
        return document["validity_days"]
    if part == MAXIMUM:
        return document
    raise KeyError(part)


def _one(sources: list[Any], key: str, name: str) -> Any:
    for source in sources:
        if source[key] == name:
            return source
    raise KeyError(name)
