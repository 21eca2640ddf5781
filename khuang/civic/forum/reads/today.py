"""What of the forum waits for an account, for the page of the day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.forum.reads.agreements import due, reasons_waiting
from khuang.civic.forum.reads.statements import waiting
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def for_today(account: Any, *, on: date) -> list[Waiting]:
    """Give what waits: statements and reasons to check, agreements that it is time to look at again."""
    found = []
    if may(account, "forum.moderate"):
        count = waiting().count() + reasons_waiting().count()
        found.append((_("Statements to check"), "forum:queue", count, "wait"))
    if may(account, "forum.agreements"):
        found.append((_("Agreements to look at again"), "forum:agreements", due(on).count(), "wait"))
    return found
