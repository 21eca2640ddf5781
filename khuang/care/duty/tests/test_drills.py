"""A drill shows who would be told, and touches nothing else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.cases.models import Alert, Case
from khuang.care.cases.tests.cast import a_person
from khuang.care.duty import actions, reads
from khuang.care.duty.models import Climb, DrillLine, Told
from khuang.care.duty.reads.drills import result
from khuang.care.duty.tests.cast import an_address, hold_home
from khuang.care.visits.models import Absence, Volunteer
from khuang.ground.messaging.models import Message

pytestmark = pytest.mark.usefixtures("inside")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def carer(cast):
    hold_home(cast.boonsri, a_person(cast.villages[3]))
    return Volunteer.objects.create(
        account=cast.boonsri, name="บุญศรี", kind="health", phone="0810000001", since=date(2026, 1, 1)
    )


def drill(cast, **more):
    said = {"kind": "urgent", "village": cast.villages[3], "part": "day", "pace": "at-once"} | more
    return actions.hold_drill(**said, by=cast.mali, at=NOW)


def lines(held):
    return [
        (row.minutes, row.line.rung, row.line.account and row.line.account.username.split(".")[0])
        for row in result(held)
    ]


def test_a_drill_goes_up_the_real_ladder(cast, carer):
    assert lines(drill(cast)) == [
        (0, "volunteer", "boonsri"), (5, "supervisor", "mali"), (10, "head", "prasit"),
        (15, "head", "prasit"),
    ]  # fmt: skip


def test_a_drill_makes_no_case_no_alert_no_ladder_and_no_sound(cast, carer):
    drill(cast)
    drill(cast, messages=True)
    for model in (Case, Alert, Climb, Told):
        assert not model.objects.exists()
    assert reads.pulse(cast.mali).waiting == 0


def test_who_cannot_be_reached_stands_there_with_the_reason(cast, carer):
    day = date(2026, 11, 24)
    Absence.objects.create(volunteer=carer, first_on=day, last_on=day, reason="sick", noted_at=NOW)
    held = drill(cast)
    assert [(row.line.because, row.minutes) for row in result(held)][:2] == [("away", 0), ("", 0)]
    at_night = drill(cast, part="night")
    assert [row.line.because for row in result(at_night)] == ["", "unreachable", "unreachable", "unreachable"]


def test_in_a_village_without_volunteers_nobody_is_asked_first(cast, carer):
    assert lines(drill(cast, village=cast.villages[1]))[0] == (0, "volunteer", None)


def test_a_call_of_somebody_unknown_is_tried_too(cast, carer):
    assert lines(drill(cast, kind="stray"))[0] == (0, "supervisor", "mali")


def test_messages_go_only_when_chosen_and_are_marked(cast, carer):
    an_address(cast.boonsri, kind="account")
    drill(cast)
    assert not Message.objects.exists()


def test_in_real_time_each_is_told_at_their_time(cast, carer):
    held = drill(cast, pace="real", messages=True)
    DrillLine.objects.update(ways=["desk", "line"])
    actions.send_drills(NOW)
    assert held.lines.exclude(sent_at=None).count() == 1
    actions.send_drills(NOW + 6 * MINUTE)
    assert held.lines.exclude(sent_at=None).count() == 2
    assert set(Message.objects.values_list("template", flat=True)) == {"duty.drill"}


def test_only_who_may_holds_a_drill_and_only_who_takes_part_has_seen_it(cast, carer):
    with pytest.raises(PermissionDenied):
        actions.hold_drill(
            kind="urgent", village=cast.villages[3], part="day", pace="real", by=cast.boonsri, at=NOW
        )
    held = drill(cast)
    actions.notice_drill(held, by=cast.boonsri, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.notice_drill(held, by=cast.nok, at=NOW)
