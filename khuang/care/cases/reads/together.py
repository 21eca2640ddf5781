"""What a case's page, and the desk, show of conferences, referrals and transfers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.cases.models import Case, Conference, Referral
from khuang.care.cases.reads import conferences, referrals
from khuang.ground.accounts.reads import may


@dataclass(frozen=True)
class Together:
    """Everything that others were asked about a case, and whether an account may ask more."""

    conferences: list[Conference]
    referrals: list[Referral]
    on: date
    may_confer: bool
    may_refer: bool


def together(case: Case, account: Any, *, on: date) -> Together:
    """Gather the conferences and referrals of a case for an account."""
    is_open = case.closed_at is None
    return Together(
        conferences=list(conferences.conferences_of(case)),
        referrals=list(referrals.referrals_of(case)),
        on=on,
        may_confer=is_open and may(account, "cases.confer", case),
        may_refer=is_open and may(account, "cases.refer", case),
    )


def waiting(account: Any, *, at: datetime) -> list[tuple[str, str, int, str]]:
    """Give what waits for an account: words, name of the page, how many, kind of tag; nothing waits as 0."""
    tasks = []
    if may(account, "cases.refer"):
        late = referrals.overdue(account, on=timezone.localdate(at)).count()
        tasks.append((_("Referrals without an answer, overdue"), "cases:referrals", late, "bad"))
        refused = referrals.refused_lately(account).count()
        tasks.append((_("Referrals refused: ask somebody else"), "cases:referrals", refused, "wait"))
    if may(account, "cases.view"):
        asked = referrals.asked_of(account).count()
        tasks.append((_("You are asked for help, or to lead a case"), "cases:referrals", asked, "wait"))
    if may(account, "cases.confer"):
        unwritten = conferences.unwritten(account, at=at).count()
        tasks.append((_("Conferences to write down"), "cases:conferences", unwritten, "wait"))
        minutes = conferences.to_approve(account).count()
        tasks.append((_("Minutes to approve"), "cases:conferences", minutes, "wait"))
        unread = conferences.unread(account).count()
        tasks.append((_("Guests wrote about a case"), "cases:conferences", unread, "wait"))
    return tasks
