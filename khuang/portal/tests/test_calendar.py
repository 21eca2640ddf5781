"""What is on, for people and for calendar programs; files of open data."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from khuang.civic.ballots import actions as ballots
from khuang.civic.ballots.actions import OptionDraft
from khuang.civic.council.actions.meetings import call_meeting
from khuang.civic.council.tests.cast import a_council
from khuang.civic.forum import actions as forum
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.news import sentences
from khuang.civic.issues.tests.test_paths import make_issue, node
from khuang.ground.municipalities.context import within
from khuang.portal.reads.court import ANSWERS


@pytest.fixture
def town(cast):
    """A topic of a week from today on, taken up from an issue."""
    now = timezone.now()
    today = timezone.localdate(now)
    with within(cast.municipality):
        issue, _code = make_issue(cast)
        phases = [PhaseDraft("vote", today, today + timedelta(days=7))]
        topic = forum.open_topic(
            "ไฟทางหมู่ 1", "ควรติดไฟทางที่ใดก่อน", issues=[issue], phases=phases, by=cast.facai, at=now
        )
    cast.issue, cast.topic = issue, topic
    return cast


def rows_of(address):
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_phase_of_the_forum_is_on(town):
    page = Client().get("/in/fah-sai/calendar/").content.decode()
    assert "ไฟทางหมู่ 1" in page and f"/in/fah-sai/forum/{town.topic.pk}/" in page


def test_a_calendar_program_reads_days_as_whole_days(town):
    made = Calendar.from_ical(Client().get("/in/fah-sai/calendar.ics").content)
    (event,) = made.walk("VEVENT")
    assert (event["dtend"].dt - event["dtstart"].dt).days == 8
    assert str(event["url"]).endswith(f"/forum/{town.topic.pk}/")


def test_an_issue_and_its_path_are_open_data(town):
    (issue,) = rows_of("/in/fah-sai/open-data/issues.csv")
    assert issue["address"] == f"/in/fah-sai/issues/{town.issue.reference}/"
    (step,) = rows_of("/in/fah-sai/open-data/paths.csv")
    assert (step["from_kind"], step["relation"], step["to_title"]) == ("issue", "taken-up-in", "ไฟทางหมู่ 1")


def test_a_step_to_what_nobody_may_read_is_left_out(town):
    with within(town.municipality):
        hidden, _code = issues.raise_issue(
            words="รอตรวจ", kind="debt", source="portal", by=town.facai, at=timezone.now()
        )
        issues.lead_on(
            node(town.issue), Node("issue", hidden.pk), "merged-into", by=town.facai, at=timezone.now()
        )
    assert len(rows_of("/in/fah-sai/open-data/paths.csv")) == 1


def test_the_court_shows_what_is_talked_about(town):
    page = Client().get("/in/fah-sai/").content.decode()
    assert "ไฟทางหมู่ 1" in page


def test_every_answer_of_the_court_has_its_sentence():
    assert set(ANSWERS) <= sentences().keys()


def test_the_list_of_files_opens(town):
    assert Client().get("/in/fah-sai/open-data/").status_code == 200


def test_meetings_hearings_and_elections_are_on(town):
    now = timezone.now()
    with within(town.municipality):
        council = a_council(town)
        meeting = call_meeting(
            council, begins_at=now + timedelta(days=3), place="ศาลากลาง", by=town.facai, at=now
        )
        options = [OptionDraft(title, cost=50_000) for title in ("ศาลา", "ไฟทาง")]
        election = ballots.make_election(
            "งบหมู่บ้าน",
            question="ควรทำอะไรก่อน",
            kind="approval",
            budget=50_000,
            options=options,
            voters="residents",
            closes_at=now + timedelta(days=5),
            by=town.facai,
            at=now,
        )
        ballots.open_election(election, by=town.facai, at=now)
    page = Client().get("/in/fah-sai/calendar/").content.decode()
    assert f"/council/meetings/{meeting.pk}/" in page and f"/elections/{election.pk}/" in page
    assert Client().get("/in/fah-sai/").status_code == 200
