"""The demo's check-ins: sixty elders who tap, how the last four weeks went, and two who are silent today.

Who taps is agreed with and heard of through the actions; the quiet days in between, which nobody
ever looked at, are written at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import QuerySet
from django.utils import timezone

from khuang.care.correspondence.actions.linking import link_by_hand
from khuang.care.people.models import Person, here
from khuang.care.wellbeing import actions
from khuang.care.wellbeing.actions.agreements import Agreed
from khuang.care.wellbeing.actions.pauses import Paused
from khuang.care.wellbeing.actions.silences import fall_silent
from khuang.care.wellbeing.models import CheckIn, Sign
from khuang.care.wellbeing.reads.reach import who_tap
from khuang.ground.accounts.models import Account
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact

PEOPLE, DAILY, SILENT = 60, 12, 2
BACK = timedelta(days=28)
_DAY = timedelta(days=1)
# Somebody is in hospital, somebody stays with family; both are not silent.
PAUSES = (("hospital", None, "เข้ารักษาที่โรงพยาบาล รอแพทย์นัด"), ("family", 5 * _DAY, "ไปอยู่กับลูกที่เชียงใหม่"))


def tell_wellbeing(staff: Mapping[str, Account], until: datetime) -> None:
    """Agree with elders four weeks ago, write how it went, and notice today's silence."""
    rng = Random(17)  # noqa: S311 - the demo is the same each time
    mali = staff["mali"]
    elders = list(_elders()[:PEOPLE])
    _link(elders, mali, until - BACK)
    agreed = [
        _agreed(person, is_daily=number < DAILY, by=mali, until=until) for number, person in enumerate(elders)
    ]
    Sign.objects.bulk_create(_quiet_days(agreed, rng, until))
    for held in agreed[DAILY + 2 : DAILY + 8]:
        _once_silent(held, timezone.localdate(until) - 7 * _DAY)
    for held, (kind, length, words) in zip(agreed[SILENT : SILENT + 2], PAUSES, strict=False):
        first = timezone.localdate(until) - 2 * _DAY
        last = timezone.localdate(until) + length if length else None
        actions.pause(held.person, Paused(kind, first, last, words), by=mali, at=until - 2 * _DAY)
    actions.notice_silence(until)


def _elders() -> QuerySet[Person]:
    """Give who live here in a home, the oldest first."""
    known = Person.objects.filter(here(), level=Person.Level.TEAM, born_on__isnull=False)
    return known.exclude(household=None).order_by("born_on", "pk")


def _link(people: list[Person], mali: Account, at: datetime) -> None:
    """Give each who has no LINE yet an invented address, agreed to."""
    known = who_tap([one.pk for one in people])
    for number, person in enumerate(one for one in people if one.pk not in known):
        address = f"U{0x5EED0000 + number:032x}"
        contact = Contact.objects.create(
            channel="line",
            address=address,
            address_hash=messaging.address_hash("line", address),
            state=Contact.State.AGREED,
            since=at,
            agreed_at=at,
        )
        link_by_hand(contact, person, by=mali, at=at)


def _agreed(person: Person, *, is_daily: bool, by: Account, until: datetime) -> CheckIn:
    """Agree on every day, or on the weekday of the demo's day and one more."""
    today = timezone.localdate(until).weekday()
    weekdays = range(7) if is_daily else {today, (today + 4) % 7}
    what = Agreed(tuple(weekdays), time(8), "visit", words="โทรได้หลังแปดโมง" if is_daily else "")
    return actions.agree(person, what, by=by, at=until - BACK)


def _quiet_days(agreed: list[CheckIn], rng: Random, until: datetime) -> Iterator[Sign]:
    """Give a sign of life for each day that was due, but not today's of those who are silent."""
    today = timezone.localdate(until)
    silent = {held.pk for held in agreed[:SILENT]}
    for held in agreed:
        days = (held.since + number * _DAY for number in range((today - held.since).days + 1))
        for day in (one for one in days if one.weekday() in held.weekdays):
            if day == today and held.pk in silent or rng.random() < 0.02:
                continue
            yield _sign(held, day, rng, until)


def _sign(held: CheckIn, day: date, rng: Random, until: datetime) -> Sign:
    how = rng.choices(("tap", "helper", "message"), (90, 6, 4))[0]
    late = rng.random() < 0.05 and day < timezone.localdate(until)
    minutes = rng.randint(30, 90) if late else -rng.randint(1, 110)
    midnight = timezone.make_aware(datetime.combine(day, held.hour))
    at = midnight + timedelta(minutes=minutes)
    return Sign(person_id=held.person_id, day=day, how=how, first_at=at, last_at=at, noted_at=at)


def _once_silent(held: CheckIn, day: date) -> None:
    """Let somebody have been silent last week and answer the call; the sign of that day goes."""
    if day.weekday() not in held.weekdays:
        return
    Sign.objects.filter(person=held.person_id, day=day).delete()
    at = timezone.make_aware(datetime.combine(day, held.hour))
    fall_silent(held, day, at=at + timedelta(minutes=1))
    actions.hear(
        held.person, "call", sent=at + timedelta(minutes=25), source_id=None, at=at + timedelta(minutes=25)
    )
