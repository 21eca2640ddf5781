"""Appeals on the public side: shown once, brought up to date, taken away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.appeals import actions, offers, reads
from khuang.civic.appeals.models import GivingContact, PublicAppeal
from khuang.ground.journal import reads as journal

CONTACT = {"office": "กองสวัสดิการ", "phone": "054 000 000", "address": "", "hours": "", "words": ""}


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def shown(reference="abc", percent=10, at=NOW):
    return actions.show(reference, title="หลังคา", text="ขอ", kind="unsafe-house", percent=percent, at=at)


def test_an_appeal_is_shown_once():
    shown()
    with pytest.raises(IntegrityError, match="appeals_reference"), transaction.atomic():
        shown()


def test_an_answered_appeal_stands_last_and_stays_answered():
    shown("first")
    shown("second")
    actions.bring_up_to_date("first", percent=100, answered=True, at=NOW)
    assert [one.reference for one in reads.appeals()] == ["second", "first"]
    actions.bring_up_to_date("first", percent=20, answered=False, at=NOW)
    assert reads.appeal("first").state == "answered"


def test_what_is_taken_away_is_nowhere():
    shown()
    actions.take_away("abc", at=NOW)
    actions.take_away("abc", at=NOW)
    assert reads.appeal("abc") is None and reads.appeals() == []
    actions.bring_up_to_date("abc", percent=5, answered=False, at=NOW)
    assert not PublicAppeal.objects.exists()


def test_thanks_last_ninety_days():
    shown()
    actions.bring_up_to_date("abc", percent=100, answered=True, at=NOW)
    assert actions.sweep(at=NOW + timedelta(days=90)) == 0
    assert actions.sweep(at=NOW + timedelta(days=91)) == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"percent": 101}, "appeals_percent"),
        ({"state": "answered"}, "appeals_answered"),
        ({"answered_on": NOW.date()}, "appeals_answered"),
    ],
)
def test_the_database_refuses_what_cannot_be(change, name):
    shown()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PublicAppeal.objects.update(**change)


def test_the_journal_holds_no_reference():
    made = shown("a-reference-of-its-own")
    (line,) = journal.lines_about(made.pk)
    assert "a-reference" not in line.reference


def test_the_contact_is_one_and_written_by_whoever_approves_appeals(cast):
    actions.keep_contact(**CONTACT, by=cast.prasit, at=NOW)
    actions.keep_contact(**CONTACT | {"phone": "054 111 111"}, by=cast.prasit, at=NOW)
    assert GivingContact.objects.get().phone == reads.contact().phone == "054 111 111"
    with pytest.raises(PermissionDenied):
        actions.keep_contact(**CONTACT, by=cast.mali, at=NOW)


def test_an_offer_for_what_is_not_public_is_not_taken():
    assert not offers.hand_on("nobody", name="ก", contact="ข", what="ค", at=NOW)
