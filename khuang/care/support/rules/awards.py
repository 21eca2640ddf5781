"""The states of an award, the moves between them, and when a reason must be given.

Nothing is granted or refused by a rule: an officer decides, and may decide otherwise than the
rules say, with a reason.
"""

from datetime import date

from khuang.care.support.rules.benefit_problems import DayNotPossible, ReasonNeeded, WrongAwardState

APPLIED, GRANTED, DECLINED = "applied", "granted", "declined"
STOPPED, WITHDRAWN = "stopped", "withdrawn"
# State -> the states that may follow; "" is before the first.
MOVES = {
    "": (APPLIED, GRANTED),
    APPLIED: (GRANTED, DECLINED, WITHDRAWN),
    GRANTED: (STOPPED,),
}
OPEN = (APPLIED, GRANTED)
# Against the interest of the person: never without a reason.
REASONED = (DECLINED, STOPPED)


def check_move(before: str, after: str) -> None:
    """Raise WrongAwardState unless one state may follow another."""
    if after not in MOVES.get(before, ()):
        raise WrongAwardState


def check_reason(state: str, rules_said: str, reason: str) -> None:
    """Raise ReasonNeeded when a decision wants one: a refusal, an end, or a grant against the rules."""
    against = state == GRANTED and rules_said == "not_eligible"
    if (state in REASONED or against) and not reason.strip():
        raise ReasonNeeded


def check_days(since: date | None, until: date | None, *, state: str) -> None:
    """Raise DayNotPossible when a grant has no beginning, an end no day, or the two are reversed."""
    begins = since is None and state in (GRANTED, STOPPED)
    ends = until is None and state == STOPPED
    reversed_ = since is not None and until is not None and until < since
    if begins or ends or reversed_:
        raise DayNotPossible
