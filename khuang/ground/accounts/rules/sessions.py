"""How long somebody stays signed in, and what their browser is called in a list; plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOUCH = timedelta(minutes=1)  # How exactly it is known when a session was last used.


@dataclass(frozen=True)
class Lifetime:
    """How long a session lives.

    idle      without being used
    absolute  at most, however much it is used
    """

    idle: timedelta
    absolute: timedelta

    def ends(self, began_at: datetime, seen_at: datetime) -> datetime:
        """Return when a session ends if it is not used again."""
        return min(seen_at + self.idle, began_at + self.absolute)


OFFICE = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
# On a phone in a volunteer's own pocket; it shows only the homes assigned to them.
PHONE = Lifetime(idle=timedelta(hours=12), absolute=timedelta(days=7))
# Before anybody is signed in: on the way through the pages of signing in.
STRANGER = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=1))

_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
# The particular before the general: most browsers also call themselves Safari or Chrome.
_BROWSERS = (
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """Return a coarse name such as "Android, Chrome"; empty when nothing is recognised."""
    names = [
        next((name for mark, name in marks if mark in user_agent), "") for marks in (_SYSTEMS, _BROWSERS)
    ]
    return ", ".join(filter(None, names))
