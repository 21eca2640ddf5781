"""A need is followed from a home to a budget line and back, and nobody in public can tell whose it was.

A town is built twice through the product's own actions. The two differ only in which of two homes raised
the issue, in its own words, on another day and hour, and in when a social worker answered it. Everything
that anyone may open is then crawled, and every row of the public wing is read.
"""

import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from conftest import NOW, make_cast, make_municipality, sign_in
from khuang.care.cases import actions as cases
from khuang.care.cases.models import AnswerReview, Need
from khuang.care.people.models import Dwelling, Household, Membership, Person
from khuang.care.voices import actions as voices
from khuang.care.voices.actions import Said
from khuang.care.voices.models import Issue as Voice
from khuang.care.voices.models import RaiserWord
from khuang.civic.council import actions as council
from khuang.civic.council.models import Item
from khuang.civic.council.tests.cast import a_meeting, full_council, held
from khuang.civic.forum import actions as forum
from khuang.civic.forum.tests.cast import a_topic
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads import issues_behind
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan import actions as plan
from khuang.civic.plan.models import Proposal
from khuang.civic.plan.tests.planning import approve, replied, row
from khuang.civic.projects import actions as projects
from khuang.civic.projects.models import Inspection, Project
from khuang.civic.projects.tests.cast import BAHT, BRIDGE
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Point
from khuang.lib.identifiers import uuid7
from khuang.lib.marks import ANYONE
from khuang.site import answers, nightly, public_issues
from tests.doors import doors

KIND = "no-transport"
DAY = timedelta(days=1)
NIGHT = NOW.replace(hour=19, minute=10)
WORDS = "ผู้สูงอายุไปโรงพยาบาลไม่ได้เพราะสะพานขาด"


@dataclass(frozen=True)
class Home:
    """One home, in words that stand nowhere else, and the hours at which it is spoken with."""

    given: str
    family: str
    nickname: str
    national_id: str
    phone: str
    house: str
    place: tuple[float, float]
    said: str
    talked: datetime
    answered: datetime


HOMES = (
    Home(
        "ศรีวิไลลักษณ์",
        "ทิพยเนตรนฤมิตร",
        "จุ๊บแจงแตงร้าน",
        "3512987410077",
        "0899912753",
        "487/29",
        (99.412345, 18.312345),
        "ฟอกไตทุกวันพุธ ลูกต้องอุ้มข้ามน้ำ",
        NOW - 9 * DAY + timedelta(hours=1, minutes=7),
        NOW + 60 * DAY + timedelta(hours=2, minutes=13),
    ),
    Home(
        "ภูมิพัฒน์ธนากร",
        "วงศ์ปิยะวัฒนา",
        "ตุ๊กตุ่นตาโต",
        "1529900112348",
        "0861123459",
        "561/37",
        (99.423456, 18.323456),
        "แม่เดินไม่ได้ หมอนัดแล้วไม่ได้ไป",
        NOW - 4 * DAY + timedelta(hours=5, minutes=41),
        NOW + 64 * DAY + timedelta(hours=6, minutes=22),
    ),
)


def settle_in(home, village):
    """Let a family live in a home that stands on a point."""
    cell = (int(home.place[0] * 100), int(home.place[1] * 100))
    point = Point.objects.create(
        position=home.place, cell_x=cell[0], cell_y=cell[1], source="phone", captured_at=home.talked
    )
    known = {"known_from": home.talked.date()}
    dwelling = Dwelling.objects.create(village=village, house_no=home.house, point=point, **known)
    household = Household.objects.create(dwelling=dwelling, village=village, **known)
    person = Person.objects.create(
        given_name=home.given,
        family_name=home.family,
        nickname=home.nickname,
        national_id=home.national_id,
        national_id_hash=b"hash",
        phone=home.phone,
        phone_hash=b"hash",
        sort_key=home.given,
        household=household,
        dwelling=dwelling,
        village=village,
        **known,
    )
    Membership.objects.create(household=household, person=person, since=date(2026, 1, 1))
    return person


