"""What is on: hearings, meetings of councils, phases of the forum, elections; as rows and as iCalendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from khuang.civic.ballots.models import Election
from khuang.civic.council.models import Meeting
from khuang.civic.forum.models import Phase
from khuang.civic.hearings import reads as hearings
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

HERE = ZoneInfo("Asia/Bangkok")
BACK, AHEAD = timedelta(days=31), timedelta(days=366)
# How long a meeting takes, where nobody says it.
MEETING = timedelta(hours=3)


@dataclass(frozen=True)
class Happening:
    """One thing that anyone may come to or take part in.

    key         never changes, so that a calendar brings it up to date
    start, end  times; or days, the last one counted
    address     of its public page
    """

    key: str
    what: str
    title: str
    start: datetime | date
    end: datetime | date
    place: str
    address: str

    @property
    def day(self) -> date:
        """The first day of it."""
        return _day(self.start)

    @property
    def last_day(self) -> date:
        """The last day of it."""
        return _day(self.end)


def happenings(municipality: Municipality, *, at: datetime) -> list[Happening]:
    """Give what is on from a month ago to a year ahead, in the order of time."""
    today = at.astimezone(HERE).date()
    with within(municipality):
        found = list(_all(municipality.slug))
    kept = [one for one in found if today - BACK <= one.last_day and one.day <= today + AHEAD]
    return sorted(kept, key=lambda one: (one.day, one.key))


def to_come(found: list[Happening], *, at: datetime) -> list[Happening]:
    """Give of these what is not over yet."""
    today = at.astimezone(HERE).date()
    return [one for one in found if one.last_day >= today]


def as_ical(municipality: Municipality, *, site: str, at: datetime) -> bytes:
    """Write the public calendar (RFC 5545).

    site  what stands before the addresses, such as https://khuang.example
    """
    made = Calendar()
    made.add("prodid", "-//Khuang//Court//TH")
    made.add("version", "2.0")
    made.add("x-wr-calname", str(municipality))
    made.add("refresh-interval;value=duration", "PT6H")
    for one in happenings(municipality, at=at):
        made.add_component(_event(one, site, at))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _all(slug: str) -> Iterator[Happening]:
    for one in hearings.calendar():
        address = reverse(one.url_name, args=(slug, *one.url_args))
        yield Happening(f"hearing-{one.id}", _("Hearing"), one.title, one.start, one.end, one.place, address)
    for meeting in Meeting.objects.exclude(state="cancelled").select_related("council"):
        begins = meeting.begins_at
        address = reverse("portal:council-meeting", args=(slug, meeting.pk))
        yield Happening(
            f"meeting-{meeting.pk}",
            _("Meeting"),
            f"{meeting.council} {meeting}",
            begins,
            begins + MEETING,
            meeting.place,
            address,
        )
    for phase in Phase.objects.filter(topic__closed_at=None).select_related("topic"):
        address = reverse("portal:topic", args=(slug, phase.topic_id))
        title = f"{phase.topic.title}: {phase.get_kind_display()}"
        yield Happening(f"phase-{phase.pk}", _("Forum"), title, phase.begins_on, phase.ends_on, "", address)
    for election in Election.objects.filter(state="open", opened_at__isnull=False):
        address = reverse("portal:election", args=(slug, election.pk))
        first = election.opened_at.astimezone(HERE).date()
        last = election.closes_at.astimezone(HERE).date()
        yield Happening(f"election-{election.pk}", _("Election"), election.title, first, last, "", address)


def _day(moment: datetime | date) -> date:
    return moment.astimezone(HERE).date() if isinstance(moment, datetime) else moment


def _event(one: Happening, site: str, at: datetime) -> Event:
    made = Event()
    made.add("uid", f"{one.key}@khuang")
    made.add("dtstamp", at)
    made.add("summary", f"{one.what}: {one.title}")
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        made.add("dtstart", one.start.astimezone(HERE))
        made.add("dtend", one.end.astimezone(HERE))
    else:
        made.add("dtstart", one.start)
        made.add("dtend", one.last_day + timedelta(days=1))
    if one.place:
        made.add("location", one.place)
    made.add("url", site + one.address)
    return made
