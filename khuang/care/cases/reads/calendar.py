"""An account's calendar as iCalendar (RFC 5545): what is due and when, naming nobody."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from khuang.care.cases.calendars import Entry, plugged
from khuang.care.cases.models import CalendarFeed, Case, Conference, PlanStep
from khuang.care.cases.reads.lists import visible
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may

# A zone by name: a fixed offset would be written as TZID="UTC+07:00" with no VTIMEZONE beside it.
HERE = ZoneInfo("Asia/Bangkok")
BACK, AHEAD = timedelta(days=31), timedelta(days=183)


def token_hash(secret: str) -> bytes:
    """Hash a secret of a calendar's address; it is long and random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def feed_of(account: Account) -> CalendarFeed | None:
    """Give the calendar address that an account has now."""
    return CalendarFeed.objects.filter(account=account, revoked_at=None).first()


def holder(secret: str) -> Account | None:
    """Give the account whose calendar this secret opens; nobody once it is revoked or the account ended."""
    feeds = CalendarFeed.objects.filter(token_hash=token_hash(secret), revoked_at=None)
    feed = feeds.select_related("account").first()
    return feed.account if feed and feed.account.is_active and may(feed.account, "cases.view") else None


def calendar(account: Account, *, at: datetime) -> bytes:
    """Write an account's calendar, from a month ago to half a year ahead."""
    on = at.astimezone(HERE).date()
    made = Calendar()
    made.add("prodid", "-//Khuang//Cases//TH")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Khuang: cases"))
    made.add("refresh-interval;value=duration", "PT6H")
    for entry in entries(account, on - BACK, on + AHEAD):
        made.add_component(_event(entry, at))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def entries(account: Account, first: date, last: date) -> Iterator[Entry]:
    """Give the entries of days from `first` to `last`, of this app and of those that are plugged in."""
    mine = visible(account).filter(closed_at=None)
    yield from _reviews(mine.filter(lead=account, review_on__range=(first, last)))
    steps = PlanStep.objects.filter(case__in=mine.values("pk"), owner=account, state="to-do")
    yield from _steps(steps.filter(due_on__range=(first, last)))
    yield from _conferences(account, first, last)
    for source in plugged():
        yield from source(account, first, last)


def _reviews(cases: Any) -> Iterator[Entry]:
    for case in cases.select_related("person__village").order_by("review_on", "pk"):
        yield Entry(
            f"review-{case.pk}",
            _("Look at the case again"),
            case.number,
            case.review_on,
            village=_village(case),
        )


def _steps(steps: Any) -> Iterator[Entry]:
    for step in steps.select_related("case__person__village").order_by("due_on", "pk"):
        yield Entry(
            f"step-{step.pk}", _("Step due"), step.case.number, step.due_on, village=_village(step.case)
        )


def _conferences(account: Account, first: date, last: date) -> Iterator[Entry]:
    cases = visible(account).filter(closed_at=None)
    rows = Conference.objects.filter(
        case__in=cases.values("pk"), state="planned", begins_at__date__range=(first, last)
    )
    theirs = rows.filter(participants__account=account) | rows.filter(case__lead=account)
    for one in theirs.distinct().select_related("case__person__village").order_by("begins_at", "pk"):
        yield Entry(
            f"conference-{one.pk}",
            _("Case conference"),
            one.case.number,
            one.begins_at,
            village=_village(one.case),
        )


def _village(case: Case) -> str:
    return str(case.person.village or "")


def _event(entry: Entry, at: datetime) -> Event:
    made = Event()
    made.add("uid", f"{entry.key}@khuang")
    made.add("dtstamp", at)
    made.add("summary", f"{entry.what} {entry.number}")
    if isinstance(entry.begins, datetime):
        begins = entry.begins.astimezone(HERE)
        made.add("dtstart", begins)
        made.add("dtend", begins + timedelta(minutes=entry.minutes))
    else:
        made.add("dtstart", entry.begins)
    if entry.village:
        made.add("location", entry.village)
    made.add("class", "PRIVATE")
    return made
