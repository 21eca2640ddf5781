"""Kinds of volunteers, skills and the undertaking, from a dated file; and what follows from them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "volunteers.toml"
# A skill that ends within so many days is listed, so that a course can be held in time.
SOON = 60


@dataclass(frozen=True)
class Kind:
    """A kind of volunteer: what it is called and how much one of them takes on.

    per_half   most visits in a half-day
    hours      most hours of visits in a month; none: no limit
    confirmed  whether the rule itself was read; else the municipality confirms it
    """

    code: str
    th: str
    en: str
    paid: bool
    per_half: int
    source: str
    source_th: str
    notes_th: str = ""
    notes_en: str = ""
    hours: int | None = None
    since: str = ""
    confirmed: bool = True


@dataclass(frozen=True)
class Skill:
    """Something that is learned; a training of it counts for so many months, or for good."""

    code: str
    th: str
    en: str
    months: int | None = None


@dataclass(frozen=True)
class UndertakingText:
    """One version of the undertaking of secrecy, paragraph by paragraph."""

    version: str
    since: date
    th: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """A language that is spoken here beside Thai, by its code of ISO 639."""

    code: str
    th: str
    en: str


@dataclass(frozen=True)
class Lists:
    """What the file holds."""

    kinds: dict[str, Kind]
    skills: dict[str, Skill]
    languages: dict[str, Language]
    undertakings: tuple[UndertakingText, ...] = field(default=())


@cache
def lists() -> Lists:
    """Read the file."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    texts = (
        UndertakingText(one["version"], date.fromisoformat(one["since"]), tuple(one["th"]), tuple(one["en"]))
        for one in told["undertakings"]
    )
    return Lists(
        kinds={one["code"]: Kind(**one) for one in told["kinds"]},
        skills={one["code"]: Skill(**one) for one in told["skills"]},
        languages={one["code"]: Language(**one) for one in told["languages"]},
        undertakings=tuple(sorted(texts, key=lambda text: text.since)),
    )


def undertaking_on(day: date) -> UndertakingText:
    """Give the text that is in force on a day; before the first one began, the first."""
    texts = lists().undertakings
    begun = [text for text in texts if text.since <= day]
    return begun[-1] if begun else texts[0]


def ends_on(skill: str, held_on: date) -> date | None:
    """Give the day on which a training ends by the list of skills; none when it counts for good."""
    known = lists().skills.get(skill)
    if known is None or known.months is None:
        return None
    years, months = divmod(held_on.month - 1 + known.months, 12)
    # The 28th is in every month.
    return date(held_on.year + years, months + 1, min(held_on.day, 28))


@dataclass(frozen=True)
class Learned:
    """One training: the skill counts from its day, up to but not including the day on which it ends."""

    skill: str
    held_on: date
    expires_on: date | None = None


def skills_on(learned: Iterable[Learned], day: date) -> frozenset[str]:
    """Give the skills that count on a day."""
    return frozenset(one.skill for one in learned if _counts(one, day))


def _counts(one: Learned, day: date) -> bool:
    return one.held_on <= day and (one.expires_on is None or day < one.expires_on)


def last_days(learned: Iterable[Learned]) -> dict[str, date | None]:
    """Give for each skill the day on which its longest training ends; none: never."""
    found: dict[str, date | None] = {}
    for one in learned:
        so_far = found.get(one.skill, one.expires_on)
        never = so_far is None or one.expires_on is None
        found[one.skill] = None if never else max(so_far or date.min, one.expires_on or date.min)
    return found


def years_between(since: date, day: date) -> int:
    """Count the whole years of service from one day to another."""
    return max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; it is translated where it is shown."""
    return sentence


class VolunteerProblem(Exception):
    """Something that cannot be done with a volunteer; `sentence` says it to whoever asked for it."""

    sentence = ""


class HasLeft(VolunteerProblem):
    """They have left."""

    sentence = gettext_noop("This volunteer has left. Choose somebody else.")


class SignedAlready(VolunteerProblem):
    """The text in force is signed."""

    sentence = gettext_noop("The undertaking in force is signed already.")


class PassedAlready(VolunteerProblem):
    """Somebody passed the home meanwhile."""

    sentence = gettext_noop("This home was passed on meanwhile. Look at the list again.")


class NotTheirs(VolunteerProblem):
    """A home cannot be passed to the one who leaves."""

    sentence = gettext_noop("Choose somebody other than the one who leaves.")


class NothingToCertify(VolunteerProblem):
    """No hours and no years yet."""

    sentence = gettext_noop("There are no hours of visits and no whole year yet to certify.")
