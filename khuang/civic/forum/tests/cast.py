"""What the tests of the forum share."""

from datetime import timedelta

from django.utils import timezone

from conftest import NOW
from khuang.civic.forum import actions
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.ground.journal.actions import SYSTEM

TODAY = timezone.localdate(NOW)


def days(number):
    return TODAY + timedelta(days=number)


def phases(kind="gather", **options):
    """One phase of a kind that runs now."""
    return [PhaseDraft(kind, days(-3), days(10), **options)]


def a_topic(cast, title="น้ำประปา", kind="gather", **options):
    said = {"phases": phases(kind), "at": NOW, "by": cast.facai} | options
    return actions.open_topic(title, "เราจะทำอย่างไรให้น้ำสะอาด", **said)


def a_statement(cast, topic, words="ควรตรวจน้ำทุกเดือน", **options):
    """A statement of the facilitator's that is shown."""
    made = actions.offer_statement(topic, words, source="facilitator", by=cast.facai, at=NOW, **options)
    return actions.show(made, by=cast.facai, at=NOW)


def offered(topic, words="ขอให้ซ่อมท่อเก่า", at=NOW, **options):
    """A statement from the public page."""
    return actions.offer_statement(topic, words, source="portal", by=SYSTEM, at=at, **options)


def a_person(topic, key="a-device", **said):
    return actions.join(topic, key=key, at=NOW, **said)
