"""Why people's data may be taken out as a file, and how often."""

from khuang.care.people.rules.problems import gettext_noop

# Code of a reason -> its words. The reason in their own words is asked as well.
REASONS = {
    "visit": gettext_noop("Visits, on paper"),
    "help": gettext_noop("Hand out help or goods"),
    "partner": gettext_noop("Hand over to a hospital, ministry or partner"),
    "report": gettext_noop("Report that the law asks for"),
    "check": gettext_noop("Check the registry"),
}
PER_DAY = 10  # files that one account takes out in 24 hours


class TooManyExports(Exception):
    """One account took out as many files today as it may."""
