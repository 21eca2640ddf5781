"""What proves that somebody is really there, and for how long; plain Python."""

from datetime import datetime, timedelta

FRESH_FOR = timedelta(minutes=10)
HALFWAY_FOR = timedelta(minutes=10)  # Between the password and the second factor.
LINK_LASTS = timedelta(minutes=15)  # Long enough to hand a phone across a table, and no longer.
STEP = 30  # Seconds for which an authenticator app shows a code.


class InvitationGone(Exception):
    """The invitation was used, is older than three days, or its account was ended."""


class LinkGone(Exception):
    """The link for a phone was used, is older than a quarter of an hour, or a newer one was made."""


def is_too_simple(pin: str) -> bool:
    """Say whether six digits are the first that somebody would try: all equal, counting, or in pairs."""
    steps = {(int(two) - int(one)) % 10 for one, two in zip(pin, pin[1:], strict=False)}
    return len(steps) == 1 or len(set(pin)) <= 2 or pin in (pin[:2] * 3, pin[:3] * 2)


def is_fresh(factor_at: datetime | None, at: datetime) -> bool:
    """Say whether the second factor that was given at `factor_at` still counts as just given."""
    return factor_at is not None and timedelta(0) <= at - factor_at < FRESH_FOR
