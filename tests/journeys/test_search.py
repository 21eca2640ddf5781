"""Somebody is looked for as their name was heard: on a phone, at a desk, slowly, without scripts."""

import pytest
from playwright.sync_api import expect

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in

BOX = "#search"
HITS = "[data-kh-hit]"


@pytest.fixture
def cast(site):
    """The cast, and some people with names that are easily mistaken."""
    from khuang.care.people.actions import register
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali)
        for given, family, house in (
            ("สมชาย", "แก้วมั่น", "45/2"),
            ("สมหมาย", "แก้วมา", "7"),
            ("ประเสริฐ", "ใจดี", "8"),
        ):
            person = {"given_name": given, "family_name": family}
            register(person, {"house_no": house, "village": "3"}, by=cast.mali, at=NOW)
    return cast


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_results_come_while_typing_and_the_arrows_walk_through_them(visit, cast, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, cast.mali)
    page = reader.open("/desk/people/")
    page.route("**/desk/search/", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.locator(BOX).press_sequentially("สมไชย แกวมัน", delay=60)
    expect(page.locator(HITS).first).to_contain_text("สมชาย")
    expect(page.locator("[data-kh-live]")).not_to_be_empty()
    assert page.url == f"{reader.origin}/desk/people/"
    reader.fit()
    page.locator(BOX).press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/people/*-*/")
    assert "สมชาย" in page.locator("h1").inner_text()


def test_the_box_works_without_scripts_and_keeps_what_was_typed_for_a_new_person(visit, cast):
    reader = visit(scripts=False)
    sign_in(reader, cast.mali)
    page = reader.open("/desk/")
    page.locator(BOX).fill("ปะเสิด ใจดี")
    follow(page.locator("form[role=search] button"))
    assert "ประเสริฐ" in page.locator(HITS).first.inner_text()
    assert page.url == f"{reader.origin}/desk/search/"
    page.locator(BOX).fill("นางนกน้อย ทางไกล")
    follow(page.locator("form[role=search] button"))
    assert page.locator(HITS).count() == 0
    follow(page.locator("form[action='/desk/people/register/'] button"))
    assert page.locator("#id_given_name").input_value() == "นกน้อย"
    assert page.locator("#id_family_name").input_value() == "ทางไกล"
