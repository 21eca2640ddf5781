"""The registry's screens, as the people of the municipality use them."""

import pytest
from django.urls import reverse

from khuang.care.people.models import Attention, Household, Person
from khuang.care.people.tests.intake import HOME, MALI, a_family, mali, say, updates
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.lib.national_id import practice_number


@pytest.fixture
def desk(client, cast):
    """Mali, the social worker, signed in at a municipality with one family."""
    with within(cast.municipality):
        a_family()
    client.force_login(cast.mali)
    return client


@pytest.fixture
def look(cast):
    """Read in the municipality's context."""

    def read(question):
        with within(cast.municipality):
            return question()

    return read


def correction(desk, **said):
    page = desk.get(reverse("people:correct", args=[MALI]))
    form = page.context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return desk.post(reverse("people:correct", args=[MALI]), filled | said)


def test_a_record_is_corrected(desk, look):
    answer = correction(desk, nickname="แม่ลี", birth_date="15 ม.ค. 2487", national_id=practice_number(3))
    assert answer.status_code == 302
    person = look(mali)
    assert (person.nickname, person.born_precision, person.version) == ("แม่ลี", "day", 2)
    assert look(lambda: mali().national_id) == practice_number(3)


def test_saving_without_a_change_changes_nothing_known(desk, look):
    correction(desk)
    assert look(lambda: str(mali())) == "นางมาลี ใจดี"
    assert look(lambda: mali().born_precision) == "year"


def test_what_cannot_be_right_is_said_and_the_draft_is_kept(desk, look):
    answer = correction(desk, nickname="แม่ลี", birth_date="31/2/2487", national_id="123")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"birth_date", "national_id"}
    assert answer.context["form"]["nickname"].value() == "แม่ลี"
    assert "ไม่มีวันนี้ในปฏิทิน" in answer.content.decode()
    assert look(mali).nickname == ""


def test_somebody_elses_change_meanwhile_is_not_overwritten(desk, look, cast):
    page = desk.get(reverse("people:correct", args=[MALI]))
    form = page.context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    look(lambda: say(updates("person", MALI, base=1, nickname="ป้าลี")))
    desk.post(reverse("people:correct", args=[MALI]), filled | {"nickname": "แม่ลี"})
    assert look(mali).nickname == "ป้าลี"
    waiting = desk.get(reverse("people:attention"))
    [item] = waiting.context["items"]
    assert (item.proposed, item.may_be_taken) == ("แม่ลี", True)
    desk.post(reverse("people:settle", args=[item.key]), {"take": "yes"})
    assert look(mali).nickname == "แม่ลี"
    assert not look(lambda: Attention.objects.filter(settled_at=None).exists())


def test_a_person_is_registered_with_a_new_home(desk, look, cast):
    said = {
        "given_name": "แก้ว",
        "family_name": "ใจดี",
        "sex": "female",
        "village": cast.villages[2].code,
        "house_no": "8",
    }
    answer = desk.post(reverse("people:register"), said)
    person = look(lambda: Person.objects.select_related("village").get(given_name="แก้ว"))
    assert answer.url == person.get_absolute_url()
    assert person.village.moo == 2


def test_a_person_is_registered_into_a_household(desk, look):
    desk.post(reverse("people:register") + f"?household={HOME}", {"given_name": "แก้ว"})
    assert look(lambda: Person.objects.get(given_name="แก้ว").household_id) == HOME


@pytest.mark.parametrize("key", ["x", "00000000-0000-4000-8000-000000000001"])
def test_a_household_that_is_not_there_is_not_found(desk, key):
    assert desk.get(reverse("people:register") + f"?household={key}").status_code == 404


def test_a_registration_without_a_name_or_village_is_sent_back(desk):
    answer = desk.post(reverse("people:register"), {"nickname": "ต้น"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"given_name"}
    assert set(answer.context["home"].errors) == {"village"}


def test_a_household_shows_its_people_and_is_noted(desk, look):
    answer = desk.get(reverse("people:household", args=[HOME]))
    assert "มาลี" in answer.content.decode() and "ต้น" in answer.content.decode()
    line = look(lambda: Entry.objects.filter(event="people.listed").last())
    assert line.references["household"] == str(HOME)


@pytest.mark.parametrize("who", ["boonsri", "nok", "wipa", "kham", "anan", "dao"])
def test_who_may_not_change_records_gets_nowhere(client, cast, who):
    with within(cast.municipality):
        household = a_family()
        assert isinstance(household, Household)
    client.force_login(getattr(cast, who))
    for address in (
        reverse("people:correct", args=[MALI]),
        reverse("people:register"),
        reverse("people:attention"),
    ):
        assert client.get(address).status_code in (403, 404)


def test_both_languages(desk):
    page = reverse("people:correct", args=[MALI])
    assert "แก้ไขข้อมูล" in desk.get(page, HTTP_ACCEPT_LANGUAGE="th").content.decode()
    assert "Correct the record" in desk.get(page, HTTP_ACCEPT_LANGUAGE="en").content.decode()
