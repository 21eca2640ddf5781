"""An alert finds or opens a case, is raised once, and is acknowledged before it is settled."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions
from khuang.care.cases.models import Alert, Case
from khuang.care.cases.rules.problems import NoWords, WrongState
from khuang.care.cases.tests.cast import LATER, a_person
from khuang.ground.journal.actions import SYSTEM
from khuang.lib.identifiers import uuid7


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


def sound(person, kind="worried", by=SYSTEM, at=NOW, **said):
    return actions.raise_alert(person, kind=kind, by=by, at=at, **said)


def test_it_opens_a_case_when_there_is_none(person):
    alert = sound(person, words="ไม่ยอมกินข้าว")
    assert (alert.case.opened_because, alert.case.state, alert.words) == ("alert", "intake", "ไม่ยอมกินข้าว")
    assert sound(person, at=LATER).case == alert.case
    assert Case.objects.count() == 1


def test_the_same_row_raises_one_alert(person):
    visit = uuid7()
    assert sound(person, source_id=visit) == sound(person, source_id=visit, at=LATER)


def test_an_urgent_one_is_late_sooner(person):
    assert sound(person, "urgent").due_at == NOW + timedelta(minutes=15)
    assert sound(person, "silent").due_at == NOW + timedelta(days=1)


def test_who_acknowledges_first_stays_and_another_may_settle(cast, person):
    alert = sound(person)
    actions.acknowledge_alert(alert, by=cast.mali, at=NOW)
    actions.acknowledge_alert(alert, by=cast.prasit, at=LATER)
    with pytest.raises(NoWords):
        actions.settle_alert(alert, because="", by=cast.prasit, at=LATER)
    settled = actions.settle_alert(alert, because="พาไปหาหมอแล้ว", by=cast.prasit, at=LATER)
    assert (settled.acknowledged_by_id, settled.settled_by_id) == (cast.mali.pk, cast.prasit.pk)
    with pytest.raises(WrongState):
        actions.settle_alert(alert, because="ซ้ำ", by=cast.mali, at=LATER)


def test_only_who_answers_alerts_may(cast, person):
    alert = sound(person)
    with pytest.raises(PermissionDenied):
        actions.acknowledge_alert(alert, by=cast.nok, at=NOW)
    with pytest.raises(PermissionDenied):
        sound(person, by=cast.kham)


def test_the_database_wants_somebody_before_the_end(person):
    sound(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(settled_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(acknowledged_at=NOW)
