"""Build the demo municipality through the apps' own actions, going on where an earlier build stopped."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from khuang.care.people.models import Household, Person
from khuang.care.risk import reads as risk
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places import actions as places
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.models import FormVersion
from khuang.site import forms, public_figures
from khuang.site.demo import SLUG, cast, story
from khuang.site.demo.homes import DATA
from khuang.site.demo.letters import bedridden_first, letters
from khuang.site.demo.population import SEED, Family, make_families
from khuang.site.demo.sending import Tell, send
from khuang.site.demo.standing import BUILT, is_built

# The demo begins this long before it is built, so that its surveys lie behind it.
BEGAN = timedelta(days=365)
HOMES_PER_VOLUNTEER = 5


@dataclass(frozen=True)
class Demo:
    """The demo as it stands."""

    municipality: Municipality
    was_there: bool


def build(tell: Tell = lambda done, of: None, *, at_most: int | None = None, workers: int = 2) -> Demo:
    """Build what is missing of the demo. A killed build goes on where it stopped; a finished one stays.

    tell      is told how many surveys are in, of how many
    at_most   send only so many surveys, the first ones
    workers   processes that send them; with 1, this one does
    """
    municipality = _municipality()
    began = _began(municipality)
    if began is None:
        return Demo(municipality, was_there=True)
    until = began + BEGAN
    with within(municipality):
        _prepare(began)
    families = make_families(timezone.localdate(until))
    written = letters(families, until, SEED)[:at_most]
    send(municipality, written, tell, workers)
    with within(municipality):
        _assign_homes(families, until)
        _assign_follow_ups(until)
        story.tell(cast.hire(until), until)
        public_figures.publish(at=until)
        journal.write(BUILT, by=SYSTEM, about=municipality, at=until, submissions=len(written))
    return Demo(municipality, was_there=False)


def _municipality() -> Municipality:
    names = {"name": "เทศบาลตำบลเวียงคำหล้า (สาธิต)", "name_en": "Wiang Kham La (demo)"}
    # No district of Thailand has a sub-district 99: nobody's code.
    where = {"code": "529901", "district": "เวียงคำหล้า", "province": "ลำปาง", "is_demo": True}
    return Municipality.objects.get_or_create(slug=SLUG, defaults=names | where)[0]


def _began(municipality: Municipality) -> datetime | None:
    """Give the day on which this demo's story begins, or None when it is told to the end.

    The first line of the journal keeps it: a build that goes on must draw the same people.
    """
    if is_built(municipality):
        return None
    with within(municipality):
        first = Entry.objects.order_by("seq").first()
    # Nine in the morning, and never later than now: what begins in the future does not hold yet.
    morning = (timezone.localtime() - timedelta(hours=9)).replace(hour=9, minute=0, second=0, microsecond=0)
    return first.at if first else morning - BEGAN


def _prepare(at: datetime) -> None:
    """Lay the ground: villages, roads, accounts, phones, forms."""
    places.load_villages((DATA / "villages.geojson").read_bytes(), by=SYSTEM, at=at)
    places.load_lines((DATA / "lines.geojson").read_bytes(), by=SYSTEM, at=at)
    staff = cast.hire(at)
    for xlsx in forms.shipped().values():
        version = surveys.upload_form(xlsx, by=SYSTEM, at=at)
        if version.state == FormVersion.State.DRAFT:
            surveys.publish(version, by=SYSTEM, at=at)
    cast.phones(staff, at)


def _assign_homes(families: list[Family], at: datetime) -> None:
    """Give each volunteer the homes in one village that need care most."""
    homes = dict(Household.objects.values_list("pk", "dwelling_id"))
    in_need = [homes[family.id] for family in bedridden_first(families) if family.id in homes]
    staff = cast.hire(at)
    for number, member in enumerate(cast.VOLUNTEERS):
        some = in_need[number * HOMES_PER_VOLUNTEER : (number + 1) * HOMES_PER_VOLUNTEER]
        accounts.assign_homes(cast.role_of(staff[member.username]), some, by=SYSTEM, at=at)


def _assign_follow_ups(at: datetime) -> None:
    """Give each researcher the homes of their village where somebody is of class high.

    A phone lists the homes that are assigned and no others.
    """
    staff = cast.hire(at)
    for member in cast.RESEARCHERS:
        there = risk.of_level(Person.objects.filter(village__moo=member.village), "high").order_by("pk")
        role = accounts.give_role(staff[member.username], member.role, held_at="homes", by=SYSTEM, at=at)
        accounts.assign_homes(role, there.values_list("dwelling_id", flat=True), by=SYSTEM, at=at)