def raise_it(cast, home, person):
    """Talk at home; note the need, take the issue down, and release it in words that tell nobody."""
    at = home.talked
    cases.note_need(person, KIND, source="visit", words=home.said, by=cast.nok, at=at)
    talk = voices.invite(person.household, planned_at=at, invited_by="spoken", by=cast.nok, at=at)
    voices.hold(talk, on=at.date(), present={"female:60+": 1}, by=cast.nok, at=at)
    said = Said("issue", KIND, home.said, place=cast.villages[3], wants_news=True, raiser=person)
    issue = voices.note_issue(talk, said, key=uuid7(), by=cast.nok, at=at)
    voices.close_talk(talk, read_back=True, by=cast.nok, at=at)
    voices.release(Voice.objects.get(pk=issue.pk), words=WORDS, confirmed=True, by=cast.mali, at=at)


def carry_through(cast):
    """Topic, council, proposal, plan, budget, project: until the office says that it is finished."""
    issue = Issue.objects.get(kind=KIND)
    topic = a_topic(cast, "สะพานข้ามลำเหมือง", issues=[issue])
    _community, seats = full_council(cast)
    forum.close(topic, by=cast.facai, at=NOW)
    item = Item.objects.get()
    meeting = held(cast, a_meeting(cast, item.council, items=[item]), seats)
    adopted = {"outcome": "adopted", "words": "เห็นชอบ", "votes": council.Votes(3, 0, 0)}
    resolution = council.resolve(item, meeting, **adopted, by=cast.facai, at=NOW + 5 * DAY)
    council.forward(resolution, by=cast.facai, at=NOW + 5 * DAY)
    proposal = replied(Proposal.objects.get(), cast)
    line = a_line_for(cast, proposal)
    project = projects.begin(line, BRIDGE, by=cast.wipa, at=NOW + 30 * DAY)
    assert issues_behind(Node("project", project.pk)) == [issue]
    projects.start(project, by=cast.wipa, at=NOW + 31 * DAY)
    paid = {"number": "1/70", "amount": 1000 * BAHT, "words": "ค่าวัสดุ", "on": (NOW + 31 * DAY).date()}
    projects.spend(project, **paid, by=cast.wipa, at=NOW + 32 * DAY)
    return projects.close(project, by=cast.wipa, at=NOW + 50 * DAY)


def a_line_for(cast, proposal):
    """Plan what was proposed, and give it a line of an approved budget."""
    made = plan.open_plan(2566, by=cast.wipa, at=NOW)
    edition = plan.open_edition(made, "first", by=cast.wipa, at=NOW)
    planned = row("สะพาน", 0, 0, 0, 0, 300_000, kind=KIND, villages=("52039903",))
    item = plan.write_item(edition, planned, origin="people", proposal=proposal, by=cast.wipa, at=NOW)
    approve(edition, cast, on=NOW.date() - 30 * DAY)
    budget = plan.open_budget(2570, total=9_000_000, by=cast.wipa, at=NOW)
    line = plan.write_line(budget, plan.Line("own", 300_000), item=item, by=cast.wipa, at=NOW)
    on = NOW.date() - 2 * DAY
    for code in ("draft", "first", "second", "third"):
        plan.note_budget_step(budget, code, done_on=on, by=cast.wipa, at=NOW)
    plan.approve_budget(budget, approved_on=on, announcement="1/2569", by=cast.somchai, at=NOW)
    return line


def answer_it(cast, home, project):
    """Whoever raised it says that it is done; at night that crosses, and then the need is answered."""
    voices.note_word(RaiserWord.objects.get(), finding="fixed", by=cast.mali, at=home.answered)
    at_night(NIGHT + 70 * DAY)
    assert Project.objects.get(pk=project.pk).state == "done"
    flush()
    answers.ask(Entry.objects.get(event="projects.done"))
    need = Need.objects.get(kind=KIND)
    cases.answer_need(AnswerReview.objects.get(), need, met=True, by=cast.mali, at=home.answered + 10 * DAY)
    at_night(NIGHT + 80 * DAY)


