"""The engine of ODK Collect itself fills our shipped forms and posts them; runs where Java is."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
import pyxform
from defusedxml import ElementTree

from conftest import NOW
from khuang.care.people.models import Household, Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.surveys import actions
from khuang.ground.surveys.models import Attention, Submission
from khuang.ground.surveys.reads import observation
from khuang.ground.surveys.tests.conftest import field  # noqa: F401
from khuang.site import forms

pytestmark = needs_java = pytest.mark.skipif(not shutil.which("javac"), reason="there is no Java here")

JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
SOURCE = Path(__file__).parent / "javarosa" / "Filler.java"

HOME = {
    "/data/consent": "yes",
    "/data/survey/village": "3",
    "/data/survey/house_no": "12/3",
    "/data/survey/directions": "ข้างวัด",
    "/data/survey/place": "18.2012 99.4012 250 6.5",
    "/data/survey/home_photo": "home.jpg",
    "/data/survey/home_facts/household_size": "2",
    "/data/survey/home_facts/welfare_card": "yes",
    "/data/survey/home_facts/income_band": "under_40000",
    "/data/survey/home_facts/roof_unsafe": "dk",
}
GRANDMOTHER = {
    "title": "นาง",
    "given_name": "บุญมี",
    "family_name": "ศรีวิชัย",
    "sex": "female",
    "relation": "head",
    "birth_known": "year",
    "birth_year": "2485",
    "share": "yes",
    "picture": "no",
    "urgent_need": "no",
    "lives_alone": "no",
    "mobility": "bedridden",
    "falls_year": "1",
    "violence": "dk",
}
GRANDSON = {
    "given_name": "ก้อง",
    "sex": "male",
    "relation": "grandchild",
    "birth_known": "date",
    "birth_date": "2016-02-03",
    "national_id": "1101700230708",
    "share": "no",
    "picture": "no",
    "mobility": "goes_out",
}


def member(number, answers):
    place = "/data/survey/member" + ("" if number == 1 else f"[{number}]")
    return {f"{place}/{name}": value for name, value in answers.items()}


@cache
def classes(folder):
    subprocess.run(["javac", "-nowarn", "-cp", JAR, "-d", folder, SOURCE], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """The class that fills forms, compiled once."""
    return classes(tmp_path_factory.mktemp("javarosa"))


@pytest.fixture
def fill(compiled, tmp_path):
    """Fill a form headlessly; give the XML and what the engine said."""

    def filled(xform, answers, *, repeats=None, media=None):
        for name, content in {"form.xml": xform, **(media or {})}.items():
            (tmp_path / name).write_bytes(content)
        lines = [f"{path}\t{value}" for path, value in answers.items()]
        lines += [f"repeat\t{path}\t{count}" for path, count in (repeats or {}).items()]
        (tmp_path / "answers.tsv").write_text("\n".join(lines))
        arguments = [tmp_path / "form.xml", tmp_path / "answers.tsv", tmp_path, tmp_path / "out.xml"]
        run = ["java", "-cp", f"{JAR}:{compiled}", "Filler", *arguments]
        said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        told = dict(line.split("\t", 1) for line in said.splitlines() if "\t" in line)
        return (tmp_path / "out.xml").read_bytes(), told

    return filled


@pytest.fixture
def published(field):  # noqa: F811
    """All shipped forms, published."""
    with field.within():
        for content in forms.shipped().values():
            version = actions.upload_form(content, by=field.cast.prasit, at=NOW)
            actions.publish(version, by=field.cast.prasit, at=NOW)
    return field


def fetched(field, form_id):  # noqa: F811
    """Fetch a form and its files as a phone does."""
    manifest = ElementTree.fromstring(field.phone.get(f"/forms/{form_id}/manifest").body)
    space = "{http://openrosa.org/xforms/xformsManifest}"
    media = {
        file.findtext(f"{space}filename"): field.phone.follow(file.findtext(f"{space}downloadUrl")).body
        for file in manifest
    }
    return field.phone.get(f"/forms/{form_id}.xml").body, media


@pytest.fixture
def surveyed(published, fill):
    """A home with two people, surveyed by the engine and sent."""
    xform, media = fetched(published, "household_survey")
    answers = HOME | member(1, GRANDMOTHER) | member(2, GRANDSON)
    xml, told = fill(xform, answers, repeats={"/data/survey/member": 2}, media=media)
    assert (told["refused"], told["unused"]) == ("", "")
    answer = published.phone.send(xml)
    assert answer.status == 201, answer.body.decode()
    with published.within():
        role = accounts.give_role(published.cast.nok, "researcher", held_at="homes", by=SYSTEM, at=NOW)
        accounts.assign_homes(role, [Household.objects.get().dwelling_id], by=SYSTEM, at=NOW)
    return published


def test_a_home_with_two_people_reaches_the_registry(surveyed):
    with surveyed.within():
        home = Household.objects.get()
        people = {one.given_name: one for one in Person.objects.all()}
        assert home.dwelling.house_no == "12/3"
        assert home.village == surveyed.cast.villages[3]
        assert set(people) == {"บุญมี", "ก้อง"}
        assert {one.household_id for one in people.values()} == {home.pk}
        assert people["ก้อง"].born_on.isoformat() == "2016-02-03"
        assert (people["บุญมี"].born_on.year, people["บุญมี"].born_precision) == (1942, "year")
        assert not Attention.objects.exists()


def test_the_phone_computes_age_and_a_draft_class_and_leaves_do_not_know_open(surveyed):
    with surveyed.within():
        seen = observation(Submission.objects.get())
    home, grandmother, grandson = seen.entities
    assert home.list_name == "household"
    assert grandmother.answers["age"] == "84"
    assert grandson.answers["age"].isdigit()
    assert grandmother.answers["risk_level"] in {"low", "medium", "high"}
    assert grandmother.answers["violence"] == "dk"
    assert "lives_alone" not in grandson.answers


def test_what_the_form_refuses_is_refused_by_the_engine(published, fill):
    xform, media = fetched(published, "household_survey")
    wrong = GRANDSON | {"national_id": "1101700230709", "birth_date": "2090-01-01"}
    answers = HOME | {"/data/survey/village": "0"} | member(1, wrong)
    _, told = fill(xform, answers, repeats={"/data/survey/member": 1}, media=media)
    refused = {path.rpartition("/")[2] for path in told["refused"].split()}
    assert refused == {"village", "national_id", "birth_date"}


def test_without_consent_nothing_but_that_is_sent(published, fill):
    xform, media = fetched(published, "household_survey")
    xml, _ = fill(xform, {"/data/consent": "no"}, media=media)
    assert published.phone.send(xml).status == 201
    with published.within():
        assert observation(Submission.objects.get()).entities == ()
        assert not Household.objects.exists()


def test_an_elder_is_chosen_from_the_list_and_the_chain_of_mood_opens_step_by_step(surveyed, fill):
    xform, media = fetched(surveyed, "elderly_adl")
    with surveyed.within():
        key = str(Person.objects.get(given_name="บุญมี").pk)
    assert key.encode() in media["person.csv"]
    answers = {"/data/person": key, "/data/consent": "yes"}
    part = "/data/assessment"
    answers |= {f"{part}/part_barthel/barthel_{item}": "0" for item in ("feeding", "grooming", "transfer")}
    _, calm = fill(xform, answers | {f"{part}/part_q2/q2_1": "no", f"{part}/part_q2/q2_2": "no"}, media=media)
    assert "q9_1" not in calm["asked"]
    answers |= {f"{part}/part_q2/q2_1": "yes", f"{part}/part_q9/q9_1": "3"}
    _, low = fill(xform, answers, media=media)
    assert "q9_1" in low["asked"] and "q8_1" not in low["asked"]
    xml, dark = fill(
        xform, answers | {f"{part}/part_q9/q9_9": "1", f"{part}/danger/q8_3": "yes"}, media=media
    )
    assert "q8_3b" in dark["asked"]
    assert surveyed.phone.send(xml).status == 201
    with surveyed.within():
        seen = observation(Submission.objects.get(form__form_id="elderly_adl"))
        (elder,) = seen.entities
        assert (elder.id, elder.create, elder.update) == (key, False, True)
        assert elder.base_version is not None
        assert elder.answers["barthel_feeding"] == "0"


def test_a_follow_up_shows_what_was_known_and_updates_it(surveyed, fill):
    xform, media = fetched(surveyed, "follow_up")
    with surveyed.within():
        key = str(Person.objects.get(given_name="ก้อง").pk)
    answers = {"/data/person": key, "/data/met": "yes", "/data/visit/nickname": "ต้น"}
    xml, told = fill(xform, answers, media=media)
    assert told["unused"] == ""
    assert surveyed.phone.send(xml).status == 201
    with surveyed.within():
        person = Person.objects.get(pk=key)
        assert (person.given_name, person.nickname) == ("ก้อง", "ต้น")


def test_a_child_is_screened(surveyed, fill):
    xform, media = fetched(surveyed, "child_screening")
    with surveyed.within():
        key = str(Person.objects.get(given_name="ก้อง").pk)
    answers = {"/data/person": key, "/data/consent": "yes", "/data/screening/child_violence": "yes"}
    xml, told = fill(xform, answers, media=media)
    assert (told["unused"], told["refused"]) == ("", "")
    assert surveyed.phone.send(xml).status == 201
    with surveyed.within():
        (child,) = observation(Submission.objects.get(form__form_id="child_screening")).entities
        assert child.answers["child_violence"] == "yes"
