"""What a browser is given to fill in forms with, and who is noted as carried by it."""

import base64
import csv
import io
import re
from pathlib import Path

import pytest

from conftest import NOW
from conftest import sign_in as enter
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import TON, a_family
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions
from khuang.ground.surveys.reads.filling import WORDS
from khuang.site import forms

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def town(cast):
    """A family in village 3, and the follow-up form published."""
    with within(cast.municipality):
        a_family()
        version = actions.upload_form(forms.shipped()["follow_up"], by=cast.prasit, at=NOW)
        actions.publish(version, by=cast.prasit, at=NOW)
    return cast


def listed(answer):
    """Give the names in the list of people that came with a form."""
    content = base64.b64decode(answer.json()["files"]["person.csv"]["base64"]).decode()
    return [row["given_name"] for row in csv.DictReader(io.StringIO(content))]


def test_the_page_may_run_the_engine_and_ask_for_the_place_and_no_other_page_may(client, town):
    enter(client, town.nok)
    page = client.get("/survey/")
    assert "'wasm-unsafe-eval'" in page["Content-Security-Policy"]
    assert "'unsafe-eval'" not in page["Content-Security-Policy"].replace("'wasm-unsafe-eval'", "")
    assert "geolocation=(self)" in page["Permissions-Policy"]
    other = client.get("/desk/")
    assert "wasm" not in other["Content-Security-Policy"] and "geolocation=()" in other["Permissions-Policy"]


def test_the_published_forms_are_offered(client, town):
    enter(client, town.nok)
    assert [one["form_id"] for one in client.get("/survey/forms/").json()["forms"]] == ["follow_up"]


def test_a_list_holds_the_assigned_homes_only(client, town):
    enter(client, town.nok)
    assert listed(client.get("/survey/forms/follow_up/")) == []
    with within(town.municipality):
        home = Person.objects.get(pk=TON).dwelling_id
        role = accounts.give_role(town.boonsri, "carer", held_at="homes", by=town.prasit, at=NOW)
        accounts.assign_homes(role, [home], by=town.prasit, at=NOW)
    enter(client, town.boonsri)
    assert sorted(listed(client.get("/survey/forms/follow_up/"))) == ["ต้น", "มาลี"]


def test_staff_take_the_list_of_one_home_and_it_is_noted(client, town):
    enter(client, town.mali)
    assert listed(client.get("/survey/forms/follow_up/")) == []
    answer = client.get(f"/survey/forms/follow_up/?about={TON}")
    assert sorted(listed(answer)) == ["ต้น", "มาลี"]
    with within(town.municipality):
        line = Entry.objects.filter(event="surveys.list-handed-out").latest("seq")
        assert str(TON) in line.references["also"]


def test_a_home_elsewhere_stays_closed(client, town):
    with within(town.municipality):
        RoleAssignment.objects.filter(account=town.nok).update(village=town.villages[1])
    enter(client, town.nok)
    assert listed(client.get(f"/survey/forms/follow_up/?about={TON}")) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/survey/forms/no-such-form/", 404),
        ("/survey/forms/follow_up/?about=x", 404),
    ],
)
def test_what_is_not_there_is_said(client, town, address, status):
    enter(client, town.nok)
    assert client.get(address).status_code == status


def test_every_word_of_the_engine_has_one_of_ours():
    tools = ROOT / "tools/web_forms"
    theirs = set(re.findall(r'^  "(.+)",$', (tools / "words.mjs").read_text(), re.M))
    ours = [
        word
        for name in ("patches.mjs", "date.js", "named.js")
        for word in re.findall(r'[wW]ord\("([^"]+)"\)', (tools / name).read_text())
    ]
    assert theirs | set(ours) <= set(WORDS)
    assert len(theirs) > 15


def test_the_worker_keeps_the_page_and_all_that_it_needs(client):
    worker = client.get("/survey/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    for name in ("fill.js", "drafts.js", "web_forms_engine.js"):
        assert name in worker.content.decode()
