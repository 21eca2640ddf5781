"""Somebody calls for help: the alert comes first, and nothing that follows can lose it."""

from datetime import timedelta

import pytest

from conftest import NOW
from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.cases.tests.cast import a_person
from khuang.care.duty import actions
from khuang.care.duty.models import Climb, Cry, Stray
from khuang.care.duty.tests.cast import an_address, come, tap
from khuang.ground.journal.reads import newest
from khuang.ground.messaging.models import Message

pytestmark = pytest.mark.usefixtures("inside")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(cast):
    return a_person(cast.villages[3])


def replies():
    return [
        (one.template, one.buttons) for one in Message.objects.filter(direction="out").order_by("at", "pk")
    ]


def asked():
    return [template for template, _buttons in replies() if template != "duty.alert"]


def test_a_tap_opens_a_case_raises_an_alert_and_asks_what_kind(person):
    tap(an_address(person))
    alert = Alert.objects.get()
    assert (alert.person, alert.kind, alert.case.opened_because) == (person, "urgent", "alert")
    assert (Cry.objects.get().question, asked()) == ("what", ["duty.ask-what"])


def test_the_same_tap_five_times_is_one_open_alert(person):
    contact = an_address(person)
    for second in range(5):
        tap(contact, at=NOW + timedelta(seconds=second))
    assert (Alert.objects.count(), Climb.objects.count()) == (1, 1)
    cry = Cry.objects.get()
    assert (cry.taps, cry.last_at) == (5, NOW + timedelta(seconds=4))
    assert asked() == ["duty.ask-what"]


def test_whoever_calls_again_after_a_silence_is_answered_again(person):
    contact = an_address(person)
    tap(contact)
    actions.close_questions(NOW + 3 * MINUTE)
    for second in (0, 1):
        come(contact, kind="text", text="ช่วยด้วย", at=NOW + 120 * MINUTE + timedelta(seconds=second))
    assert (Alert.objects.count(), Cry.objects.get().taps) == (1, 3)
    assert asked() == ["duty.ask-what", "duty.heard"]


def test_a_tap_long_after_somebody_began_to_look_is_a_new_alert(cast, person):
    contact = an_address(person)
    tap(contact)
    cases.acknowledge_alert(Alert.objects.get(), by=cast.mali, at=NOW + MINUTE)
    tap(contact, at=NOW + 10 * MINUTE)
    assert Alert.objects.count() == 1
    tap(contact, at=NOW + 40 * MINUTE)
    assert Alert.objects.count() == 2


def test_a_tap_after_the_alert_was_settled_is_a_new_alert(cast, person):
    contact = an_address(person)
    tap(contact)
    cases.settle_alert(Alert.objects.get(), because="ไปดูแล้ว", by=cast.mali, at=NOW + MINUTE)
    tap(contact, at=NOW + 2 * MINUTE)
    assert Alert.objects.filter(settled_at=None).count() == 1


def test_two_addresses_of_one_person_raise_one_alert(person):
    tap(an_address(person))
    tap(an_address(person, channel="sms"), at=NOW + MINUTE)
    assert (Alert.objects.count(), Cry.objects.count()) == (1, 2)


def test_the_same_message_is_heard_once(person):
    message = tap(an_address(person))
    actions.hear(message, how="tap", at=NOW + MINUTE)
    assert Cry.objects.get().taps == 1


def test_the_kind_is_written_onto_the_alert_and_the_place_is_asked(person):
    contact = an_address(person)
    tap(contact)
    tap(contact, "help-kind-fall", at=NOW + MINUTE)
    assert "หกล้ม" in Alert.objects.get().words
    assert (Cry.objects.get().what, asked()[-1]) == ("fall", "duty.ask-place")


def test_a_place_is_kept_and_help_is_confirmed(person):
    contact = an_address(person)
    tap(contact)
    tap(contact, "help-kind-fall", at=NOW + MINUTE)
    come(contact, kind="location", place={"lat": 18.2, "lon": 99.4}, at=NOW + 2 * MINUTE)
    assert Cry.objects.get().place == {"lat": 18.2, "lon": 99.4}
    assert (Cry.objects.get().question, asked()[-1]) == ("", "duty.heard")


def test_a_place_that_was_not_asked_for_is_looked_at(person):
    message = come(an_address(person), kind="location", place={"lat": -33.8, "lon": 151.2})
    message.refresh_from_db()
    assert (message.urgency, Alert.objects.count()) == ("reserved", 0)


def test_whoever_is_at_home_says_so(person):
    contact = an_address(person)
    tap(contact)
    tap(contact, "help-kind-other", at=NOW + MINUTE)
    tap(contact, "help-home", at=NOW + 2 * MINUTE)
    assert asked()[-1] == "duty.heard"


def test_silence_counts_as_yes(person):
    tap(an_address(person))
    actions.close_questions(NOW + MINUTE)
    assert Cry.objects.get().question == "what"
    actions.close_questions(NOW + 3 * MINUTE)
    assert Cry.objects.get().question == ""
    alert = Alert.objects.get()
    assert (alert.settled_at, len(alert.words.splitlines())) == (None, 2)


