"""A LINE account is linked by a code from hand to hand; following alone agrees to nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.correspondence.actions import linking, ways
from khuang.care.correspondence.models import LinkCode, WrongCode
from khuang.care.correspondence.rules.codes import WRONG_OF_ONE
from khuang.care.correspondence.tests.cast import a_contact, a_person, a_route, line_on, received, said_to
from khuang.ground.messaging.models import Message, Route
from khuang.ground.messaging.reads import parties_of, routes_of
from khuang.ground.messaging.rules.parties import Party

pytestmark = pytest.mark.usefixtures("inside")
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def elder(cast):
    line_on()
    return a_person(cast.villages[3])


def test_a_code_typed_in_the_chat_links_once(cast, elder):
    handed = linking.hand_code(elder, by=cast.mali, at=NOW)
    contact = a_contact(state="new")
    received(contact, f"{handed.digits[:3]} {handed.digits[3:]}", at=SOON)
    assert parties_of(contact) == [Party(elder.pk)]
    again = a_contact("U2", state="new")
    received(again, handed.digits, at=SOON)
    assert parties_of(again) == []
    assert LinkCode.objects.get().contact_id == contact.pk


def test_linking_asks_for_consent_and_agrees_to_nothing(cast, elder):
    contact = a_contact(state="new")
    received(contact, linking.hand_code(elder, by=cast.mali, at=NOW).digits)
    contact.refresh_from_db()
    assert contact.state == "new" and said_to(contact) == ["correspondence.welcome"]
    assert [verb for _words, verb in Message.objects.get(direction="out").buttons] == ["agree", "decline"]
    received(contact, verb="agree")
    contact.refresh_from_db()
    assert contact.state == "agreed" and contact.agreed_at == NOW


def test_who_declines_is_told_that_nothing_else_changes(elder):
    contact = a_contact(state="new")
    received(contact, verb="decline")
    contact.refresh_from_db()
    assert contact.state == "declined" and said_to(contact) == ["correspondence.declined"]


def test_stop_and_start_are_taps(elder):
    contact = a_contact()
    received(contact, verb="stop")
    contact.refresh_from_db()
    assert contact.stopped_at == NOW
    received(contact, verb="start")
    contact.refresh_from_db()
    assert contact.stopped_at is None


def test_a_code_has_an_end_and_a_new_one_closes_it(cast, elder):
    first = linking.hand_code(elder, by=cast.mali, at=NOW)
    second = linking.hand_code(elder, by=cast.mali, at=NOW)
    assert linking.use_code(a_contact(), first.digits, at=SOON) is None
    assert linking.use_code(a_contact("U2"), second.digits, at=second.made.until) is None
    assert not routes_of(Party(elder.pk))


def test_guessing_is_slowed_even_for_the_right_code(cast, elder):
    handed = linking.hand_code(elder, by=cast.mali, at=NOW)
    wrong = "000000" if handed.digits != "000000" else "000001"
    contact = a_contact()
    for _ in range(WRONG_OF_ONE):
        received(contact, wrong)
    assert linking.use_code(contact, handed.digits, at=NOW) is None
    a_day_on = NOW + timedelta(days=1, minutes=1)
    assert linking.use_code(contact, handed.digits, at=a_day_on).person == elder
    assert not WrongCode.objects.exists()


def test_digits_inside_a_message_are_no_code(elder):
    contact = a_contact()
    received(contact, "โทรหาลูกที่ 081 234 5678 หรือ 053 123456 ตอนเย็น")
    assert said_to(contact) == []


def test_a_helper_links_their_own_line_and_helps_several(cast, elder):
    neighbour = a_person(cast.villages[3], "จันทร์")
    contact = a_contact()
    for person in (elder, neighbour):
        helper = ways.add_helper(person, {"name": "สมศรี", "relation": "child"}, by=cast.mali, at=NOW)
        linking.use_code(
            contact, linking.hand_code(person, helper=helper, by=cast.mali, at=NOW).digits, at=NOW
        )
    assert {party.id for party in parties_of(contact)} == {elder.pk, neighbour.pk}
    assert all(one.is_helper and one.helper_name == "สมศรี" for one in Route.objects.all())


def test_a_person_linked_twice_keeps_both_until_one_is_chosen(cast, elder):
    for name in ("U1", "U2"):
        linking.use_code(a_contact(name), linking.hand_code(elder, by=cast.mali, at=NOW).digits, at=NOW)
    first, second = routes_of(Party(elder.pk))
    ways.choose_line(elder, second, by=cast.mali, at=SOON)
    assert [one.pk for one in routes_of(Party(elder.pk))] == [second.pk, first.pk]


def test_a_colleague_links_their_own_line(cast, elder):
    contact = a_contact(state="new")
    received(contact, linking.own_code(cast.mali, at=NOW).digits)
    contact.refresh_from_db()
    assert parties_of(contact) == [Party(cast.mali.pk, "account")]
    assert contact.state == "agreed" and said_to(contact) == ["correspondence.linked-own"]


def test_a_call_can_be_asked_for_by_a_tap(cast, elder):
    contact = a_contact()
    a_route(elder, contact)
    received(contact, verb="call", party=elder)
    assert said_to(contact) == ["correspondence.call-comes"]
    assert elder.calls.get().state == "open"


def test_volunteers_hand_codes_only_to_their_own_homes(cast, elder):
    for who in (cast.boonsri, cast.kham, cast.dao, cast.wipa, cast.anan):
        with pytest.raises(PermissionDenied):
            linking.hand_code(elder, by=who, at=NOW)
    assert linking.hand_code(elder, by=cast.nok, at=NOW).digits


def test_an_unknown_sender_is_linked_by_hand(cast, elder):
    contact = a_contact()
    linking.link_by_hand(contact, elder, by=cast.mali, at=NOW)
    linking.link_by_hand(contact, elder, by=cast.mali, at=NOW)
    assert parties_of(contact) == [Party(elder.pk)]
