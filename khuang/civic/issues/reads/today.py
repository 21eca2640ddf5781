"""What of issues waits for an account, for the page of the day."""

from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.issues.reads.issues import waiting
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def for_today(account: Any) -> list[Waiting]:
    """Give what waits: issues that are not published yet."""
    if not may(account, "issues.sort"):
        return []
    return [(_("Issues to publish or refuse"), "issues:issues", waiting().count(), "wait")]