def at_night(at):
    public_issues.bring_over(at=at)
    public_issues.raise_from_figures(at=at)
    nightly.answer(at)


@contextmanager
def town(raiser):
    """A town in which one of the homes raised the issue; gone afterwards."""
    with transaction.atomic():
        municipality = make_municipality()
        cast = make_cast(municipality)
        with within(municipality):
            persons = [settle_in(home, cast.villages[3]) for home in HOMES]
            raise_it(cast, HOMES[raiser], persons[raiser])
            at_night(NIGHT - 2 * DAY)
            project = carry_through(cast)
            answer_it(cast, HOMES[raiser], project)
            yield cast
        transaction.set_rollback(True)


def public_rows():
    """Every row of the public wing and of what is published."""
    models = [model for model in municipal_models() if model.__module__.startswith("khuang.civic.")]
    models += [apps.get_model("indicators.PublishedFigure")]
    return [one for model in models for one in model.objects.order_by("pk")]


def private_rows():
    models = [model for model in municipal_models() if model.__module__.startswith("khuang.care.")]
    return [one for model in models for one in model.objects.all()]


def values(row):
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def crawl():
    """Give every page and file that anyone reaches by a link, or by its name with the key of a public row."""
    keys, waiting = [row.pk for row in public_rows()], []
    for door in doors():
        if door.permission == ANYONE and door.route.startswith("in/<slug:slug>/"):
            named = door.keys
            waiting += (
                [door.address(**dict.fromkeys(named, key)) for key in keys] if named else [door.address()]
            )
    waiting, seen, client = ["/", *waiting], {}, Client()
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(("/in/fah-sai/", "/")) or len(seen) > 3000:
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = text_of(body) if answer.status_code == 200 else ""
        found = re.findall(r'(?:href|src)="(/in/fah-sai/[^"#]*)"', seen[address])
        waiting += [link.replace("&amp;", "&") for link in found if link not in seen]
    return {address: body for address, body in seen.items() if body}


