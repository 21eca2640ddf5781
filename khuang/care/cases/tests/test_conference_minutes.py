"""Who came, what was said, what was decided; decisions become steps; a second person approves."""

from datetime import timedelta

import pytest

from khuang.care.cases.actions import conferences, minutes
from khuang.care.cases.models import Conference, PlanStep
from khuang.care.cases.rules.sharing_problems import CannotChange, NotBefore, WroteIt
from khuang.care.cases.tests.cast import TODAY
from khuang.care.cases.tests.conferences_cast import AFTER, BEGINS, a_case, a_conference, a_partner
from khuang.ground.journal import reads as journal

SOON = TODAY + timedelta(days=20)


@pytest.fixture
def conference(cast, inside):
    return a_conference(cast, a_case(cast))


@pytest.fixture
def nurse(cast, conference):
    return conferences.ask_outsider(
        conference, "พยาบาลเอื้อง", partner=a_partner(cast), by=cast.mali, at=BEGINS
    )


def test_who_came_makes_it_held(cast, conference, nurse):
    mali = conference.participants.get(account=cast.mali)
    who = {mali.pk: ("came", ""), nurse.pk: ("excused", "ติดราชการ")}
    minutes.note_attendance(conference, who, ended_at=AFTER, by=cast.mali, at=AFTER)
    found = Conference.objects.get()
    assert (found.state, found.ended_at, found.minuted_by_id) == ("held", AFTER, cast.mali.pk)
    assert [(one.attendance, one.apology) for one in found.participants.all()] == [
        ("came", None),
        ("excused", "ติดราชการ"),
    ]
    minutes.note_attendance(conference, {nurse.pk: ("came", "มาสาย")}, by=cast.mali, at=AFTER)
    assert found.participants.get(pk=nurse.pk).apology is None
    events = [line.event for line in journal.lines_about(conference.pk)]
    assert events.count("cases.conference-held") == 1


def test_nothing_is_written_before_it_begins(cast, conference):
    with pytest.raises(NotBefore):
        minutes.write_minutes(conference, {}, by=cast.mali, at=BEGINS - timedelta(minutes=1))


def test_what_was_said_is_kept_and_two_writers_lose_nothing(cast, conference):
    item = conference.items.first()
    mine = {item.pk: ("ประธานเปิดประชุม", "")}
    assert minutes.write_minutes(conference, mine, by=cast.mali, at=AFTER) == {}
    theirs = minutes.write_minutes(conference, {item.pk: ("ประธานแจ้งงบประมาณ", "")}, by=cast.prasit, at=AFTER)
    assert theirs == {item.pk: "ประธานเปิดประชุม"}


def test_a_decision_becomes_a_step_of_the_plan(cast, conference, nurse):
    said = [
        minutes.Decided("ตรวจแผลทุกสัปดาห์", nurse, SOON),
        minutes.Decided("ยื่นเรื่องซ่อมบ้าน", cast.prasit, SOON),
        minutes.Decided("ดูแลช่วงกลางคืน", "หลานสาว", SOON),
    ]
    made = minutes.decide(conference, said, by=cast.mali, at=AFTER)
    assert [one.order for one in made] == [1, 2, 3]
    steps = PlanStep.objects.filter(source_id=conference.pk).order_by("pk")
    assert [(step.action, step.owner_kind, step.owner, step.owner_name) for step in steps] == [
        ("ตรวจแผลทุกสัปดาห์", "partner", None, "พยาบาลเอื้อง"),
        ("ยื่นเรื่องซ่อมบ้าน", "account", cast.prasit, None),
        ("ดูแลช่วงกลางคืน", "family", None, "หลานสาว"),
    ]
    assert [one.step_id for one in made] == [step.pk for step in steps]
    more = minutes.decide(conference, [minutes.Decided("นัดอีกครั้ง", cast.mali, SOON)], by=cast.mali, at=AFTER)
    assert more[0].order == 4


def test_a_second_person_approves_what_they_read(cast, conference):
    minutes.write_minutes(conference, {}, by=cast.mali, at=AFTER)
    found = Conference.objects.get()
    with pytest.raises(WroteIt):
        minutes.approve_minutes(found, revision=found.revision, by=cast.mali, at=AFTER)
    with pytest.raises(CannotChange):
        minutes.approve_minutes(found, revision=found.revision - 1, by=cast.prasit, at=AFTER)
    minutes.approve_minutes(found, revision=found.revision, by=cast.prasit, at=AFTER)
    assert Conference.objects.get().state == "approved"
    with pytest.raises(CannotChange):
        minutes.write_minutes(conference, {}, by=cast.mali, at=AFTER)
