"""What of hearings waits for an account, for the page of the day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.hearings.models import HallEntry, Hearing, Minutes
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting

_PAGE = "hearings:hearings"


def for_today(account: Any, *, on: date) -> list[Waiting]:
    """Give what waits: hearings today, entries that do not fit, minutes to write or to confirm."""
    if not may(account, "hearings.hold"):
        return []
    coming = Hearing.objects.filter(state__in=("invited", "open"), begins_at__date=on)
    odd = HallEntry.objects.filter(state=HallEntry.State.WAITING)
    unwritten = Hearing.objects.filter(state=Hearing.State.CLOSED, minutes=None)
    drafts = Minutes.objects.filter(state=Minutes.State.DRAFT).exclude(by_id=account.pk)
    return [
        (_("Hearings today"), _PAGE, coming.count(), "wait"),
        (_("Hearings with something to correct"), _PAGE, odd.values("hearing").distinct().count(), "wait"),
        (_("Minutes of hearings to write"), _PAGE, unwritten.count(), "wait"),
        (_("Minutes of hearings to confirm"), _PAGE, drafts.count(), "wait"),
    ]
