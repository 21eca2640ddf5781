"""Build the demo municipality through the apps' own actions, going on where an earlier build stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from khuang.care.people.models import Household
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places import actions as places
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.actions.receiving import Parcel
from khuang.ground.surveys.models import Device, FormVersion, Submission
from khuang.site import forms
from khuang.site.demo import cast, filling
from khuang.site.demo.homes import DATA
from khuang.site.demo.letters import Letter, bedridden_first, letters
from khuang.site.demo.population import SEED, Family, make_families

SLUG = "wiang-kham-la"
BUILT = "demo.built"
# The demo begins this long before it is built, so that its surveys lie behind it.
BEGAN = timedelta(days=365)
IN_ONE_GO = 100  # submissions in one transaction
HOMES_PER_VOLUNTEER = 5

Tell = Callable[[int, int], None]  # done, of


@dataclass(frozen=True)
class Demo:
    """The demo as it stands."""

    municipality: Municipality
    was_there: bool


def build(tell: Tell = lambda done, of: None) -> Demo:
    """Build what is missing of the demo. A killed build goes on where it stopped; a finished one stays."""
    municipality = _municipality()
    began = _began(municipality)
    if began is None:
        return Demo(municipality, was_there=True)
    until = began + BEGAN
    with within(municipality):
        phones = _prepare(began)
    families = make_families(timezone.localdate(until))
    written = letters(families, until, SEED)
    _send(municipality, written, phones, tell)
    with within(municipality):
        _assign_homes(families, until)
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
    with within(municipality):
        if Entry.objects.filter(event=BUILT).exists():
            return None
        first = Entry.objects.order_by("seq").first()
    today = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    return first.at if first else today - BEGAN


def _prepare(at: datetime) -> dict[int, Device]:
    """Lay the ground: villages, roads, accounts, phones, forms."""
    places.load_villages((DATA / "villages.geojson").read_bytes(), by=SYSTEM, at=at)
    places.load_lines((DATA / "lines.geojson").read_bytes(), by=SYSTEM, at=at)
    staff = cast.hire(at)
    for xlsx in forms.shipped().values():
        version = surveys.upload_form(xlsx, by=SYSTEM, at=at)
        if version.state == FormVersion.State.DRAFT:
            surveys.publish(version, by=SYSTEM, at=at)
    return cast.phones(staff, at)


def _send(municipality: Municipality, written: list[Letter], phones: dict[int, Device], tell: Tell) -> None:
    """Send every survey that has not been received yet, some together in one transaction."""
    with within(municipality):
        received = set(Submission.objects.values_list("instance_id", flat=True))
        blanks = _blanks()
    missing = [letter for letter in written if f"uuid:{letter.instance_id}" not in received]
    done = len(written) - len(missing)
    for some in _in_goes(missing):
        with within(municipality):
            for letter in some:
                _receive(letter, blanks[letter.form], phones[letter.village])
        done += len(some)
        tell(done, len(written))


def _in_goes(missing: list[Letter]) -> Iterator[list[Letter]]:
    for start in range(0, len(missing), IN_ONE_GO):
        yield missing[start : start + IN_ONE_GO]


def _blanks() -> dict[str, filling.Blank]:
    """Read the published forms by their short names."""
    published = FormVersion.objects.filter(state=FormVersion.State.PUBLISHED).select_related("form")
    by_hash = {bytes(version.xlsx): bytes(version.xform) for version in published}
    return {name: filling.blank(by_hash[xlsx]) for name, xlsx in forms.shipped().items()}


def _receive(letter: Letter, form: filling.Blank, phone: Device) -> None:
    ended = letter.at - timedelta(minutes=5)
    xml = filling.filled(
        form,
        letter.said,
        f"uuid:{letter.instance_id}",
        (ended - timedelta(minutes=20)).isoformat(timespec="milliseconds"),
        ended.isoformat(timespec="milliseconds"),
    )
    surveys.receive(Parcel(xml, letter.arrived(), user_agent="demo"), by=phone, at=letter.at)


def _assign_homes(families: list[Family], at: datetime) -> None:
    """Give each volunteer the homes in one village that need care most."""
    homes = dict(Household.objects.values_list("pk", "dwelling_id"))
    in_need = [homes[family.id] for family in bedridden_first(families)]
    staff = cast.hire(at)
    for number, member in enumerate(cast.VOLUNTEERS):
        some = in_need[number * HOMES_PER_VOLUNTEER : (number + 1) * HOMES_PER_VOLUNTEER]
        accounts.assign_homes(cast.role_of(staff[member.username]), some, by=SYSTEM, at=at)
