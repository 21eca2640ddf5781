"""What proves that somebody is really there, and for how long; plain Python."""

from datetime import datetime, timedelta

FRESH_FOR = timedelta(minutes=10)


class InvitationGone(Exception):
    """The invitation was used, is older than three days, or its account was ended."""


def is_fresh(factor_at: datetime | None, at: datetime) -> bool:
    """Say whether the second factor that was given at `factor_at` still counts as just given."""
    return factor_at is not None and timedelta(0) <= at - factor_at < FRESH_FOR
