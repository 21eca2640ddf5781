"""A case from intake to its approved closure: noted, assessed, planned, approved, served, closed."""

import os

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys import measures
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def town(site):
    """Mali and Prasit, and a family in village 3; grandmother is at high risk, so she has a case."""
    from khuang.care.cases.models import Case
    from khuang.care.people.tests.intake import MALI, a_family
    from khuang.care.risk.actions import adopt_shipped
    from khuang.care.risk.tests.surveyed import barthel, person, survey
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.prasit)
        adopt_shipped(by=cast.prasit, at=NOW)
        a_family()
        survey(person(MALI, **barthel("0000000000"), carer_missing="yes"))
    with within(cast.municipality):
        cast.case = f"/desk/cases/{Case.objects.get().pk}/"
    cast.record = f"/desk/people/{MALI}/"
    return cast


def fit(reader, name):
    """Measure a page, and keep its picture where the tests are told to."""
    if folder := os.environ.get("KHUANG_PICTURES"):
        reader.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
        assert reader.page.evaluate(fault) == [], name
    assert reader.accessibility() == [], name


def press(page):
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def next_task(page):
    """Follow what the case says is next."""
    page.locator(".govuk-task-list a").first.click()
    page.wait_for_load_state("networkidle")


def take_on_and_assess(worker, town, kind):
    """From the list of those without a lead to planning; a refused form keeps what was typed."""
    page = worker.open("/desk/cases/?list=unassigned")
    fit(worker, f"cases-unassigned-{kind}")
    page.locator("#cases th a").first.click()
    fit(worker, f"case-intake-{kind}")
    next_task(page)
    fit(worker, f"case-lead-{kind}")
    page.select_option("[name=lead]", str(town.mali.pk))
    press(page)
    next_task(page)
    press(page)
    worker.expect_status(422)
    fit(worker, f"case-assess-refused-{kind}")
    page.fill("[name=situation]", "ติดเตียง อยู่กับหลานชายวัยเรียน")
    page.fill("[name=wishes]", "อยากอยู่บ้าน")
    press(page)


def plan_and_ask(worker, kind):
    page = worker.page
    next_task(page)
    page.fill("[name=goal]", "มีคนดูแลทุกวัน")
    page.fill("[name=action]", "จัดอาสาสมัครมาช่วยตอนกลางวัน")
    by_volunteer(page)
    for part, value in (("day", 1), ("month", 12), ("year", 2590)):
        page.fill(f"[name=due_on_{part}]", str(value))
    fit(worker, f"case-step-{kind}")
    press(page)
    next_task(page)
    press(page)
    fit(worker, f"case-planned-{kind}")


def by_volunteer(page):
    page.check("[name=doer_kind][value=volunteer]")
    page.fill("[name=name]", "ป้าจันทร์")


def approve(head, kind):
    head.open("/desk/cases/approvals/")
    fit(head, f"approvals-{kind}")
    head.page.locator("main th a").first.click()
    fit(head, f"decision-{kind}")
    head.page.check("[name=decision][value=approve]")
    press(head.page)


def serve_and_close(worker, town, kind):
    page = worker.open(town.case)
    page.locator("a[href$='/services/new/']").click()
    page.fill("[name=what]", "อาสาสมัครมาช่วยทุกเช้า")
    by_volunteer(page)
    fit(worker, f"case-service-{kind}")
    press(page)
    fit(worker, f"case-served-{kind}")
    page.locator("a[href$='/close/']").click()
    fit(worker, f"case-close-{kind}")
    page.check("[name=outcome][value=referred]")
    page.fill("[name=reason]", "โรงพยาบาลรับดูแลต่อ")
    page.fill("[name=left_open]", "ทีมโรงพยาบาลรับความต้องการและแผนทั้งหมดไปทำต่อ")
    press(page)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_from_intake_to_an_approved_closure(visit, town, width, language):
    worker, head = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(worker, town.mali)
    sign_in(head, town.prasit)
    kind = f"{width}-{language}"
    take_on_and_assess(worker, town, kind)
    plan_and_ask(worker, kind)
    head.open("/desk/")
    fit(head, f"today-head-{kind}")
    approve(head, kind)
    serve_and_close(worker, town, kind)
    approve(head, f"closure-{kind}")
    page = worker.open(town.case)
    fit(worker, f"case-closed-{kind}")
    assert page.locator(".govuk-task-list").count() == 0
    worker.open(f"{town.case}sheet/")
    fit(worker, f"case-sheet-{kind}")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_needs_alerts_kinds_and_calendar(visit, town, width, language):
    worker = visit(width=width, language=language)
    sign_in(worker, town.mali)
    page, kind = worker.page, f"{width}-{language}"
    worker.open(town.record)
    fit(worker, f"record-{kind}")
    page.locator("a[href$='/need/']").click()
    fit(worker, f"need-new-{kind}")
    page.select_option("[name=kind]", "loneliness")
    page.fill("[name=words]", "ไม่มีใครคุยด้วยตอนกลางวัน")
    page.check("[name=source][value=visit]")
    press(page)
    page.locator("#needs ~ ul a[href^='/desk/needs/']").first.click()
    fit(worker, f"need-{kind}")

    worker.open(town.record)
    page.locator("a[href$='/alert/']").click()
    page.check("[name=kind][value=worried]")
    page.fill("[name=words]", "ไม่ยอมกินข้าวตั้งแต่เมื่อวาน")
    press(page)
    worker.open("/desk/")
    fit(worker, f"today-{kind}")
    worker.open("/desk/cases/alerts/")
    fit(worker, f"alerts-{kind}")
    page.locator("main th a").first.click()
    fit(worker, f"alert-{kind}")
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")
    page.fill("[name=because]", "โทรหาลูกสาวแล้ว กำลังมา")
    press(page)

    worker.open("/desk/cases/calendar/")
    press(page)
    fit(worker, f"calendar-{kind}")
    worker.open("/desk/cases/?list=team")
    fit(worker, f"cases-team-{kind}")
    head = visit(width=width, language=language)
    sign_in(head, town.prasit)
    head.open("/desk/needs/kinds/")
    fit(head, f"kinds-{kind}")
    head.open("/desk/needs/kinds/new/")
    fit(head, f"kind-new-{kind}")


def test_the_whole_way_works_without_scripts(visit, town):
    worker = visit(scripts=False)
    sign_in(worker, town.mali)
    page = worker.open("/desk/cases/?list=unassigned")
    page.locator("main details summary").first.click()
    page.select_option("[name=risk]", "low")
    page.locator("form.kh-filter button").click()
    assert page.locator("#cases th a").count() == 0
    page = worker.open("/desk/cases/?list=unassigned&risk=high")
    assert page.locator("#cases th a").count() == 1
