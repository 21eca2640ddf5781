"""The registry is what its submissions say, and the replay finds what is not."""

from datetime import timedelta
from uuid import UUID

import pytest

from conftest import NOW
from khuang.care.people import actions
from khuang.care.people.models import Change, Household, Person
from khuang.ground.journal.models import Entry
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.actions.receiving import Parcel
from khuang.ground.surveys.tests.sample_forms import (
    FIRST_ID,
    HOME_ID,
    house_submission,
    house_workbook,
    member,
)

LATER = NOW + timedelta(days=1)


@pytest.fixture
def phone(cast, inside):
    """Nok's phone, with the house form published."""
    surveys.publish(surveys.upload_form(house_workbook(), by=cast.prasit, at=NOW), by=cast.prasit, at=NOW)
    return surveys.register_device(cast.nok, "โทรศัพท์ของนก", by=cast.prasit, at=NOW)[0]


def submit(phone, at=NOW, **said):
    return surveys.receive(Parcel(house_submission(**said)), by=phone, at=at).submission


def edited_family(phone, cast):
    """Two surveys of one home, a correction at the desk between them, and a person registered by hand."""
    submit(phone)
    mali = Person.objects.get(pk=FIRST_ID)
    actions.correct(mali, {"nickname": "อุ๊ย"}, version=1, by=cast.mali, at=NOW + timedelta(hours=1))
    actions.register({"given_name": "แก้ว"}, UUID(HOME_ID), by=cast.mali, at=NOW + timedelta(hours=2))
    again = member(FIRST_ID, "บุญศรี", "male")
    submit(phone, at=LATER, instance_id="uuid:55555555-5555-4555-8555-555555555555", members=again)


def test_a_survey_fills_the_registry_in_its_own_transaction(phone):
    submission = submit(phone)
    person = Person.objects.get(pk=FIRST_ID)
    assert str(person) == "บุญศรี" and person.household_id == UUID(HOME_ID)
    assert person.last_seen_on == NOW.date()
    assert Household.objects.get().dwelling.house_no == "12/3"
    assert set(Change.objects.values_list("submission_id", flat=True)) == {submission.pk}


def test_the_journal_names_what_was_registered(phone):
    submission = submit(phone)
    from khuang.ground.municipalities.context import current

    lines = [entry for entry in current().pending if entry.event == "people.registered"]
    assert [line.by_id for line in lines] == [phone.pk]
    assert lines[0].references["submission"] == str(submission.pk)
    assert "บุญศรี" not in lines[0].reference


def test_the_registry_is_what_its_submissions_say(phone, cast):
    edited_family(phone, cast)
    report = actions.replay_check()
    assert report.differences == ()
    assert (report.submissions, report.by_hand) == (2, 2)
    assert report.rows > 10


def test_a_replay_changes_nothing(phone, cast):
    edited_family(phone, cast)
    lines = Entry.objects.count()
    before = set(Change.objects.values_list("pk", flat=True))
    actions.replay_check()
    assert set(Change.objects.values_list("pk", flat=True)) == before
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("spoil", ["name", "lost"])
def test_what_nobody_submitted_is_found(phone, spoil):
    submit(phone)
    if spoil == "name":
        Person.objects.filter(pk=FIRST_ID).update(given_name="คนอื่น")
    else:
        Change.objects.filter(record_id=FIRST_ID).delete()
    found = {(row.kind, str(row.record_id)) for row in actions.replay_check().differences}
    assert found == {("person" if spoil == "name" else "change", FIRST_ID)}