def text_of(body):
    """Give all that stands in an answer: of a packed file every part, of a calendar its lines made whole."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in sorted(packed.namelist()))
    return body.decode(errors="replace").replace("\r\n ", "")


def secrets_of(home):
    lon, lat = home.place
    names = (home.given, home.family, home.nickname, home.national_id, home.phone, home.house, home.said)
    return {*names, str(lon), str(lat), f"{lon:.4f}", f"{lat:.4f}"}


def told_by(texts, secrets):
    """Give which secrets stand in some texts, and where."""
    return [(where, secret) for where, text in texts.items() for secret in secrets if secret in text]


RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"  # keys
    r"|(?<=csrfmiddlewaretoken\" value=\")[^\"]+|(?<=nonce=\")[^\"]+"  # tokens of a form and a page
    r"|(?<=/issues/)[A-Za-z0-9_-]{12,22}(?=/)"  # random references
    r"|(?<=DTSTAMP:)\w+|(?<=W3CDTF\">)[^<]+"  # when a file was made
)


def without_chance(pages):
    """Put a number for each random sign, in the order in which pages show them."""
    numbers = {}
    number = lambda found: f"#{numbers.setdefault(found[0], len(numbers))}"  # noqa: E731
    ordered = sorted((RANDOM.sub("#", address), body, address) for address, body in pages.items())
    return [RANDOM.sub(number, f"{address}\n{body}") for _plain, body, address in ordered]


@pytest.fixture(scope="module")
def one_town(django_db_setup, django_db_blocker):
    """A town in which a need went the whole way."""
    with django_db_blocker.unblock(), town(raiser=0) as cast:
        yield cast


@pytest.fixture
def cast(one_town, django_db_blocker):
    with django_db_blocker.unblock():
        yield one_town


class TestOneTown:
    """What stands in public about a need that went the whole way."""

    def test_no_page_row_or_file_holds_anything_of_the_home(self, cast):
        pages = crawl()
        rows = {f"{row._meta.label} {row.pk}": str(values(row)) for row in public_rows()}
        assert any(WORDS in page for page in pages.values()), "the issue is not in public at all"
        assert any(BRIDGE.title in page for page in pages.values())
        assert any(address.endswith(".csv") for address in pages)
        keys = {str(row.pk) for row in private_rows()}
        secrets = secrets_of(HOMES[0]) | keys | {key.replace("-", "") for key in keys}
        assert told_by(pages | rows, secrets) == []

    def test_no_time_in_public_is_near_a_time_in_the_home(self, cast):
        private = {
            value.replace(minute=0, second=0, microsecond=0)
            for row in private_rows()
            for value in values(row).values()
            if isinstance(value, datetime)
        }
        private -= {NIGHT.replace(minute=0) + days * DAY for days in (-2, 70, 80)}
        # What the public wing does by itself, and the private one then hears of, tells nothing of a home.
        own = {NOW, NOW + 30 * DAY, NOW + 31 * DAY, NOW + 50 * DAY, NOW + 5 * DAY}
        assert {HOMES[0].talked.replace(minute=0), HOMES[0].answered.replace(minute=0)} <= private
        found = [
            (row, name)
            for row in public_rows()
            for name, value in values(row).items()
            if isinstance(value, datetime) and value.replace(minute=0) in private - own
        ]
        assert found == []

    def test_what_crosses_crosses_at_night_and_keeps_its_month_alone(self, cast):
        """Keys hold the clock of their making, so that what crosses is made at night, all together."""
        crossed = Issue.objects.get(kind=KIND)
        assert crossed.reference == Voice.objects.get().reference
        assert crossed.published_on == timezone.localdate(NIGHT - 2 * DAY)
        assert crossed.month == f"{HOMES[0].talked:%Y-%m}"
        word = Inspection.objects.get()
        assert (word.voice, word.on) == ("requester", timezone.localdate(NIGHT + 70 * DAY))

    def test_the_private_side_finds_the_home_again(self, cast):
        """Else all this would be easy."""
        client = sign_in(Client(), cast.mali)
        project = Project.objects.get()
        page = client.get(f"/desk/path/project/{project.pk}/").text
        assert HOMES[0].given in page and "/desk/issues/" in page
        sign_in(client, cast.wipa)
        page = client.get(f"/desk/path/project/{project.pk}/").text
        assert HOMES[0].given not in page and BRIDGE.title in page

    def test_so_few_answers_are_no_number_in_public(self, cast):
        project = Project.objects.get()
        assert (project.met, project.answered_month) == (None, "")


@pytest.mark.usefixtures("db")
def test_whichever_home_raised_it_the_public_reads_the_same():
    """Whatever anyone sees is a function of what was released, and of nothing else."""
    worlds = []
    for raiser in (0, 1):
        with town(raiser):
            worlds.append(without_chance(crawl()))
    assert len(worlds[0]) == len(worlds[1]) > 10
    for one, other in zip(*worlds, strict=True):
        assert one == other


@pytest.mark.usefixtures("db")
def test_what_crosses_in_one_night_has_the_order_of_chance():
    """The order in public is that of random references, whoever spoke first."""
    municipality = make_municipality()
    cast = make_cast(municipality)
    with within(municipality):
        persons = [settle_in(home, cast.villages[3]) for home in HOMES]
        for home, person in zip(HOMES, persons, strict=True):
            raise_it(cast, home, person)
        at_night(NIGHT)
        crossed = list(Issue.objects.filter(source="talk").order_by("pk").values_list("reference", flat=True))
    assert crossed == sorted(crossed) and len(crossed) == 2


def test_this_test_reads_every_public_table():
    """A new public app is read without a word here."""
    apps_read = {model._meta.app_label for model in municipal_models() if "khuang.civic." in model.__module__}
    assert {"issues", "forum", "council", "plan", "projects", "ballots", "hearings", "groups"} <= apps_read
