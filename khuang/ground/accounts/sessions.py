"""What a session knows of how its holder came in."""

import datetime

FACTOR_AT = "factor-at"


def note_factor(session, *, at):
    """Note that the second factor was given in this session."""
    session[FACTOR_AT] = at.isoformat()


def factor_at(session):
    """Return when the second factor was last given in this session, or None."""
    noted = session.get(FACTOR_AT)
    return datetime.datetime.fromisoformat(noted) if noted else None
