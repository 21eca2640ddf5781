"""A resident reports with a photograph from a phone; a social worker says what a project met."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from conftest import NOW, make_cast, make_municipality
from tests.journeys import measures
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def town(site, settings, tmp_path):
    """A finished project, a family with a need of its kind, Mali and Wipa."""
    from khuang.care.cases.actions import note_need
    from khuang.care.people.tests.intake import a_family, mali
    from khuang.civic.projects.tests.cast import a_closed_project, an_inspector, picture
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within

    settings.KHUANG_MEDIA = tmp_path / "media"
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.wipa)
        a_family()
        note_need(mali(), "no-transport", source="visit", by=SYSTEM, at=NOW - timedelta(days=9))
        cast.project = a_closed_project(cast)
        cast.codes = [an_inspector(cast, f"นางคนที่{n} ตาดี")[1] for n in range(2)]
    (tmp_path / "seen.jpg").write_bytes(picture())
    cast.picture = tmp_path / "seen.jpg"
    return cast


def fit(reader, name):
    """Measure a page, and keep its picture where the tests are told to."""
    if folder := os.environ.get("KHUANG_PICTURES"):
        reader.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
        assert reader.page.evaluate(fault) == [], name
    assert reader.accessibility() == [], name


def test_a_resident_looks_reports_and_sees_what_became_of_it(town, visit):
    from khuang.civic.projects.models import Inspection
    from khuang.ground.municipalities.context import within

    resident = visit(width=360)
    page = resident.open("/in/fah-sai/projects/")
    fit(resident, "projects-360")
    page.get_by_role("link", name=town.project.title).first.click()
    page.wait_for_url(f"**/projects/{town.project.pk}/")
    fit(resident, "project-360")
    page.locator(f"a[href$='{town.project.pk}/look/']").click()
    page.wait_for_url("**/look/")
    fit(resident, "look-360")
    page.check("[name=finding][value=not-fixed]")
    page.check("[name=check_safe][value=no]")
    page.fill("[name=words]", "ราวสะพานหักหนึ่งช่วง")
    page.set_input_files("[name=photograph]", town.picture)
    page.locator("main form button").last.click()
    # Without words for whoever cannot see the photograph nothing is sent, and nothing typed is lost.
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    resident.expect_status(422)
    expect(page.locator("[name=words]")).to_have_value("ราวสะพานหักหนึ่งช่วง")
    page.set_input_files("[name=photograph]", town.picture)
    page.fill("[name=alt]", "ราวสะพาน")
    page.locator("main form button").last.click()
    code = page.locator(".kh-notice strong, main strong").first.inner_text()
    fit(resident, "receipt-360")
    with within(town.municipality):
        made = Inspection.objects.get()
        assert (made.state, made.has_photograph, made.voice) == ("waiting", True, "anyone")
    officer = visit(width=1280, language="en")
    sign_in(officer, town.wipa)
    desk = officer.open(f"/desk/inspections/{made.pk}/")
    fit(officer, "inspection-1280")
    desk.check("[name=outcome][value=show]")
    desk.check("[name=nobody_recognisable]")
    desk.fill("[name=answer]", "จะซ่อมภายในสัปดาห์นี้")
    desk.locator("main form button").last.click()
    desk.wait_for_url("**/desk/inspections/")
    page = resident.open("/in/fah-sai/projects/reports/")
    page.fill("[name=code]", code)
    page.locator("main form button").last.click()
    expect(page.get_by_text("จะซ่อมภายในสัปดาห์นี้")).to_be_visible()
    fit(resident, "mine-360")
    page = resident.open(f"/in/fah-sai/projects/{town.project.pk}/")
    expect(page.get_by_text("ราวสะพานหักหนึ่งช่วง")).to_be_visible()


def test_two_inspectors_make_it_done_and_a_family_is_told(town, visit):
    from khuang.care.cases.models import Need
    from khuang.civic.projects.models import Project
    from khuang.ground.journal.models import Entry
    from khuang.ground.messaging.models import Message
    from khuang.ground.municipalities.context import within
    from khuang.site import answers

    inspector = visit(width=360, language="en", scripts=False)
    for code in town.codes:
        page = inspector.open(f"/in/fah-sai/projects/{town.project.pk}/look/")
        page.check("[name=finding][value=fixed]")
        page.fill("[name=code]", code)
        page.locator("main form button").last.click()
        expect(page.locator("h1")).to_have_text("Thank you for looking")
    with within(town.municipality):
        assert Project.objects.get().state == "done"
        # The worker's job, which no worker does here.
        answers.ask(Entry.objects.get(event="projects.done"))
    worker = visit(width=1280)
    sign_in(worker, town.mali)
    page = worker.open("/desk/answers/")
    fit(worker, "answers-1280")
    page.get_by_role("link", name=town.project.title).click()
    page.wait_for_url("**/desk/answers/*-*/")
    fit(worker, "answer-1280")
    page.locator("input[value=met]").first.check()
    page.locator("main form button").last.click()
    page.wait_for_url("**/desk/answers/")
    fit(worker, "answered-1280")
    with within(town.municipality):
        assert Need.objects.get().state == "met"
        assert Message.objects.get().template == "cases.answered"
    page = worker.open(f"/desk/path/project/{town.project.pk}/")
    expect(page.get_by_text("มาลี").first).to_be_visible()
    fit(worker, "path-1280")
    phone = visit(width=360)
    sign_in(phone, town.wipa)
    pages = {"project": f"{town.project.pk}/", "projects": "", "roll": "../inspections/roll/"}
    for name, path in pages.items():
        phone.open(f"/desk/projects/{path}")
        fit(phone, f"desk-{name}-360")
