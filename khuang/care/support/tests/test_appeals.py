"""An appeal is proposed by one, approved by another, published the next morning, and names nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.people.models import CareRelation, Person
from khuang.care.support import actions
from khuang.care.support.models import Appeal
from khuang.care.support.rules import package_problems as problems
from khuang.care.support.tests.packages_cast import (
    TODAY,
    a_need,
    a_package,
    a_person,
)

TOMORROW = NOW + timedelta(days=1)
TITLE, TEXT = "หลังคาที่ปลอดภัย", "มีบ้านหลังหนึ่งหลังคารั่ว ขอรับการสนับสนุนค่าวัสดุ"


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast, where many people live."""
    Person.objects.bulk_create(
        Person(given_name=f"ชาวบ้าน{n}", sort_key=str(n), village=cast.villages[2], known_from=TODAY)
        for n in range(30)
    )


def propose(cast, package=None, title=TITLE, text=TEXT, **said):
    package = package or a_package(cast)
    return actions.propose_appeal(package, title=title, text=text, **said, by=cast.mali, at=NOW)


def test_somebody_else_approves_what_one_proposed(cast):
    appeal = actions.propose_appeal(a_package(cast), title=TITLE, text=TEXT, by=cast.prasit, at=NOW)
    with pytest.raises(problems.SamePerson):
        actions.approve_appeal(appeal, by=cast.prasit, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.approve_appeal(appeal, by=cast.mali, at=NOW)


def test_the_database_refuses_that_one_person_approves_their_own(cast):
    appeal = actions.approve_appeal(propose(cast), by=cast.prasit, at=NOW)
    with pytest.raises(IntegrityError, match="support_appeal_two_persons"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by_id=appeal.proposed_by_id)


def test_a_declined_appeal_says_why_and_another_may_be_proposed(cast):
    appeal = propose(cast)
    with pytest.raises(problems.NoReason):
        actions.decline_appeal(appeal, because=" ", by=cast.prasit, at=NOW)
    actions.decline_appeal(appeal, because="ยังไม่จำเป็น", by=cast.prasit, at=NOW)
    assert propose(cast, appeal.package).state == "proposed"


def test_there_is_one_open_appeal_for_a_package(cast):
    appeal = propose(cast)
    with pytest.raises(IntegrityError, match="support_appeal_one_open"), transaction.atomic():
        propose(cast, appeal.package)


@pytest.mark.parametrize(
    "text",
    ["ช่วยคำปันด้วย", "ช่วยครอบครัวใจดีมาก", "ช่วยน้องต้นกล้า", "ถามป้าเพื่อนบ้านได้", "บ้าน 12/7", "โทร 0812345678"],
)
def test_a_text_that_tells_for_whom_it_is_is_refused(cast, text):
    person = a_person(cast.villages[1], phone="0812345678", phone_hash=b"x")
    a_person(cast.villages[1], "ต้นกล้า", household=person.household)
    neighbour = a_person(cast.villages[2], "เพื่อนบ้าน", "อื่น", "3/3")
    CareRelation.objects.create(cared_for=person, carer=neighbour, since=TODAY)
    with pytest.raises(problems.TellsWho):
        propose(cast, a_package(cast, a_need(cast, person)), text=text)


def test_a_doubtful_word_needs_a_person_s_word(cast):
    need = a_need(cast, a_person(cast.villages[1], nickname="ดี"))
    package = a_package(cast, need)
    with pytest.raises(problems.Doubtful):
        propose(cast, package, text="ยินดีรับการสนับสนุน")
    appeal = propose(cast, package, text="ยินดีรับการสนับสนุน", confirmed=True)
    with pytest.raises(problems.Doubtful):
        actions.approve_appeal(appeal, by=cast.prasit, at=NOW)
    assert actions.approve_appeal(appeal, confirmed=True, by=cast.prasit, at=NOW).state == "approved"


def test_a_village_may_be_named_where_enough_people_are_alike(cast):
    assert propose(cast, text="บ้านหลังหนึ่งในหมู่ 2 หลังคารั่ว")


@pytest.mark.parametrize(
    "text", ["ในหมู่ 1 หลังคารั่ว", "หญิงในหมู่ 2 หลังคารั่ว", "ผู้สูงอายุวัย 83 ปี", "คนอายุ 83 ปีกับหลานอายุ 7 ปี"]
)
def test_one_among_few_is_refused(cast, text):
    with pytest.raises(problems.TellsWho):
        propose(cast, text=text)


def test_the_text_is_checked_again_when_it_is_approved(cast):
    appeal = propose(cast, text="ขอบคุณกล้าหาญทุกท่าน")
    a_person(cast.villages[1], "กล้าหาญ", household=appeal.package.person.household)
    with pytest.raises(problems.TellsWho):
        actions.approve_appeal(appeal, by=cast.prasit, at=NOW)


def test_nothing_is_asked_for_a_confidential_need(cast):
    package = a_package(cast, a_need(cast, kind="violence"), kind="other")
    with pytest.raises(problems.NeverInPublic):
        propose(cast, package)
