"""The screens about risk, by the cast and in both languages."""

import pytest
from django.urls import reverse

from conftest import sign_in
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import a_family
from khuang.care.risk.models import Classification, Override
from khuang.care.risk.rules.instruments import shipped
from khuang.care.risk.tests.surveyed import MALI, current, person, survey
from khuang.ground.municipalities.context import within


@pytest.fixture
def family(cast):
    with within(cast.municipality):
        a_family()
        survey(person(MALI, mobility="bedridden", q2_1="yes", violence="no"))
    return cast


@pytest.fixture
def as_mali(family, client):
    sign_in(client, family.mali)
    return client


def page(client, name, *args, language="th"):
    answer = client.get(reverse(f"risk:{name}", args=args), headers={"accept-language": language})
    return answer.status_code, answer.content.decode()


def test_the_policy_is_readable_in_thai(as_mali):
    status, text = page(as_mali, "policy")
    assert status == 200
    assert "ติดเตียง" in text
    assert "รอเทศบาลพิจารณาและยืนยัน" in text
    assert "อายุ 80 ปีขึ้นไป" in text


def test_the_policy_is_readable_in_english(as_mali):
    status, text = page(as_mali, "policy", language="en")
    assert status == 200
    assert "Bedridden" in text
    assert "to be confirmed by the municipality" in text


def test_a_council_member_may_read_the_policy(family, client):
    sign_in(client, family.kham)
    assert page(client, "policy")[0] == 200


def test_every_instrument_is_listed_and_has_its_page(as_mali):
    listed = page(as_mali, "instruments")[1]
    for code, one in shipped().items():
        assert one.title.th in listed
        status, text = page(as_mali, "instrument", code)
        assert status == 200
        assert one.bands[0].words.th in text


def test_an_unknown_instrument_is_not_found(as_mali):
    assert page(as_mali, "instrument", "unheard-of")[0] == 404


def test_8q_says_that_it_is_for_trained_people(as_mali):
    assert "trained for it" in page(as_mali, "instrument", "q8", language="en")[1]


def test_a_persons_page_gives_the_reasons_and_what_to_ask(as_mali):
    survey_page = page(as_mali, "person", MALI)[1]
    assert "ติดเตียง" in survey_page
    assert "อายุ 80 ปีขึ้นไป" in survey_page


def test_a_researcher_of_another_village_does_not_find_it(family, client):
    with within(family.municipality):
        Person.objects.filter(pk=MALI).update(village=family.villages[1])
    sign_in(client, family.nok)
    assert page(client, "person", MALI)[0] == 404


def test_who_sees_no_people_may_not_open_it(family, client):
    for account in (family.kham, family.anan, family.dao):
        sign_in(client, account)
        assert page(client, "person", MALI)[0] == 403


def test_a_researcher_of_the_village_sees_the_class_but_no_sensitive_answers(family, client):
    sign_in(client, family.nok)
    text = page(client, "person", MALI, language="en")[1]
    assert "Bedridden" in text
    assert "social workers only" in text
    assert "Positive" not in text


def test_a_social_worker_sees_the_answers(as_mali):
    assert "Positive: assess further" in page(as_mali, "person", MALI, language="en")[1]


def override_form(level="low", reason="อยู่กับหลานพยาบาล", days="30"):
    return {"level": level, "reason": reason, "days": days}


def test_a_class_is_set_by_hand_and_ended_again(as_mali, family):
    address = reverse("risk:override", args=[MALI])
    answer = as_mali.post(address, override_form())
    assert answer.url == reverse("risk:person", args=[MALI])
    with within(family.municipality):
        assert current(MALI).level == "low"
        assert Override.objects.get().by_id == family.mali.pk
    assert "อยู่กับหลานพยาบาล" in page(as_mali, "person", MALI)[1]
    assert page(as_mali, "end-override", MALI)[0] == 200
    as_mali.post(reverse("risk:end-override", args=[MALI]))
    with within(family.municipality):
        assert current(MALI).level == "high"


@pytest.mark.parametrize("missing", ["level", "reason", "days"])
def test_what_is_missing_is_named(as_mali, family, missing):
    answer = as_mali.post(reverse("risk:override", args=[MALI]), override_form() | {missing: ""})
    assert answer.status_code == 200
    assert missing in answer.context["form"].errors
    with within(family.municipality):
        assert not Override.objects.exists()


def test_there_is_nothing_to_end_without_an_override(as_mali):
    assert page(as_mali, "end-override", MALI)[0] == 404


def test_a_researcher_may_not_set_a_class(family, client):
    sign_in(client, family.nok)
    assert client.post(reverse("risk:override", args=[MALI]), override_form()).status_code == 403


def test_somebody_never_assessed_has_a_page_too(as_mali, family):
    with within(family.municipality):
        Classification.objects.all().delete()
        assert Person.objects.filter(pk=MALI).exists()
    assert "Nobody has assessed" in page(as_mali, "person", MALI, language="en")[1]
