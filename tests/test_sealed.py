"""A sealed person's name appears on no page, in no list and on no phone of whoever is not named."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from conftest import sign_in
from khuang.care.people import actions as people
from khuang.care.people import reads
from khuang.care.people.models import CareRelation, Dwelling, Household, Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.reads import may
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys import lists
from khuang.ground.surveys.models import Submission
from khuang.ground.surveys.tests.conftest import publish_house_form
from khuang.ground.surveys.tests.sample_forms import FIRST_ID, SECOND_ID, house_submission, member
from tests.doors import doors

pytestmark = pytest.mark.django_db
GIVEN, FAMILY, NICKNAME = "สายลับ", "ปิดประตู", "ซ่อนหา"
SECRETS = (GIVEN, FAMILY, NICKNAME)
UNNAMED = ["mali", "nok", "boonsri", "wipa", "kham", "anan"]


@pytest.fixture
def town(cast):
    """A home of two with all that leads to them: a survey, a phone, a carer, a question, a volunteer."""
    now = timezone.now()
    with within(cast.municipality):
        publish_house_form(cast)
        device, _token = surveys.register_device(cast.nok, "โทรศัพท์ของนก", by=SYSTEM, at=now)
        both = member(FIRST_ID, "คำแก้ว") + member(SECOND_ID, GIVEN)
        parcel = surveys.Parcel(house_submission(members=both), files=(), phone_id="", user_agent="")
        surveys.receive(parcel, by=device, at=now)
        here = {"village": cast.villages[3]}
        for model in (Dwelling, Household, Person):
            model.objects.update(**here)
        home = Dwelling.objects.get()
        Household.objects.update(name=f"บ้าน{GIVEN}")
        Person.objects.filter(pk=SECOND_ID).update(family_name=FAMILY, nickname=NICKNAME)
        sealed, other = Person.objects.get(pk=SECOND_ID), Person.objects.get(pk=FIRST_ID)
        CareRelation.objects.create(cared_for=other, carer=sealed, since=now.date())
        people.correct(other, {"carer": "no such person"}, version=other.version, by=cast.prasit, at=now)
        role = RoleAssignment.objects.get(account=cast.boonsri)
        accounts.assign_homes(role, [home.pk], by=SYSTEM, at=now)
        given = accounts.give_role(cast.nok, "researcher", held_at="homes", by=SYSTEM, at=now)
        accounts.assign_homes(given, [home.pk], by=SYSTEM, at=now)
        rows = [sealed, other, Household.objects.get(), Submission.objects.get(), *_open(cast)]
    return SimpleNamespace(cast=cast, sealed=sealed, other=other, device=device, rows=rows)


def _open(cast):
    return list(reads.open_attention(cast.prasit))


def seal(town, level="sealed"):
    with within(town.cast.municipality):
        people.guard(
            Person.objects.get(pk=town.sealed.pk), level, named=[town.cast.prasit],
            reason="ต้องคุ้มครอง", by=town.cast.prasit, at=timezone.now(),
        )  # fmt: skip


def pages(town, name):
    """Every page that somebody may open about these rows: address and what it says."""
    account = getattr(town.cast, name)
    browser = sign_in(Client(), account)
    with within(town.cast.municipality):
        account.__dict__.pop("held_now", None)
        mine = [door for door in doors() if door.is_for_roles and may(account, door.permission)]
    for door in mine:
        for address in door.addresses(town.rows) if len(door.keys) == 1 else [door.address()]:
            if door.keys and len(door.keys) > 1:
                continue
            answer = browser.get(address, {"bbox": "97,5,106,21", "zoom": "16"})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield address, body.decode(errors="replace")


def telling(town, name):
    return {address for address, text in pages(town, name) if any(secret in text for secret in SECRETS)}


def on_phone(town):
    with within(town.cast.municipality):
        device = type(town.device).objects.select_related("holder").get(pk=town.device.pk)
        return b"".join(lists.as_csv(name, device, holds_homes=True) for name in lists.names()).decode()


def test_before_it_is_sealed_the_name_stands_on_many_pages(town):
    """Without this, the test below would prove nothing."""
    found = telling(town, "mali")
    wanted = ["/desk/people/", f"/desk/people/{town.sealed.pk}/", f"/desk/people/{town.other.pk}/"]
    wanted += [f"/desk/households/{town.rows[2].pk}/", f"/desk/submissions/{town.rows[3].pk}/"]
    assert found >= set(wanted)
    assert GIVEN in on_phone(town)
    assert telling(town, "boonsri")


@pytest.mark.parametrize("name", UNNAMED)
@pytest.mark.parametrize("level", ["sensitive", "sealed"])
def test_a_guarded_name_appears_nowhere_for_whoever_is_not_named(town, name, level):
    seal(town, level)
    assert telling(town, name) == set()


def test_it_leaves_the_phone_of_whoever_is_not_named(town):
    seal(town, "sensitive")
    text = on_phone(town)
    assert "คำแก้ว" in text
    assert not any(secret in text for secret in SECRETS)


def test_whoever_is_named_still_sees_it(town):
    seal(town)
    found = telling(town, "prasit")
    assert {"/desk/people/", f"/desk/people/{town.sealed.pk}/"} <= found


def test_the_record_of_a_guarded_person_is_not_there(town):
    seal(town)
    browser = sign_in(Client(), town.cast.mali)
    assert browser.get(f"/desk/people/{town.sealed.pk}/").status_code == 404
    page = browser.get(f"/desk/submissions/{town.rows[3].pk}/")
    assert page.status_code == 200
    assert "คำแก้ว" not in page.content.decode()  # who lives with them may have told of them


def test_broken_glass_opens_one_record_and_leaves_a_trace(town):
    seal(town)
    browser = sign_in(Client(), town.cast.mali)
    address = f"/desk/people/{town.sealed.pk}/break-glass/"
    assert GIVEN not in browser.get(address).content.decode()
    answer = browser.post(address, {"reason": "danger", "said": "เด็กอยู่ในอันตราย"}, follow=True)
    assert GIVEN in answer.content.decode()
    with within(town.cast.municipality):
        events = [line.event for line in journal.lines_about(town.sealed.pk)[:3]]
    assert "people.glass-broken" in events
