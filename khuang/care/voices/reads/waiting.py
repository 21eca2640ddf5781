"""What of reports and issues waits for an account, for the page of the day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuang.care.voices.reads import issues
from khuang.care.voices.reads.reports import reports
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def waiting(account: Any, *, on: date) -> list[Waiting]:
    """Give what waits: reports without an answer, people to be told, issues to check, news to pass on."""
    if not may(account, "voices.reports"):
        return []
    return [
        (_("Reports without an answer, overdue"), "voices:reports", _count(account, "overdue", on), "bad"),
        (_("Reports that I answer"), "voices:reports", _count(account, "mine", on), "wait"),
        (_("Issues for the forum to check"), "voices:issues", issues.waiting(account).count(), "wait"),
        (
            _("Projects finished: ask who raised them"),
            "voices:issues",
            issues.to_ask(account).count(),
            "wait",
        ),
        (_("News for who raised an issue"), "voices:issues", issues.to_tell(account).count(), "wait"),
    ]


def _count(account: Any, name: str, on: date) -> int:
    return reports(account, name, on=on).count()
