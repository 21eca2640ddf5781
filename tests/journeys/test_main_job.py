"""The main job, as its people do it: from the form's file to a home on the map and the reasons of a class."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from conftest import make_cast, make_municipality
from khuang.ground.surveys.tests.phones import Phone
from khuang.site import forms
from khuang.site.demo import filling
from khuang.site.demo.filling import Said
from tests.journeys.conftest import follow, let_in, next_page, sign_in

FIRST = "/desk/forms/upload/"
NOTHING_WRONG = dict.fromkeys(("urgent_need", "violence", "meals_missed", "unregistered"), "no")


@pytest.fixture
def cast(site):
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.prasit, cast.mali)
    return cast


def publish_the_form(reader):
    page = reader.open(FIRST)
    page.set_input_files("[name=workbook]", forms.FOLDER / "household.xlsx")
    follow(page.locator("main button[type=submit]").first)
    follow(page.locator("form[action$='/publish/'] button"))


def register_a_phone(reader, holder, site):
    page = reader.open("/desk/devices/new/")
    page.select_option("[name=holder]", label=holder.display_name)
    page.fill("[name=label]", "เครื่องของนก")
    follow(page.locator("main button[type=submit]").first)
    address = page.locator("main code").text_content()
    return Phone(site, urlsplit(address).path.removeprefix("/or/key/"))


def a_home_in_need():
    grandmother = Said(
        answers={"age": "86", "mobility": "bedridden", "carer_missing": "yes", **NOTHING_WRONG},
        properties={
            "title": "นาง",
            "given_name": "คำแก้ว",
            "family_name": "ใจดี",
            "sex": "female",
            "birth_year": "2483",
        },
        entity_id=uuid4(),
        label="คำแก้ว ใจดี",
    )
    return Said(
        answers={"consent": "yes", "income_band": "under_40000"},
        properties={"village": "3", "house_no": "12/1", "geometry": "18.20500 99.38200 250 4.5"},
        entity_id=uuid4(),
        label="12/1",
        repeats={"member": [grandmother]},
    )


def survey_it(phone):
    """Fetch the form as a phone does, fill it, send it."""
    listed = phone.get("/formList").body.decode()
    url = listed.partition("<downloadUrl>")[2].partition("</downloadUrl>")[0]
    form = filling.blank(phone.follow(url).body)
    times = ("2026-11-23T10:00:00.000+07:00", "2026-11-23T10:20:00.000+07:00")
    answer = phone.send(filling.filled(form, a_home_in_need(), f"uuid:{uuid4()}", *times))
    assert answer.status == 201, answer.body.decode()


@pytest.mark.parametrize(("width", "language", "high"), [(360, "th", "เสี่ยงสูง"), (1280, "en", "High risk")])
def test_a_survey_at_a_home_becomes_a_class_on_the_map(visit, cast, site, width, language, high):
    head = visit(width=1280)
    sign_in(head, cast.prasit)
    publish_the_form(head)
    survey_it(register_a_phone(head, cast.nok, site))

    worker = visit(width=width, language=language)
    sign_in(worker, cast.mali)
    page = worker.open("/desk/map/")
    page.locator("details:has([data-kh-map-list]) summary").click()
    follow(page.locator("[data-kh-map-list] a").first)
    record = page.url
    assert page.locator("h1").inner_text().startswith("นางคำแก้ว ใจดี")
    assert high in page.locator("main").inner_text()
    reasons = page.locator("section[aria-labelledby=risk] li").all_inner_texts()
    assert len(reasons) >= 3
    worker.fit()

    page = worker.open("/desk/people/?level=high")
    assert worker.accessibility() == []
    follow(page.locator("#people a").first)
    assert page.url == record


def test_a_person_is_found_and_opened_by_keys_alone(visit, cast, site):
    head = visit()
    sign_in(head, cast.prasit)
    publish_the_form(head)
    survey_it(register_a_phone(head, cast.nok, site))

    page = head.open("/desk/people/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#people th') !== null"):
            break
    with next_page(page):
        page.keyboard.press("Enter")
    assert "/desk/people/" in page.url
    assert "คำแก้ว" in page.locator("h1").inner_text()


def test_without_scripts_the_whole_job_can_be_done(visit, cast, site):
    head = visit()
    sign_in(head, cast.prasit)
    publish_the_form(head)
    survey_it(register_a_phone(head, cast.nok, site))

    plain = visit(scripts=False)
    sign_in(plain, cast.mali)
    page = plain.open("/desk/people/")
    page.locator("main details summary").first.click()
    page.select_option("[name=level]", "high")
    follow(page.locator("main details form button"))
    follow(page.locator("#people a").first)
    assert "คำแก้ว" in page.locator("h1").inner_text()
