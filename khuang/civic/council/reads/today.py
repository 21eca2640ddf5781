"""What of councils waits for an account, for the page of the day."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.council.models import Resolution, Round
from khuang.civic.council.reads.councils import rounds, seats_of
from khuang.civic.council.reads.scrutiny import progress
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def for_today(account: Any, *, at: datetime) -> list[Waiting]:
    """Give what waits: items to score; rounds to rank and resolutions to forward for who runs a council."""
    found = []
    if may(account, "council.scrutinise"):
        found.append((_("Items to scrutinise"), "council:mine", _unscored(account, at), "wait"))
    if may(account, "council.run"):
        over = Round.objects.filter(state="open", closes_at__lte=at)
        adopted = Resolution.objects.filter(forwarded_at=None).exclude(outcome="declined")
        found += [
            (_("Rounds to rank: their time is over"), "council:councils", over.count(), "wait"),
            (_("Resolutions to forward to the municipality"), "council:councils", adopted.count(), "wait"),
        ]
    return found


def _unscored(account: Any, at: datetime) -> int:
    return sum(
        len(progress(one, seat).to_do)
        for seat in seats_of(account, at=at)
        for one in rounds(seat.council).filter(state="open", closes_at__gt=at)
    )
