"""A day of a check-in: a tap, silence, a call, a visit, an alert, and what ends them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from khuang.care.cases.models import Alert
from khuang.care.correspondence.actions import calls
from khuang.care.correspondence.models import Call
from khuang.care.people.models import Person
from khuang.care.visits.models import Absence, PlannedVisit, Visit
from khuang.care.visits.reads import due_today
from khuang.care.wellbeing import actions
from khuang.care.wellbeing.models import CheckIn, Sign, Silence
from khuang.care.wellbeing.rules.problems import AlreadyEnded
from khuang.care.wellbeing.tests.cast import DAILY, TODAY, answers, link, make_contact, make_town, say, there
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.parties import Party


@pytest.fixture
def town(cast, inside):
    return make_town(cast)


def silence():
    return Silence.objects.get(ended_at=None)


def visit(town, result="met", at=None, planned=None):
    """Let Boonsri record a visit."""
    at = at or there(11)
    row = Visit.objects.create(
        person=town.person,
        volunteer=town.volunteer,
        planned=planned,
        submission_id=town.person.pk,
        at=at,
        result=result,
        findings={},
    )
    journal.write("visits.recorded", by=SYSTEM, about=row, at=at, also=[town.person.pk], result=result)
    return row


def test_who_taps_in_time_is_not_silent_and_gets_one_answer_for_five_taps(town):
    for minute in range(5):
        say(town.contact, there(7, minute), verb="well")
    actions.notice_silence(there(9, 1))
    sign = Sign.objects.get()
    assert (sign.how, sign.times, sign.first_at, sign.last_at) == ("tap", 5, there(7), there(7, 4))
    assert answers() == ["wellbeing.thanks"]
    assert not Silence.objects.exists()
    assert CheckIn.objects.get().settled_on == TODAY


def test_silence_is_noticed_once_and_becomes_a_call(town):
    actions.notice_silence(there(8, 59))
    assert not Silence.objects.exists()
    for minute in (1, 2, 3):
        actions.notice_silence(there(9, minute))
    found = silence()
    assert (found.day, found.level, found.due_at, found.next_at) == (
        TODAY,
        "call",
        there(9),
        there(11, 1),
    )
    message = Message.objects.get(channel="call")
    assert (message.party_id, message.about_id, message.template) == (
        town.person.pk,
        found.pk,
        "wellbeing.silent",
    )
    assert found.call == message


def test_without_a_result_in_time_a_visit_stands_first_in_the_carers_round_of_today(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11))
    assert silence().level == "call"
    actions.notice_silence(there(11, 1))
    found = silence()
    assert found.level == "visit"
    stops = due_today(town.volunteer, TODAY)
    assert [(one.person, one.purpose, one.half) for one in stops] == [(town.person, "check", "morning")]
    assert found.visit == stops[0]
    assert not Alert.objects.exists()


def test_it_goes_before_what_is_still_to_be_done_and_after_what_is_done(town):
    done, todo = town.planned[1:]
    PlannedVisit.objects.filter(pk=done.pk).update(day=TODAY, number=1, state="done", arrives=0)
    PlannedVisit.objects.filter(pk=todo.pk).update(day=TODAY, number=2, arrives=40)
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    rows = [(one.person_id, one.number) for one in due_today(town.volunteer, TODAY)]
    assert rows == [(done.person_id, 1), (town.person.pk, 2), (todo.person_id, 3)]


def test_nobody_who_goes_today_means_an_alert_at_once_and_a_visit_that_nobody_can_make(town):
    Absence.objects.create(
        volunteer=town.volunteer, first_on=TODAY, last_on=TODAY, reason="sick", noted_at=there(8)
    )
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    found = silence()
    assert (found.level, found.next_at) == ("alert", None)
    assert (found.visit.state, found.visit.volunteer) == ("unserved", None)
    alert = Alert.objects.get()
    assert (alert.kind, alert.source_id, found.alert) == ("silent", found.pk, alert)


def test_a_visit_that_nobody_makes_becomes_an_alert(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    actions.notice_silence(there(14))
    assert silence().level == "visit"
    actions.notice_silence(there(14, 1))
    assert silence().level == "alert"
    actions.notice_silence(there(17))
    assert Alert.objects.count() == 1


def test_whoever_looks_for_them_reads_on_the_alert_that_they_were_heard_of_since(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    actions.notice_silence(there(14, 1))
    assert Alert.objects.get().words is None
    say(town.contact, there(14, 20), verb="well")
    alert = Alert.objects.get()
    assert (alert.words, alert.settled_at) == ("ทราบข่าวเมื่อ 23 พ.ย. 2569 14:20 น.: แตะช้า", None)


def test_a_visitor_who_meets_nobody_raises_the_alert_at_once(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    visit(town, "away", at=there(11, 30), planned=silence().visit)
    assert silence().level == "alert"


@pytest.mark.parametrize("result", ["met", "refused"])
def test_who_is_met_or_sends_the_visitor_away_is_there(town, result):
    actions.notice_silence(there(9, 1))
    visit(town, result)
    ended = Silence.objects.get()
    assert (ended.ended_because, ended.ended_at) == ("visit", there(11))
    assert Sign.objects.get().how == "visit"


def test_who_is_met_by_somebody_else_needs_no_second_visit(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    visit(town, at=there(11, 10))
    assert PlannedVisit.objects.get(pk=Silence.objects.get().visit_id).state == "cancelled"


def test_a_late_tap_ends_the_silence_and_takes_call_and_visit_back(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(11, 1))
    say(town.contact, there(11, 20), verb="well")
    ended = Silence.objects.get()
    assert ended.ended_because == "tap"
    assert PlannedVisit.objects.get(pk=ended.visit_id).state == "cancelled"
    assert not due_today(town.volunteer, TODAY)
    assert answers() == ["wellbeing.thanks"]


def test_another_call_that_reached_them_takes_the_one_of_the_silence_back(town, cast):
    actions.notice_silence(there(9, 1))
    other = calls.ask_call(town.person, "เตือนนัด", by=cast.mali, at=there(9, 2))
    calls.record_try(other, "well", by=cast.mali, at=there(9, 5))
    assert Silence.objects.get().ended_because == "call"
    assert set(Call.objects.values_list("state", flat=True)) == {"done", "cancelled"}


def test_a_tap_that_was_in_time_and_came_late_is_told_apart(town):
    actions.notice_silence(there(9, 1))
    say(town.contact, there(8, 58), verb="well", seen=there(9, 20))
    assert Silence.objects.get().ended_because == "in-time"
    assert Sign.objects.get().first_at == there(8, 58)


def test_a_tap_of_last_evening_that_comes_now_does_not_end_todays_silence(town):
    actions.notice_silence(there(9, 1))
    say(town.contact, there(23, 59, days=-1), verb="well", seen=there(9, 20))
    assert silence().day == TODAY
    say(town.contact, there(0, 1, days=1), verb="well")
    assert not Silence.objects.filter(ended_at=None).exists()


def test_a_clock_that_runs_ahead_counts_as_when_it_came(town):
    say(town.contact, there(8, days=2), verb="well", seen=there(8))
    assert Sign.objects.get().day == TODAY


@pytest.mark.parametrize("kind", ["sticker", "text", "voice"])
def test_whatever_they_send_is_a_sign_of_life_but_only_the_tap_says_well(town, kind):
    actions.notice_silence(there(9, 1))
    say(town.contact, there(9, 30), kind=kind)
    assert Silence.objects.get().ended_because == "message"
    assert Sign.objects.get().how == "message"
    assert answers() == []


def test_a_helper_taps_for_them_and_that_is_said_so(town):
    daughter = make_contact("U2")
    link(town.people[1], daughter, helper="กิ่งแก้ว")
    actions.agree(town.people[1], DAILY, by=town.cast.mali, at=there(8))
    say(daughter, there(8, 30), kind="text")
    assert not Sign.objects.exists()
    say(daughter, there(8, 40), verb="well")
    assert Sign.objects.get().how == "helper"
    assert Sign.objects.get().person == town.people[1]
    assert answers() == ["wellbeing.thanks"]


def test_a_helper_of_several_in_one_home_taps_for_all_and_of_two_homes_for_nobody(town):
    daughter = make_contact("U2")
    for one in town.people[1:]:
        link(one, daughter, helper="กิ่งแก้ว")
        actions.agree(one, DAILY, by=town.cast.mali, at=there(8))
    say(daughter, there(8, 40), verb="well")
    assert not Sign.objects.exists()
    assert answers() == ["wellbeing.for-whom"]
    Person.objects.filter(pk=town.people[2].pk).update(household=town.people[1].household_id)
    say(daughter, there(8, 45), verb="well")
    assert Sign.objects.count() == 2


def test_silent_on_the_next_day_too_is_one_run_of_two_days(town):
    actions.notice_silence(there(9, 1))
    actions.notice_silence(there(9, 1, days=1))
    assert Silence.objects.get(day=TODAY).ended_because == "next"
    found = silence()
    assert (found.day, found.run_since) == (TODAY + timedelta(days=1), TODAY)


def test_who_has_no_telephone_is_visited_without_a_call(town):
    town.person.phone = None
    Person.objects.filter(pk=town.person.pk).update(phone=None, phone_hash=None)
    actions.notice_silence(there(9, 1))
    assert silence().level == "visit"
    assert not Message.objects.filter(channel="call").exists()


def test_a_call_that_came_to_nothing_sends_somebody_there_at_once(town):
    actions.notice_silence(there(9, 1))
    messaging.note_receipt(silence().call, "failed", "no-answer", at=there(9, 40))
    assert silence().level == "visit"
    assert due_today(town.volunteer, TODAY)[0].purpose == "check"


def test_a_message_that_nothing_else_carries_is_brought_by_a_visit(town):
    say_by_visit(town)
    stop = due_today(town.volunteer, TODAY)[0]
    assert (stop.purpose, stop.bring) == ("message", Message.objects.get(channel="visit").text)
    visit(town, planned=stop)
    assert Message.objects.get(channel="visit").state == "delivered"


def test_where_nobody_goes_the_message_is_told_so(town):
    Absence.objects.create(
        volunteer=town.volunteer, first_on=TODAY, last_on=TODAY, reason="sick", noted_at=there(8)
    )
    say_by_visit(town)
    message = Message.objects.get(channel="visit")
    assert (message.state, message.because) == ("failed", "nobody-goes")


def say_by_visit(town):
    return messaging.send(
        Party(town.person.pk),
        "messaging.test",
        variables={"municipality": "ฟ้าใส"},
        by=SYSTEM,
        at=there(9),
        channel="visit",
    )


def test_a_blocked_account_is_called_at_once_and_from_then_on(town):
    town.contact.state, town.contact.gone_at = "gone", there(7)
    town.contact.save()
    journal.write("messaging.unfollowed", by=SYSTEM, about=town.contact, at=there(7), also=[town.person.pk])
    found = silence()
    assert (found.at_once, found.level, CheckIn.objects.get().way) == (True, "call", "call")
    actions.notice_silence(there(9, 1))
    assert Silence.objects.count() == 1
    actions.notice_silence(there(8, 1, days=1))
    assert silence().day == TODAY + timedelta(days=1)


def test_who_blocks_us_after_the_tap_of_the_day_is_called_tomorrow(town):
    say(town.contact, there(7), verb="well")
    town.contact.state, town.contact.gone_at = "gone", there(7, 30)
    town.contact.save()
    journal.write("messaging.unfollowed", by=SYSTEM, about=town.contact, at=there(7, 30))
    assert not Silence.objects.exists()


def test_who_left_died_or_asked_for_rest_is_not_awaited(town):
    Person.objects.filter(pk=town.person.pk).update(died_on=TODAY)
    actions.notice_silence(there(9, 1))
    assert not Silence.objects.exists()


def test_somebody_who_knows_better_ends_a_silence_by_hand_once(town):
    actions.notice_silence(there(9, 1))
    found = silence()
    with pytest.raises(PermissionDenied):
        actions.end_silence(found, by=town.cast.kham, at=there(10))
    actions.end_silence(found, by=town.cast.mali, at=there(10))
    assert Silence.objects.get().ended_because == "hand"
    with pytest.raises(AlreadyEnded):
        actions.end_silence(found, by=town.cast.mali, at=there(10))


def test_a_minute_with_nothing_due_asks_three_short_questions(town, django_assert_max_num_queries):
    actions.notice_silence(there(9, 1))
    with django_assert_max_num_queries(3):
        actions.notice_silence(there(9, 2))


def test_the_journal_names_who_was_silent_and_never_why_in_words(town):
    actions.notice_silence(there(9, 1))
    flush()
    line = Entry.objects.get(event="wellbeing.silent")
    assert line.references == {"also": [str(town.person.pk)]}


def test_a_sign_of_somebody_without_an_agreement_is_not_kept(town):
    other = make_contact("U9")
    link(town.people[2], other)
    say(other, there(8), verb="well")
    assert not Sign.objects.exists()
    assert Call.objects.count() == 0
