"""The screens of volunteers, supervision and family carers, by the cast."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conftest import sign_in
from khuang.care.people.models import CareRelation
from khuang.care.visits.models import (
    Absence,
    CarerInterview,
    CareSchedule,
    Certificate,
    HandOver,
    Undertaking,
    Volunteer,
)
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, volunteer
from khuang.ground.municipalities.context import within


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        cast.mother, cast.daughter = home_of(cast.villages[3], "แม่คำ", "ลูกสาว")
        CareRelation.objects.create(cared_for=cast.mother, carer=cast.daughter, kind="family", since=BEGAN)
        cast.one = volunteer("ขยัน", village=cast.villages[3], week=[(0, "morning")], phone="081 234 5678")
        cast.mine = volunteer(
            cast.boonsri.display_name, account=cast.boonsri, village=cast.villages[3], signed=False
        )
    cast.client = sign_in(Client(), cast.mali)
    return cast


def address(name, row=None):
    return reverse(f"visits:{name}", args=[row.pk] if row else [])


def get(town, name, row=None, **query):
    answer = town.client.get(address(name, row), query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def post(town, name, row=None, said=None):
    return town.client.post(address(name, row), said or {}, follow=True)


def day(prefix, on):
    return {f"{prefix}_day": on.day, f"{prefix}_month": on.month, f"{prefix}_year": on.year}


ABOUT_ONE = [
    *("volunteer", "volunteer-change", "volunteer-place", "volunteer-partner", "volunteer-week"),
    *("absence-new", "volunteer-sick", "training-new", "undertaking", "volunteer-thank"),
    *("volunteer-leave", "hand-over", "hand-over-all"),
]
BY_ITSELF = [
    *("volunteers", "volunteer-new", "volunteers-import", "volunteer-kinds", "volunteer-kind-new"),
    *("supervision", "unpinned", "digests", "family-carers"),
]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens_in_both_languages(town, language):
    town.client.cookies["django_language"] = language
    with translation.override(language):
        for name in BY_ITSELF:
            get(town, name)
        for name in ABOUT_ONE:
            get(town, name, town.one)
        for name in ("family-carer", "family-interview", "family-respite", "wishes"):
            get(town, name, town.daughter)


def test_where_the_loads_come_from_is_said_in_the_readers_language(town):
    town.client.cookies["django_language"] = "th"
    page = get(town, "volunteer-kinds")
    assert "กระทรวงมหาดไทย" in page
    assert "Ministry" not in page


def test_the_list_is_narrowed_and_never_empty_without_a_word(town):
    assert "ขยัน" in get(town, "volunteers", when="visiting")
    page = get(town, "volunteers", words="ไม่มีใครชื่อนี้")
    assert "ขยัน" not in page
    assert address("volunteer-new") in page


def test_a_volunteer_is_taken_in_and_asked_for_the_week(town):
    said = {"name": "ใหม่ มาแล้ว", "kind": "peer", "village": town.villages[1].pk} | day("since", TODAY)
    answer = post(town, "volunteer-new", said=said)
    with within(town.municipality):
        made = Volunteer.objects.get(name="ใหม่ มาแล้ว")
    assert answer.redirect_chain[-1][0] == address("volunteer-week", made)


def test_what_was_typed_wrongly_stays(town):
    answer = town.client.post(address("volunteer-new"), {"name": "ใหม่ มาแล้ว", "account": "no.such"})
    assert answer.status_code == 422
    assert "ใหม่ มาแล้ว" in answer.content.decode()


def test_a_week_is_ticked(town):
    post(town, "volunteer-week", town.one, {"slots": ["2-afternoon", "4-morning"]} | day("since", TODAY))
    page = get(town, "volunteer-week", town.one)
    assert page.count("checked") >= 2


def test_sick_today_takes_two_taps(town):
    assert address("volunteer-sick", town.one) in get(town, "volunteer", town.one)
    post(town, "volunteer-sick", town.one)
    with within(town.municipality):
        absence = Absence.objects.get()
    page = get(town, "volunteer", town.one)
    assert address("absence-end", absence) in page
    post(town, "absence-end", absence)
    with within(town.municipality):
        assert not Absence.objects.exists()


def test_a_training_a_place_and_thanks_are_kept(town):
    said = {"skill": "lifting", "hours": 6, "provider": "รพ.สต."}
    post(town, "training-new", town.one, said | day("held_on", TODAY))
    post(town, "volunteer-place", town.one, {"latitude": "18.2", "longitude": "99.4"})
    post(town, "volunteer-thank", town.one, {"words": "ขอบคุณมาก"})
    page = get(town, "volunteer", town.one)
    assert "รพ.สต." in page
    assert "ขอบคุณมาก" in page
    with within(town.municipality):
        assert Volunteer.objects.get(pk=town.one.pk).home.position == (99.4, 18.2)


def test_a_place_in_the_sea_is_refused_in_words(town):
    answer = town.client.post(address("volunteer-place", town.one), {"latitude": "1", "longitude": "1"})
    assert answer.status_code == 422


def test_boonsri_signs_on_her_own_page_and_reads_her_thanks(town):
    own = sign_in(Client(), town.boonsri)
    assert address("sign-undertaking") in own.get(address("mine")).content.decode()
    own.post(address("sign-undertaking"))
    with within(town.municipality):
        assert not Undertaking.objects.get(volunteer=town.mine).on_paper
    post(town, "volunteer-thank", town.mine, {"words": "ขอบคุณบุญศรี"})
    page = own.get(address("mine")).content.decode()
    assert "ขอบคุณบุญศรี" in page
    assert address("sign-undertaking") not in page


def test_a_certificate_opens_for_her_and_her_keeper_and_for_nobody_else(town):
    answer = post(town, "certify", town.mine)
    with within(town.municipality):
        made = Certificate.objects.get()
    assert answer.redirect_chain[-1][0] == address("certificate", made)
    page = answer.content.decode()
    assert "เกียรติบัตร" in page
    assert "๑/๒๕๗๐" in page
    assert sign_in(Client(), town.boonsri).get(address("certificate", made)).status_code == 200
    for who in (town.nok, town.kham, town.dao):
        assert sign_in(Client(), who).get(address("certificate", made)).status_code == 404


def test_leaving_leads_to_the_homes_and_all_are_passed_at_once(town):
    with within(town.municipality):
        HandOver.objects.create(volunteer=town.mine, dwelling=town.mother.dwelling)
        Volunteer.objects.filter(pk=town.mine.pk).update(left_on=TODAY, left_because="moved")
    answer = post(town, "volunteer-leave", town.one, {"because": "moved"} | day("on", TODAY))
    assert answer.redirect_chain[-1][0] == address("hand-over", town.one)
    answer = post(town, "hand-over-all", town.mine, {"to": town.one.pk})
    assert answer.status_code == 422  # who has left is not offered
    with within(town.municipality):
        other = volunteer("คนต่อไป", village=town.villages[3])
    post(town, "hand-over-all", town.mine, {"to": other.pk})
    with within(town.municipality):
        assert HandOver.objects.get().passed_to == other
    assert "แม่คำ" in get(town, "hand-over", town.mine)


def test_a_talk_with_a_carer_is_kept_with_what_was_left_out(town):
    said = {"sleep": "always", "on": "always", "hours": "40"} | day("held_on", TODAY)
    answer = post(town, "family-interview", town.daughter, said)
    assert answer.redirect_chain[-1][0] == address("family-carer", town.daughter)
    with within(town.municipality):
        assert CarerInterview.objects.get().answers == {"sleep": "always", "on": "always"}
    assert "ลูกสาว" in get(town, "family-carers")


def test_respite_is_planned_as_a_schedule_of_whom_she_cares_for(town):
    said = {"person": town.mother.pk, "every": 7, "minutes": 180, "half": "", "why": "ลูกสาวเหนื่อยมาก"}
    answer = post(town, "family-respite", town.daughter, said)
    assert answer.redirect_chain[-1][0] == address("family-carer", town.daughter)
    with within(town.municipality):
        schedule = CareSchedule.objects.get(purpose="respite")
    assert (schedule.person_id, schedule.minutes) == (town.mother.pk, 180)
    assert "180" in answer.content.decode()


@pytest.mark.parametrize("name", ["volunteers", "supervision", "family-carers", "volunteers-import"])
@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_nobody_else_opens_the_pages(town, name, who):
    assert sign_in(Client(), getattr(town, who)).get(address(name)).status_code == 403
