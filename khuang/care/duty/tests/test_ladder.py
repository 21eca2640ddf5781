"""An alert that nobody looks after climbs, rung by rung, and is never silent."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.cases.tests.cast import a_person
from khuang.care.correspondence.actions.own_number import set_own_number
from khuang.care.duty import actions
from khuang.care.duty.models import Climb, DutySpell, Stray, Told
from khuang.care.duty.reads.rungs import phones_of
from khuang.care.duty.rules.problems import MovedOn, SayWhatCame
from khuang.care.duty.tests.cast import an_address, hold_home, tap
from khuang.care.visits.models import Absence, Volunteer
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.reads import newest
from khuang.ground.messaging.models import Message

pytestmark = pytest.mark.usefixtures("inside")
MINUTE = timedelta(minutes=1)
NIGHT = NOW + timedelta(hours=14)  # midnight in Thailand


@pytest.fixture
def person(cast):
    return a_person(cast.villages[3])


@pytest.fixture
def carer(cast, person):
    """Boonsri, who holds the home and has a telephone."""
    hold_home(cast.boonsri, person)
    return Volunteer.objects.create(
        account=cast.boonsri, name="บุญศรี", kind="health", phone="0810000001", since=date(2026, 1, 1)
    )


def sound(person, *, kind="urgent", at=NOW, **more):
    alert = cases.raise_alert(person, kind=kind, by=SYSTEM, at=at, **more)
    return Climb.objects.get(alert=alert)


def told(climb, way="desk"):
    rows = climb.told.filter(way=way).order_by("at", "round", "pk")
    return [(one.rung, one.account and one.account.username.split(".")[0]) for one in rows]


def test_the_volunteer_of_the_home_is_told_at_once(person, carer):
    climb = sound(person)
    assert told(climb) == [("volunteer", "boonsri")]
    assert climb.next_at == NOW + 5 * MINUTE


def test_without_an_answer_the_social_worker_and_then_the_head_are_told(person, carer):
    climb = sound(person)
    actions.climb(NOW + 5 * MINUTE)
    assert told(climb)[1:] == [("supervisor", "mali")]
    actions.climb(NOW + 10 * MINUTE)
    assert told(climb)[2:] == [("head", "prasit")]


def test_the_head_is_told_again_and_again(person, carer):
    climb = sound(person)
    for minutes in range(5, 26, 5):
        actions.climb(NOW + minutes * MINUTE)
    assert [rung for rung, _who in told(climb)] == ["volunteer", "supervisor", *["head"] * 4]


def test_nothing_happens_before_its_time_or_twice(person, carer):
    climb = sound(person)
    for seconds in (0, 60, 299):
        actions.climb(NOW + timedelta(seconds=seconds))
    assert len(told(climb)) == 1
    actions.climb(NOW + 5 * MINUTE)
    actions.climb(NOW + 5 * MINUTE)
    assert len(told(climb)) == 2


def test_after_an_hour_without_power_one_rung_is_told(person, carer):
    climb = sound(person)
    actions.climb(NOW + 60 * MINUTE)
    assert [rung for rung, _who in told(climb)] == ["volunteer", "supervisor"]


def test_a_clock_that_was_set_back_silences_nothing(person, carer):
    climb = sound(person, at=NOW + 60 * MINUTE)
    actions.climb(NOW)
    assert {rung for rung, _who in told(climb)} == {"volunteer", "supervisor"}


def test_who_is_away_is_passed_over_at_once(person, carer):
    day = date(2026, 11, 23)
    Absence.objects.create(volunteer=carer, first_on=day, last_on=day, reason="sick", noted_at=NOW)
    climb = sound(person)
    assert told(climb) == [("supervisor", "mali")]
    assert climb.told.get(rung="volunteer").because == "nobody"


def test_who_has_no_telephone_and_no_line_is_passed_over_at_once(cast, person):
    hold_home(cast.boonsri, person)
    climb = sound(person)
    assert [rung for rung, _who in told(climb)] == ["volunteer", "supervisor"]
    assert climb.told.get(rung="volunteer", way="call").because == "no-phone"
    assert climb.told.get(rung="volunteer", way="line").because == "not-linked"


def test_at_night_nobody_sits_at_the_desk(person, carer):
    climb = sound(person, at=NIGHT)
    actions.climb(NIGHT + 5 * MINUTE)
    # Mali has neither a number nor LINE, so the head is told at once, who is always told.
    assert [rung for rung, _who in told(climb)] == ["volunteer", "supervisor", "head"]


def test_my_carer_is_asked_before_others_who_hold_the_home(cast, person, carer):
    accounts.give_role(cast.dao, "carer", held_at="homes", by=SYSTEM, at=NOW)
    hold_home(cast.dao, person)
    assert len(told(sound(person, source_id=None))) == 2
    person.care_schedules.create(every=7, minutes=30, source="hand", keeps=carer, since=date(2026, 1, 1))
    assert told(sound(person, kind="silent")) == [("volunteer", "boonsri")]


def test_whoever_is_on_duty_is_told_and_not_the_others(cast, person):
    accounts.give_role(cast.dao, "social-worker", held_at="municipality", by=SYSTEM, at=NOW)
    assert {who for _rung, who in told(sound(person))} == {"mali", "dao"}
    DutySpell.objects.create(account=cast.dao, first_on=date(2026, 11, 1), part="day", noted_at=NOW)
    assert told(sound(person, kind="worried")) == [("supervisor", "dao")]


def test_an_answer_stops_it(cast, person, carer):
    climb = sound(person)
    cases.acknowledge_alert(climb.alert, by=cast.boonsri, at=NOW + MINUTE)
    climb.refresh_from_db()
    assert climb.stopped_because == "acknowledged"
    actions.climb(NOW + 30 * MINUTE)
    assert len(told(climb)) == 1


def test_a_volunteer_may_say_that_they_go_and_not_that_it_is_settled(cast, person, carer):
    alert = sound(person).alert
    cases.acknowledge_alert(alert, by=cast.boonsri, at=NOW + MINUTE)
    with pytest.raises(PermissionDenied):
        cases.settle_alert(alert, because="เรียบร้อย", by=cast.boonsri, at=NOW + MINUTE)


def test_a_volunteer_of_another_home_may_not(cast, person):
    climb = sound(person)
    with pytest.raises(PermissionDenied):
        cases.acknowledge_alert(climb.alert, by=cast.boonsri, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.say_cannot(climb, by=cast.boonsri, at=NOW)


def test_whoever_cannot_passes_it_on_at_once(cast, person, carer):
    climb = sound(person)
    actions.say_cannot(climb, by=cast.boonsri, at=NOW + MINUTE)
    assert told(climb) == [("volunteer", "boonsri"), ("supervisor", "mali")]
    climb.refresh_from_db()
    assert climb.next_at == NOW + 6 * MINUTE


def test_while_another_can_it_waits(cast, person, carer):
    accounts.give_role(cast.dao, "carer", held_at="homes", by=SYSTEM, at=NOW)
    hold_home(cast.dao, person)
    climb = sound(person)
    actions.say_cannot(climb, by=cast.boonsri, at=NOW + MINUTE)
    assert {rung for rung, _who in told(climb)} == {"volunteer"}


def test_the_head_who_cannot_is_told_again_in_time(cast, person):
    climb = sound(person)
    actions.climb(NOW + 5 * MINUTE)
    actions.say_cannot(climb, by=cast.prasit, at=NOW + 6 * MINUTE)
    assert [rung for rung, _who in told(climb)] == ["supervisor", "head"]
    actions.climb(NOW + 10 * MINUTE)
    assert [rung for rung, _who in told(climb)] == ["supervisor", "head", "head"]


def test_whoever_is_on_duty_is_called_on_the_number_that_they_gave(cast):
    set_own_number("081-000 0009", by=cast.mali, at=NOW)
    assert phones_of([cast.mali, cast.prasit]) == {cast.mali.pk: "0810000009"}


def test_whom_nobody_reaches_by_telephone_is_passed_over(cast, person, carer):
    climb = sound(person)
    call = climb.told.get(way="call")
    actions.note_call(call, reached=False, by=cast.mali, at=NOW + MINUTE)
    assert told(climb)[-1] == ("supervisor", "mali")
    with pytest.raises(MovedOn):
        actions.note_call(call, reached=True, by=cast.mali, at=NOW + MINUTE)


def test_whoever_was_reached_has_their_time(cast, person, carer):
    climb = sound(person)
    actions.note_call(climb.told.get(way="call"), reached=True, by=cast.mali, at=NOW + MINUTE)
    assert len(told(climb)) == 1
    actions.climb(NOW + 5 * MINUTE)
    assert len(told(climb)) == 2


def test_nothing_is_said_of_a_ladder_that_has_stopped(cast, person, carer):
    climb = sound(person)
    cases.acknowledge_alert(climb.alert, by=cast.mali, at=NOW)
    with pytest.raises(MovedOn):
        actions.say_cannot(climb, by=cast.boonsri, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.note_call(climb.told.get(way="call"), reached=True, by=cast.boonsri, at=NOW)


def test_every_step_is_a_line_of_the_journal(person, carer):
    sound(person)
    actions.climb(NOW + 5 * MINUTE)
    assert [one.references["rung"] for one in newest(("duty.told",))] == ["supervisor", "volunteer"]


def test_a_broken_channel_holds_up_nothing(cast, person, carer, monkeypatch):
    """LINE is linked, and whatever is asked of it breaks."""
    an_address(cast.boonsri, kind="account")
    climb = sound(person)
    assert told(climb, "line") == [("volunteer", "boonsri")]
    actions.climb(NOW + 5 * MINUTE)
    assert told(climb)[-1] == ("supervisor", "mali")


def test_an_alert_without_a_ladder_is_put_on_one(person, carer):
    climb = sound(person)
    Told.objects.all().delete()
    Climb.objects.all().delete()
    actions.climb(NOW + 9 * MINUTE)
    assert told(Climb.objects.get(alert=climb.alert)) == [("volunteer", "boonsri")]


def test_where_nobody_works_yet_a_call_still_climbs():
    tap(an_address())
    climb = Climb.objects.get()
    actions.climb(NOW + 5 * MINUTE)
    rows = list(climb.told.order_by("at", "pk").values_list("rung", "because"))
    assert rows == [("supervisor", "nobody"), ("head", "nobody"), ("head", "nobody")]


def test_a_stray_call_climbs(cast):
    tap(an_address())
    climb = Climb.objects.get()
    assert told(climb) == [("supervisor", "mali")]
    actions.climb(NOW + 5 * MINUTE)
    assert told(climb)[-1] == ("head", "prasit")


def test_a_stray_call_is_looked_after_and_settled(cast):
    tap(an_address())
    stray = actions.acknowledge_stray(Stray.objects.get(), by=cast.mali, at=NOW + MINUTE)
    assert Climb.objects.get().stopped_because == "acknowledged"
    with pytest.raises(SayWhatCame):
        actions.settle_stray(stray, because=" ", by=cast.mali, at=NOW + 2 * MINUTE)
    settled = actions.settle_stray(stray, because="โทรแล้ว กดเล่น", by=cast.prasit, at=NOW + 2 * MINUTE)
    assert (settled.acknowledged_by_id, settled.settled_by_id) == (cast.mali.pk, cast.prasit.pk)
    with pytest.raises(MovedOn):
        actions.settle_stray(stray, because="อีกครั้ง", by=cast.mali, at=NOW + 3 * MINUTE)


def test_a_stray_call_becomes_the_alert_of_whoever_it_was(cast, person, carer):
    tap(an_address())
    stray = Stray.objects.get()
    alert = actions.link_stray(stray, person, by=cast.mali, at=NOW + MINUTE)
    assert (alert.person, alert.acknowledged_by_id) == (person, cast.mali.pk)
    stray.refresh_from_db()
    assert (stray.alert, stray.person, stray.cries.count(), alert.cries.count()) == (alert, person, 0, 1)
    with pytest.raises(MovedOn):
        actions.link_stray(stray, person, by=cast.mali, at=NOW + MINUTE)


def test_only_who_answers_alerts_everywhere_sees_a_stray_call(cast):
    tap(an_address())
    for account in (cast.boonsri, cast.nok, cast.kham):
        with pytest.raises(PermissionDenied):
            actions.acknowledge_stray(Stray.objects.get(), by=account, at=NOW)


def test_many_alerts_at_once_are_one_link(cast, person, carer):
    an_address(cast.boonsri, kind="account")
    for kind in ("urgent", "silent"):
        sound(person, kind=kind)
    assert Message.objects.filter(template="duty.alert", state="queued").count() <= 1


def test_a_guarded_record_that_opens_for_nobody_is_not_silent(cast, person):
    type(person).objects.filter(pk=person.pk).update(level="sealed")
    climb = sound(person)
    assert told(climb) == [("supervisor", "mali")]


def test_a_merged_person_has_the_volunteers_of_the_record_that_goes_on(cast, person, carer):
    double = a_person(cast.villages[2])
    type(double).objects.filter(pk=double.pk).update(merged_into=person)
    assert told(sound(double)) == [("volunteer", "boonsri")]


def test_a_step_that_breaks_keeps_the_alert(cast, person, monkeypatch, caplog):
    def broken(*_args, **_more):
        raise RuntimeError("the roster is gone")

    monkeypatch.setattr("khuang.care.duty.actions.climbing.ladder_at", broken)
    climb = sound(person)
    assert (Alert.objects.count(), climb.rung, climb.next_at) == (1, "", NOW)
    monkeypatch.undo()
    actions.climb(NOW + MINUTE)
    assert told(climb) == [("supervisor", "mali")]
