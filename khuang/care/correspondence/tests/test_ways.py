"""The ways to a person stand in an order that people set; what ends stays in the history."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.correspondence.actions import linking, ways
from khuang.care.correspondence.models import LinkCode
from khuang.care.correspondence.rules.problems import (
    HelpsAlready,
    NoSuchChannel,
    NotWaiting,
    WayTaken,
    WrongAddress,
)
from khuang.care.correspondence.tests.cast import a_contact, a_person, a_route, line_on
from khuang.care.people import actions as people
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Route
from khuang.ground.messaging.reads import routes_of
from khuang.ground.messaging.rules.parties import Party

pytestmark = pytest.mark.usefixtures("inside")
SECOND = timedelta(seconds=1)
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def elder(cast):
    return a_person(cast.villages[3])


def order(person):
    return [one.channel for one in routes_of(Party(person.pk))]


def test_ways_are_moved_up_and_down(cast, elder):
    a_route(elder, a_contact())
    call = ways.add_way(elder, "call", by=cast.mali, at=NOW)
    ways.add_way(elder, "visit", by=cast.mali, at=NOW)
    ways.move_way(elder, call, up=True, by=cast.mali, at=NOW)
    assert order(elder) == ["call", "line", "visit"]
    ways.move_way(elder, call, up=True, by=cast.mali, at=NOW)
    assert order(elder) == ["call", "line", "visit"]
    ways.move_way(elder, call, up=False, by=cast.mali, at=NOW)
    assert order(elder) == ["line", "call", "visit"]


def test_a_way_ends_and_stays_in_the_history(cast, elder):
    call = ways.add_way(elder, "call", by=cast.mali, at=NOW)
    ways.end_way(elder, call, by=cast.mali, at=SOON)
    assert order(elder) == [] and Route.objects.get().until == SOON
    with pytest.raises(NotWaiting):
        ways.move_way(elder, call, up=True, by=cast.mali, at=SOON)
    ways.add_way(elder, "call", by=cast.mali, at=SOON)
    assert Route.objects.count() == 2


def test_the_same_way_is_refused_and_so_is_line_by_hand(cast, elder):
    ways.add_way(elder, "call", by=cast.mali, at=NOW)
    with pytest.raises(WayTaken):
        ways.add_way(elder, "call", by=cast.mali, at=NOW)
    with pytest.raises(NoSuchChannel):
        ways.add_way(elder, "line", by=cast.mali, at=NOW)


def test_a_helper_with_a_telephone_is_a_way_at_once(cast, elder):
    said = {"name": "สมศรี", "relation": "child", "phone": "๐๘๑-๒๓๔ ๕๖๗๘"}
    helper = ways.add_helper(elder, said, by=cast.mali, at=NOW)
    (route,) = routes_of(Party(elder.pk))
    assert (route.channel, route.helper_name, route.contact.address) == ("call", "สมศรี", "0812345678")
    linking.hand_code(elder, helper=helper, by=cast.mali, at=NOW)
    ways.end_helper(helper, by=cast.mali, at=SOON)
    assert order(elder) == [] and LinkCode.objects.get().closed_at == SOON


def test_helpers_of_one_name_and_bad_numbers_are_refused(cast, elder):
    said = {"name": "สมศรี", "relation": "child"}
    ways.add_helper(elder, said, by=cast.mali, at=NOW)
    with pytest.raises(HelpsAlready):
        ways.add_helper(elder, said, by=cast.mali, at=NOW)
    with pytest.raises(WrongAddress):
        ways.add_helper(elder, said | {"name": "ข", "phone": "12"}, by=cast.mali, at=NOW)


def test_a_helper_who_unfollows_leaves_the_next_way(cast, elder):
    line_on()
    contact = a_contact()
    a_route(elder, contact, is_helper=True, helper_name="สมศรี")
    ways.add_way(elder, "call", by=cast.mali, at=NOW)
    first = messaging.send(Party(elder.pk), "correspondence.answer", words="ได้ค่ะ", by=cast.mali, at=NOW)
    assert first.channel == "line"
    contact.state, contact.gone_at = "gone", NOW
    contact.save()
    second = messaging.send(Party(elder.pk), "correspondence.answer", words="ได้ค่ะ", by=cast.mali, at=SOON)
    assert second.channel == "call"


@pytest.mark.parametrize("who", ["boonsri", "kham", "wipa", "anan", "dao"])
def test_nobody_else_changes_ways(cast, elder, who):
    account = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        ways.add_way(elder, "call", by=account, at=NOW)
    with pytest.raises(PermissionDenied):
        ways.add_helper(elder, {"name": "ก", "relation": "child"}, by=account, at=NOW)


def test_a_merge_brings_the_ways_and_a_split_gives_them_back(cast, elder):
    said, home = {"given_name": "คำปัน"}, elder.household_id
    one, double = (people.register(said, home, by=cast.mali, at=NOW + n * SECOND) for n in (1, 2))
    a_route(double, a_contact())
    event = people.merge(one, double, take=[], by=cast.mali, at=SOON)
    assert order(one) == ["line"] and order(double) == []
    people.split(event, by=cast.mali, at=SOON + SECOND)
    assert order(one) == [] and order(double) == ["line"]
