"""A survey in the browser: filled in without a network, put aside, gone on with, sent when there is one."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import make_cast, make_municipality
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions
from khuang.ground.surveys.models import Submission
from khuang.ground.surveys.reads import observation
from khuang.site import forms
from tests.journeys.conftest import held, let_in, sign_in, until

DIGITS = "256914"
PICTURES = os.environ.get("KHUANG_PICTURES")


@pytest.fixture
def town(site):
    from django.utils import timezone

    town = make_cast(make_municipality())
    with within(town.municipality):
        let_in(town.nok)
        for name in ("household", "follow_up"):
            version = actions.upload_form(forms.shipped()[name], by=town.prasit, at=timezone.now())
            actions.publish(version, by=town.prasit, at=timezone.now())
    return town


def picture(reader, name):
    if PICTURES:
        width = reader.page.viewport_size["width"]
        reader.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def choose_digits(page):
    form = page.locator("[data-kh-lock-form=set]")
    form.locator("[name=digits]").fill(DIGITS)
    form.locator("[name=again]").fill(DIGITS)
    form.locator("button").click()
    page.locator("[data-kh-part=choose]").wait_for()


def open_form(page, title):
    page.locator("[data-kh-forms] button", has_text=title).click()
    page.locator(".odk-form").wait_for()


def taken_in(town):
    with within(town.municipality):
        return [dict(observation(one).root_answers) for one in Submission.objects.all()]


def test_a_survey_is_filled_in_without_a_network_and_sent_when_there_is_one(visit, town):
    reader = visit(width=360)
    sign_in(reader, town.nok)
    page = reader.open("/survey/")
    choose_digits(page)
    # Everything is here before the network goes.
    until(page, "navigator.serviceWorker.controller !== null")
    page.locator("[data-kh-ready]").wait_for()
    picture(reader, "survey-choose")
    reader.context.set_offline(True)
    page.reload()
    page.locator("[data-kh-lock-form=unlock] [name=digits]").fill(DIGITS)
    page.locator("[data-kh-lock-form=unlock] button").click()
    open_form(page, "สำรวจครัวเรือน")
    page.get_by_text("ไม่ใช่", exact=True).first.click()
    picture(reader, "survey-form")
    page.locator("[data-kh-said=kept]").wait_for()
    # Gone on with after a crash of the page.
    page.reload()
    page.locator("[data-kh-lock-form=unlock] [name=digits]").fill(DIGITS)
    page.locator("[data-kh-lock-form=unlock] button").click()
    page.locator("[data-kh-drafts] [data-kh-title]").first.click()
    page.locator(".odk-form").wait_for()
    page.locator(".odk-form .footer button").click()
    page.locator("[data-kh-part=done]").wait_for()
    expect(page.locator("[data-kh-count]").first).to_have_text("1")
    picture(reader, "survey-done")
    assert taken_in(town) == []
    reader.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, "document.querySelector('[data-kh-count]').textContent === '0'")
    [answers] = held(page, lambda: taken_in(town))
    assert answers["consent"] == "no"
    reader.problems = [said for said in reader.problems if "ERR_INTERNET_DISCONNECTED" not in said]


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_its_pages_fit_and_are_accessible(visit, town, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, town.nok)
    page = reader.open("/survey/")
    picture(reader, f"survey-digits-{language}")
    assert reader.accessibility() == []
    choose_digits(page)
    page.locator("[data-kh-ready]").wait_for()
    assert reader.accessibility() == []
    open_form(page, {"th": "สำรวจครัวเรือน", "en": "สำรวจครัวเรือน"}[language])
    page.get_by_text({"th": "ใช่", "en": "Yes"}[language], exact=True).first.click()
    page.get_by_text({"th": "ทราบวันเดือนปีเกิด", "en": "The date is known"}[language]).first.click()
    page.locator(".kh-date input").first.wait_for()
    picture(reader, f"survey-form-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.accessibility() == []
