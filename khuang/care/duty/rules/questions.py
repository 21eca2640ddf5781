"""What is asked of somebody who called for help: for whom, what kind, where. Silence means yes, help."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "questions.toml"
WHOM, WHAT, PLACE, NOTHING = "whom", "what", "place", ""
KIND, FOR, HOME, HERE, MISTAKE = "help-kind-", "help-for-", "help-home", "help-place", "mistake"
KINDS = ("fall", "medicine", "utilities", "other")
EVERYBODY = "all"
# A LINE message shows six buttons, and one of them says: all.
MOST_PEOPLE = 5
# Verbs have no digits.
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Patience:
    """answer_minutes: how long an answer may take; again_minutes: when a call is a new one."""

    answer_minutes: int
    again_minutes: int
    source: str
    source_th: str
    effective: date
    confirmed: bool


@cache
def patience() -> Patience:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return Patience(**tomllib.load(file))


def answer_by(at: datetime) -> datetime:
    """Say until when a question that is asked now waits."""
    return at + timedelta(minutes=patience().answer_minutes)


def joins(acknowledged_at: datetime | None, at: datetime) -> bool:
    """Say whether a call belongs to an open alert: nobody looks yet, or somebody began to only just now."""
    return acknowledged_at is None or at - acknowledged_at < timedelta(minutes=patience().again_minutes)


def next_question(question: str, people: int) -> str:
    """Give the question that follows one; the first is for whom, when there are several."""
    if question == NOTHING:
        return WHOM if people > 1 else WHAT
    return {WHOM: WHAT, WHAT: PLACE, PLACE: NOTHING}[question]


def meant(verb: str, people: int) -> set[int] | None:
    """Read from a verb which of several people are meant, by number from 0; None when it does not say."""
    said = verb.removeprefix(FOR)
    if said == EVERYBODY:
        return set(range(people))
    letters = LETTERS[:people]
    return {letters.index(said)} if len(said) == 1 and said in letters else None
