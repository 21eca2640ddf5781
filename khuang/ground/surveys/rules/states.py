"""How a form version may move, and what a version means for a submission that uses it."""

from datetime import datetime, timedelta

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
MOVES = {DRAFT: {PUBLISHED}, PUBLISHED: {RETIRED}, RETIRED: {PUBLISHED}}

# How long a retired version still comes in without a question: phones may lie in a drawer.
PATIENCE = timedelta(days=90)


def may_move(state: str, to: str) -> bool:
    """Say whether a version in `state` may become `to`."""
    return to in MOVES[state]


def why_quarantined(state: str | None, retired_at: datetime | None, at: datetime) -> str:
    """Say why a submission of such a version is set aside, or "" when it is taken in.

    state   None when the version is not known here
    """
    if state is None or state == DRAFT:
        return "unknown-version"
    if retired_at is not None and retired_at + PATIENCE < at:
        return "late-version"
    return ""
