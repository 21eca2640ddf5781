"""When somebody is called, how often, and what follows from a call; plain Python."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "calls.toml"


@dataclass(frozen=True)
class CallRules:
    """due_minutes, again_minutes: urgency -> minutes; tries: so many without an answer, then a visit."""

    tries: int
    due_minutes: dict[str, int]
    again_minutes: dict[str, int]
    source: str
    effective: date
    confirmed: bool


@dataclass(frozen=True)
class Next:
    """What becomes of a call: the state, when to try again, and what the message's channel is told.

    receipt  "" while nothing is settled
    """

    state: str
    again_at: datetime | None = None
    receipt: str = ""
    because: str = ""


@cache
def call_rules() -> CallRules:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return CallRules(**tomllib.load(file))


def due_at(urgency: str, at: datetime) -> datetime:
    """Say when a call is overdue."""
    return at + timedelta(minutes=call_rules().due_minutes[urgency])


def after(result: str, *, urgency: str, unanswered: int, at: datetime, again_at: datetime | None) -> Next:
    """Say what follows a try.

    result      well, needs, urgent, no-answer, wrong-number or later
    unanswered  tries without an answer, this one included
    again_at    when the caller wants to try again, for later
    """
    if result in ("well", "needs", "urgent"):
        return Next("done", receipt="delivered")
    if result == "wrong-number":
        return Next("passed-on", receipt="failed", because="wrong-number")
    if result == "no-answer" and unanswered >= call_rules().tries:
        return Next("passed-on", receipt="failed", because="no-answer")
    pause = timedelta(minutes=call_rules().again_minutes[urgency])
    return Next("open", again_at=again_at or at + pause)
