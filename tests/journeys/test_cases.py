"""A case from intake to its approved closure: noted, assessed, planned, approved, served, closed."""

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


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


def press(page):
    follow(page.locator("main form button").last)


def next_task(page):
    """Follow what the case says is next."""
    follow(page.locator(".govuk-task-list a").first)


def take_on_and_assess(worker, town):
    """From the list of those without a lead to planning; a refused form keeps what was typed."""
    page = worker.open("/desk/cases/?list=unassigned")
    worker.fit("cases-unassigned")
    follow(page.locator("#cases th a").first)
    worker.fit("case-intake")
    next_task(page)
    worker.fit("case-lead")
    page.select_option("[name=lead]", str(town.mali.pk))
    press(page)
    next_task(page)
    press(page)
    worker.expect_status(422)
    worker.fit("case-assess-refused")
    page.fill("[name=situation]", "ติดเตียง อยู่กับหลานชายวัยเรียน")
    page.fill("[name=wishes]", "อยากอยู่บ้าน")
    press(page)


def plan_and_ask(worker):
    page = worker.page
    next_task(page)
    page.fill("[name=goal]", "มีคนดูแลทุกวัน")
    page.fill("[name=action]", "จัดอาสาสมัครมาช่วยตอนกลางวัน")
    by_volunteer(page)
    for part, value in (("day", 1), ("month", 12), ("year", 2590)):
        page.fill(f"[name=due_on_{part}]", str(value))
    worker.fit("case-step")
    press(page)
    next_task(page)
    press(page)
    worker.fit("case-planned")


def by_volunteer(page):
    page.check("[name=doer_kind][value=volunteer]")
    page.fill("[name=name]", "ป้าจันทร์")


def approve(head, what):
    head.open("/desk/cases/approvals/")
    head.fit(f"approvals-{what}")
    follow(head.page.locator("main th a").first)
    head.fit(f"decision-{what}")
    head.page.check("[name=decision][value=approve]")
    press(head.page)


def serve_and_close(worker, town):
    page = worker.open(town.case)
    follow(page.locator("a[href$='/services/new/']"))
    page.fill("[name=what]", "อาสาสมัครมาช่วยทุกเช้า")
    by_volunteer(page)
    worker.fit("case-service")
    press(page)
    worker.fit("case-served")
    follow(page.locator("a[href$='/close/']"))
    worker.fit("case-close")
    page.check("[name=outcome][value=referred]")
    page.fill("[name=reason]", "โรงพยาบาลรับดูแลต่อ")
    page.fill("[name=left_open]", "ทีมโรงพยาบาลรับความต้องการและแผนทั้งหมดไปทำต่อ")
    press(page)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_from_intake_to_an_approved_closure(visit, town, width, language):
    worker, head = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(worker, town.mali)
    sign_in(head, town.prasit)
    take_on_and_assess(worker, town)
    plan_and_ask(worker)
    head.open("/desk/")
    head.fit("today-head")
    approve(head, "plan")
    serve_and_close(worker, town)
    approve(head, "closure")
    page = worker.open(town.case)
    worker.fit("case-closed")
    assert page.locator(".govuk-task-list").count() == 0
    worker.open(f"{town.case}sheet/")
    worker.fit("case-sheet")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_needs_alerts_kinds_and_calendar(visit, town, width, language):
    worker = visit(width=width, language=language)
    sign_in(worker, town.mali)
    page = worker.page
    worker.open(town.record)
    worker.fit("record")
    follow(page.locator("a[href$='/need/']"))
    worker.fit("need-new")
    page.select_option("[name=kind]", "loneliness")
    page.fill("[name=words]", "ไม่มีใครคุยด้วยตอนกลางวัน")
    page.check("[name=source][value=visit]")
    press(page)
    follow(page.locator("#needs ~ ul a[href^='/desk/needs/']").first)
    worker.fit("need")

    worker.open(town.record)
    follow(page.locator("a[href$='/alert/']"))
    page.check("[name=kind][value=worried]")
    page.fill("[name=words]", "ไม่ยอมกินข้าวตั้งแต่เมื่อวาน")
    press(page)
    worker.open("/desk/")
    worker.fit("today")
    worker.open("/desk/cases/alerts/")
    worker.fit("alerts")
    follow(page.locator("main th a").first)
    worker.fit("alert")
    follow(page.locator("main form button").first)
    page.fill("[name=because]", "โทรหาลูกสาวแล้ว กำลังมา")
    press(page)

    worker.open("/desk/cases/calendar/")
    press(page)
    worker.fit("calendar")
    worker.open("/desk/cases/?list=team")
    worker.fit("cases-team")
    head = visit(width=width, language=language)
    sign_in(head, town.prasit)
    head.open("/desk/needs/kinds/")
    head.fit("kinds")
    head.open("/desk/needs/kinds/new/")
    head.fit("kind-new")


def test_the_whole_way_works_without_scripts(visit, town):
    worker = visit(scripts=False)
    sign_in(worker, town.mali)
    page = worker.open("/desk/cases/?list=unassigned")
    page.locator("main details summary").first.click()
    page.select_option("[name=risk]", "low")
    follow(page.locator("form.kh-filter button"))
    assert page.locator("#cases th a").count() == 0
    page = worker.open("/desk/cases/?list=unassigned&risk=high")
    assert page.locator("#cases th a").count() == 1
