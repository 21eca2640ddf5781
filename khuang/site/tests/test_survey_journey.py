"""From a phone to the registry and the risk, over real HTTP: done before the 201, never doubled."""

import pytest
from django.test import Client

from conftest import sign_in
from khuang.care.people.models import Household, Person
from khuang.care.risk.models import Classification
from khuang.ground.journal.models import Entry
from khuang.ground.surveys.models import Submission
from khuang.ground.surveys.tests.conftest import field  # noqa: F401
from khuang.ground.surveys.tests.phones import fresh_id
from khuang.ground.surveys.tests.sample_forms import FIRST_ID, HOME_ID, INSTANCE_ID, house_submission, member


@pytest.fixture
def sent(field):  # noqa: F811
    assert field.phone.send(house_submission()).status == 201
    return field


def counts():
    return Household.objects.count(), Person.objects.count()


def test_home_people_and_class_are_there_when_the_phone_hears_201(sent):
    with sent.within():
        assert counts() == (1, 2)
        assert Household.objects.get().pk.hex == HOME_ID.replace("-", "")
        assert Classification.objects.values("person").distinct().count() == 2
        assert Entry.objects.filter(event="survey.submitted").count() == 1


def test_sent_again_nothing_doubles(sent):
    for _ in range(3):
        assert sent.phone.send(house_submission()).status == 201
    with sent.within():
        assert counts() == (1, 2)
        assert Entry.objects.filter(event="survey.submitted").count() == 1


def test_a_correction_corrects_the_registry(sent):
    old, new = (
        f"<orx:instanceID>{INSTANCE_ID}",
        f"<orx:deprecatedID>{INSTANCE_ID}</orx:deprecatedID><orx:instanceID>",
    )
    body = house_submission().replace("บุญศรี".encode(), "บุญมา".encode())
    corrected = body.replace(old.encode(), f"{new}{fresh_id()}".encode())
    assert sent.phone.send(corrected).status == 201
    with sent.within():
        assert counts() == (1, 2)
        assert Person.objects.get(pk=FIRST_ID).given_name == "บุญมา"


def test_one_bad_person_does_not_keep_the_others_out(field):  # noqa: F811
    people = member("33333333-3333-1333-8333-333333333333", "ก") + member(FIRST_ID, "ข")
    assert field.phone.send(house_submission(members=people)).status == 201
    with field.within():
        assert counts() == (1, 1)
        assert Submission.objects.get().state == "needs-attention"


def let_stumble(patch):
    """Let something that follows a survey fail."""
    from khuang.site import flow

    def stumble(entry):
        raise RuntimeError("a fault in our own code")

    patch.setitem(flow.FLOW, "survey.submitted", [*flow.FLOW["survey.submitted"], flow.now(stumble)])


def test_what_could_not_be_taken_in_is_tried_again_and_says_why_it_fails(field, monkeypatch):  # noqa: F811
    head = sign_in(Client(), field.cast.prasit)
    with monkeypatch.context() as patch:
        let_stumble(patch)
        assert field.phone.send(house_submission()).status == 201
        with field.within():
            page = f"/desk/submissions/{Submission.objects.get().pk}/"
        assert f"{page}release/" in head.get(page).content.decode()
        told = head.post(f"{page}release/", follow=True)
        assert "(RuntimeError)" in said(told) and f"{page}release/" in told.content.decode()
    assert f"{page}release/" not in head.post(f"{page}release/", follow=True).content.decode()
    with field.within():
        assert counts() == (1, 2)
    assert said(head.post(f"{page}release/", follow=True)) == "แบบสำรวจนี้รับเข้าทะเบียนไปแล้ว"


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_survey_that_the_registry_cannot_take_is_kept_and_shown(field, monkeypatch):  # noqa: F811
    let_stumble(monkeypatch)
    assert field.phone.send(house_submission()).status == 201
    with field.within():
        assert counts() == (0, 0)
        assert Submission.objects.get().state == "needs-attention"
        events = set(Entry.objects.values_list("event", flat=True))
        assert "survey.not-taken-in" in events and "survey.submitted" not in events
