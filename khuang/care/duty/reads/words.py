"""Codes of duty in words."""

from django.utils.translation import gettext as _

from khuang.care.cases.models import Alert
from khuang.care.duty.rules.ladder import STRAY


def kind_words(kind: str) -> str:
    """Name a kind of alert, the call of somebody unknown among them."""
    return _("call of somebody unknown") if kind == STRAY else str(Alert.Kind(kind).label)


def why_not_words(because: str) -> str:
    """Say why somebody was not told by a way."""
    return {
        "nobody": _("Nobody to tell on this rung."),
        "not-linked": _("LINE is not linked."),
        "no-phone": _("No telephone number is known."),
        "fault": _("The message could not be made."),
        "away": _("away today"),
        "unreachable": _("no telephone and no LINE"),
    }.get(because, because)