def test_a_mistake_is_noted_and_a_human_settles_it_all_the_same(person):
    contact = an_address(person)
    tap(contact)
    tap(contact, "mistake", at=NOW + MINUTE)
    assert Cry.objects.get().mistake_at == NOW + MINUTE
    assert Alert.objects.get(settled_at=None, acknowledged_at=None)
    assert Climb.objects.get().stopped_at is None
    assert asked()[-1] == "duty.mistake"


def test_an_old_button_that_asks_for_help_is_a_new_call(person):
    tap(an_address(person), "help-kind-medicine")
    assert (Cry.objects.get().what, asked()) == ("medicine", ["duty.ask-place"])


def test_an_old_mistake_alone_raises_nothing(person):
    tap(an_address(person), "mistake")
    assert not Alert.objects.exists()


def test_a_helper_of_several_is_asked_for_whom_and_meanwhile_each_has_an_alert(cast, person):
    other = a_person(cast.villages[2], "แสง", sex="female")
    contact = an_address(person, other)
    tap(contact)
    assert Alert.objects.count() == 2
    template, buttons = next(one for one in replies() if one[0] != "duty.alert")
    assert template == "duty.ask-whom"
    assert [verb for _words, verb in buttons] == ["help-for-a", "help-for-b", "help-for-all"]
    assert not any("แสง" in words for words, _verb in buttons)


def test_of_whom_the_helper_did_not_mean_nobody_else_is_told(cast, person):
    other = a_person(cast.villages[2], "แสง")
    contact = an_address(person, other)
    tap(contact)
    tap(contact, "help-for-b", at=NOW + MINUTE)
    assert Climb.objects.get(alert__person=person).stopped_because == "not-meant"
    assert Climb.objects.get(alert__person=other).stopped_at is None
    assert Alert.objects.filter(settled_at=None).count() == 2
    assert asked()[-1] == "duty.ask-what"
    tap(contact, "help-kind-fall", at=NOW + 2 * MINUTE)
    assert [one.what for one in Cry.objects.order_by("alert__person__given_name")] == ["", "fall"]


def test_a_helper_who_says_nothing_means_all(cast, person):
    tap(an_address(person, a_person(cast.villages[2], "แสง")))
    actions.close_questions(NOW + 5 * MINUTE)
    assert Climb.objects.filter(stopped_at=None).count() == 2


def test_help_from_nobody_known_is_help():
    tap(an_address())
    stray = Stray.objects.get()
    assert (stray.acknowledged_at, Climb.objects.get().stray) == (None, stray)
    assert asked() == ["duty.ask-what"]


def test_a_stray_call_is_asked_and_answered_as_any_other():
    contact = an_address()
    tap(contact)
    tap(contact, "help-kind-utilities", at=NOW + MINUTE)
    assert "ไฟ" in Stray.objects.get().words


def test_help_from_a_colleagues_own_account_says_whose_it_is(cast):
    tap(an_address(cast.boonsri, kind="account"))
    assert "บุญศรี" in Stray.objects.get().words


@pytest.mark.parametrize("state", ["new", "declined"])
def test_whoever_never_agreed_is_heard(person, state):
    tap(an_address(person, state=state))
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "text"),
    [("text", "ช่วยด้วย"), ("text", "🆘"), ("text", "จ้วยตวย"), ("sticker", "help, crying"), ("text", "I fell")],
)
def test_a_cry_without_a_tap_is_heard(person, kind, text):
    come(an_address(person), kind=kind, text=text)
    assert Alert.objects.count() == 1


def test_what_may_be_a_cry_is_marked_and_never_dropped(person):
    message = come(an_address(person), kind="text", text="ปวดหัวนิดหน่อย")
    message.refresh_from_db()
    assert (message.urgency, Alert.objects.count()) == ("reserved", 0)
    assert newest(("duty.marked",)).count() == 1


def test_a_voice_at_night_is_looked_at_and_one_by_day_waits_for_its_turn(person):
    contact = an_address(person)
    at_night = come(contact, kind="voice", at=NOW + timedelta(hours=14))
    by_day = come(contact, kind="voice", at=NOW)
    for message in (at_night, by_day):
        message.refresh_from_db()
    assert (at_night.urgency, by_day.urgency) == ("reserved", "routine")


def test_a_greeting_is_nothing(person):
    message = come(an_address(person), kind="text", text="สวัสดีค่ะ")
    message.refresh_from_db()
    assert (message.urgency, Cry.objects.count()) == ("routine", 0)


def test_other_peoples_verbs_are_left_alone(person):
    tap(an_address(person), "well")
    assert not Cry.objects.exists()


def test_the_journal_holds_no_words(person):
    come(an_address(person), kind="text", text="ช่วยด้วย ล้มในห้องน้ำ")
    assert not any("ล้ม" in str(one.reference) for one in newest())
