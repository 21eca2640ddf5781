"""When a person may set a class by hand."""

from datetime import date, timedelta

from khuang.care.risk.rules.problems import RiskMistake

LONGEST = timedelta(days=180)  # then somebody looks again


class OverrideMistake(RiskMistake):
    """A class set by hand without a reason, or for a time that is past or too long."""


def check(reason: str, until: date, on: date) -> None:
    """Raise OverrideMistake when a class may not be set by hand like this."""
    if not reason.strip():
        raise OverrideMistake("a class set by hand needs a reason")
    if not on <= until <= on + LONGEST:
        raise OverrideMistake(f"{until} is past, or more than {LONGEST.days} days away")
