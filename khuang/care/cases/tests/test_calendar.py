"""The calendar has a secret address, says what is due, and names nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from conftest import sign_in
from khuang.care.cases import actions, calendars, reads
from khuang.care.cases.calendars import Entry
from khuang.care.cases.models import CalendarFeed, Conference
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.tests.cast import a_person
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry as Line
from khuang.ground.municipalities.context import within


@pytest.fixture
def case(cast):
    now = timezone.now()
    with within(cast.municipality):
        person = a_person(cast.villages[1], "คำปัน")
        case = actions.open_case(person, because="walk-in", reason="ลับ", lead=cast.mali, by=cast.mali, at=now)
        doer = Doer("account", cast.mali)
        due = timezone.localdate() + timedelta(days=3)
        actions.add_step(case, goal="ปลอดภัย", action="ทำราวจับ", doer=doer, due_on=due, by=cast.mali, at=now)
        Conference.objects.create(
            case=case,
            number=1,
            year=2570,
            begins_at=now + timedelta(days=2),
            place="บ้านคำปัน",
            made_at=now,
        )
        return case


@pytest.fixture
def mali(client, cast):
    return sign_in(client, cast.mali)


def address(client):
    told = client.post(reverse("cases:make-calendar"))
    return told.context["address"].removeprefix("http://testserver")


def test_the_calendar_can_be_read_and_names_nobody(client, mali, cast, case):
    way = address(mali)
    mali.logout()
    answer = client.get(way)
    assert answer["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    events = {str(one["SUMMARY"]): one for one in read.walk("VEVENT")}
    assert len(events) == 3
    assert all(case.number in words for words in events)
    assert {str(one["LOCATION"]) for one in events.values()} == {str(cast.villages[1])}
    text = answer.content.decode()
    for secret in ("คำปัน", "ใจดี", "ราวจับ", "ลับ", "ปลอดภัย", str(case.person_id)):
        assert secret not in text
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Asia/Bangkok"]


def test_a_revoked_or_unknown_address_shows_nothing(mali, cast, case):
    way = address(mali)
    again = address(mali)
    assert mali.get(way).status_code == 404
    assert mali.get(again).status_code == 200
    mali.post(reverse("cases:revoke-calendar"))
    assert mali.get(again).status_code == 404
    assert mali.get(reverse("cases:feed", args=["nowhere", "x"])).status_code == 404


def test_only_a_hash_is_kept_and_the_journal_knows(mali, cast):
    way = address(mali)
    with within(cast.municipality):
        feed = CalendarFeed.objects.get()
        assert way.split("/")[-2].encode() not in bytes(feed.token_hash)
        assert Line.objects.filter(event="cases.calendar-made", by_id=cast.mali.pk).exists()


def test_whoever_loses_the_role_loses_the_calendar(mali, cast, case):
    way = address(mali)
    with within(cast.municipality):
        accounts.end_role(cast.mali.assignments.get(), by=SYSTEM, at=timezone.now())
    assert mali.get(way).status_code == 404


def test_other_apps_put_entries_in(cast, case, monkeypatch):
    on = timezone.localdate()
    monkeypatch.setattr(calendars, "_plugged", {})
    calendars.plug("visits", lambda account, first, last: [Entry("v-1", "Visit", "70-0001", on)])
    with within(cast.municipality):
        made = Calendar.from_ical(reads.calendar(cast.mali, at=timezone.now()))
    assert "Visit 70-0001" in {str(one["SUMMARY"]) for one in made.walk("VEVENT")}
