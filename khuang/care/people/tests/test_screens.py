"""The registry's screens, as the people of the municipality use them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from conftest import sign_in
from khuang.care.people.models import Attention, Household, Person
from khuang.care.people.tests.intake import DAY_ONE, HOME, MALI, TON, a_family, creates, mali, say, updates
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.lib.national_id import practice_number

NAMELESS = uuid4()


@pytest.fixture
def desk(client, cast):
    """Mali, the social worker, signed in at a municipality with one family."""
    with within(cast.municipality):
        a_family()
    sign_in(client, cast.mali)
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
    sign_in(client, getattr(cast, who))
    for address in (
        reverse("people:correct", args=[MALI]),
        reverse("people:register"),
        reverse("people:attention"),
        reverse("people:correct-home", args=[HOME]),
    ):
        assert client.get(address).status_code in (403, 404)


def test_both_languages(desk):
    page = reverse("people:correct", args=[MALI])
    assert "แก้ไขข้อมูล" in desk.get(page, HTTP_ACCEPT_LANGUAGE="th").content.decode()
    assert "Correct the record" in desk.get(page, HTTP_ACCEPT_LANGUAGE="en").content.decode()


def home_correction(desk, **said):
    address = reverse("people:correct-home", args=[HOME])
    form = desk.get(address).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return desk.post(address, filled | said)


def codes_waiting():
    return sorted(Attention.objects.filter(settled_at=None).values_list("code", flat=True))


def test_a_home_is_corrected_and_what_waited_for_it_is_settled(desk, look, cast):
    look(lambda: say(updates("household", HOME, geometry="10.0 101.5 0 5", village="77", house_no="12/1")))
    assert look(codes_waiting) == ["place_sea", "village_unknown"]
    answer = home_correction(desk, latitude="18.22", longitude="99.39", directions="หลังวัด")
    assert answer.url == reverse("people:household", args=[HOME])
    home = look(lambda: Household.objects.select_related("dwelling__point").get().dwelling)
    assert (home.point.position, home.directions) == ((99.39, 18.22), "หลังวัด")
    assert look(codes_waiting) == ["village_unknown"]
    home_correction(desk, village=cast.villages[2].code)
    assert look(lambda: mali().village.moo) == 2
    assert look(codes_waiting) == []


def test_a_home_that_is_saved_unchanged_stays_as_it_is(desk, look):
    home_correction(desk, village="")
    home = look(lambda: Household.objects.select_related("dwelling__point", "village").get())
    assert (home.village.moo, home.dwelling.house_no) == (3, "12/1")
    assert home.dwelling.point.position == (99.38, 18.21)


@pytest.mark.parametrize("lat, lon", [("10.0", "101.5"), ("99.38", "18.21"), ("18.21", ""), ("x", "99.38")])
def test_a_position_that_cannot_be_right_is_said_and_the_draft_is_kept(desk, look, lat, lon):
    answer = home_correction(desk, latitude=lat, longitude=lon, directions="หลังวัด")
    form = answer.context["form"]
    assert answer.status_code == 422 and set(form.errors) == {"latitude"}
    assert (form["latitude"].value(), form["directions"].value()) == (lat, "หลังวัด")
    assert look(lambda: Household.objects.get().version) == 1


def test_what_waits_about_a_home_leads_to_it(desk, look):
    look(lambda: say(updates("household", HOME, geometry="10.0 101.5 0 5")))
    page = desk.get(reverse("people:attention")).content.decode()
    assert reverse("people:household", args=[HOME]) in page
    assert reverse("people:correct-home", args=[HOME]) in page
    assert (
        reverse("people:correct-home", args=[HOME])
        in desk.get(reverse("people:household", args=[HOME])).content.decode()
    )
    assert (
        reverse("people:household", args=[HOME]) in desk.get(look(mali).get_absolute_url()).content.decode()
    )


def test_a_conflict_shows_both_values_in_the_readers_words(desk, look):
    for day in ("2500-01-02", "2500-03-04"):
        look(lambda day=day: say(updates("person", MALI, base=1, birth_date=day, sex="female")))
    look(lambda: say(updates("person", MALI, base=1, sex="male")))
    born, sex = desk.get(reverse("people:attention"), HTTP_ACCEPT_LANGUAGE="en").context["items"]
    assert (born.property, born.present, born.proposed) == ("Birth date", "2 January 1957", "4 March 1957")
    assert (sex.present, sex.proposed) == ("female", "male")
    [born, _] = desk.get(reverse("people:attention"), HTTP_ACCEPT_LANGUAGE="th").context["items"]
    assert (born.present, born.proposed) == ("2 มกราคม 2500", "4 มีนาคม 2500")
    person = desk.get(look(mali).get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Birth date: Two people changed" in person and reverse("people:attention") in person


@pytest.mark.parametrize(
    "texts",
    [
        {"household": "x"},
        {"relation_to_head": "spouse"},
        {"carer": "x"},
        {"carer_kind": "paid"},
        {"consent_sharing": "yes"},
        {"languages": "th en"},
        {"birth_precision": "year"},
        {"full_name": "นางมาลี"},
        {"unheard_of": "1"},
        {"left_on": ""},
    ],
)
def test_every_kind_of_question_can_be_shown(desk, look, texts):
    [name] = texts
    look(
        lambda: Attention.objects.create(
            code="conflict",
            list_name="person",
            record_id=MALI,
            property=name,
            proposed=texts[name],
            village=mali().village,
            opened_at=DAY_ONE,
        )
    )
    [item] = desk.get(reverse("people:attention")).context["items"]
    assert item.may_be_taken


def test_a_shared_number_is_kept_and_told(desk, look):
    look(lambda: say(updates("person", TON, national_id=practice_number(3))))
    answer = correction(desk, national_id=practice_number(3))
    assert look(lambda: mali().national_id) == practice_number(3)
    page = desk.get(answer.url).content.decode()
    assert page.count("มีคนอื่นใช้เลขประจำตัวประชาชนเดียวกัน") == 2, (
        "told when it is saved, and waiting on the record"
    )


def test_a_person_without_a_name_can_be_opened(desk, look):
    look(lambda: say(creates("person", NAMELESS, household=str(HOME))))
    page = desk.get(reverse("people:household", args=[HOME]), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "yet)" in page
    assert look(lambda: str(Person.objects.get(pk=NAMELESS)))
