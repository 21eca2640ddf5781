"""What LINE says of our account: the month's messages, the clock, whether the token still holds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import client, reading
from khuang.ground.messaging.models import ChannelAccount, Message
from khuang.ground.municipalities.context import within

TOKEN, UNREACHABLE = "token-refused", "unreachable"  # noqa: S105 (codes of problems)
FRESH = timedelta(hours=1)
KEPT_BACK = 30  # messages of a month for what is urgent, unless the municipality says another number


def look(municipality_id: UUID, clock: Callable[[], datetime] = timezone.now) -> None:
    """Ask LINE for quota and consumption and keep the answer; a problem is kept in their place."""
    with within(municipality_id):
        account = reads.account_of(reading.LINE)
    if account is None or not account.is_on:
        return
    line, at = client.of(account), clock()
    try:
        quota = line.quota()
    except client.TokenRefused:
        note_problem(account, TOKEN, at=at)
    except client.LineTrouble:
        note_problem(account, UNREACHABLE, at=at)
    else:
        note_quota(account, quota, ahead_s=line.ahead_s, at=at)


def may_push(account: ChannelAccount, *, at: datetime) -> bool:
    """Say whether a message that is not urgent may be pushed: above what is kept back for urgent ones.

    What LINE said last counts, and what we pushed since; without a word of LINE nothing is pushed.
    """
    status = _fresh_status(account, at)
    if "quota_at" not in status:
        return False
    if status["limit"] is None:
        return True
    left = status["limit"] - status["used"] - _pushed_since(account, status)
    return left > _kept_back(account)


def status(account: ChannelAccount) -> list[str]:
    """Say in sentences what LINE said last."""
    told = account.status
    said = [_PROBLEMS[told["problem"]]()] if told.get("problem") in _PROBLEMS else []
    if standin := account.settings.get("api"):
        said.append(_("This is not LINE but a stand-in, for trying: %(address)s") % {"address": standin})
    if "quota_at" in told:
        said.append(_sentence(told))
    return said


def note_quota(account: ChannelAccount, quota: client.Quota, *, ahead_s: float | None, at: datetime) -> None:
    """Keep what LINE said of the month."""
    new = {"limit": quota.limit, "used": quota.used, "quota_at": at.isoformat(), "problem": ""}
    if ahead_s is not None:
        new["ahead_s"] = round(ahead_s)
    _note(account, new, at)


def note_name(account: ChannelAccount, basic_id: str) -> None:
    """Keep the name by which people find us in LINE, with its @; cards with a code show it."""
    with within(account.municipality_id):
        fresh = ChannelAccount.objects.select_for_update().get(pk=account.pk)
        fresh.status = account.status = fresh.status | {"basic_id": basic_id}
        fresh.save(update_fields=["status"])


def note_problem(account: ChannelAccount, problem: str, *, at: datetime) -> None:
    """Keep what is wrong, so that the desk sees it. Journal: messaging.channel-trouble, when it is new."""
    _note(account, {"problem": problem}, at)


def _note(account: ChannelAccount, new: dict[str, Any], at: datetime) -> None:
    with within(account.municipality_id):
        fresh = ChannelAccount.objects.select_for_update().get(pk=account.pk)
        before = fresh.status.get("problem", "")
        fresh.status = account.status = fresh.status | new | {"looked_at": at.isoformat()}
        fresh.save(update_fields=["status"])
        if before != new["problem"]:
            event = "messaging.channel-trouble" if new["problem"] else "messaging.channel-well"
            journal.write(event, by=journal.SYSTEM, about=fresh, at=at, problem=new["problem"] or before)


def _fresh_status(account: ChannelAccount, at: datetime) -> dict[str, Any]:
    told = parse_datetime(account.status.get("quota_at", ""))
    if told is None or at - told > FRESH:
        look(account.municipality_id, lambda: at)
        with within(account.municipality_id):
            account.refresh_from_db(fields=["status"])
    return dict(account.status)


def _pushed_since(account: ChannelAccount, status: dict[str, Any]) -> int:
    with within(account.municipality_id):
        pushed = Message.objects.filter(channel=reading.LINE, sent_at__gte=parse_datetime(status["quota_at"]))
        return pushed.aggregate(units=Sum("units"))["units"] or 0


def _kept_back(account: ChannelAccount) -> int:
    said = str(account.settings.get("kept_back", ""))
    return int(said) if said.isdecimal() else KEPT_BACK


def _sentence(told: dict[str, Any]) -> str:
    if told["limit"] is None:
        return _("%(used)d messages were pushed this month; there is no limit.") % told
    return _("%(used)d of %(limit)d messages of this month were pushed.") % told


_PROBLEMS = {
    TOKEN: lambda: _("LINE does not accept the access token any more. Make a new one and type it here."),
    UNREACHABLE: lambda: _("LINE does not answer. It is asked again every hour."),
}
