"""Buakham, who taps; her address on LINE; her carer Boonsri, who goes there in the morning."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

from django.utils import timezone

from conftest import NOW
from khuang.care.visits.models import Availability
from khuang.care.visits.tests.round_town import make_round
from khuang.care.wellbeing import actions
from khuang.care.wellbeing.actions.agreements import Agreed
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging.models import Contact, Message, Route

# NOW is Monday, 10:00 there.
TODAY = timezone.localdate(NOW)
DAILY = Agreed(range(7), time(9), "visit", since=TODAY - timedelta(days=30))


def there(hour, minute=0, *, days=0):
    """Give a moment by the clock of the place, some days after today."""
    day = TODAY + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def make_town(cast):
    """Give the round's town; its first person has LINE and a check-in until 9:00; visits are on Thursday."""
    town = make_round(cast, day=TODAY + timedelta(days=3))
    for half in ("morning", "afternoon"):
        for weekday in range(7):
            Availability.objects.create(
                volunteer=town.volunteer, weekday=weekday, half=half, since=TODAY - timedelta(days=60)
            )
    person = town.people[0]
    contact = make_contact("U1")
    link(person, contact)
    check_in = actions.agree(person, DAILY, by=cast.mali, at=there(8))
    return SimpleNamespace(**vars(town), person=person, contact=contact, check_in=check_in)


def make_contact(address, state="agreed"):
    """Make an address on LINE."""
    return Contact.objects.create(
        channel="line", address=address, address_hash=address.encode(), state=state, since=NOW, agreed_at=NOW
    )


def link(person, contact, *, helper=""):
    """Say that an address is a person's, or a helper's of theirs."""
    return Route.objects.create(
        party_id=person.pk,
        channel="line",
        contact=contact,
        is_helper=bool(helper),
        helper_name=helper or None,
        since=NOW - timedelta(days=60),
    )


def say(contact, at, *, verb="", kind="tap", seen=None):
    """Let an address say something at a moment; `seen` is when it came to us."""
    message = Message.objects.create(
        direction="in", channel="line", contact=contact, kind=kind, verb=verb, state="received", at=at
    )
    journal.write("messaging.received", by=SYSTEM, about=message, at=seen or at, verb=verb, kind=kind)
    return message


def answers():
    """Give the templates of what was answered, in order; also where LINE is off."""
    sent = Message.objects.filter(direction="out").exclude(channel__in=["call", "visit"])
    return list(sent.values_list("template", flat=True))
