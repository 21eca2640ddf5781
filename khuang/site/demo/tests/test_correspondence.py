"""The demo's messages show each thing that the pages can show."""

from datetime import date

import pytest

from conftest import NOW
from khuang.care.correspondence.models import Broadcast, Call, Letter, LinkCode, Recipient, Supporter
from khuang.care.correspondence.tests.cast import a_person
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.site.demo.correspondence import CALLS, LINKED, UNKNOWN, WROTE, tell_correspondence

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def staff(cast):
    return {"mali": cast.mali, "prasit": cast.prasit, "boonsri": cast.boonsri}


def test_elders_are_linked_write_are_called_and_invited(cast, staff):
    for number in range(LINKED + len(CALLS)):
        fields = {"born_on": date(1950, 1, 1), "born_precision": "day", "phone": f"08100000{number:02d}"}
        a_person(cast.villages[number % 3 + 1], f"คน{number}", **fields)
    tell_correspondence(staff, NOW)
    assert LinkCode.objects.exclude(used_at=None).count() == LINKED + 1
    assert Supporter.objects.count() == 4
    assert Contact.objects.filter(state="gone").count() == 1
    assert Contact.objects.filter(channel="line", routes=None).count() == len(UNKNOWN)
    unread = Message.objects.filter(direction="in", seen_at=None, party_kind="person", kind="text")
    assert unread.filter(text__isnull=False).count() >= sum(answer is None for *_, answer in WROTE)
    assert Call.objects.filter(message__template="correspondence.call").count() == len(CALLS)
    assert Letter.objects.count() == 1
    assert {one.state for one in Broadcast.objects.all()} == {"draft", "sent"}
    assert Recipient.objects.exists()
    assert not Message.objects.filter(state__in=["queued", "refused"]).exists()
    assert Route.objects.filter(is_helper=True, until=None).count() == 4


def test_a_demo_of_a_few_homes_has_nobody_to_write(staff):
    tell_correspondence(staff, NOW)
    assert not LinkCode.objects.exists()
