"""Guarded records in the browser: guard, break the glass, review; the list for the person; two editors."""

import pytest

from conftest import make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import MALI, a_family
from khuang.ground.municipalities.context import within
from tests.journeys import measures
from tests.journeys.conftest import let_in, sign_in

RECORD = f"/desk/people/{MALI}/"


@pytest.fixture
def town(site):
    town = make_cast(make_municipality())
    with within(town.municipality):
        a_family()
        let_in(town.mali, town.prasit)
    return town


def fit(reader):
    assert reader.page.locator("h1").count() == 1
    assert reader.accessibility() == []
    for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
        assert reader.page.evaluate(fault) == [], reader.page.url


def press(page):
    page.locator("main form button.govuk-button").last.click()
    page.wait_for_load_state("networkidle")


def guard(reader, town):
    page = reader.open(f"{RECORD}guard/")
    fit(reader)
    page.check("[name=level][value=sealed]")
    page.check(f"[name=named][value='{town.prasit.pk}']")
    page.fill("[name=reason]", "มีคนใกล้ชิดทำร้าย")
    press(page)
    assert page.url.endswith(RECORD)
    assert "มาลี" in page.inner_text("main")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_a_guarded_record_opens_in_an_emergency_and_the_head_reviews_it(visit, town, width, language):
    head, colleague = (visit(width=width, language=language) for _ in range(2))
    sign_in(head, town.prasit)
    guard(head, town)

    sign_in(colleague, town.mali)
    page = colleague.open("/desk/people/")
    assert "มาลี" not in page.inner_text("main")
    colleague.open(RECORD, status=404)
    colleague.expect_status(404)
    page = colleague.open("/desk/search/")
    page.fill("main [name=search]", "มาลี ใจดี")
    page.locator("main [name=search]").press("Enter")
    page.wait_for_load_state("networkidle")
    fit(colleague)
    page.locator("main a[href$='/break-glass/']").click()
    page.wait_for_load_state("networkidle")
    fit(colleague)
    press(page)
    colleague.expect_status(422)
    assert page.locator(".govuk-error-summary").count() == 1
    page.check("[name=reason][value=danger]")
    page.fill("[name=said]", "ต้องพาไปโรงพยาบาลเดี๋ยวนี้")
    page.evaluate("delete document.querySelector('main form').dataset.khSent")
    press(page)
    assert page.url.endswith(RECORD)
    assert "มาลี" in page.inner_text("h1")
    assert page.locator("main .kh-notice--warning").count() == 1
    fit(colleague)

    page = head.open("/desk/")
    page.locator("main a[href='/desk/broken-glass/']").click()
    page.wait_for_load_state("networkidle")
    fit(head)
    page.locator("main tbody a").first.click()
    page.wait_for_load_state("networkidle")
    assert "ต้องพาไปโรงพยาบาลเดี๋ยวนี้" in page.inner_text("main")
    assert page.locator("main tbody tr").count() >= 2  # the glass broken, and the record opened
    fit(head)
    page.check("[name=verdict][value=justified]")
    press(page)
    page = head.open("/desk/")
    assert page.locator("main a[href='/desk/broken-glass/']").count() == 0


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_the_list_of_who_looked_is_printed_for_the_person(visit, town, width, language, tmp_path):
    reader = visit(width=width, language=language)
    sign_in(reader, town.mali)
    page = reader.open(RECORD)
    page.locator(f"main a[href='{RECORD}looks/']").click()
    page.wait_for_load_state("networkidle")
    fit(reader)
    press(page)
    text = page.inner_text("main")
    assert "มะลิ ใจงาม" in text
    assert {"th": "เทศบาลตำบลฟ้าใส", "en": "Fa Sai"}[language] in text
    assert {"th": "เปิดดูข้อมูลของท่าน", "en": "Opened your record"}[language] in text
    assert str(MALI) not in text
    fit(reader)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.click("[data-kh-print]")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert not page.locator("[data-kh-print]").is_visible()
    assert page.locator("main table").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_two_people_edit_one_record_and_nothing_is_lost(visit, town, width, scripts):
    first, second = (visit(width=width, scripts=scripts) for _ in range(2))
    for reader, account in ((first, town.prasit), (second, town.mali)):
        sign_in(reader, account)
        reader.open(f"{RECORD}correct/")
    first.page.fill("[name=given_name]", "มาลัย")
    first.page.fill("[name=family_name]", "ใจงาม")
    press(first.page)
    second.page.fill("[name=given_name]", "มาลินี")
    second.page.fill("[name=nickname]", "ยายลี")
    press(second.page)

    page = second.page
    assert page.url.endswith(f"/desk/attention/about/{MALI}/")
    shown = page.inner_text("main")
    for said in ("มาลัย", "มาลินี", "ประสิทธิ์ ตั้งใจ", "มะลิ ใจงาม"):
        assert said in shown
    if scripts:
        fit(second)
    with within(town.municipality):
        kept = Person.objects.get(pk=MALI)
    # What nobody else touched went in, and what the second never touched was not taken back.
    assert (kept.given_name, kept.family_name, kept.nickname) == ("มาลัย", "ใจงาม", "ยายลี")
    page.locator("main button[name=take][value=yes]").click()
    page.wait_for_load_state("networkidle")
    assert page.url.endswith(RECORD)
    with within(town.municipality):
        assert Person.objects.get(pk=MALI).given_name == "มาลินี"
