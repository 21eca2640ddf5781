"""A resident reports with a photograph from a phone; a social worker says what a project met."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


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


def test_a_resident_looks_reports_and_sees_what_became_of_it(town, visit):
    from khuang.civic.projects.models import Inspection
    from khuang.ground.municipalities.context import within

    resident = visit(width=360)
    page = resident.open("/in/fah-sai/projects/")
    resident.fit("projects")
    follow(page.get_by_role("link", name=town.project.title).first)
    resident.fit("project")
    follow(page.locator(f"a[href$='{town.project.pk}/look/']"))
    resident.fit("look")
    page.check("[name=finding][value=not-fixed]")
    page.check("[name=check_safe][value=no]")
    page.fill("[name=words]", "ราวสะพานหักหนึ่งช่วง")
    page.set_input_files("[name=photograph]", town.picture)
    follow(page.locator("main form button").last)
    # Without words for whoever cannot see the photograph nothing is sent, and nothing typed is lost.
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    resident.expect_status(422)
    expect(page.locator("[name=words]")).to_have_value("ราวสะพานหักหนึ่งช่วง")
    page.set_input_files("[name=photograph]", town.picture)
    page.fill("[name=alt]", "ราวสะพาน")
    follow(page.locator("main form button").last)
    code = page.locator(".kh-notice strong, main strong").first.inner_text()
    resident.fit("receipt")
    with within(town.municipality):
        made = Inspection.objects.get()
        assert (made.state, made.has_photograph, made.voice) == ("waiting", True, "anyone")
    officer = visit(width=1280, language="en")
    sign_in(officer, town.wipa)
    desk = officer.open(f"/desk/inspections/{made.pk}/")
    officer.fit("inspection")
    desk.check("[name=outcome][value=show]")
    desk.check("[name=nobody_recognisable]")
    desk.fill("[name=answer]", "จะซ่อมภายในสัปดาห์นี้")
    follow(desk.locator("main form button").last)
    assert desk.url.endswith("/desk/inspections/")
    page = resident.open("/in/fah-sai/projects/reports/")
    page.fill("[name=code]", code)
    follow(page.locator("main form button").last)
    expect(page.get_by_text("จะซ่อมภายในสัปดาห์นี้")).to_be_visible()
    resident.fit("mine")
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
        follow(page.locator("main form button").last)
        expect(page.locator("h1")).to_have_text("Thank you for looking")
    with within(town.municipality):
        assert Project.objects.get().state == "done"
        # The worker's job, which no worker does here.
        answers.ask(Entry.objects.get(event="projects.done"))
    worker = visit(width=1280)
    sign_in(worker, town.mali)
    page = worker.open("/desk/answers/")
    worker.fit("answers")
    follow(page.get_by_role("link", name=town.project.title))
    worker.fit("answer")
    page.locator("input[value=met]").first.check()
    follow(page.locator("main form button").last)
    assert page.url.endswith("/desk/answers/")
    worker.fit("answered")
    with within(town.municipality):
        assert Need.objects.get().state == "met"
        assert Message.objects.get().template == "cases.answered"
    page = worker.open(f"/desk/path/project/{town.project.pk}/")
    expect(page.get_by_text("มาลี").first).to_be_visible()
    worker.fit("path")
    phone = visit(width=360)
    sign_in(phone, town.wipa)
    pages = {"project": f"{town.project.pk}/", "projects": "", "roll": "../inspections/roll/"}
    for name, path in pages.items():
        phone.open(f"/desk/projects/{path}")
        phone.fit(f"desk-{name}")
        if name == "projects":
            sees_the_map(phone.page)


def sees_the_map(page):
    """The ground is drawn, and the words for a page without scripts are gone."""
    expect(page.locator(".kh-map .leaflet-control-zoom")).to_be_visible()
    expect(page.locator(".kh-map path, .kh-map canvas").first).to_be_visible()
    expect(page.locator(".kh-map__without")).to_be_hidden()
