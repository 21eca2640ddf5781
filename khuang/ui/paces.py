"""How fast work goes and how long it will take, in words that are no more exact than the guess."""

from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE, _HOUR = 60, 3600


def pace(rate: float | None) -> str:
    """Say how many are done in a second, or in a minute when that is few; "" when unknown."""
    if rate is None:
        return ""
    if rate >= 1:
        return _("%(count)s in a second") % {"count": f"{rate:.0f}"}
    return _("%(count)s in a minute") % {"count": f"{rate * _MINUTE:.0f}"}


def time_left(seconds: float | None) -> str:
    """Say how long the rest will take; "" when unknown."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("less than a minute left")
    if seconds < _HOUR:
        minutes = ceil(seconds / _MINUTE)
        return ngettext("about a minute left", "about %(count)s minutes left", minutes) % {"count": minutes}
    hours = ceil(seconds / _HOUR)
    return ngettext("about an hour left", "about %(count)s hours left", hours) % {"count": hours}
